using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Space;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Experiments;

public sealed class CommandLineOverridesTests
{
    private static readonly ImmutableArray<string> Hostile =
    [
        "\n", "\r\n", "\r", "\t", "---", "\n---\n", "\n...\n", "'", "\"", "\\", ": ", "#", " #", "&a ", "*a", "!!str ", "|", ">", "%YAML 1.2\n",
        "{", "}", "[", "]", ",", "- ", "? ", "\0", "\u0007", "\u0085", "\u2028", "\uFEFF", "\U0001F600", "\ud800", "null", "true", "3", "seed: 9", "\nseed: 9",
        "\noverrides:\n  seed: 9", "x", " ", "~", "<<: ", "`", "@", "a b",
    ];

    [Fact]
    public void Without_options_the_text_stays_as_it_is() =>
        Assert.Equal(ExperimentTexts.Small, CommandLineOverrides.None.AppendTo(ExperimentTexts.Small).Text);

    [Theory]
    [InlineData("training.epochs=7", "epochs=7")]
    [InlineData("training.epochs= 7 ", "epochs=7")]
    [InlineData("model.kernel_size=7", "kernel_size=7")]
    [InlineData("training.learning_rate=1e-2", "learning_rate=0.01")]
    [InlineData("model.channels=[8, 8, 8]", "channels=8-8-8")]
    [InlineData("model={batch_norm: true}", "batch_norm=true")]
    public void A_setting_changes_one_key(string setting, string expected)
    {
        var spec = Valid(ExperimentTexts.Small, setting);

        Assert.Contains(expected, spec.Space.Shared.Select(s => $"{s.Key}={s.Value}"));
        Assert.Contains("architecture=conv-stack", spec.Space.Shared.Select(s => $"{s.Key}={s.Value}"));
        Assert.DoesNotContain(expected.Split('=')[0], spec.Space.Dimensions.Select(d => d.Name));
    }

    [Fact]
    public void A_setting_may_vary_what_was_fixed_and_the_rest_stays()
    {
        var spec = Valid(ExperimentTexts.Small, "space.epochs=[1, 2]", "space.kernel_size=[1]");

        Assert.Equal(["kernel_size=1", "learning_rate=0.1,0.01", "epochs=1,2"], spec.Space.Dimensions.Select(d => $"{d.Name}={string.Join(',', d.Values)}"));
        Assert.DoesNotContain(ParameterNames.Epochs, spec.Space.Shared.Select(s => s.Key));
    }

    [Fact]
    public void The_last_of_two_settings_wins() =>
        Assert.Equal(9UL, Valid(ExperimentTexts.Small, "seed=8", "seed=9").Seed);

    [Fact]
    public void A_study_may_be_named_also_a_small_one()
    {
        const string Text = ExperimentTexts.Small + "\nsmall: { training: { epochs: 1 } }";

        Assert.Equal("x", Valid(Text, "study=x").Study);
        Assert.Equal("demo-small", ExperimentReaderTests.Valid(Appended(Text, new(true, null, []))).Study);
        Assert.Equal("x", ExperimentReaderTests.Valid(Appended(Text, new(true, null, ["study=x"]))).Study);
    }

    [Theory]
    [InlineData("study: s\ndataset: { name: mnist }")]
    [InlineData("{study: s, dataset: {name: mnist}}")]
    [InlineData("---\nstudy: s\ndataset: { name: mnist }\n...\n")]
    [InlineData("%YAML 1.2\n---\nstudy: s\ndataset: { name: mnist }\n...")]
    [InlineData("study: s\r\ndataset: { name: mnist }\r\n# the end")]
    [InlineData("dataset: { name: mnist }\nstudy: |-\n  s")]
    [InlineData("study: s\ndataset: { name: mnist }\noverrides: { seed: 2, dataset: { train: 5 } }")]
    [InlineData("study: s\ndataset: { name: mnist }\n---\noverrides: { seed: 2, dataset: { train: 5 } }\n")]
    public void Settings_may_follow_a_file_of_any_form(string text)
    {
        var spec = ExperimentReaderTests.Valid(Appended(text, new(false, "a folder/'x' \"y\" #1", ["seed=3"])));

        Assert.Equal(("s", 3UL, "a folder/'x' \"y\" #1"), (spec.Study, spec.Seed, spec.DataSet.Path));
        Assert.Equal(text.Contains("train", StringComparison.Ordinal) ? 5 : null, spec.DataSet.Train);
    }

    [Fact]
    public void A_file_that_is_wrong_is_blamed_in_its_own_words()
    {
        const string Text = "study: s\ndataset: [";

        Assert.Equal(ExperimentReaderTests.Invalid(Text), ExperimentReaderTests.Invalid(Appended(Text, new(false, null, ["seed=1"]))));
    }

    [Theory]
    [InlineData("training.epoch=2", "--set training.epoch: unknown key; did you mean 'epochs'?")]
    [InlineData("sead=2", "--set sead: unknown key; did you mean 'seed'?")]
    [InlineData("dataset.trian=2", "--set dataset.trian: unknown key; did you mean 'train'?")]
    [InlineData("dataset.train=many", "--set dataset.train: expected a whole number from 1 to 100000000, not 'many'")]
    [InlineData("training.epochs='2'", "--set training.epochs: expected a whole number from 1 to 100000, not the text \"2\"")]
    [InlineData("training=2", "--set training: expected keys with values under 'training:', not '2'")]
    [InlineData("space.kernel_size=3", "--set space.kernel_size: expected a list of values, not '3'; one value alone stands in 'model'")]
    [InlineData("small=true", "--small: the file has no small size; expected a section 'small' that says what it changes")]
    [InlineData("small.seed=1", "--set overrides.small: expected true or false, not keys with values")]
    [InlineData("overrides.seed=1", "--set overrides.overrides: overrides have no overrides of their own")]
    public void What_is_wrong_with_a_setting_names_the_option_and_no_line(string setting, string message) =>
        Assert.Equal(message, Assert.Single(ExperimentReaderTests.Invalid(Appended(ExperimentTexts.Small, new(false, null, [setting])))).Format("demo.yaml"));

    [Theory]
    [InlineData("seed", "--set: expected KEY=VALUE such as training.epochs=2")]
    [InlineData("=1", "--set: expected KEY=VALUE")]
    [InlineData("training..epochs=1", "--set: expected KEY=VALUE")]
    [InlineData("training epochs=1", "--set: expected KEY=VALUE")]
    [InlineData("a\nseed=1", "--set: expected KEY=VALUE such as training.epochs=2 or space.kernel_size=[3, 5], not 'a seed=1'")]
    [InlineData("seed=", "--set seed: expected a value after '='")]
    [InlineData("seed=  ", "--set seed: expected a value after '='")]
    [InlineData("study=#1", "--set study: expected a value after '='; one that begins with '#' needs quotes")]
    [InlineData("seed=[1", "--set seed: not valid YAML")]
    [InlineData("seed=&a 1", "--set seed: not valid YAML: anchors and aliases are not supported")]
    [InlineData("study=!!str a", "--set study: not valid YAML: tags are not supported")]
    [InlineData("seed=1\n---\nseed: 2", "--set seed: a second document begins here")]
    [InlineData("seed=[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "--set seed: not valid YAML: nested more than 16 levels deep")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r=1", "--set: not valid YAML: nested more than 16 levels deep")]
    public void What_is_no_setting_is_refused(string setting, string words)
    {
        var (text, problems) = new CommandLineOverrides(false, null, [setting]).AppendTo(ExperimentTexts.Small);

        Assert.Equal(ExperimentTexts.Small, text);
        Assert.StartsWith(words, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_folders_and_none_are_refused()
    {
        Assert.Equal(
            ["--data and --set dataset.path name two folders; expected one of them"],
            new CommandLineOverrides(false, "a", ["dataset.path=b"]).AppendTo(ExperimentTexts.Small).Problems);
        Assert.Equal(
            ["--data: the name is empty; expected a folder"],
            new CommandLineOverrides(false, string.Empty, []).AppendTo(ExperimentTexts.Small).Problems);
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.Equal(
        ["--data: the name is no Unicode text", "--set study: the value is no Unicode text"],
        new CommandLineOverrides(false, "\ud800", ["study=\udc00x"]).AppendTo(ExperimentTexts.Small).Problems);

    [Fact]
    public void Options_that_make_the_text_too_long_are_refused()
    {
        var setting = $"study={new string('x', ExperimentReader.MaxCharacters)}";

        Assert.StartsWith(
            "--set: with the options the experiment has 1000",
            Assert.Single(new CommandLineOverrides(false, null, [setting]).AppendTo(ExperimentTexts.Small).Problems),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_characters_a_value_has_it_changes_its_own_key_alone()
    {
        var values = Gen.Elements(Hostile.AsEnumerable()).ArrayOf().Select(string.Concat);

        Properties.Holds(values, value =>
        {
            if (value.Length > 0 && !value.Contains('\ud800', StringComparison.Ordinal))
            {
                Assert.Equal(value, ExperimentReaderTests.Valid(Appended(ExperimentTexts.Small, new(false, value, []))).DataSet.Path);
            }

            var (changed, problems) = new CommandLineOverrides(false, null, [$"dataset.path={value}"]).AppendTo(ExperimentTexts.Small);
            if (ExperimentReader.Read(changed) is ExperimentReading.Valid { Spec: var spec })
            {
                Assert.Equal(("demo", 1UL), (spec.Study, spec.Seed));
                Assert.Equal(ExperimentReaderTests.Valid(ExperimentTexts.Small).Space.Points(), spec.Space.Points());
            }
            else
            {
                Assert.All(ExperimentReaderTests.Invalid(changed), e => Assert.StartsWith("--data or --set dataset.path: ", e.Format("demo.yaml"), StringComparison.Ordinal));
            }
        }, times: 500);
    }

    [Theory]
    [InlineData("dataset.train", 5, null)]
    [InlineData("dataset.path", 3, null)]
    [InlineData("dataset.validation", 3, null)]
    public void A_key_of_the_file_is_found_in_the_file(string key, int line, string? option) =>
        Assert.Equal(new ExperimentPlace(line, option), ExperimentPlace.Of(Appended(ExperimentTexts.Small, new(false, null, ["seed=4"])), key));

    [Theory]
    [InlineData("dataset.train", "--set dataset.train")]
    [InlineData("dataset.path", "--data or --set dataset.path")]
    public void A_key_of_an_option_is_found_there(string key, string option) =>
        Assert.Equal(option, ExperimentPlace.Of(Appended(ExperimentTexts.Small, new(false, "f", ["dataset.train=4"])), key).Option);

    private static ExperimentSpec Valid(string text, params ImmutableArray<string> settings) =>
        ExperimentReaderTests.Valid(Appended(text, new(false, null, settings)));

    private static string Appended(string text, CommandLineOverrides overrides)
    {
        var (appended, problems) = overrides.AppendTo(text);
        Assert.Empty(problems);
        return appended;
    }
}
