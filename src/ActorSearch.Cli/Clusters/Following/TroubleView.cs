using ActorSearch.Cli.Output;
using ActorSearch.Cli.Progress;

namespace ActorSearch.Cli.Clusters.Following;

/// <summary>Says, once each, that the coordinator is out of reach and that it is back: for views without a place for notices.</summary>
internal sealed class TroubleView(TextWriter error, Func<string?> trouble) : ISearchView
{
    private bool _isTroubled;

    /// <inheritdoc />
    public void Refresh(ProgressState state)
    {
        var present = trouble();
        if (present is not null && !_isTroubled)
        {
            error.WriteLine($"{NetworkText.Line(present)}; trying again, the study goes on meanwhile");
        }
        else if (present is null && _isTroubled)
        {
            error.WriteLine("the coordinator answers again");
        }

        _isTroubled = present is not null;
    }
}
