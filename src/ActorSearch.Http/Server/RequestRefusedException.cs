using System.Collections.Immutable;

namespace ActorSearch.Http.Server;

/// <summary>A request that is answered with <c>refused</c>.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="counter">What is counted, such as <c>malformed</c>.</param>
/// <param name="lines">Why, and what would be right, for people.</param>
internal sealed class RequestRefusedException(int status, string counter, ImmutableArray<string> lines)
    : Exception(string.Join("; ", lines))
{
    public RequestRefusedException(int status, string counter, string line)
        : this(status, counter, [line])
    {
    }

    public int Status => status;

    public string Counter => counter;

    public ImmutableArray<string> Lines => lines;
}
