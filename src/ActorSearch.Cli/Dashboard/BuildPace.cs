namespace ActorSearch.Cli.Dashboard;

/// <summary>How often documents are made, so that watching costs a search little however large its study is.</summary>
/// <param name="Shortest">Least time between two.</param>
/// <param name="Times">Least time between two, as a multiple of the processor time of making one.</param>
internal sealed record BuildPace(TimeSpan Shortest, int Times)
{
    /// <summary>At most one a second, and half a percent of one core.</summary>
    public static readonly BuildPace Default = new(TimeSpan.FromSeconds(1), 200);

    /// <summary>The time from the end of making a document to the beginning of the next.</summary>
    /// <param name="cost">Processor time of making it.</param>
    /// <param name="isFirst">Whether it was the process's first, most of which is the loading of code that no other needs again.</param>
    public TimeSpan After(TimeSpan cost, bool isFirst)
    {
        var rest = isFirst ? TimeSpan.Zero : cost * Times;
        return rest > Shortest ? rest : Shortest;
    }
}
