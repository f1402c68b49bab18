using ActorSearch.Core.Experiments;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Experiments;

public sealed class DataSetSectionTests
{
    [Fact]
    public void A_section_with_every_key_means_what_it_says() => Assert.Equal(
        new DataSetSpec(
            "image-folder", "photos", 320, 80, 80, new PixelSize(48, 64), new Normalisation([0.5, 0.4, 0.3], [0.25]), ValidationFromTest: true),
        Read("name: image-folder, path: photos, train: 320, validation: 80, test: 80, resize: [48, 64], "
            + "normalise: { mean: [0.5, 0.4, 0.3], std: [0.25] }, validation_from: test"));

    [Fact]
    public void One_number_is_the_side_of_a_square_and_stands_for_every_channel() => Assert.Equal(
        new DataSetSpec("mnist", Resize: new PixelSize(64, 64), Normalise: new Normalisation([0.5], [0.5])),
        Read("name: mnist, resize: 64, normalise: { mean: 0.5, std: 0.5 }, validation_from: training"));

    [Theory]
    [InlineData("resize: 0", "dataset.resize", "expected a side from 1 to 1024 pixels")]
    [InlineData("resize: 1025", "dataset.resize", "expected a side from 1 to 1024 pixels")]
    [InlineData("resize: [64]", "dataset.resize", "not a list")]
    [InlineData("resize: [64, 64, 3]", "dataset.resize", "not a list")]
    [InlineData("resize: \"64\"", "dataset.resize", "not the text \"64\"")]
    [InlineData("resize:", "dataset.resize", "not nothing")]
    [InlineData("normalise: 0.5", "dataset.normalise", "expected keys with values")]
    [InlineData("normalise: { mean: 0.5 }", "dataset.normalise.std", "missing")]
    [InlineData("normalise: { std: 0.5 }", "dataset.normalise.mean", "missing")]
    [InlineData("normalise: { mean: 0.5, std: 0 }", "dataset.normalise.std", "expected a number from 1E-06 to 1000")]
    [InlineData("normalise: { mean: 0.5, std: -1 }", "dataset.normalise.std", "not '-1'")]
    [InlineData("normalise: { mean: .nan, std: 1 }", "dataset.normalise.mean", "not '.nan'")]
    [InlineData("normalise: { mean: 1e999, std: 1 }", "dataset.normalise.mean", "not '1e999'")]
    [InlineData("normalise: { mean: [], std: 1 }", "dataset.normalise.mean", "not a list")]
    [InlineData("normalise: { mean: [1, 2, 3, 4, 5], std: 1 }", "dataset.normalise.mean", "not a list")]
    [InlineData("normalise: { mean: [1, 2, 3], std: [1, 2] }", "dataset.normalise.std", "not 2 beside 3")]
    [InlineData("normalise: { mean: 0, std: 1, sdt: 2 }", "dataset.normalise.sdt", "did you mean 'std'?")]
    [InlineData("normalize: { mean: 0, std: 1 }", "dataset.normalize", "did you mean 'normalise'?")]
    [InlineData("validation_from: tset", "dataset.validation_from", "expected training or test, not 'tset'")]
    public void A_wrong_key_is_named_with_what_would_be_right(string keys, string key, string words)
    {
        var error = Assert.Single(ExperimentReaderTests.Invalid($"study: s\ndataset:\n  name: mnist\n  {keys}"));

        Assert.Equal(key, error.Key);
        Assert.InRange(error.Line, 4, 4);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Drawn_digits_have_no_test_file_to_take_validation_images_from() =>
        Assert.Contains(
            "glyphs are drawn for each split",
            Assert.Single(ExperimentReaderTests.Invalid("study: s\ndataset: { name: glyphs, validation_from: test }")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("{ every_batches: 100, test: true }", 100, true)]
    [InlineData("{ every_batches: 100 }", 100, false)]
    [InlineData("{ test: true }", null, true)]
    public void Curves_are_measured_as_the_file_says(string curves, int? everyBatches, bool test) =>
        Assert.Equal(new Curves(everyBatches, test), Of(curves).Curves);

    [Theory]
    [InlineData("{}")]
    [InlineData("{ test: false }")]
    public void Curves_that_ask_for_nothing_are_none(string curves) => Assert.Null(Of(curves).Curves);

    [Theory]
    [InlineData("{ every_batches: 0 }", "curves.every_batches", "expected a whole number from 1")]
    [InlineData("{ every_batch: 5 }", "curves.every_batch", "did you mean 'every_batches'?")]
    [InlineData("{ test: 1 }", "curves.test", "expected true or false, not '1'")]
    [InlineData("true", "curves", "expected keys with values")]
    public void Wrong_curves_are_named(string curves, string key, string words)
    {
        var error = Assert.Single(ExperimentReaderTests.Invalid($"study: s\ndataset: {{ name: glyphs }}\ncurves: {curves}"));

        Assert.Equal((key, 3), (error.Key, error.Line));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60_000, "training: { batch_size: 60 }", 1, null)]
    [InlineData(60_001, "training: { batch_size: 60 }", 1, "expected 2 or more")]
    [InlineData(64_001, "", 1, "expected 2 or more")]
    [InlineData(64_000, "", 1, null)]
    [InlineData(60_000, "space: { batch_size: [600, 16, 60] }", 3, "an epoch of 3750 batches would be measured 1250 times; at most 1000, so expected 4 or more")]
    public void More_measurements_an_epoch_than_a_picture_shows_are_refused(int images, string batches, int every, string? words)
    {
        var spec = ExperimentReaderTests.Valid($"study: s\ndataset: {{ name: glyphs }}\ncurves: {{ every_batches: {every} }}\n{batches}");

        var problem = CurveBounds.FindProblem(spec, images);

        Assert.Equal(words is null, problem is null);
        Assert.Contains(words ?? string.Empty, problem ?? string.Empty, StringComparison.Ordinal);
    }

    private static DataSetSpec Read(string keys) => ExperimentReaderTests.Valid($"study: s\ndataset: {{ {keys} }}").DataSet;

    private static ExperimentSpec Of(string curves) => ExperimentReaderTests.Valid($"study: s\ndataset: {{ name: glyphs }}\ncurves: {curves}");
}
