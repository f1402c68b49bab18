using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Stacks;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Tests.Launching;

/// <summary>The links that this build has, as the launchers take them.</summary>
public static class Links
{
    public static TheoryData<string> OfThisStack => [.. Enum.GetValues<LinkKind>().Where(Stack.This.Has).Select(LinkWords.Of)];
}
