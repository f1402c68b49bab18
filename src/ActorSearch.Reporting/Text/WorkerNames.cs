namespace ActorSearch.Reporting.Text;

/// <summary>Names of workers for people.</summary>
public static class WorkerNames
{
    /// <summary>What stands between a worker's name and the session that sets its lives apart.</summary>
    private const char SessionMark = '~';

    /// <summary>The name without its session: a node that was started anew takes its old places.</summary>
    public static string WithoutSession(string worker) => worker.LastIndexOf(SessionMark) is > 0 and var at ? worker[..at] : worker;

    /// <summary>The same, safe to show: what came over a network must not move the cursor.</summary>
    public static string Shown(string worker) => SafeText.OneLine(WithoutSession(worker));
}
