using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using static ActorSearch.Cli.Tests.Progress.Studies;

namespace ActorSearch.Cli.Tests.Progress;

public sealed class EarlierEventsTests
{
    [Fact]
    public void Only_views_that_need_it_are_shown_what_happened_before()
    {
        var eager = new Recorder(isEager: true);
        var other = new Recorder(isEager: false);
        var earlier = new EarlierEvents([eager, other], _ => { });

        earlier.Add(Leased(0, worker: 1));

        Assert.True(earlier.AreNeeded);
        Assert.Single(eager.Seen);
        Assert.Empty(other.Seen);
        Assert.False(new EarlierEvents([other], _ => { }).AreNeeded);
    }

    [Fact]
    public void A_view_that_throws_is_left_out_and_the_others_go_on()
    {
        var failures = new List<Exception>();
        var view = new Recorder(isEager: true);
        var earlier = new EarlierEvents([new Broken(), view], failures.Add);

        earlier.Add(Leased(0, worker: 1));
        earlier.Add(Finished(0, accuracy: 0.7));

        Assert.IsType<IOException>(Assert.Single(failures));
        Assert.Equal(2, view.Seen.Count);
        Assert.Equal([view], earlier.Views);
    }

    private sealed class Recorder(bool isEager) : ISearchView
    {
        public List<StudyEvent> Seen { get; } = [];

        public bool NeedsEarlier => isEager;

        public void Earlier(StudyEvent happened) => Seen.Add(happened);
    }

    private sealed class Broken : ISearchView
    {
        public bool NeedsEarlier => true;

        public void Earlier(StudyEvent happened) => throw new IOException("no disk");
    }
}
