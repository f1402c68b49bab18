using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Experiments;

public sealed class ExperimentWriterTests
{
    private static readonly ImageShape Image = new(1, 28, 28);

    private static readonly ImmutableArray<string> Hostile =
    [
        "\n", "\r\n", "\r", "\t", "---", "\n---\n", "\n...\n", "'", "\"", "\\", ": ", "#", " #", "&a ", "*a", "!!str ", "|", ">", "%YAML 1.2\n",
        "{", "}", "[", "]", ",", "- ", "? ", "\0", "\u0007", "\u0085", "\u2028", "\u202e", "\uFEFF", "\U0001F600", "null", "3", "\nseed: 9",
        "\noverrides:\n  seed: 9", "x", " ", "~", "`", "@", "a b", "<script>",
    ];

    private static readonly Gen<string> Texts =
        from length in Gen.Choose(1, 8)
        from parts in Gen.ListOf(Gen.Elements(Hostile.ToArray()), length)
        select string.Concat(parts);

    private static readonly Gen<int?> Sizes = Gen.Elements<int?>(null, 1, 1000, 100_000_000);

    private static readonly Gen<DataSetSpec> DataSets =
        from name in Gen.Elements("mnist", "fashion-mnist", "image-folder")
        from path in Gen.OneOf(Gen.Constant<string?>(null), Gen.Elements<string?>("data/mnist", "../x", "/a b/c", "3", "null", "~"), Texts.Select(t => (string?)t))
        from train in Sizes
        from validation in Sizes
        from test in Sizes
        from resize in Gen.Elements<PixelSize?>(null, new PixelSize(64, 64), new PixelSize(1, 1024))
        from normalise in Gen.Elements<Normalisation?>(null, new([0.5], [0.5]), new([0.1307, 1d / 3, -1e-7], [1e-6, 1000, 0.1]))
        from fromTest in Gen.Elements(true, false)
        select new DataSetSpec(name, path, train, validation, test, resize, normalise, fromTest);

    private static readonly Gen<StudyDefinition> Definitions =
        from name in Gen.Elements("s", "null", "3", "x".PadLeft(100, 'y'), "a.b_c-D")
        from seed in Gen.Elements(0UL, 22UL, (ulong)long.MaxValue)
        from dataSet in DataSets
        from metric in Gen.Elements(Enum.GetValues<Metric>())
        from maximize in Gen.Elements(true, false)
        from attempts in Gen.Elements(1, 3, 100)
        from curves in Gen.Elements<Curves?>(null, new(EveryBatches: 50), new(Test: true), new(1_000_000, Test: true))
        select new StudyDefinition(name, seed, dataSet, "f00d", Image, 10, new Objective(metric, maximize), attempts, string.Empty, curves);

    [Fact]
    public void Reading_back_gives_the_point_alone_with_its_identities_seeds_and_the_study_s_settings() => Properties.Holds(
        from definition in Definitions
        from config in RandomConfigs.Any
        from replicates in Gen.Elements(1, 2, 3, 1000)
        from comments in Gen.ListOf(Texts)
        select (definition, config, replicates, comments),
        drawn =>
        {
            var (definition, config, replicates, comments) = drawn;

            var spec = ExperimentReaderTests.Valid(ExperimentWriter.Write(definition, config, replicates, comments));

            Assert.Equal(1, spec.Space.PointCount);
            Assert.Equal(config, Assert.Single(spec.Space.Points()));
            var trials = Grid.Expand(spec, Image, classes: 10).Trials;
            Assert.Equal(Enumerable.Range(0, replicates).Select(r => TrialId.Of(config, r)), trials.Select(t => t.Id));
            Assert.Equal(SeedDerivation.TrialSeed(definition.Seed, trials[^1]), SeedDerivation.TrialSeed(spec.Seed, trials[^1]));
            Assert.Equal(
                (ExperimentWriter.NameOf(definition.Name), definition.Seed, definition.DataSet, definition.Objective, definition.MaxAttempts, definition.Curves, replicates),
                (spec.Study, spec.Seed, spec.DataSet, spec.Objective, spec.MaxAttempts, spec.Curves, spec.Replicates));
        });

    [Fact]
    public void The_file_reads_like_one_that_a_person_wrote()
    {
        var config = TrialConfig.From(
        [
            new("learning_rate", new ParameterValue.Real(0.01)),
            new("channels", new ParameterValue.Integers([8, 16, 16])),
            new("batch_norm", new ParameterValue.Flag(true)),
            new("optimizer", new ParameterValue.Word("sgd")),
        ]);
        var definition = new StudyDefinition(
            "rates", 22, new DataSetSpec("mnist", "data/mnist", Train: 10_000), "f00d", Image, 10, Objective.Default, 3, string.Empty);

        Assert.Equal(
            """
            # first
            # sec ond
            study: rates-best
            seed: 22
            dataset:
              name: mnist
              path: "data/mnist"
              train: 10000
            model:
              channels: [8, 16, 16]
              batch_norm: true
            training:
              optimizer: sgd
              learning_rate: 0.01
            replicates: 2
            objective:
              metric: validation_accuracy
              mode: max
            max_attempts: 3

            """,
            ExperimentWriter.Write(definition, config, replicates: 2, ["first", "sec\nond"]));
    }

    [Theory]
    [InlineData("a", "a-best")]
    [InlineData("..", "study-best")]
    [InlineData("", "study-best")]
    [InlineData("<script>", "study-best")]
    public void The_study_has_a_name_of_its_own(string study, string expected) => Assert.Equal(expected, ExperimentWriter.NameOf(study));

    [Fact]
    public void A_long_name_is_cut_so_that_it_stays_one() =>
        Assert.Equal(new string('n', 95) + "-best", ExperimentWriter.NameOf(new string('n', 100)));
}
