using ActorSearch.Data.Idx;

namespace ActorSearch.Data.Fetching;

/// <summary>Where published data sets lie and what their files hash to.</summary>
public static class RemoteCatalogue
{
    /// <summary>
    /// By the data set's name. The checksums are those of the files as LeCun, Cortes and Burges (MNIST) and Zalando
    /// Research (Fashion-MNIST) published them; the mirrors are those that PyTorch's and TensorFlow's own data set
    /// loaders use. An address needs no encryption to be safe here: only known content is accepted.
    /// </summary>
    public static IReadOnlyDictionary<string, RemoteDataSet> Published { get; } = new Dictionary<string, RemoteDataSet>
    {
        ["mnist"] = new(
            [
                new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            ],
            [
                new(Packed(IdxFolder.TrainImages), 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                new(Packed(IdxFolder.TrainLabels), 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                new(Packed(IdxFolder.TestImages), 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                new(Packed(IdxFolder.TestLabels), 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
            ]),
        ["fashion-mnist"] = new(
            [
                new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"),
                new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            ],
            [
                new(Packed(IdxFolder.TrainImages), 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                new(Packed(IdxFolder.TrainLabels), 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                new(Packed(IdxFolder.TestImages), 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                new(Packed(IdxFolder.TestLabels), 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            ]),
    };

    private static string Packed(string name) => name + ".gz";
}
