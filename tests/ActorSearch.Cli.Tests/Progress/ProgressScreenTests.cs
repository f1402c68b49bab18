using ActorSearch.Cli.Progress;
using ActorSearch.Cli.Progress.Screen;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using Spectre.Console;
using static ActorSearch.Cli.Tests.Progress.Studies;

namespace ActorSearch.Cli.Tests.Progress;

public sealed class ProgressScreenTests
{
    private static string Left => $"{Texts.Wait(State.TimeLeft!.Value)} left";

    private static readonly ProgressState State = Shown(
        Leased(0, worker: 1), Finished(0, accuracy: 0.75, seconds: 130), Leased(1, worker: 1), Epoch(1, epoch: 1, accuracy: 0.5), Leased(2, worker: 2));

    [Fact]
    public void At_200_columns_workers_and_leaders_stand_side_by_side_with_a_column_a_value()
    {
        var id = Trials.Select(t => t.Id.Short).ToArray();
        var expected = $"""
            shown  1/4  25 %  {Left.PadRight(168)} glyphs on cpu
            {new string('#', 50)}{new string('=', 100)}{new string('.', 50)}
            1 completed, 2 running, 1 waiting

            workers                                  kernel_size  learning_rate                                   best so far, by validation_accuracy  kernel_size  learning_rate
            local-1  {id[1]}  ####.... 1/2  0.5000  3            0.001                                            1  0.7500  {id[0]}                 3            0.01
            local-2  {id[2]}  ........ 0/2          5            0.01
            interrupted
            """;

        Assert.Equal(expected, Drawn(width: 200));
    }

    [Fact]
    public void At_80_columns_they_stand_one_above_the_other()
    {
        var id = Trials.Select(t => t.Id.Short).ToArray();
        var expected = $"""
            shown  1/4  25 %  {Left.PadRight(48)} glyphs on cpu
            {new string('#', 20)}{new string('=', 40)}{new string('.', 20)}
            1 completed, 2 running, 1 waiting

            workers                                  kernel_size  learning_rate
            local-1  {id[1]}  ####.... 1/2  0.5000  3            0.001
            local-2  {id[2]}  ........ 0/2          5            0.01

            best so far, by validation_accuracy  kernel_size  learning_rate
             1  0.7500  {id[0]}                 3            0.01
            interrupted
            """;

        Assert.Equal(expected, Drawn(width: 80));
    }

    [Fact]
    public void Where_columns_find_no_room_values_stand_beside_their_names() =>
        Assert.Contains($"{Trials[1].Id.Short}  ####.... 1/2  0.5000  kerne...", Drawn(width: 49), StringComparison.Ordinal);

    [Fact]
    public void Where_room_is_scarce_names_are_cut_before_values()
    {
        var lines = Drawn(width: 60).Split('\n');

        Assert.EndsWith("  kernel_s  learning", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("  0.5000  3         0.001", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_that_can_draws_the_curve_of_a_running_trial()
    {
        var running = Shown(Leased(0, worker: 1), Epoch(0, 1, 0.5), Epoch(0, 2, 0.75));

        Assert.Contains("0.7500  ▁█", string.Join('\n', ProgressScreen.Lines(running, 100, 24, isUnicode: true, null).Select(l => l.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_screen_is_wider_or_higher_than_the_terminal()
    {
        var crowd = Shown([.. Enumerable.Range(0, 4).Select(i => Finished(i, 0.5 + (i / 10.0))), .. Enumerable.Range(0, 40).Select(i => LeasedTo(i % 4, $"node/{i}"))]);
        foreach (var state in new[] { State, crowd, Shown() })
        {
            foreach (var width in new[] { 2, 10, 40, 79, 80, 81, 120, 158, 159, 160, 161, 200, 400 })
            {
                for (var height = 6; height <= 60; height++)
                {
                    var lines = ProgressScreen.Lines(state, width, height, isUnicode: true, "interrupted");

                    Assert.All(lines, line => Assert.InRange(line.Text.Length, 0, width));
                    Assert.InRange(lines.Length, 4, height);
                }
            }
        }
    }

    [Fact]
    public void The_bar_tells_what_became_of_trials_and_is_full_at_the_end()
    {
        var ended = Shown(Finished(0, 0.5), Finished(1, 0.1, outcome: TrialOutcome.Collapsed), Ended(2, AttemptEnd.Failed, givesUp: true), Finished(3, 0.9));

        var bar = ProgressScreen.Lines(ended, width: 40, height: 24, isUnicode: false, notice: null)[1];

        Assert.Equal([(20, Tone.Good), (10, Tone.Odd), (10, Tone.Bad)], bar.Pieces.Select(p => (p.Text.Length, p.Tone)));
    }

    [Fact]
    public void Points_with_seeds_lead_by_their_mean()
    {
        var lines = ProgressScreen.Lines(Replicated, width: 100, height: 24, isUnicode: false, notice: null).Select(l => l.Text).ToArray();

        var title = Array.FindIndex(lines, l => l.StartsWith("best so far, by mean validation_accuracy", StringComparison.Ordinal));
        Assert.StartsWith(" 1  0.7000", lines[title + 1], StringComparison.Ordinal);
        Assert.Contains("2 seeds", lines[title + 1], StringComparison.Ordinal);
        Assert.StartsWith(" 2  0.6000", lines[title + 2], StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_low_terminal_workers_that_find_no_room_are_counted()
    {
        var crowd = Shown(Enumerable.Range(0, 4).Select(i => Leased(i, worker: i + 1)));

        var lines = ProgressScreen.Lines(crowd, width: 80, height: 8, isUnicode: false, notice: null);

        Assert.Equal(7, lines.Length);
        Assert.StartsWith("and 2 more workers, 2 at work", lines[5].Text, StringComparison.Ordinal);
        Assert.Equal("no best trial yet", lines[6].Text);
    }

    [Fact]
    public void Thirty_workers_stay_within_a_screen_and_those_at_work_come_first()
    {
        // All but the last two have had a trial and are idle.
        var events = Enumerable.Range(0, 28).SelectMany(i => new[] { LeasedTo(0, $"node/{i}"), Ended(0, AttemptEnd.Failed, givesUp: false) });
        var crowd = Shown([.. events, LeasedTo(1, "node/28"), LeasedTo(2, "node/29")]);

        var lines = ProgressScreen.Lines(crowd, width: 80, height: 24, isUnicode: false, "the coordinator does not answer");

        Assert.StartsWith("node/28  ", lines[5].Text, StringComparison.Ordinal);
        Assert.StartsWith("node/29  ", lines[6].Text, StringComparison.Ordinal);
        Assert.Equal("and 20 more workers, 0 at work", lines[15].Text);
    }

    [Fact]
    public void Workers_stand_in_the_order_of_their_numbers()
    {
        var crowd = Shown(Leased(0, worker: 10), Leased(1, worker: 9));

        Assert.Equal(["local-9", "local-10"], crowd.Workers.Keys);
    }

    [Fact]
    public void A_study_of_nothing_is_drawn_as_done()
    {
        var empty = ProgressState.Of(Study.Apply(StudyState.Empty, new StudyEvent.Created(New.Definition!, Noon)), Setting);

        Assert.StartsWith("shown  0/0  100 %  done", Drawn(width: 80, empty), StringComparison.Ordinal);
    }

    /// <summary>Two seeds a point: the first point's are better on the average, the second's has the best trial.</summary>
    private static ProgressState Replicated { get; } = SeveralSeeds((0, 0.65), (0, 0.75), (1, 0.8), (1, 0.4));

    /// <summary>The lines as the console library draws them, without colour.</summary>
    private static string Drawn(int width, ProgressState? state = null)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Write(LiveView.Render(ProgressScreen.Lines(state ?? State, width, height: 24, isUnicode: false, "interrupted")));
        return string.Join('\n', text.ToString().TrimEnd('\n').Split('\n').Select(l => l.TrimEnd()));
    }
}
