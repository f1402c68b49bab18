using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>
/// The names, parameters and tags of experiments and runs. MLflow's page shows them as text, and a description as
/// Markdown; both are made harmless before. Lengths keep to the limits of MLflow 2, which are the smaller ones.
/// </summary>
internal static class RunTexts
{
    public const string Note = "mlflow.note.content";
    public const string RunName = "mlflow.runName";
    public const string User = "actorsearch";

    private const int MaxName = 250;
    private const int MaxParameter = 500;
    private const int MaxTag = 5000;

    /// <summary>Tags that people change on MLflow's page: they are written once.</summary>
    public static readonly ImmutableArray<string> Kept = [RunName, Note];

    /// <summary>Tags that a run may have or not.</summary>
    public static readonly ImmutableArray<string> Optional = ["rank", "best_group", "reason", "worker", "machine"];

    /// <summary>An experiment's name. MLflow looks experiments up by a filter that a quote in the name would break.</summary>
    public static string NameOf(StudyDefinition definition) =>
        Line(string.Concat(definition.Name.Select(c => c is '\'' or '"' or '\\' or '`' ? '_' : c)), MaxName) is { Length: > 0 } name ? name : "study";

    /// <summary>A run's name: the trial's identity, and what sets it apart.</summary>
    public static string NameOf(TrialRow row, ImmutableArray<string> names)
    {
        var plan = row.Trial.Plan;
        return Line(string.Join(' ', [row.ShortId, .. ConfigTexts.ValuesOf(plan.Config, names), .. plan.Replicate > 0 ? [FormattableString.Invariant($"replicate={plan.Replicate}")] : Array.Empty<string>()]), MaxName);
    }

    /// <summary>All hyperparameters in force, and what follows from them.</summary>
    public static Dictionary<string, string> ParametersOf(StudyDefinition definition, TrialRow row)
    {
        var plan = row.Trial.Plan;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Hyperparameters.All.Select(p => p.Name))
        {
            if (plan.Config.Get(name) is { } value)
            {
                texts[name] = Line(value.ToString(), MaxParameter);
            }
        }

        texts["replicate"] = Figures.Exact(plan.Replicate);
        texts["study_seed"] = definition.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
        texts["parameters"] = Figures.Exact(plan.Parameters);
        texts["multiply_accumulates"] = Figures.Exact(plan.MultiplyAccumulates);
        texts["memory_bytes"] = Figures.Exact(plan.MemoryBytes);
        return texts;
    }

    /// <summary>A run's tags.</summary>
    public static Dictionary<string, string> TagsOf(StudyReport report, TrialRow row, PointRow point)
    {
        var definition = report.Definition;
        var tags = TagsOf(definition);
        tags[RunName] = NameOf(row, report.VariedNames);
        tags["mlflow.user"] = User;
        tags["mlflow.source.name"] = User;
        tags["mlflow.source.type"] = "LOCAL";
        tags["trial"] = row.Id.ToString();
        tags["point"] = TrialId.Of(row.Trial.Plan.Config, replicate: 0).ToString();
        tags["outcome"] = row.Outcome;
        Add("rank", Figures.Exact(row.Rank));
        Add("best_group", point.IsInBestGroup(report.Confidence) switch { null => string.Empty, true => "true", false => "false" });
        Add("reason", row.Trial.Reason);
        Add("worker", row.Trial.Worker ?? string.Empty);
        Add("machine", row.Trial.Result?.Machine ?? string.Empty);
        tags[Note] = Markdown($"Trial {row.Id} of the study {definition.Name}; 'actorsearch show {row.ShortId} --study {definition.Name}' says more.");
        return tags;

        void Add(string name, string text)
        {
            if (Line(text, MaxTag) is { Length: > 0 } line)
            {
                tags[name] = line;
            }
        }
    }

    /// <summary>An experiment's tags.</summary>
    public static Dictionary<string, string> ExperimentTagsOf(StudyReport report)
    {
        var definition = report.Definition;
        var tags = TagsOf(definition);
        tags["seed"] = definition.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
        tags["objective"] = $"{definition.Objective.MetricName} {(definition.Objective.Maximize ? "max" : "min")}";
        tags["image"] = definition.Image.ToString();
        tags["classes"] = Figures.Exact(definition.Classes);
        tags["experiment_file"] = Cut(definition.Source, MaxTag);
        tags[Note] = Markdown(FormattableString.Invariant(
            $"The study {definition.Name} on {definition.DataSet.Name}, seed {definition.Seed}, written by actorsearch. {(report.HasReplicates ? "Points (runs of one tag 'point') are ranked by the mean of" : "Runs are ranked by")} best_{definition.Objective.MetricName} ({(definition.Objective.Maximize ? "max" : "min")})."));
        return tags;
    }

    private static Dictionary<string, string> TagsOf(StudyDefinition definition) => new(StringComparer.Ordinal)
    {
        ["study"] = Line(definition.Name, MaxTag),
        ["dataset"] = Line(definition.DataSet.Name, MaxTag),
        ["data_fingerprint"] = Line(definition.DataFingerprint, MaxTag),
    };

    private static string Markdown(string text) => Cut(MarkdownTableWriter.Escape(SafeText.OneLine(text)), MaxTag);

    private static string Line(string text, int length) => Cut(SafeText.OneLine(text), length);

    /// <summary>The first characters, never half of one.</summary>
    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - DisplayWidth.Ellipsis.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + DisplayWidth.Ellipsis;
    }
}
