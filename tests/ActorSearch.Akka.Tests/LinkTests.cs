using ActorSearch.Akka.Tests.Doubles;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using static ActorSearch.Akka.Tests.Doubles.Asking;

namespace ActorSearch.Akka.Tests;

public sealed class LinkTests
{
    [Fact]
    public async Task A_worker_claims_a_trial_of_the_coordinator_and_tells_its_end()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();

        var granted = await worker.UntilAnsweredAsync<WireMessage.Granted>(ClaimOf("w"));
        var acknowledged = await worker.UntilAnsweredAsync<WireMessage.Acknowledged>(FinishOf("w", granted.Study, granted.Leases[0]));

        Assert.Equal(Acknowledgement.Recorded, acknowledged.Word);
        Assert.Single(coordinator.Store.EventsOf(granted.Study).OfType<StudyEvent.Finished>());
    }
}
