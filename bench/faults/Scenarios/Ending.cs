using ActorSearch.Core.Clusters;
using ActorSearch.Core.Studies;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>The end that every scenario's studies must come to.</summary>
internal static class Ending
{
    /// <summary>Waits for the end of the study and of its processes, and holds them to all promises.</summary>
    public static async Task<StoredStudy> ComeToAsync(Cluster cluster, string undisturbed, Tally tally)
    {
        await cluster.CompletionAsync();
        await cluster.StopAsync();
        var study = await cluster.ReadAsync();
        StudyCheck.Recorded(study, cluster.Plan.Store);
        await RankedTable.SameAsync(undisturbed, cluster.Plan.Store);
        tally.Add("studies with the table of an undisturbed run");
        tally.Add("trials recorded exactly once", study.State.Trials.Count);
        tally.Add("attempts lost: the lease ran out", study.Ends(AttemptEnd.Expired));
        tally.Add("attempts lost: the training process died", study.Ends(AttemptEnd.Failed));
        if (cluster.Plan.Link == LinkKind.Akka)
        {
            tally.Add("nodes that the cluster gave up and took back", cluster.Workers.Values.Append(cluster.Coordinator).Sum(BeganAnew));
        }

        return study;
    }

    private static int BeganAnew(Member member) =>
        File.ReadLines(member.LogPath).Count(l => l.Contains("the node begins anew", StringComparison.Ordinal));
}
