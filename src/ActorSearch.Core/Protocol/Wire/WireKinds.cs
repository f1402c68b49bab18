using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>Every sort of message there is, with its manifest and its bound.</summary>
internal static class WireKinds
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    /// <summary>Words without lists, and with one text at most.</summary>
    private const int Small = 64 * KiB;

    /// <summary>A thousand leases at up to four KiB each: the longest canonical configuration has less than three.</summary>
    private const int Leases = 4 * MiB + Small;

    /// <summary>A million characters of an experiment file, the most that its reader takes, at six bytes each, and a path.</summary>
    private const int Experiment = 6 * MiB;

    /// <summary>An epoch's thousand measurements at up to 256 bytes each.</summary>
    private const int Epoch = 256 * KiB + Small;

    private static readonly WireJsonContext Json = WireJsonContext.Default;

    /// <summary>All sorts, in the order of <see cref="WireMessage"/>.</summary>
    public static readonly ImmutableArray<WireKind> All =
    [
        new("claim", MiB, Json.Claim),
        new("withdraw", Small, Json.Withdraw),
        new("renew", Small, Json.Renew),
        new("report-epoch", Epoch, Json.ReportEpoch),
        new("finish", Small, Json.Finish),
        new("fail", Small, Json.Fail),
        new("hand-back", Small, Json.HandBack),
        new("run-out-of-memory", Small, Json.RunOutOfMemory),
        new("describe", Small, Json.Describe),
        new("node-report", 4 * MiB, Json.NodeReport),
        new("submit", Experiment, Json.Submit),
        new("granted", Leases, Json.Granted),
        new("nothing-now", Small, Json.NothingNow),
        new("acknowledged", Small, Json.Acknowledged),
        new("noted", Small, Json.Noted),
        new("submitted", Small, Json.Submitted),
        new("refused", 4 * MiB, Json.Refused),
        new("unavailable", Small, Json.Unavailable),
        new("study", Experiment, Json.StudyDescription),
        new("status", 32 * MiB, Json.Status),
        new("train", Leases, Json.Train),
        new("abandon", Small, Json.Abandon),
        new("ready", Small, Json.Ready),
        new("unable", Small, Json.Unable),
        new("epoch-done", Epoch, Json.EpochDone),
        new("trial-done", Small, Json.TrialDone),
        new("trial-failed", Small, Json.TrialFailed),
        new("trial-out-of-memory", Small, Json.TrialOutOfMemory),
        new("idle", Small, Json.Idle),
    ];

    private static readonly FrozenDictionary<string, WireKind> ByManifest =
        All.ToFrozenDictionary(k => k.Manifest, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, WireKind> ByType = All.ToFrozenDictionary(k => k.Json.Type);

    /// <summary>The sort of a message.</summary>
    public static WireKind Of(WireMessage message) => ByType[message.GetType()];

    /// <summary>The sort of a manifest.</summary>
    /// <exception cref="WireException">There is none.</exception>
    public static WireKind Of(string manifest) => ByManifest.TryGetValue(manifest, out var kind)
        ? kind
        : throw new WireException(
            WireRefusal.UnknownManifest,
            $"'{WireTexts.ForLog(manifest, WireLimits.ManifestLength)}' is no message of this version of the program");

    /// <summary>The sort of a manifest, or null.</summary>
    public static WireKind? Find(ReadOnlySpan<byte> manifest) =>
        manifest.Length <= WireLimits.ManifestLength ? ByManifest.GetValueOrDefault(Encoding.Latin1.GetString(manifest)) : null;
}
