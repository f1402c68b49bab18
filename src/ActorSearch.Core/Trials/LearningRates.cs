using ActorSearch.Core.Space;

namespace ActorSearch.Core.Trials;

/// <summary>What a configuration's schedule makes of its learning rate.</summary>
public static class LearningRates
{
    /// <summary>The learning rate of an epoch.</summary>
    /// <remarks>
    /// <c>step</c>: rate * factor^floor((epoch - 1) / schedule_epochs). <c>cosine</c>: rate * (1 + cos(pi (epoch - 1) /
    /// epochs)) / 2, which is Loshchilov and Hutter's SGDR (2017), equation 5, without restarts and down to 0.
    /// </remarks>
    /// <param name="config">The configuration.</param>
    /// <param name="epoch">1 for the first, at most the configuration's epochs.</param>
    public static double Of(TrialConfig config, int epoch)
    {
        var rate = config.GetReal(ParameterNames.LearningRate);
        return config.GetWord(ParameterNames.Schedule) switch
        {
            "constant" => rate,
            "step" => rate * Math.Pow(
                config.GetReal(ParameterNames.ScheduleFactor), (epoch - 1) / config.GetInteger(ParameterNames.ScheduleEpochs)),
            "cosine" => rate * (1 + Math.Cos(Math.PI * (epoch - 1) / config.GetInteger(ParameterNames.Epochs))) / 2,
            var other => throw new InvalidOperationException($"no schedule {other}"),
        };
    }
}
