using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.SingleTrial;

/// <summary>The tables of a trial's report, for any writer that draws tables.</summary>
public static class TrialReportTables
{
    /// <summary>Every hyperparameter in force.</summary>
    public static TextTable Configuration(TrialReport report) => new(
        [new("hyperparameter"), new("value"), new("from")],
        [.. report.Configuration.Select(e => ImmutableArray.Create(
            e.Name, SafeText.OneLine(e.Value.ToString()), e.IsStated ? "experiment" : "default"))]);

    /// <summary>The metrics of every epoch, with test figures where there are any.</summary>
    public static TextTable Curve(TrialReport report)
    {
        var hasTest = report.Curve.Any(e => e.TestLoss is not null || e.TestAccuracy is not null);
        return new TextTable(
            [
                new("epoch", IsNumber: true), new("train_loss", IsNumber: true), new("train_accuracy", IsNumber: true),
                new("validation_loss", IsNumber: true), new("validation_accuracy", IsNumber: true),
                .. hasTest
                    ? [new TextColumn("test_loss", IsNumber: true), new TextColumn("test_accuracy", IsNumber: true)]
                    : ImmutableArray<TextColumn>.Empty,
                new("seconds", IsNumber: true),
            ],
            [.. report.Curve.Select(e => ImmutableArray.Create<string>(
            [
                Figures.Exact(e.Epoch),
                Figures.Metric(e.TrainLoss),
                Figures.Metric(e.TrainAccuracy),
                Figures.Metric(e.ValidationLoss),
                Figures.Metric(e.ValidationAccuracy),
                .. hasTest ? [Figures.Metric(e.TestLoss), Figures.Metric(e.TestAccuracy)] : ImmutableArray<string>.Empty,
                Figures.Seconds(e.Seconds),
            ]))]);
    }

    /// <summary>All attempts, with who made them and how each ended.</summary>
    public static TextTable Attempts(TrialReport report) => new(
        [
            new("attempt", IsNumber: true), new("worker"), new("started"), new("ended"), new("how"),
            new("epochs", IsNumber: true), new("reason"),
        ],
        [.. report.Attempts.Select(a => ImmutableArray.Create(
            Figures.Exact(a.Number),
            SafeText.OneLine(a.Worker),
            Figures.Time(a.StartedAt),
            Figures.Time(a.EndedAt),
            a.End,
            Figures.Exact(a.Epochs),
            a.Reason.Length == 0 ? Figures.None : SafeText.OneLine(a.Reason)))]);

    /// <summary>
    /// The layers of a network with the size of what goes in and comes out, and their sum. The layers of a residual
    /// block stand before the row of their sum, and their names begin with its name and a dot.
    /// </summary>
    public static TextTable Layers(NetworkPlan network) => new(
        [
            new("layer"), new("what"), new("input", GivesWay: 1), new("output"), new("parameters", IsNumber: true),
            new("macs", IsNumber: true),
        ],
        [
            ["input", string.Empty, string.Empty, network.Input.ToString(), string.Empty, string.Empty],
            .. network.Rows.Select(r => ImmutableArray.Create(
                r.Layer.Name,
                r.Layer.Description,
                r.Input.ToString(),
                r.Layer.Output.ToString(),
                Figures.Count(r.Layer.Parameters),
                Figures.Count(r.Layer.MultiplyAccumulates))),
            ["total", string.Empty, string.Empty, string.Empty, Figures.Count(network.Parameters), Figures.Count(network.MultiplyAccumulates)],
        ]);
}
