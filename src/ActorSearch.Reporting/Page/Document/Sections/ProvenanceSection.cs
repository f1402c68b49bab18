using System.Reflection;
using System.Text.Json;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>All that is needed to repeat the study.</summary>
internal static class ProvenanceSection
{
    /// <summary>Machines that are named; the rest are counted together.</summary>
    private const int MostMachines = 50;

    private const int LongestMachine = 600;

    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        json.WriteStartObject();
        json.Array("rows", Rows(study), row => WritePair(json, row.Label, () => json.Line(row.Text)));
        json.Array("machines", Machines(study), machine =>
            WritePair(json, machine.Text, () => json.WriteNumberValue(machine.Trials)));
        json.WriteString("source", study.Report.Definition.Source);
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string first, Action second)
    {
        json.WriteStartArray();
        json.Line(first, LongestMachine);
        second();
        json.WriteEndArray();
    }

    private static IEnumerable<(string Label, string Text)> Rows(PageStudy study)
    {
        var report = study.Report;
        var definition = report.Definition;
        var data = definition.DataSet;
        yield return ("Study", definition.Name);
        yield return ("Seed", FormattableString.Invariant($"{definition.Seed}"));
        yield return ("Objective", $"{definition.Objective.MetricName}, {(definition.Objective.Maximize ? "largest" : "smallest")} is best");
        yield return ("Data set", data.Name);
        yield return ("Data fingerprint (SHA-256)", definition.DataFingerprint);
        yield return ("Images", FormattableString.Invariant($"{definition.Image} (channels, rows, columns), {definition.Classes} classes"));
        yield return ("Training images", Number(definition.KnownTrainImages, "all that are left"));
        yield return ("Validation images", Number(definition.KnownValidationImages, "the data set's own number")
            + (data.ValidationFromTest ? ", the first of the test file" : string.Empty));
        yield return ("Test images", Number(data.Test, "all that are left"));
        if (data.Normalise is { } normalise)
        {
            yield return ("Pixels", $"(x - mean) / std with mean {Numbers(normalise.Mean)} and std {Numbers(normalise.Deviation)}");
        }

        if (study.Options.IncludeTimes)
        {
            yield return ("Attempts of a trial", FormattableString.Invariant($"at most {definition.MaxAttempts}"));
            yield return ("Started", Figures.Time(report.StartedAt));
            yield return (report.IsComplete ? "Completed" : "Last heard of", Figures.Time(report.LastEventAt));
            yield return ("Events in the store", Figures.Count(report.Events));
        }

        yield return ("Reported by", $"actorsearch {Version}");
        yield return ("Schema of this page's data", PageDocument.SchemaName);
    }

    private static string Version { get; } =
        typeof(ProvenanceSection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private static string Numbers(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(n => Figures.Exact(n)));

    private static string Number(int? images, string otherwise) => images is { } number ? Figures.Count(number) : otherwise;

    private static List<(string Text, int Trials)> Machines(PageStudy study)
    {
        if (!study.Options.IncludeTimes)
        {
            return [];
        }

        var all = study.Trials
            .Where(t => t.Trial.Result?.Machine is not null)
            .CountBy(t => t.Trial.Result!.Machine!, StringComparer.Ordinal)
            .OrderByDescending(m => m.Value)
            .ThenBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => (m.Key, m.Value))
            .ToList();
        return all.Count <= MostMachines
            ? all
            : [.. all.Take(MostMachines), ($"{all.Count - MostMachines} other machines", all.Skip(MostMachines).Sum(m => m.Value))];
    }
}
