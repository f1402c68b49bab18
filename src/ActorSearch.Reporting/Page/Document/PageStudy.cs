using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Page.Document;

/// <summary>A study with the numbers by which the parts of its page speak of each other, all from 0.</summary>
internal sealed class PageStudy
{
    private readonly Dictionary<string, int> _dimensions;
    private readonly Dictionary<LevelKey, int>[] _levels;

    public PageStudy(StudyMeasurements measurements, ReportOptions options, PageTexts texts)
    {
        Texts = texts;
        Measurements = measurements;
        Options = options;
        Trials = [.. Report.Trials.OrderBy(t => t.Position)];
        TrialIndex = Trials.Select((t, i) => KeyValuePair.Create(t.Id, i)).ToDictionary();
        _dimensions = Report.VariedNames.Select((n, i) => KeyValuePair.Create(n, i)).ToDictionary(StringComparer.Ordinal);
        Levels = [.. Enumerable.Range(0, Report.VariedNames.Length)
            .Select(d => Report.Points.Select(p => new LevelKey(p.Values[d])).Distinct().Order().Select(k => k.Value).ToImmutableArray())];
        _levels = [.. Levels.Select(levels => levels.Select((l, i) => KeyValuePair.Create(new LevelKey(l), i)).ToDictionary())];
        Networks = PageNetworks.Of(Report);
    }

    public StudyMeasurements Measurements { get; }

    public StudyReport Report => Measurements.Report;

    public ReportOptions Options { get; }

    /// <summary>Texts of points and trials; writing a row may add to them.</summary>
    public PageTexts Texts { get; }

    /// <summary>All trials in the order in which the grid is run.</summary>
    public ImmutableArray<TrialRow> Trials { get; }

    /// <summary>Index of each trial in <see cref="Trials"/>.</summary>
    public IReadOnlyDictionary<TrialId, int> TrialIndex { get; }

    /// <summary>Levels of each varied dimension, in the order of the effects; null among them where it does not apply to some points.</summary>
    public ImmutableArray<ImmutableArray<ParameterValue?>> Levels { get; }

    public PageNetworks Networks { get; }

    public int DimensionIndex(string name) => _dimensions[name];

    public int LevelIndex(int dimension, ParameterValue? level) => _levels[dimension][new LevelKey(level)];
}
