using System.Buffers.Binary;
using System.Text.Json;
using ActorSearch.Core.Experiments;
using ActorSearch.Data;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Data;
using TorchSharp;
using static ActorSearch.Training.Tests.TrainingFixture;

namespace ActorSearch.Training.Tests.Checkpoints;

/// <summary>Checkpoints as PyTorch itself opens them, and what the networks that it builds from them answer.</summary>
public sealed class PyTorchTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>, IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("actorsearch-weights-").FullName;

    [Theory]
    [InlineData("channels=[3,5] batch_norm=true dropout=0.3 hidden=[9]", null)]
    [InlineData("channels=[3] kernel_size=5 padding=1 stride=2 pooling=avg activation=gelu global_pooling=avg init=xavier", 0.5)]
    [InlineData("channels=[3,4] first_kernel_size=7 pooling=none activation=leaky_relu convolution=im2col loss=nll input_size=20", 0.1)]
    [InlineData("architecture=lenet activation=sigmoid pooling=avg", null)]
    [InlineData("architecture=cnn-dropout activation=elu loss=nll", 0.5)]
    [InlineData("architecture=vgg-small channels=[3,4,5,6] hidden=[7]", 0.5)]
    [InlineData("architecture=vgg16 input_size=32 hidden=[8] activation=silu", null)]
    [InlineData("architecture=vgg16 input_size=32 hidden=[] batch_norm=true dropout=0", 0.5)]
    [InlineData("architecture=resnet-small channels=[3,4] activation=tanh loss=nll", 0.5)]
    [InlineData("architecture=resnet-small channels=[3,4] batch_norm=true", null)]
    [InlineData("architecture=resnet18 input_size=33", 0.5)]
    [InlineData("architecture=resnet18 batch_norm=false", null)]
    public void PyTorch_gives_the_outputs_that_the_trained_network_gives(string words, double? mean)
    {
        var (file, data) = Train(words, mean is { } m ? new Normalisation([m], [0.25]) : null);
        using var owned = data;
        var images = Path.Combine(_path, "images-idx4-ubyte");
        WriteIdx(images, Splits.Test);

        var answers = PyTorch.Run(PyTorch.Example, file, images, "--scores").Select(line => JsonSerializer.Deserialize<double[]>(line)!).ToList();

        using var scope = torch.NewDisposeScope();
        using var network = TrainedNetwork.Load(file, torch.CPU);
        var own = network.Network.call(data.Test.Slice(0, data.Test.Count).Images).data<float>().ToArray().Chunk(10).ToList();
        Assert.Equal(Splits.Test.Count, own.Count);
        Assert.Equal(own.Count, answers.Count);
        var scale = Math.Max(1, own.SelectMany(s => s).Max(Math.Abs));
        Assert.All(own.Zip(answers), pair => Assert.All(
            pair.First.Zip(pair.Second), s => Assert.Equal(s.First, s.Second, tolerance: 1e-5 * scale)));
    }

    [Fact]
    public void PyTorch_opens_a_checkpoint_as_a_dictionary_of_tensors_and_nothing_else()
    {
        const string Script = """
            import collections, json, sys, torch
            state = torch.load(sys.argv[1], weights_only=True)
            assert type(state) is collections.OrderedDict, type(state)
            assert all(t.is_contiguous() and not t.requires_grad for t in state.values())
            print(json.dumps({name: [str(t.dtype)] + list(t.shape) for name, t in state.items()}))
            print(json.dumps(state["norm1.num_batches_tracked"].item()))
            """;
        var (file, data) = Train("channels=[3] batch_norm=true epochs=3", normalise: null);
        data.Dispose();

        var lines = PyTorch.Run("-c", Script, file);

        var said = JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(lines[0])!
            .Select(t => $"{t.Key} {string.Join(' ', t.Value.Select(v => v.ToString()))}").Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "conv1.bias torch.float32 3",
                "conv1.weight torch.float32 3 1 3 3",
                "norm1.bias torch.float32 3",
                "norm1.num_batches_tracked torch.int64",
                "norm1.running_mean torch.float32 3",
                "norm1.running_var torch.float32 3",
                "norm1.weight torch.float32 3",
                "output.bias torch.float32 10",
                "output.weight torch.float32 10 588",
            ],
            said);
        Assert.Equal(2 * CheckpointFile.ReadHead(file).Epoch, int.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_example_says_what_a_picture_shows()
    {
        var (file, data) = Train("channels=[3]", normalise: null);
        data.Dispose();
        var picture = Path.Combine(_path, "digit.pgm");
        File.WriteAllBytes(picture, [.. "P5\n# drawn\n28 28\n255\n"u8, .. Splits.Test.Pixels.Span[..Splits.Test.ImageLength]]);

        var lines = PyTorch.Run(PyTorch.Example, file, picture);

        Assert.Equal(2, lines.Length);
        Assert.Contains("validation_accuracy", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^image 1: .+ \([01]\.\d{4}\)$", lines[1]);
    }

    [Fact]
    public void The_example_names_a_file_that_is_not_what_it_should_be()
    {
        var (file, data) = Train("channels=[3]", normalise: null);
        data.Dispose();
        var picture = Path.Combine(_path, "digit.pgm");
        var images = Path.Combine(_path, "digits-idx3-ubyte");
        File.WriteAllBytes(picture, "P5\n28 28"u8.ToArray());
        File.WriteAllBytes(images, [0, 0, 8, 3, 0, 0]);

        Assert.StartsWith($"{picture}: its head", PyTorch.Refusal(PyTorch.Example, file, picture), StringComparison.Ordinal);
        Assert.StartsWith($"{images}: holds no images", PyTorch.Refusal(PyTorch.Example, file, images), StringComparison.Ordinal);
        Assert.StartsWith($"{images}: ", PyTorch.Refusal(PyTorch.Example, images, picture), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    /// <summary>Few images: the largest networks take a second for each.</summary>
    private DataSplits Splits => fixture.Splits with
    {
        Train = First(fixture.Splits.Train, 16), Validation = First(fixture.Splits.Validation, 8), Test = First(fixture.Splits.Test, 8),
    };

    private (string File, DeviceSplits Data) Train(string words, Normalisation? normalise)
    {
        var study = fixture.Study with { DataSet = fixture.Study.DataSet with { Normalise = normalise } };
        var data = new DeviceSplits(Splits, torch.CPU, normalise);
        var lease = Lease($"batch_size=8 {(words.Contains("epochs", StringComparison.Ordinal) ? string.Empty : "epochs=1")} {words}");
        var reports = new Reports();
        var weights = new WeightKeeper(new CheckpointFolder(_path, keep: 1), Assert.Fail);
        new TorchTrainer(study, data, 1, weights).Train([lease], reports, CancellationToken.None);
        Assert.Empty(reports.Failures);
        Assert.NotNull(Assert.Single(reports.Results).Result.TestLoss);
        return (CheckpointFolder.PathOf(_path, study.Name, lease.Plan.Id), data);
    }

    private static ImageSet First(ImageSet images, int count) => new(
        images.Channels, images.Height, images.Width, images.ClassCount, images.Pixels[..(count * images.ImageLength)], images.Labels[..count]);

    private static void WriteIdx(string path, ImageSet images)
    {
        using var file = File.Create(path);
        file.Write([0, 0, 8, 4]);
        foreach (var size in new[] { images.Count, images.Channels, images.Height, images.Width })
        {
            var bytes = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(bytes, size);
            file.Write(bytes);
        }

        file.Write(images.Pixels.Span);
    }
}
