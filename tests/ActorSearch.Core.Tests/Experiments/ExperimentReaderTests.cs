using ActorSearch.Core.Experiments;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Tests.Experiments;

public sealed class ExperimentReaderTests
{
    [Fact]
    public void The_documented_example_means_what_the_documentation_says()
    {
        var spec = Valid(ExperimentTexts.Documented);

        Assert.Equal(("kernel-and-activation", 22UL, 1, 3), (spec.Study, spec.Seed, spec.Replicates, spec.MaxAttempts));
        Assert.Equal(new DataSetSpec("mnist", "data/mnist", 10_000, 5000, 5000), spec.DataSet);
        Assert.Equal(new Objective(Metric.ValidationAccuracy, Maximize: true), spec.Objective);
        Assert.Equal(ExperimentTexts.Documented, spec.Source);
        Assert.Equal(3 * 3 * 2 * 3 * 3, spec.Space.PointCount);
        Assert.Equal(["layers", "kernel_size", "batch_size", "learning_rate", "activation"], spec.VariedNames);
        Assert.Equal(
            ["architecture=conv-stack", "batch_norm=true", "channels=16-32-64", "epochs=5", "optimizer=adam", "pooling=max"],
            spec.Space.Shared.Select(s => $"{s.Key}={s.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["0.1", "0.01", "0.001"], spec.Space.Dimensions[3].Values.Select(v => v.ToString()));
    }

    [Fact]
    public void A_study_and_a_data_set_are_enough()
    {
        var spec = Valid("study: s\ndataset: { name: glyphs }");

        Assert.Equal((0UL, 1, 3, Objective.Default), (spec.Seed, spec.Replicates, spec.MaxAttempts, spec.Objective));
        Assert.Equal(1, spec.Space.PointCount);
        Assert.Empty(spec.VariedNames);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("---\n")]
    [InlineData("# a remark\n\n")]
    [InlineData("%YAML 1.2\n---\n")]
    public void What_may_stand_before_a_file_changes_nothing(string before) =>
        Assert.Equal(Valid(ExperimentTexts.Small).Space.PointCount, Valid(before + ExperimentTexts.Small).Space.PointCount);

    [Fact]
    public void Line_ends_of_another_system_change_nothing()
    {
        Assert.Equal("demo", Valid(ExperimentTexts.Small.ReplaceLineEndings("\r\n")).Study);

        var error = Assert.Single(Invalid(ExperimentTexts.With(13, "  epoch: 2").ReplaceLineEndings("\r\n")));
        Assert.Equal(13, error.Line);
    }

    [Fact]
    public void A_key_with_one_value_may_stand_in_the_space_and_is_not_varied() =>
        Assert.Equal(["learning_rate"], Valid(ExperimentTexts.With(10, "  kernel_size: [3]")).VariedNames);

    [Fact]
    public void Lists_of_channels_may_vary() =>
        Assert.Equal(
            ["8", "16-32"],
            Valid("study: s\ndataset: { name: glyphs }\nspace:\n  channels: [8, [16, 32]]").Space.Dimensions[0].Values.Select(v => v.ToString()));

    [Theory]
    [InlineData("validation_loss", "", false)]
    [InlineData("train_loss", "", false)]
    [InlineData("train_accuracy", "", true)]
    [InlineData("validation_loss", ", mode: max", true)]
    [InlineData("validation_accuracy", ", mode: min", false)]
    public void Without_a_mode_accuracies_are_sought_high_and_losses_low(string metric, string mode, bool maximize) =>
        Assert.Equal(maximize, Valid(ExperimentTexts.With(15, $"objective: {{ metric: {metric}{mode} }}")).Objective.Maximize);

    [Theory]
    [InlineData("0.001")]
    [InlineData("1e-3")]
    [InlineData("1.0e-03")]
    [InlineData("0.0010")]
    [InlineData("+0.001")]
    [InlineData(".001")]
    public void One_number_spelt_in_several_ways_is_one_value(string spelling)
    {
        var point = Valid(ExperimentTexts.With(11, $"  learning_rate: [{spelling}]")).Space.Points().Last();

        Assert.Null(point.Find(ParameterNames.LearningRate));
        Assert.Equal(0.001, point.GetReal(ParameterNames.LearningRate));
    }

    [Fact]
    public void Every_error_of_a_file_is_reported_in_its_order()
    {
        var errors = Invalid("""
            study: two words
            dataset: { name: minst }
            space:
              layers: [0, 1]
              depth: [1]
            replicate: 2
            """);

        Assert.Equal([1, 2, 4, 5, 6], errors.Select(e => e.Line));
        Assert.Equal(["study", "dataset.name", "space.layers", "space.depth", "replicate"], errors.Select(e => e.Key));
    }

    [Fact]
    public void An_error_is_one_line_that_names_file_line_column_and_key() => Assert.Equal(
        "my.yaml:13:3: training.epoch: unknown key; did you mean 'epochs'?",
        Invalid(ExperimentTexts.With(13, "  epoch: 2"))[0].Format("my.yaml"));

    internal static ExperimentSpec Valid(string text) => ExperimentReader.Read(text) switch
    {
        ExperimentReading.Valid valid => valid.Spec,
        ExperimentReading.Invalid invalid => throw new InvalidOperationException(string.Join('\n', invalid.Errors)),
        _ => throw new InvalidOperationException("a reading is valid or not"),
    };

    internal static IReadOnlyList<YamlError> Invalid(string text) =>
        Assert.IsType<ExperimentReading.Invalid>(ExperimentReader.Read(text)).Errors;
}
