using System.Collections.Immutable;

namespace ActorSearch.Cli.Inputs;

/// <summary>Something that a person gave is wrong: exit status 2, nothing written.</summary>
internal sealed class InputException : Exception
{
    /// <param name="lines">What is wrong, where, and what would be right; one line or a few.</param>
    public InputException(params IEnumerable<string> lines)
        : this([.. lines])
    {
    }

    private InputException(ImmutableArray<string> lines)
        : base(string.Join(Environment.NewLine, lines)) => Lines = lines;

    /// <summary>The lines for standard error.</summary>
    public ImmutableArray<string> Lines { get; }
}
