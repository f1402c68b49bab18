using System.Text;
using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Inspecting;

/// <summary>A look inside networks that a run has trained, from beginning to end.</summary>
public sealed class InspectTests(TrainedStudy study) : IClassFixture<TrainedStudy>, IDisposable
{
    private const string Remedy = "--retrain trains the trial again from its seed";

    private readonly TemporaryFolder _folder = study.Copy();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trial_of_the_best_has_its_page_from_the_weights_that_were_kept()
    {
        var trial = study.Trials[0];

        var result = Run("inspect", trial[..8]).MustEndWith(0);

        var page = Path.Combine(_folder[$"inspect-{trial[..8]}"], "index.html");
        Assert.EndsWith(page, result.Output, StringComparison.Ordinal);
        Assert.Contains("on 50 images", result.Output, StringComparison.Ordinal);
        Assert.Contains("feature maps", result.Error, StringComparison.Ordinal);
        var html = File.ReadAllText(page);
        Assert.Contains("<h1>small</h1>", html, StringComparison.Ordinal);

        // What the network answers is what the run recorded.
        Assert.DoesNotContain("The ledger has", html, StringComparison.Ordinal);
        var pictures = Directory.GetFiles(Path.Combine(_folder[$"inspect-{trial[..8]}"], "pictures"));
        Assert.Contains(pictures, p => Path.GetFileName(p) == "kernels.png");
        Assert.All(pictures, p => Assert.Contains($"src=\"pictures/{Path.GetFileName(p)}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public void Trained_again_it_shows_the_same_figures()
    {
        var trial = study.Trials[0];

        var kept = Run("inspect", trial, "--json", "--output", "page").MustEndWith(0).Output;
        var again = Run("inspect", trial, "--json", "--output", "page", "--retrain", "--weights", "nowhere").MustEndWith(0);

        Assert.Equal(kept, again.Output);
        Assert.Contains("epoch 1: validation_accuracy", again.Error, StringComparison.Ordinal);
        using var figures = JsonDocument.Parse(kept);
        Assert.Equal(50, figures.RootElement.GetProperty("robustness").GetProperty("images").GetInt32());
    }

    [Fact]
    public void A_trial_without_weights_is_told_both_remedies_and_nothing_is_written()
    {
        var trial = study.Trials[0];
        Directory.Delete(_folder["weights"], recursive: true);
        var before = _folder.Listing();

        var refused = Run("inspect", trial).MustEndWith(2);

        Assert.Contains($"there are no weights of trial {trial[..8]}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--weights FOLDER names another folder", refused.Error, StringComparison.Ordinal);
        Assert.Contains(Remedy, refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("text")]
    [InlineData("empty")]
    public void Damaged_weights_are_refused_in_a_sentence(string damage)
    {
        var trial = study.Trials[0];
        var path = WeightsOf(trial);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damage switch
        {
            "cut" => bytes[..(bytes.Length / 2)],
            "changed" => [.. bytes[..^2000], (byte)(bytes[^2000] ^ 1), .. bytes[^1999..]],
            "text" => Encoding.UTF8.GetBytes("no weights at all"),
            _ => [],
        });

        var refused = Run("inspect", trial).MustEndWith(2);

        Assert.Contains($"{trial}.pt: ", refused.Error, StringComparison.Ordinal);
        Assert.Contains(Remedy, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder[$"inspect-{trial[..8]}"]));
    }

    [Fact]
    public void Weights_of_another_trial_or_study_are_refused()
    {
        var trials = study.Trials;
        File.Copy(WeightsOf(trials[1]), WeightsOf(trials[0]), overwrite: true);
        Assert.Contains(
            $"belongs to trial {trials[1]}, expected {trials[0]}", Run("inspect", trials[0]).MustEndWith(2).Error, StringComparison.Ordinal);

        // The same trials of another seed, whose weights and images are others.
        _folder.Add("other.yaml", Experiments.Right.Replace("seed: 7", "seed: 8", StringComparison.Ordinal));
        Run("run", "other.yaml", "--store", "other.db", "--weights", "other").MustEndWith(0);
        Assert.Contains(
            "belongs to another study: small of seed 8, expected small of seed 7",
            Run("inspect", trials[0], "--store", StoreName.Default, "--weights", "other").MustEndWith(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_never_came_to_a_network_is_refused()
    {
        _folder.Add("diverging.yaml", Experiments.Right
            .Replace("[0.01, 0.001]", "[1000]", StringComparison.Ordinal)
            .Replace("kernel_size: [3, 5]", "activation: [leaky_relu]", StringComparison.Ordinal)
            .Replace("epochs: 1", "epochs: 9\n  optimizer: sgd", StringComparison.Ordinal)
            .Replace("study: small", "study: diverging", StringComparison.Ordinal));
        Run("run", "diverging.yaml", "--store", "diverging.db").MustEndWith(0);

        var refused = Run("inspect", TrainedStudy.TrialsOf(_folder, "diverging.db")[0], "--store", "diverging.db").MustEndWith(2);

        Assert.Contains("has no trained network to look into: it is diverged (the loss became", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_other_things_stays_and_a_page_is_replaced()
    {
        var trial = study.Trials[0];
        _folder.AddFolder("mine").Add("mine/index.html", "<p>mine</p>");
        Assert.Contains("holds other things", Run("inspect", trial, "--output", "mine").MustEndWith(2).Error, StringComparison.Ordinal);
        Assert.Equal("<p>mine</p>", File.ReadAllText(_folder["mine/index.html"]));

        Run("inspect", trial, "--output", "page", "--robustness", "10").MustEndWith(0);
        Assert.True(File.Exists(_folder["page/pictures/noise-32.png"]));
        Run("inspect", trial, "--output", "page", "--robustness", "0", "--images", "3", "4").MustEndWith(0);
        Assert.False(File.Exists(_folder["page/pictures/noise-32.png"]));
        Assert.True(File.Exists(_folder["page/pictures/image-4.png"]));

        _folder.Add("page/notes.txt", "mine");
        Assert.Contains("holds other things", Run("inspect", trial, "--output", "page").MustEndWith(2).Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(_folder.Path), d => Path.GetFileName(d).StartsWith("page.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--images", "50", "--images: there is no test image 50; the study has 50, from 0")]
    [InlineData("--images", "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16", "--images: 17 images; at most 16 are shown")]
    [InlineData("--images", "x", "--images: expected a whole number")]
    [InlineData("--robustness", "-1", "--robustness: expected a whole number")]
    [InlineData("--device", "abacus", "--device: 'abacus' is no device")]
    [InlineData("--output", "no/where", "there is no folder")]
    [InlineData("--output", "", "--output: the name is empty; expected a folder")]
    [InlineData("--output", "/", "holds other things")]
    [InlineData("--output", TrainedStudy.Spec, "is a file")]
    [InlineData("--study", "other", "there is no study 'other'")]
    public void Wrong_options_are_refused_before_anything_is_written(string option, string value, string expected)
    {
        var trial = study.Trials[0];
        var before = _folder.Listing();

        var refused = Run("inspect", trial, option, value).MustEndWith(2);

        Assert.Contains(expected, refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing());
    }

    private string WeightsOf(string trial) => _folder[$"weights/small/{trial}.pt"];

    private CommandResult Run(params IEnumerable<string> arguments) => Command.Run(_folder.Path, arguments);
}
