using ActorSearch.Core.Experiments;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Experiments;

public sealed class SmallSizeTests
{
    private const string Text = """
        study: demo
        seed: 1
        dataset: { name: mnist, train: 10000, normalise: { mean: 0.5, std: 0.5 } }
        model: { architecture: conv-stack, channels: [16, 32] }
        space:
          kernel_size: [3, 5, 7]
          learning_rate: [0.1, 0.01]
        training: { epochs: 10, batch_size: 64 }
        small:
          dataset: { train: 200, normalise: { mean: 0.1 } }
          space: { kernel_size: [3, 5], channels: [[4], [8]] }
          training: { epochs: 1, learning_rate: 0.01 }
          curves: { test: true }
        """;

    [Fact]
    public void A_small_size_that_nobody_asks_for_changes_nothing()
    {
        var with = ExperimentReaderTests.Valid(Text);
        var without = ExperimentReaderTests.Valid(Text[..Text.IndexOf("small:", StringComparison.Ordinal)]);

        Assert.Equal(without.Study, with.Study);
        Assert.Equal(without.DataSet, with.DataSet);
        Assert.Equal(without.Space.Points(), with.Space.Points());
        Assert.Null(with.Curves);
    }

    [Fact]
    public void The_small_size_changes_key_by_key_what_it_names()
    {
        var small = ExperimentReaderTests.Valid(Asked(Text));

        Assert.Equal("demo-small", small.Study);
        Assert.Equal(new DataSetSpec("mnist", Train: 200, Normalise: new Normalisation([0.1], [0.5])), small.DataSet);
        Assert.Equal(new Curves(Test: true), small.Curves);
        Assert.Equal(1UL, small.Seed);
        Assert.Equal(Asked(Text), small.Source);
    }

    [Fact]
    public void A_key_that_a_change_fixes_varies_no_longer_and_one_that_it_varies_is_fixed_no_longer()
    {
        var small = ExperimentReaderTests.Valid(Asked(Text));

        Assert.Equal(["kernel_size", "channels"], small.Space.Dimensions.Select(d => d.Name));
        Assert.Equal(
            ["architecture=conv-stack", "batch_size=64", "epochs=1", "learning_rate=0.01"],
            small.Space.Shared.Select(s => $"{s.Key}={s.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("small:", "small: { training: { epochs: 1 }, trainin: { epochs: 2 } }\nrest:", 9, "trainin", "did you mean 'training'?")]
    [InlineData("epochs: 1,", "epoch: 1,", 12, "training.epoch", "did you mean 'epochs'?")]
    [InlineData("train: 200", "train: 0", 10, "dataset.train", "expected a whole number from 1")]
    [InlineData("kernel_size: [3, 5],", "kernel_size: 3,", 11, "space.kernel_size", "one value alone stands in 'model'")]
    [InlineData("  curves: { test: true }", "  study: x", 13, "small.study", "has none of its own")]
    [InlineData("  curves: { test: true }", "  small: { seed: 1 }", 13, "small.small", "has none of its own")]
    [InlineData("  curves: { test: true }", "  overrides: { seed: 1 }", 13, "small.overrides", "has none of its own")]
    public void A_slip_in_the_small_size_is_found_by_everybody_who_reads_the_file(string from, string to, int line, string key, string words)
    {
        var text = Text.Replace(from, to, StringComparison.Ordinal);

        Assert.Contains(
            ExperimentReaderTests.Invalid(text),
            e => e.Line == line && e.Key == key && e.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_that_both_sizes_have_is_said_once() =>
        Assert.Single(ExperimentReaderTests.Invalid(Text.Replace("seed: 1", "sead: 1", StringComparison.Ordinal)));

    [Fact]
    public void A_small_size_that_is_no_section_is_refused() =>
        Assert.Equal(
            "expected keys with values under 'small:', not 'true'",
            Assert.Single(ExperimentReaderTests.Invalid("study: s\ndataset: { name: glyphs }\nsmall: true")).Message);

    [Fact]
    public void A_small_size_that_the_file_lacks_is_refused()
    {
        var error = Assert.Single(ExperimentReaderTests.Invalid(Asked("study: s\ndataset: { name: glyphs }")));

        Assert.StartsWith("--small: the file has no small size", error.Format("s.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_leaves_no_room_for_the_small_size_is_refused()
    {
        var name = new string('n', 95);

        var error = Assert.Single(ExperimentReaderTests.Invalid(Text.Replace("demo", name, StringComparison.Ordinal)));

        Assert.Equal(("study", 1), (error.Key, error.Line));
        Assert.Contains("with '-small' after it", error.Message, StringComparison.Ordinal);
        Assert.Equal(name, ExperimentReaderTests.Valid($"study: {name}\ndataset: {{ name: glyphs }}").Study);
    }

    private static string Asked(string text) => new CommandLineOverrides(true, null, []).AppendTo(text).Text;
}
