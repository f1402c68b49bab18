using ActorSearch.Coordination.Links;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Client.Doubles;

namespace ActorSearch.Akka.Tests.Doubles;

internal static class Asking
{
    public static WireMessage.Claim ClaimOf(string worker, int waitMs = 0, int capacity = 1) =>
        new(worker, capacity, MemoryBytes: null, Neighbours: 0, [], [], waitMs);

    public static WireMessage.Finish FinishOf(string worker, string study, TrialLease lease) =>
        new(worker, study, lease.Plan.Id, lease.Attempt, Trials.Result());

    /// <summary>Asks until there is an answer, as a link does.</summary>
    public static async Task<WireMessage> UntilAnsweredAsync(this ClusterChannel channel, WireMessage question, TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            try
            {
                return await channel.AskAsync(question, patience ?? TimeSpan.FromSeconds(5), deadline.Token);
            }
            catch (CoordinatorUnreachableException)
            {
                // It comes, or the deadline does.
                await Task.Yield();
            }
        }
    }

    public static async Task<T> UntilAnsweredAsync<T>(this ClusterChannel channel, WireMessage question)
        where T : WireMessage => Assert.IsType<T>(await channel.UntilAnsweredAsync(question));
}
