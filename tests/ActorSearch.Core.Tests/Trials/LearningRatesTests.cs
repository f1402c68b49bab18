using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Trials;

public sealed class LearningRatesTests
{
    [Fact]
    public void A_constant_rate_is_the_stated_one_to_the_last_bit()
    {
        var config = Config();

        Assert.All(Enumerable.Range(1, 8), epoch => Assert.Equal(0.1, LearningRates.Of(config, epoch)));
    }

    [Fact]
    public void A_step_multiplies_the_rate_after_every_so_many_epochs()
    {
        var config = Config(
            new(ParameterNames.Schedule, new ParameterValue.Word("step")),
            new(ParameterNames.ScheduleEpochs, new ParameterValue.Integer(3)),
            new(ParameterNames.ScheduleFactor, new ParameterValue.Real(0.5)));

        Assert.Equal([0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025], Rates(config));
    }

    [Fact]
    public void A_cosine_begins_with_the_stated_rate_and_falls_towards_nothing()
    {
        var config = Config(new KeyValuePair<string, ParameterValue>(ParameterNames.Schedule, new ParameterValue.Word("cosine")));

        // 0.1 (1 + cos(pi i / 8)) / 2 by Python's math module.
        double[] expected =
        [
            0.1, 0.09619397662556434, 0.08535533905932738, 0.06913417161825449,
            0.05, 0.030865828381745515, 0.014644660940672627, 0.0038060233744356634,
        ];
        Assert.All(expected.Zip(Rates(config)), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-15));
    }

    private static double[] Rates(TrialConfig config) => [.. Enumerable.Range(1, 8).Select(epoch => LearningRates.Of(config, epoch))];

    private static TrialConfig Config(params KeyValuePair<string, ParameterValue>[] values) => TrialConfig.From(
    [
        new(ParameterNames.LearningRate, new ParameterValue.Real(0.1)), new(ParameterNames.Epochs, new ParameterValue.Integer(8)), .. values,
    ]);
}
