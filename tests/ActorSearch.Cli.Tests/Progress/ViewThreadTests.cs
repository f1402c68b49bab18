using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using static ActorSearch.Cli.Tests.Progress.Studies;

namespace ActorSearch.Cli.Tests.Progress;

public sealed class ViewThreadTests
{
    [Fact]
    public void Every_event_is_shown_in_order_before_the_thread_ends()
    {
        var view = new Recorder();
        StudyEvent[] events = [Leased(0, worker: 1), Epoch(0, epoch: 1), Finished(0, accuracy: 0.7)];
        using (var thread = new ViewThread([view], Setting, _ => { }))
        {
            thread.Recorded(New, []);
            thread.Recorded(Study.Apply(New, events), events);
        }

        Assert.Equal(1, view.Begun);
        Assert.Equal(events, view.Shown);
        Assert.Equal(1, view.Last?.Done);
    }

    [Fact]
    public void A_view_hears_of_the_opening_before_the_rest()
    {
        var view = new Recorder();
        StudyEvent[] opening = [new StudyEvent.Opened(TimeSpan.FromMinutes(1), DateTimeOffset.UnixEpoch)];
        using (var thread = new ViewThread([view], Setting, _ => { }))
        {
            thread.Recorded(New, opening);
            thread.Recorded(Study.Apply(New, Leased(0, worker: 1)), [Leased(0, worker: 1)]);
        }

        Assert.Equal(opening, view.Opening);
        Assert.Equal([Leased(0, worker: 1)], view.Shown);
    }

    [Fact]
    public void A_view_that_throws_is_left_out_and_the_others_go_on()
    {
        var view = new Recorder();
        var failures = new List<Exception>();
        using (var thread = new ViewThread([new Broken(), view], Setting, failures.Add))
        {
            thread.Recorded(New, []);
            thread.Recorded(Study.Apply(New, Leased(0, worker: 1)), [Leased(0, worker: 1)]);
        }

        Assert.IsType<IOException>(Assert.Single(failures));
        Assert.Single(view.Shown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_view_whose_scope_throws_is_left_out_and_the_others_go_on(bool beforeTheLoop)
    {
        var view = new Recorder();
        var failures = new List<Exception>();
        using (var thread = new ViewThread([new BrokenScope(beforeTheLoop), view], Setting, failures.Add))
        {
            thread.Recorded(New, []);
            thread.Recorded(Study.Apply(New, Leased(0, worker: 1)), [Leased(0, worker: 1)]);
        }

        Assert.IsType<IOException>(Assert.Single(failures));
        Assert.Single(view.Shown);
    }

    [Fact]
    public void The_plain_view_has_a_line_for_every_trial_that_ended()
    {
        using var text = new StringWriter { NewLine = "\n" };
        StudyEvent[] events = [Leased(0, 1), Epoch(0, 1), Finished(0, 0.7, seconds: 3.21), Leased(1, 1), Ended(1, AttemptEnd.Failed, givesUp: true)];
        using (var thread = new ViewThread([new PlainView(text)], Setting, _ => { }))
        {
            thread.Recorded(New, []);
            thread.Recorded(Study.Apply(New, events), events);
        }

        Assert.Equal(
            $"""
            study shown: 4 trials, 0 done, workers 2, device cpu
            [1/4] {Trials[0].Id.Short} completed validation_accuracy 0.7000 kernel_size=3 learning_rate=0.01 3.2 s
            [2/4] {Trials[1].Id.Short} failed kernel_size=3 learning_rate=0.001 (out of memory)

            """,
            text.ToString());
    }

    private sealed class Recorder : ISearchView
    {
        public IReadOnlyList<StudyEvent>? Opening { get; private set; }

        public int Begun { get; private set; }

        public List<StudyEvent> Shown { get; } = [];

        public ProgressState? Last { get; private set; }

        public void Open(IReadOnlyList<StudyEvent> opening)
        {
            Assert.Equal(0, Begun);
            Opening = opening;
        }

        public void Begin(ProgressState state) => Begun++;

        public void Show(ProgressState state, StudyState study, StudyEvent happened)
        {
            Shown.Add(happened);
            Last = state;
        }
    }

    private sealed class Broken : ISearchView
    {
        public void Show(ProgressState state, StudyState study, StudyEvent happened) => throw new IOException("no terminal");
    }

    private sealed class BrokenScope(bool beforeTheLoop) : ISearchView
    {
        public void Around(Action loop)
        {
            if (!beforeTheLoop)
            {
                loop();
            }

            throw new IOException("no terminal");
        }
    }
}
