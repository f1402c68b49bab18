using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>Brings texts for people within the bounds, since an error of any length must get through.</summary>
internal static class WireTexts
{
    /// <summary>The message with its texts for people shortened to what a receiver takes; names and files are left as they are.</summary>
    public static WireMessage Shortened(WireMessage message) => message switch
    {
        WireMessage.Finish m => m with { Result = Shortened(m.Result) },
        WireMessage.Fail m => m with { Error = Shortened(m.Error, WireLimits.TextLength) },
        WireMessage.HandBack m => m with { Reason = Shortened(m.Reason, WireLimits.TextLength) },
        WireMessage.RunOutOfMemory m => m with { Error = Shortened(m.Error, WireLimits.TextLength) },
        WireMessage.NodeReport m => m with { Node = Shortened(m.Node) },
        WireMessage.Refused m => m with { Lines = Shortened(m.Lines) },
        WireMessage.Unavailable m => m with { Reason = Shortened(m.Reason, WireLimits.TextLength) },
        WireMessage.Status m => m with { Cluster = Shortened(m.Cluster) },
        WireMessage.Unable m => m with { Reason = Shortened(m.Reason, WireLimits.TextLength) },
        WireMessage.TrialDone m => m with { Result = Shortened(m.Result) },
        WireMessage.TrialFailed m => m with { Error = Shortened(m.Error, WireLimits.TextLength) },
        WireMessage.TrialOutOfMemory m => m with { Error = Shortened(m.Error, WireLimits.TextLength) },
        _ => message,
    };

    /// <summary>A text of at most <paramref name="length"/> characters; half a surrogate pair is not left at its end.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>What a peer sent, for a line of a log: without what moves a terminal's cursor, and short.</summary>
    public static string ForLog(string text, int length)
    {
        var line = new StringBuilder();
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, length)).EnumerateRunes())
        {
            var isShown = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse);
            line.Append(isShown ? rune.ToString() : "?");
        }

        return text.Length > length ? line.Append("...").ToString() : line.ToString();
    }

    private static TrialResult Shortened(TrialResult result) =>
        result with
        {
            Reason = Shortened(result.Reason, WireLimits.TextLength),
            Machine = result.Machine is { } machine ? Shortened(machine, WireLimits.NoteLength) : null,
        };

    private static NodeState Shortened(NodeState node) => node with
    {
        Devices = Each(node.Devices, d => d with { Model = Shortened(d.Model, WireLimits.NoteLength) }),
        Workers = Each(node.Workers, w => w with { Does = Shortened(w.Does, WireLimits.NoteLength) }),
    };

    private static ClusterState Shortened(ClusterState cluster) => cluster with
    {
        StoreFailure = cluster.StoreFailure is { } failure ? Shortened(failure, WireLimits.TextLength) : null,
        Nodes = Each(cluster.Nodes, n => n with { State = Shortened(n.State) }),
    };

    private static ImmutableArray<string> Shortened(ImmutableArray<string> lines)
    {
        var kept = lines.IsDefault || lines.Length <= WireLimits.Lines
            ? lines
            : lines[..(WireLimits.Lines - 1)].Add(
                string.Create(CultureInfo.InvariantCulture, $"and {lines.Length - WireLimits.Lines + 1} lines more"));
        return Each(kept, l => Shortened(l, WireLimits.LineLength));
    }

    /// <summary>A list that was never set stays so: the check says which one it is.</summary>
    private static ImmutableArray<T> Each<T>(ImmutableArray<T> list, Func<T, T> change) =>
        list.IsDefault ? list : [.. list.Select(change)];
}
