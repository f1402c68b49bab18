using ActorSearch.Core.Experiments;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Tests.Experiments;

/// <summary>Bad files, each with the line, the key and the words that a person needs to mend it.</summary>
public sealed class BadExperimentTests
{
    [Theory]
    // Keys.
    [InlineData(2, "sead: 1", 2, "sead", "did you mean 'seed'?")]
    [InlineData(2, "banana: 1", 2, "banana", "expected one of study, seed, dataset")]
    [InlineData(5, "  trian: 100", 5, "dataset.trian", "did you mean 'train'?")]
    [InlineData(7, "  architectur: lenet", 7, "model.architectur", "did you mean 'architecture'?")]
    [InlineData(10, "  kernal_size: [3]", 10, "space.kernal_size", "did you mean 'kernel_size'?")]
    [InlineData(13, "  epoch: 2", 13, "training.epoch", "did you mean 'epochs'?")]
    [InlineData(2, "study: again", 2, "study", "stands twice; it is already on line 1")]
    [InlineData(10, "  learning_rate: [1]", 11, "space.learning_rate", "stands twice; it is already on line 10")]
    [InlineData(10, "  channels: [8]", 10, "space.channels", "fixed in 'model' as well")]
    [InlineData(13, "  layers: 2", 13, "training.layers", "belongs to 'model'")]
    [InlineData(7, "  epochs: 2", 7, "model.epochs", "belongs to 'training'")]
    [InlineData(1, null, 1, "study", "missing")]
    [InlineData(4, null, 4, "dataset.name", "missing")]
    [InlineData(15, "objective: { mode: max }", 15, "objective.metric", "missing")]
    // Values of the wrong type.
    [InlineData(10, "  kernel_size: 3", 10, "space.kernel_size", "one value alone stands in 'model'")]
    [InlineData(10, "  batch_size: 3", 10, "space.batch_size", "one value alone stands in 'training'")]
    [InlineData(10, "  kernel_size: { from: 3, to: 5 }", 10, "space.kernel_size", "expected a list of values, not keys with values")]
    [InlineData(10, "  kernel_size:", 10, "space.kernel_size", "expected a list of values, not nothing")]
    [InlineData(10, "  kernel_size: [[3, 5]]", 10, "space.kernel_size", "expected a whole number from 1 to 63, not a list")]
    [InlineData(10, "  kernel_size: [3, {a: 1}]", 10, "space.kernel_size", "not keys with values")]
    [InlineData(10, "  kernel_size: [3, \"5\"]", 10, "space.kernel_size", "not the text \"5\"")]
    [InlineData(10, "  kernel_size: [3, 5.5]", 10, "space.kernel_size", "not '5.5'")]
    [InlineData(10, "  hidden: [84]", 10, "space.hidden", "expected a list of whole numbers")]
    [InlineData(13, "  epochs: [1, 2]", 13, "training.epochs", "a key that varies stands in 'space'")]
    [InlineData(13, "  epochs: many", 13, "training.epochs", "expected a whole number from 1 to 100000, not 'many'")]
    [InlineData(7, "  batch_norm: yes", 7, "model.batch_norm", "expected true or false, not 'yes'")]
    [InlineData(7, "  batch_norm: 1", 7, "model.batch_norm", "expected true or false, not '1'")]
    [InlineData(7, "  architecture: resnet", 7, "model.architecture", "expected one of conv-stack, lenet")]
    [InlineData(2, "seed: one", 2, "seed", "expected a whole number from 0")]
    [InlineData(14, "replicates: [1]", 14, "replicates", "expected a whole number from 1 to 1000, not a list")]
    // Impossible values.
    [InlineData(10, "  kernel_size: []", 10, "space.kernel_size", "the list is empty")]
    [InlineData(10, "  kernel_size: [3, 3]", 10, "space.kernel_size", "the value 3 stands twice")]
    [InlineData(11, "  learning_rate: [0.1, 0.10]", 11, "space.learning_rate", "the value 0.1 stands twice")]
    [InlineData(11, "  learning_rate: [1e-3, 0.001]", 11, "space.learning_rate", "the value 0.001 stands twice")]
    [InlineData(10, "  layers: [0]", 10, "space.layers", "expected a whole number from 1 to 64, not '0'")]
    [InlineData(10, "  layers: [65]", 10, "space.layers", "expected a whole number from 1 to 64, not '65'")]
    [InlineData(10, "  layers: [99999999999999999999]", 10, "space.layers", "expected a whole number")]
    [InlineData(11, "  learning_rate: [-0.1]", 11, "space.learning_rate", "greater than 0")]
    [InlineData(11, "  learning_rate: [0]", 11, "space.learning_rate", "greater than 0")]
    [InlineData(11, "  learning_rate: [.inf]", 11, "space.learning_rate", "not '.inf'")]
    [InlineData(11, "  learning_rate: [.nan]", 11, "space.learning_rate", "not '.nan'")]
    [InlineData(11, "  learning_rate: [NaN]", 11, "space.learning_rate", "not 'NaN'")]
    [InlineData(11, "  learning_rate: [1e999]", 11, "space.learning_rate", "not '1e999'")]
    [InlineData(11, "  learning_rate: [\"0,1\"]", 11, "space.learning_rate", "not the text \"0,1\"")]
    [InlineData(11, "  dropout: [1]", 11, "space.dropout", "less than 1, not '1'")]
    [InlineData(11, "  padding: [full]", 11, "space.padding", "expected same, valid or a whole number from 0 to 64")]
    [InlineData(8, "  channels: []", 8, "model.channels", "expected a list of whole numbers")]
    [InlineData(8, "  channels: [16, 0]", 8, "model.channels", "from 1 to 4096")]
    [InlineData(2, "seed: -1", 2, "seed", "from 0")]
    [InlineData(14, "replicates: 0", 14, "replicates", "from 1 to 1000")]
    [InlineData(14, "max_attempts: 0", 14, "max_attempts", "from 1 to 100")]
    [InlineData(5, "  train: 0", 5, "dataset.train", "expected a whole number from 1")]
    [InlineData(1, "study: my study", 1, "study", "letters, digits, '.', '_' and '-'")]
    [InlineData(1, "study: ../escape", 1, "study", "begins with a letter or digit")]
    [InlineData(1, "study: ''", 1, "study", "expected a text")]
    [InlineData(1, "study: [a]", 1, "study", "expected a text, not a list")]
    [InlineData(1, "study: ~", 1, "study", "expected a text, not nothing")]
    [InlineData(4, "  name: mnits", 4, "dataset.name", "did you mean 'mnist'?")]
    [InlineData(4, "  name: glyphs\n  path: data", 5, "dataset.path", "leave it out")]
    [InlineData(15, "objective: { metric: test_accuracy }", 15, "objective.metric", "test data choose nothing")]
    [InlineData(15, "objective: { metric: accuracy }", 15, "objective.metric", "'accuracy' is no metric")]
    [InlineData(15, "objective: { metric: train_loss, mode: up }", 15, "objective.mode", "expected max or min, not 'up'")]
    // YAML.
    [InlineData(10, "  kernel_size: &k [3, 5]", 10, "", "anchors and aliases are not supported")]
    [InlineData(13, "  epochs: &e 3", 13, "", "anchors and aliases are not supported")]
    [InlineData(13, "  epochs: *e", 13, "", "anchors and aliases are not supported")]
    [InlineData(13, "  epochs: !!int \"3\"", 13, "", "tags are not supported")]
    [InlineData(13, "\tepochs: 3", 13, "", "a tab indents the line; expected spaces")]
    [InlineData(1, "study: \"demo", 1, "", "not valid YAML")]
    [InlineData(10, "  kernel_size: [3, 5", 10, "", "not valid YAML")]
    [InlineData(14, "---\nreplicates: 1", 14, "", "a second document begins here")]
    [InlineData(13, "  ? [a, b]\n  : 3", 13, "", "expected a key")]
    [InlineData(14, "replicates: 1 : 2", 14, "", "not valid YAML")]
    public void A_bad_line_is_reported_with_its_line_its_key_and_what_would_be_right(
        int replaced, string? by, int line, string key, string phrase)
    {
        var errors = ExperimentReaderTests.Invalid(ExperimentTexts.With(replaced, by));

        var error = Assert.Single(errors);
        Assert.Equal((line, key), (error.Line, error.Key));
        Assert.Contains(phrase, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("# nothing but a remark\n", "the file is empty")]
    [InlineData("\n\n", "the file is empty")]
    [InlineData("---\n", "expected keys such as 'study:'")]
    [InlineData("just words", "expected keys such as 'study:' and 'dataset:', not 'just words'")]
    [InlineData("- study: a\n", "not a list")]
    [InlineData("{}", "missing")]
    [InlineData("study: a", "expected for example 'dataset: { name: glyphs }'")]
    [InlineData("\0\u0001\u0002binary\0", "expected keys such as")]
    [InlineData("study: a\ndataset: { name: glyphs }\nspace: []", "expected keys with values under 'space:', not a list")]
    [InlineData("study: a\ndataset: glyphs", "expected keys with values under 'dataset:', not 'glyphs'")]
    [InlineData("study: a\ndataset: { name: glyphs }\nmodel: lenet", "expected keys with values under 'model:', not 'lenet'")]
    [InlineData("study: a\ndataset: { name: glyphs }\nobjective: { metrics: train_loss }", "did you mean 'metric'?")]
    [InlineData("%YAML 9999999999999999999999.1\n---\na: 1", "not valid YAML")]
    [InlineData("study: \"\\uD800\"\ndataset: { name: glyphs }", "")]
    [InlineData("study: \"\\U00110000\"\ndataset: { name: glyphs }", "not valid YAML")]
    [InlineData("study: *nobody", "anchors and aliases are not supported")]
    [InlineData("study: !<tag:yaml.org,2002:str> demo\ndataset: { name: glyphs }", "tags are not supported")]
    [InlineData("<<: { study: a }\ndataset: { name: glyphs }", "unknown key")]
    [InlineData("study: a\ndataset:\n  name: glyphs\n name: b", "not valid YAML")]
    public void A_bad_file_is_an_error_and_never_an_exception(string text, string phrase)
    {
        var errors = ExperimentReaderTests.Invalid(text);

        Assert.Contains(errors, e => e.Message.Contains(phrase, StringComparison.Ordinal));
        AssertLinesAreWithin(text, errors);
    }

    [Fact]
    public void A_grid_too_large_to_run_is_reported_with_its_size()
    {
        var values = string.Join(", ", Enumerable.Range(1, 1001));

        var error = Assert.Single(ExperimentReaderTests.Invalid(
            ExperimentTexts.With(10, $"  batch_size: [{values}]\n  epochs: [{values}]").Replace("  epochs: 2\n", "  optimizer: adam\n", StringComparison.Ordinal)));

        Assert.Equal("space", error.Key);
        Assert.Contains($"the grid has {1001L * 1001 * 2} points", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("[\n")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("{a: ")]
    [InlineData("\"")]
    [InlineData("&a ")]
    [InlineData("!")]
    [InlineData("%")]
    public void A_hundred_thousand_openings_are_refused(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000));

        AssertLinesAreWithin(text, ExperimentReaderTests.Invalid(text));
        Assert.NotEmpty(ExperimentReaderTests.Invalid(ExperimentTexts.With(10, $"  kernel_size: {text}")));
    }

    [Fact]
    public void A_file_far_too_long_is_refused_unread()
    {
        var error = Assert.Single(ExperimentReaderTests.Invalid(new string('#', 2_000_000)));

        Assert.Contains("2000000 characters; at most 1000000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_list_is_read_in_proportion_to_its_length()
    {
        // Comparing each value with each takes minutes here, and the runner's limit ends the test.
        var values = string.Join(",", Enumerable.Range(1, 140_000));

        Assert.Equal(
            280_000, ExperimentReaderTests.Valid(ExperimentTexts.With(10, $"  batch_size: [{values}]")).Space.PointCount);
    }

    [Fact]
    public void A_very_long_word_is_not_repeated_whole()
    {
        var word = new string('x', 500_000);

        foreach (var text in new[]
        {
            ExperimentTexts.With(10, $"  {word}: [1]"), ExperimentTexts.With(4, $"  name: {word}"),
            ExperimentTexts.With(15, $"objective: {{ metric: {word} }}"), ExperimentTexts.With(15, $"objective: {{ metric: train_loss, mode: {word} }}"),
        })
        {
            Assert.All(
                ExperimentReader.Read(text) is ExperimentReading.Invalid invalid ? invalid.Errors : [],
                e => Assert.True(e.Format("f").Length < 1000, $"{e.Format("f").Length} characters"));
        }
    }

    internal static void AssertLinesAreWithin(string text, IEnumerable<YamlError> errors)
    {
        var lines = text.ReplaceLineEndings("\n").Count(c => c == '\n') + 1;
        Assert.NotEmpty(errors);
        Assert.All(errors, e => Assert.True(e.Line >= 1 && e.Line <= lines && e.Column >= 1, $"{e} of {lines} lines"));
        Assert.All(errors, e => Assert.DoesNotContain('\n', e.Format("f")));
    }
}
