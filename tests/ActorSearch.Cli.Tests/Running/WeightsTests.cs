using System.Text.Json;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>The weights that a run keeps.</summary>
public sealed class WeightsTests : IDisposable
{
    private const string Spec = "grid.yaml";

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Right);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_keeps_the_weights_of_the_first_three_and_says_where()
    {
        var output = Run("run", Spec).MustEndWith(0).Output;

        Assert.EndsWith($"weights of 3 trials: {Path.Combine("weights", "small")}", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(Ranked("--top", "3").Order(), Kept("weights"));
    }

    [Fact]
    public void A_number_and_a_folder_may_be_asked_for()
    {
        var ended = Run("run", Spec, "--keep-weights", "1", "--weights", "a/b", "--json").MustEndWith(0).Output.Split('\n')[^1];

        var weights = JsonSerializer.Deserialize<JsonElement>(ended).GetProperty("weights");
        Assert.Equal(_folder[Path.Combine("a", "b", "small")], weights.GetProperty("folder").GetString());
        Assert.Equal(Ranked("--top", "1"), weights.GetProperty("trials").EnumerateArray().Select(t => t.GetString()!));
        Assert.Equal(Ranked("--top", "1"), Kept(Path.Combine("a", "b")));
        Assert.False(Directory.Exists(_folder["weights"]));
    }

    [Fact]
    public void None_are_kept_where_none_are_asked_for()
    {
        var ended = Run("run", Spec, "--keep-weights", "0", "--json").MustEndWith(0).Output.Split('\n')[^1];

        Assert.Equal(JsonValueKind.Null, JsonSerializer.Deserialize<JsonElement>(ended).GetProperty("weights").ValueKind);
        Assert.False(Directory.Exists(_folder["weights"]));
    }

    [Fact]
    public void A_file_where_weights_would_lie_is_in_nobodys_way_who_keeps_none()
    {
        _folder.Add("weights", "mine");

        Assert.Contains("is a file, but weights need a folder", Run("run", Spec).MustEndWith(2).Error, StringComparison.Ordinal);
        Run("run", Spec, "--keep-weights", "0").MustEndWith(0);
    }

    [Fact]
    public void One_worker_and_two_keep_the_same_bytes()
    {
        Run("run", Spec, "--store", "one.db", "--weights", "one", "--workers", "1").MustEndWith(0);
        Run("run", Spec, "--store", "two.db", "--weights", "two", "--workers", "2").MustEndWith(0);

        Assert.Equal(3, Kept("one").Count());
        Assert.Equal(Kept("one"), Kept("two"));
        Assert.All(Kept("one"), t => Assert.Equal(Bytes("one", t), Bytes("two", t)));
    }

    [Fact]
    public void A_study_that_grows_keeps_the_best_of_all()
    {
        Run("run", Spec).MustEndWith(0);
        _folder.Add(Spec, Experiments.Wider);

        Run("run", Spec, "--extend").MustEndWith(0);

        Assert.Equal(Ranked("--top", "3").Order(), Kept("weights"));
    }

    [Fact]
    public void Weights_that_an_earlier_study_of_the_name_left_take_no_place()
    {
        Run("run", Spec, "--keep-weights", "1").MustEndWith(0);
        var earlier = Kept("weights").Single();
        _folder.Add(Spec, Experiments.Right.Replace("[0.01, 0.001]", "[0.0001]", StringComparison.Ordinal));

        var output = Run("run", Spec, "--keep-weights", "1", "--store", "later.db").MustEndWith(0).Output;

        Assert.Contains("weights of 1 trial:", output, StringComparison.Ordinal);
        Assert.Equal([.. Ranked("--top", "1", "--store", "later.db").Append(earlier).Order()], Kept("weights"));
    }

    [Fact]
    public void Weights_that_cannot_be_written_cost_no_trial_and_are_told()
    {
        Run("run", Spec, "--store", "first.db").MustEndWith(0);
        foreach (var trial in Kept("weights").ToList())
        {
            // A folder in the way of each file.
            File.Delete(_folder[Path.Combine("weights", "small", trial + ".pt")]);
            Directory.CreateDirectory(_folder[Path.Combine("weights", "small", trial + ".pt")]);
        }

        var result = Run("run", Spec, "--store", "second.db").MustEndWith(0);

        Assert.Contains("weights cannot be written", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Contains(
            Directory.GetFiles(_folder["logs"]), log => File.ReadAllText(log).Contains("Weights are not kept", StringComparison.Ordinal));
    }

    private IEnumerable<string> Kept(string folder) =>
        Directory.GetFiles(_folder[Path.Combine(folder, "small")], "*.pt").Select(f => Path.GetFileNameWithoutExtension(f)!).Order();

    private byte[] Bytes(string folder, string trial) => File.ReadAllBytes(_folder[Path.Combine(folder, "small", trial + ".pt")]);

    private string[] Ranked(params IEnumerable<string> options) =>
    [
        .. Run(["report", "--format", "csv", "--no-times", .. options]).MustEndWith(0).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',').First(c => c.Length == 32)),
    ];

    private CommandResult Run(params IEnumerable<string> arguments) => Command.Run(_folder.Path, arguments);
}
