using System.Collections.Immutable;
using System.Net;

namespace ActorSearch.Http.Client;

/// <summary>The coordinator refused; asking again does not help.</summary>
/// <param name="lines">Why, and what would be right, for people.</param>
/// <param name="status">The status of its answer.</param>
public sealed class CoordinatorRefusedException(ImmutableArray<string> lines, HttpStatusCode status)
    : Exception(string.Join(Environment.NewLine, lines))
{
    /// <summary>Why, and what would be right, for people.</summary>
    public ImmutableArray<string> Lines { get; } = lines;

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>Whether the token is what was refused.</summary>
    public bool IsUnauthorised => Status == HttpStatusCode.Unauthorized;

    /// <summary>Whether the coordinator does not have what was asked for.</summary>
    public bool IsUnknown => Status == HttpStatusCode.NotFound;
}
