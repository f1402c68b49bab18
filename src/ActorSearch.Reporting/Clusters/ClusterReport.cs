using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Clusters;

/// <summary>Writes how a coordinator, its studies and its nodes are. All of it came over a network.</summary>
public static class ClusterReport
{
    private const int MaxNameLength = 50;

    /// <summary>Writes the whole for people.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="address">Where its coordinator was asked.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns of the terminal to keep to; null for all that there is.</param>
    public static void WriteText(ClusterState cluster, string address, TextWriter output, int? width)
    {
        output.WriteLine(
            $"Coordinator {address}, version {SafeText.OneLine(cluster.Version)}, up {Ago(cluster.Now - cluster.StartedAt)}, store {SafeText.OneLine(cluster.Store)}");
        if (cluster.StoreFailure is { } failure)
        {
            output.WriteLine($"THE STORE TAKES NOTHING AT PRESENT: {SafeText.OneLine(failure)}");
        }

        Write("Studies", "none was handed in", Studies(cluster), output, width);
        Write("Devices", "no node was heard of", Devices(cluster), output, width);
        Write("Workers", "none", Workers(cluster), output, width);
        output.WriteLine();
        output.WriteLine(Refusals(cluster));
    }

    /// <summary>The studies.</summary>
    public static TextTable Studies(ClusterState cluster) => new(
        [new("study"), new("ended", IsNumber: true), new("trials", IsNumber: true), new("in training", IsNumber: true), new("failed", IsNumber: true)],
        [.. cluster.Studies.Select(s => ImmutableArray.Create(
            SafeText.OneLine(s.Name), Figures.Count(s.Ended), Figures.Count(s.Trials), Figures.Count(s.Running), Figures.Count(s.Failed)))]);

    /// <summary>The devices of all nodes.</summary>
    public static TextTable Devices(ClusterState cluster) => new(
        [
            new("node"), new("device"), new("model", GivesWay: 1), new("workers", IsNumber: true), new("memory", IsNumber: true),
            new("in use", IsNumber: true), new("reserved", IsNumber: true, GivesWay: 2), new("busy", IsNumber: true), new("heard", IsNumber: true),
        ],
        [.. cluster.Nodes.SelectMany(n => n.State.Devices.Select(d => ImmutableArray.Create(
            SafeText.OneLine(n.State.Name),
            Short(d.Name),
            d.Model.Length == 0 ? Figures.None : Short(d.Model),
            Figures.Count(d.Workers),
            Bytes(d.MemoryBytes),
            Bytes(d.UsedBytes),
            Bytes(d.ReservedBytes),
            d.UtilisationPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent} %") : Figures.None,
            $"{Ago(cluster.Now - n.At)} ago")))]);

    /// <summary>The workers of all nodes.</summary>
    public static TextTable Workers(ClusterState cluster) => new(
        [new("worker"), new("device"), new("does")],
        [.. cluster.Nodes.SelectMany(n => n.State.Workers.Select(w => ImmutableArray.Create(
            SafeText.OneLine(WorkerNames.WithoutSession(w.Name)), Short(w.Device), SafeText.OneLine(w.Does))))]);

    /// <summary>What was refused since the coordinator started, in a line.</summary>
    public static string Refusals(ClusterState cluster)
    {
        const string Refused = "refused.";
        var late = cluster.Counters.GetValueOrDefault("stale");
        var others = cluster.Counters
            .Where(c => c.Key.StartsWith(Refused, StringComparison.Ordinal) && c.Value > 0)
            .Select(c => $"{SafeText.OneLine(c.Key[Refused.Length..])} {Figures.Count(c.Value)}");
        return $"Since the start: {Figures.Counted(late, "late word")} refused; messages refused: {string.Join(", ", others.DefaultIfEmpty("none"))}";
    }

    private static void Write(string title, string empty, TextTable table, TextWriter output, int? width)
    {
        output.WriteLine();
        if (table.Rows.IsEmpty)
        {
            output.WriteLine($"{title}: {empty}");
            return;
        }

        output.WriteLine(title);
        TextTableWriter.Write(table, output, width);
    }

    /// <summary>A name, cut where it would push the rest of the table out of sight.</summary>
    private static string Short(string name) =>
        SafeText.OneLine(name) is var text && text.Length <= MaxNameLength ? text : $"{text[..(MaxNameLength - 3)]}...";

    private static string Bytes(long? bytes) => bytes is { } b ? Figures.Bytes(b) : Figures.None;

    /// <summary>A time span to its largest unit: <c>40 s</c>, <c>3 min</c>, <c>2 h</c>, <c>3 d</c>.</summary>
    private static string Ago(TimeSpan time) => Math.Max(0, (long)time.TotalSeconds) switch
    {
        < 120 and var s => $"{s} s",
        < 7200 and var s => $"{s / 60} min",
        < 172_800 and var s => $"{s / 3600} h",
        var s => $"{s / 86_400} d",
    };
}
