using ActorSearch.Core.Space;

namespace ActorSearch.Core.Networks.Architectures;

/// <summary>Whether <c>channels</c> lists as many counts as an architecture takes; one that lists more has been cut to them.</summary>
internal static class ChannelCounts
{
    /// <summary>Checks it, and rejects the network otherwise.</summary>
    public static bool Suffice(PlanBuilder network, TrialConfig config)
    {
        var family = Hyperparameters.Of(config);
        var needed = family.Channels!.Value.Length;
        var listed = config.GetIntegers(ParameterNames.Channels).Length;
        if (listed < needed)
        {
            network.Reject($"{family.Name} needs {needed} channel counts, but channels lists {listed}");
        }

        return listed >= needed;
    }
}
