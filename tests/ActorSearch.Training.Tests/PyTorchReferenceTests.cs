using ActorSearch.Core.Networks;
using ActorSearch.Data;
using ActorSearch.Training.Data;
using TorchSharp;
using static ActorSearch.Training.Tests.TrainingFixture;

namespace ActorSearch.Training.Tests;

/// <summary>
/// Whole trials against PyTorch's in double precision: first weights, order of images, layers, gradients, optimizer and
/// means over an unfinished last batch. The figures are those of pytorch_reference.py.
/// </summary>
public sealed class PyTorchReferenceTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    private const int Side = 12;
    private const int Classes = 3;

    [Theory]
    [InlineData(
        "channels=[5,7] batch_norm=true activation=tanh optimizer=momentum learning_rate=0.02",
        new[] { 1.2187111, 1.0938670, 1.0093043, 0.9650802, 0.7539223, 0.6417695, 0.5595247, 0.4840071 },
        new[] { 1.1158632, 1.1127085, 1.1049059, 1.0856775, 1.0508249, 1.0007647, 0.9451187, 0.8827177 })]
    [InlineData(
        "architecture=lenet activation=sigmoid pooling=avg optimizer=momentum momentum=0.8 learning_rate=0.1 weight_decay=0.001",
        new[] { 1.1904078, 1.1982326, 1.1360783, 1.3304637, 1.3815519, 1.2312676, 1.2112180, 1.1855991 },
        new[] { 1.1509244, 1.1543400, 1.1429778, 1.1135702, 1.2309764, 1.1603574, 1.2125341, 1.1531625 })]
    [InlineData(
        "channels=[5] kernel_size=7 hidden=[9] optimizer=adamw learning_rate=0.002 weight_decay=0.5",
        new[] { 1.1151620, 1.1036057, 1.0955753, 1.0919691, 1.0871764, 1.0827005, 1.0794163, 1.0767877 },
        new[] { 1.0928260, 1.0877080, 1.0876351, 1.0879354, 1.0860005, 1.0827292, 1.0795976, 1.0768781 })]
    [InlineData(
        "channels=[4,6] stride=2 padding=valid pooling=none activation=gelu optimizer=sgd learning_rate=0.2 weight_decay=0.01",
        new[] { 1.1083827, 1.1009742, 1.0989551, 1.1109699, 1.1030356, 1.0973399, 1.0975584, 1.1102342 },
        new[] { 1.1219360, 1.1187738, 1.1187650, 1.1181286, 1.1152889, 1.1159662, 1.1143400, 1.1097502 })]
    [InlineData(
        "channels=[3] kernel_size=5 activation=elu learning_rate=0.01 weight_decay=0.1",
        new[] { 1.1424299, 1.0605389, 1.0158179, 1.0010090, 0.9631507, 0.9307848, 0.9023763, 0.8775753 },
        new[] { 1.0812674, 1.0876653, 1.0846983, 1.0777388, 1.0595216, 1.0364718, 1.0184711, 1.0034638 })]
    public void A_trial_goes_through_the_losses_that_pytorch_goes_through(string words, double[] train, double[] validation)
    {
        var study = fixture.Study with { Image = new ImageShape(1, Side, Side), Classes = Classes };
        var splits = fixture.Splits with { Train = Images(20, first: 0), Validation = Images(7, first: 20), Test = Images(1, first: 27) };
        using var data = new DeviceSplits(splits, torch.CPU);
        var reports = new Reports();

        new TorchTrainer(study, data, threads: 1).Train(
            [Lease($"{words} batch_size=12 epochs={train.Length}", seed: 11)], reports, CancellationToken.None);

        AssertClose(train, [.. reports.Epochs.Select(e => e.Metrics.TrainLoss)]);
        AssertClose(validation, [.. reports.Epochs.Select(e => e.Metrics.ValidationLoss)]);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5));
    }

    private static ImageSet Images(int count, int first)
    {
        var numbers = Enumerable.Range(first, count).ToArray();
        var pixels = numbers.SelectMany(n => Enumerable.Range(0, Side * Side).Select(i => (byte)((i * i * ((n % Classes) + 2)) + (29 * n))));
        return new ImageSet(1, Side, Side, Classes, pixels.ToArray(), numbers.Select(n => (byte)(n % Classes)).ToArray());
    }
}
