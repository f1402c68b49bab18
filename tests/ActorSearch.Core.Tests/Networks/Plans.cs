using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Tests.Space;

namespace ActorSearch.Core.Tests.Networks;

/// <summary>Plans of configurations written as <c>key=value key=value</c>.</summary>
internal static class Plans
{
    /// <summary>An image of MNIST.</summary>
    public static readonly ImageShape Mnist = new(1, 28, 28);

    /// <summary>The plan for ten classes, which there must be.</summary>
    public static NetworkPlan Of(string configuration, ImageShape? image = null) =>
        Assert.IsType<NetworkPlanning.Planned>(Planning(configuration, image ?? Mnist)).Network;

    /// <summary>The reason why there is none.</summary>
    public static string ReasonAgainst(string configuration, ImageShape? image = null) =>
        Assert.IsType<NetworkPlanning.Rejected>(Planning(configuration, image ?? Mnist)).Reason;

    /// <summary>Name, output, parameters and multiply-accumulates of each row.</summary>
    public static IEnumerable<string> Table(NetworkPlan plan) =>
        plan.AllLayers.Select(l => $"{l.Name} {l.Output} {l.Parameters} {l.MultiplyAccumulates}");

    private static NetworkPlanning Planning(string configuration, ImageShape image) =>
        NetworkPlanner.Plan(TrialConfig.From(TrialConfigTests.Parse(configuration)), image, 10);
}
