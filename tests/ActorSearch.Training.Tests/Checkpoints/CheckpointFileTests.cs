using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Trials;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Checkpoints.Heads;
using ActorSearch.Training.Networks;
using TorchSharp.Modules;
using static ActorSearch.Training.Tests.TrainingFixture;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests.Checkpoints;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actorsearch-weights-").FullName;
    private readonly Generator _generator = new(7, CPU);

    private string File1 => Path.Combine(_folder, "a.pt");

    [Fact]
    public void A_head_comes_back_as_it_was()
    {
        var head = Head("channels=[3,5] batch_norm=true dropout=0.25 hidden=[7]") with
        {
            Value = 0.1,
            ClassNames = ["cat", "dog \"x\"\n", "漢"],
            Normalise = new Normalisation([0.5], [0.25]),
        };
        using var network = Build(head);

        CheckpointFile.Write(File1, head, network.state_dict());

        Assert.Equal(head, CheckpointFile.ReadHead(File1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_number_comes_back(double value)
    {
        var head = Head("channels=[2]") with { Value = value };
        using var network = Build(head);

        CheckpointFile.Write(File1, head, network.state_dict());

        Assert.Equal(value, CheckpointFile.ReadHead(File1).Value);
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        using (var made = System.Diagnostics.Process.Start("mkfifo", File1))
        {
            made.WaitForExit();
        }

        var refused = Assert.Throws<CheckpointException>(() => CheckpointFile.ReadHead(File1));

        Assert.Contains("no ordinary file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_and_buffers_come_back_to_the_last_bit()
    {
        var head = Head("channels=[3,5] batch_norm=true hidden=[7]");
        using var network = Build(head);
        using var input = rand([4, 1, 28, 28], dtype: float32, generator: _generator);
        network.call(input).Dispose(); // Moves the running means, and counts the batch.
        network.eval();
        CheckpointFile.Write(File1, head, network.state_dict());

        using var loaded = TrainedNetwork.Load(File1, CPU);

        Assert.Equal(network.state_dict().Keys.Order(), loaded.Network.state_dict().Keys.Order());
        Assert.Equal(1, loaded.Network.state_dict()["norm1.num_batches_tracked"].item<long>());
        using var expected = network.call(input);
        using var actual = loaded.Network.call(input);
        Assert.Equal(expected.data<float>().ToArray(), actual.data<float>().ToArray());
    }

    [Fact]
    public void The_same_weights_give_the_same_bytes()
    {
        var head = Head("channels=[3]");
        using var network = Build(head);
        var other = Path.Combine(_folder, "b.pt");

        CheckpointFile.Write(File1, head, network.state_dict());
        CheckpointFile.Write(other, head, network.state_dict());

        Assert.Equal(File.ReadAllBytes(File1), File.ReadAllBytes(other));
    }

    [Fact]
    public void Nothing_but_the_file_is_left_in_the_folder()
    {
        var head = Head("channels=[3]");
        using var network = Build(head);

        CheckpointFile.Write(File1, head, network.state_dict());
        CheckpointFile.Write(File1, head, network.state_dict());

        Assert.Equal([File1], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Weights_of_another_network_are_refused()
    {
        var head = Head("channels=[3]");
        using var network = Build(head);
        CheckpointFile.Write(File1, head, network.state_dict());
        using var other = Build(Head("channels=[4]"));

        Assert.Contains("conv1.weight", Refusal(() => CheckpointFile.Restore(File1, other)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("there is no such file", Refusal(() => CheckpointFile.ReadHead(File1)), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_was_cut_short_is_refused_wherever_it_was_cut()
    {
        var whole = Bytes("channels=[1] kernel_size=1 stride=14");
        foreach (var length in Enumerable.Range(0, whole.Length).Where(n => n % 7 == 0 || n > whole.Length - 100))
        {
            File.WriteAllBytes(File1, whole[..length]);
            Refusal(() => TrainedNetwork.Load(File1, CPU).Dispose());
        }
    }

    [Fact]
    public void No_byte_that_changed_gives_other_weights_or_another_exception()
    {
        const string Words = "channels=[1] kernel_size=1 stride=14";
        var whole = Bytes(Words);
        var random = new Random(3);
        using var network = Build(Head(Words));
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(File1, changed);
            try
            {
                // What no reader looks at may change: dates, the gaps between records.
                using var loaded = TrainedNetwork.Load(File1, CPU);
                Assert.Equal(Head(Words), loaded.Head);
                Assert.Equal(Values(network), Values(loaded.Network));
            }
            catch (CheckpointException exception)
            {
                Assert.Contains(File1, exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_directory_that_says_a_record_is_huge_is_refused_before_memory_is_taken()
    {
        var bytes = Bytes("channels=[1] kernel_size=1 stride=14");
        var entry = bytes.AsSpan().LastIndexOf("archive/actorsearch.json"u8) - 46;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + 20), 0xFFFF_FFF0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + 24), 0xFFFF_FFF0);
        File.WriteAllBytes(File1, bytes);

        Assert.Contains("at most", Refusal(() => CheckpointFile.ReadHead(File1)), StringComparison.Ordinal);
    }

    /// <summary>Heads whose checksums are right and whose sense is not, as a stranger may make them.</summary>
    [Theory]
    [InlineData("image", "[]")]
    [InlineData("image", "[1, 28]")]
    [InlineData("image", "28")]
    [InlineData("image", "[1, 0, 28]")]
    [InlineData("image", "[1, 2147483647, 2147483647]")]
    [InlineData("classes", "2147483647")]
    [InlineData("classes", "\"ten\"")]
    [InlineData("config", "{\"channels\": 4}")]
    [InlineData("config", "{\"channels\": [4], \"layers\": 64}")]
    [InlineData("config", "[]")]
    [InlineData("objective", "{\"metric\": \"test_loss\", \"mode\": \"min\"}")]
    [InlineData("value", "\"many\"")]
    [InlineData("normalise", "{\"mean\": [0.5]}")]
    [InlineData("class_names", "[1]")]
    [InlineData("layers", "[]")]
    [InlineData("format", "2")]
    [InlineData("seed", "-1")]
    public void A_head_without_sense_is_refused(string field, string value)
    {
        var head = JsonNode.Parse(HeadJson.Write(Head("channels=[4]")))!.AsObject();
        HeadJson.Read(Encoding.UTF8.GetBytes(head.ToJsonString()));
        head[field] = JsonNode.Parse(value);
        if (field == "config" && head[field] is JsonObject config)
        {
            // The identity is that of the configuration, so that the configuration itself is looked at.
            head["trial"] = TrialId.Of(TrialConfigJson.Read(JsonDocument.Parse(config.ToJsonString()).RootElement), 0).ToString();
        }

        Assert.Throws<FormatException>(() => HeadJson.Read(Encoding.UTF8.GetBytes(head.ToJsonString())));
    }

    public void Dispose()
    {
        _generator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal static CheckpointHead Head(string words, double value = 0.5)
    {
        var config = Config(words);
        var plan = Assert.IsType<NetworkPlanning.Planned>(NetworkPlanner.Plan(config, new ImageShape(1, 28, 28), classes: 3)).Network;
        return new CheckpointHead(
            "tests", 5, TrialId.Of(config, 0), config, 0, Objective.Default, value, 2, plan, ["a", "b", "c"], Normalise: null, "00ff");
    }

    private byte[] Bytes(string words)
    {
        var head = Head(words);
        using var network = Build(head);
        CheckpointFile.Write(File1, head, network.state_dict());
        return File.ReadAllBytes(File1);
    }

    internal static Sequential Build(CheckpointHead head)
    {
        using var generator = new Generator(7, CPU);
        return NetworkBuilder.Build(head.Plan, generator, generator);
    }

    /// <summary>Values of a network built anew from the same generator.</summary>
    private static float[] Values(Sequential network) =>
        [.. network.parameters().SelectMany(p => p.detach().data<float>().ToArray())];

    private string Refusal(Action action)
    {
        var refusal = Assert.Throws<CheckpointException>(action);
        Assert.StartsWith(File1, refusal.Message, StringComparison.Ordinal);
        return refusal.Message;
    }
}
