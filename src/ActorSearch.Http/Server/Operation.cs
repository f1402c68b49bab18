using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ActorSearch.Http.Server;

/// <summary>Something that the server can be asked for.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Its path, with parameters in braces.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Takes">Manifest of the body that it takes; null where it takes none.</param>
/// <param name="Answers">Manifests of the answers with status 200; none where they are no messages.</param>
internal sealed record Operation(
    string Method, string Path, string Summary, string? Takes, ImmutableArray<string> Answers)
{
    public const string Health = "/health";
    public const string OpenApi = "/v1/openapi.json";
    public const string Status = "/v1/status";
    public const string Study = "/v1/studies/{name}";
    public const string Events = "/v1/studies/{name}/events";

    /// <summary>All there are. Both the description for other programs and the server follow this list.</summary>
    public static readonly ImmutableArray<Operation> All =
    [
        Message("claim", "Ask for trials. Waits up to wait_ms for work.", "granted", "nothing-now"),
        Message("withdraw", "Have a claim of the worker that waits answered at once.", "nothing-now"),
        Message("renew", "Say that an attempt is still worked on.", "acknowledged"),
        Message("report-epoch", "Report a finished epoch; this renews the lease.", "acknowledged"),
        Message("finish", "Deliver the result of an attempt.", "acknowledged"),
        Message("fail", "Say that an attempt failed.", "acknowledged"),
        Message("hand-back", "Give a trial back untrained.", "acknowledged"),
        Message("run-out-of-memory", "Say that the device had no memory left for a trial.", "acknowledged"),
        Message("node-report", "Tell how a worker's machine is.", "noted"),
        Message("submit", "Hand a study in.", "submitted"),
        new("GET", Status, "The coordinator, its studies and its nodes.", Takes: null, ["status"]),
        new("GET", Study, "What all trials of a study have in common.", Takes: null, ["study"]),
        new("GET", Events, "The events of a study from a version on, one a line. Waits up to wait_ms for the first.", Takes: null, []),
        new("GET", OpenApi, "This description.", Takes: null, []),
        new("GET", Health, "Whether all is well. Needs no token.", Takes: null, []),
    ];

    private static readonly FrozenDictionary<string, string> Messages =
        All.Where(o => o.Takes is not null).ToFrozenDictionary(o => o.Path, o => o.Takes!, StringComparer.Ordinal);

    /// <summary>The message that a path takes; null where the path takes none.</summary>
    public static string? MessageOf(string path) => Messages.GetValueOrDefault(path);

    private static Operation Message(string manifest, string summary, params ImmutableArray<string> answers) =>
        new("POST", $"/v1/{manifest}", summary, manifest, answers);
}
