using ActorSearch.Cli.Stacks;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Clusters;

/// <summary>Links as people write them.</summary>
internal static class LinkWords
{
    /// <summary>The link of those who name none.</summary>
    public static string Default => Of(Stack.This.DefaultLink);

    /// <summary>A link's word.</summary>
    public static string Of(LinkKind kind) => kind switch
    {
        LinkKind.Akka => "akka",
        LinkKind.Http => "http",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
