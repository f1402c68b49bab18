using System.Collections.Immutable;
using System.Reflection;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Faults.Clusters;

/// <summary>The links that the stack of this build has (docs/STACKS.md).</summary>
internal static class BuiltLinks
{
    private static readonly string Stack = typeof(BuiltLinks).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ActorSearchStack").Value!;

    /// <summary>All of them, the default first.</summary>
    public static ImmutableArray<LinkKind> All { get; } = Stack == "nuget" ? [LinkKind.Akka, LinkKind.Http] : [LinkKind.Http];

    /// <summary>Why a link is not among them; null where it is.</summary>
    public static string? Lacks(LinkKind link) => All.Contains(link)
        ? null
        : $"--link {link.ToString().ToLowerInvariant()}: the {Stack} stack has no such link (docs/STACKS.md)";
}
