using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Page.Tests.Samples;

/// <summary>
/// Draws plausible curves: an accuracy that a configuration's values raise or lower each alone, two of them also
/// together, plus the seed's chance; large learning rates sometimes diverge.
/// </summary>
internal static class MetricModel
{
    public static (ImmutableArray<EpochMetrics> Epochs, TrialOutcome Outcome) Curve(TrialPlan plan, Random random)
    {
        var config = plan.Config;
        var epochs = (int)config.GetInteger(ParameterNames.Epochs);
        var rate = Math.Log10(config.GetReal(ParameterNames.LearningRate));
        var diverges = random.NextDouble() < (rate > -1.6 ? 0.12 : 0.004);
        var reached = diverges ? random.Next(0, epochs) : epochs;
        var error = Math.Clamp(Error(config, rate) * Math.Exp(0.12 * Normal(random)), 0.004, 0.9);
        var speed = 0.5 + (0.9 * Math.Exp(-Math.Abs(rate + 2.3)));
        var seconds = 0.4 + (plan.MultiplyAccumulates * 1.5e-6) + (plan.Parameters * 1e-6);
        var curve = ImmutableArray.CreateBuilder<EpochMetrics>(reached);
        for (var epoch = 1; epoch <= reached; epoch++)
        {
            var left = error + ((0.9 - error) * Math.Exp(-speed * epoch * 5 / epochs) * 0.6);
            var validation = Math.Clamp(left * (1 + (0.05 * Normal(random))), 0.002, 0.9);
            var training = Math.Clamp(left * (1.15 - (0.5 * epoch / epochs)), 0.0005, 0.9);
            curve.Add(new EpochMetrics(
                epoch,
                training * 3.1,
                1 - training,
                validation * (3.2 + (0.4 * epoch / epochs)),
                Math.Round(1 - validation, 4),
                seconds * (0.92 + (0.2 * random.NextDouble()))));
        }

        return (curve.ToImmutable(), diverges ? TrialOutcome.Diverged : TrialOutcome.Completed);
    }

    /// <summary>Share of validation images taken for another class after the last epoch, before chance.</summary>
    private static double Error(TrialConfig config, double rate)
    {
        var layers = config.GetInteger(ParameterNames.Layers);
        var relu = config.GetWord(ParameterNames.Activation) is "relu" or "gelu";
        var error = 0.10 / layers;
        error *= relu ? 0.8 : 1.15;
        error *= 1 + (0.35 * Math.Pow(rate + 2.5, 2));
        error *= relu || rate > -2.2 ? 1 : 1.5;
        error *= config.GetInteger(ParameterNames.KernelSize) switch { <= 3 => 1.0, <= 5 => 0.9, <= 7 => 0.95, _ => 1.1 };
        error *= 1 + (0.8 * Math.Pow(config.GetReal(ParameterNames.Dropout) - 0.2, 2));
        error *= 1 + (0.04 * Math.Log2(config.GetInteger(ParameterNames.BatchSize) / 32.0));
        error *= config.GetWord(ParameterNames.Optimizer) == "sgd" ? 1.4 : 1;
        return error;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
