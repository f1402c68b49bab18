using ActorSearch.Simulation;

namespace ActorSearch.Core.Tests.Studies;

public sealed class SimulationTests
{
    [Theory]
    [InlineData(1, 250)]
    [InlineData(251, 500)]
    [InlineData(501, 750)]
    [InlineData(751, 1000)]
    public void A_study_keeps_its_promises_whatever_goes_wrong_around_it(ulong from, ulong to)
    {
        var counts = new SimulationCounts();
        for (var seed = from; seed <= to; seed++)
        {
            counts.Add(StudySimulation.Run(seed).Counts);
        }

        // A simulation in which nothing goes wrong would keep every promise too.
        Assert.All(
            new Dictionary<string, long>
            {
                ["stale messages"] = counts.Stale,
                ["results sent again"] = counts.AlreadyRecorded,
                ["expired leases"] = counts.Expired,
                ["trials given up"] = counts.GivenUp,
                ["crashes"] = counts.WorkerCrashes,
                ["stalls"] = counts.WorkerStalls,
                ["lost transactions"] = counts.LostTransactions,
                ["unanswered transactions"] = counts.UnansweredTransactions,
                ["extensions"] = counts.Extensions,
            },
            count => Assert.True(count.Value >= 50, $"only {count.Value} {count.Key}"));
    }

    [Fact]
    public void The_table_of_results_does_not_depend_on_what_went_wrong()
    {
        for (ulong study = 1; study <= 15; study++)
        {
            var first = StudySimulation.Run(study, worldSeed: 1);
            for (ulong world = 2; world <= 6; world++)
            {
                Assert.Equal(first.Table, StudySimulation.Run(study, world).Table);
            }
        }
    }

    [Fact]
    public void A_seed_replays_exactly()
    {
        var first = new List<string>();
        var second = new List<string>();

        StudySimulation.Run(22, first.Add);
        StudySimulation.Run(22, second.Add);

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void The_generator_gives_the_published_numbers()
    {
        // The reference implementation's first outputs for the seed 1234567.
        var random = new SplitMix64(1234567);

        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }
}
