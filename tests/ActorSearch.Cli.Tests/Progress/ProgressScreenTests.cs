using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using Spectre.Console;
using static ActorSearch.Cli.Tests.Progress.Studies;

namespace ActorSearch.Cli.Tests.Progress;

public sealed class ProgressScreenTests
{
    private static readonly ProgressState State = Shown(
        Leased(0, worker: 1), Finished(0, accuracy: 0.75, seconds: 130), Leased(1, worker: 1), Epoch(1, epoch: 1, accuracy: 0.5), Leased(2, worker: 2));

    [Fact]
    public void The_lines_say_it_all_at_200_columns()
    {
        var id = Trials.Select(t => t.Id.Short).ToArray();
        var expected = $"""
            shown  1/4  25 %  {Texts.Wait(State.TimeLeft!.Value)} left
            {new string('#', 25)}{new string('.', 75)}
            local-1  {id[1]}  epoch 1/2  0.5000  kernel_size=3 learning_rate=0.001
            local-2  {id[2]}  epoch 0/2          kernel_size=5 learning_rate=0.01
            1 completed
            best 0.7500 validation_accuracy  {id[0]}  kernel_size=3 learning_rate=0.01
            interrupted
            """;

        Assert.Equal(expected, Drawn(width: 200));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(10)]
    [InlineData(2)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        var lines = ProgressScreen.Lines(State, width, height: 24, isUnicode: true, "interrupted");

        Assert.All(lines, line => Assert.InRange(line.Text.Length, 0, width));
        Assert.Equal(7, Drawn(width).Split('\n').Length);
    }

    [Fact]
    public void What_is_cut_ends_with_dots()
    {
        var lines = ProgressScreen.Lines(State, width: 40, height: 24, isUnicode: false, notice: null);

        Assert.EndsWith("...", lines[2].Text, StringComparison.Ordinal);
        Assert.Equal(40, lines[2].Text.Length);
    }

    [Fact]
    public void Workers_that_find_no_room_are_counted()
    {
        var crowd = Shown(Enumerable.Range(0, 4).Select(i => Leased(i, worker: i + 1)));

        var lines = ProgressScreen.Lines(crowd, width: 80, height: 8, isUnicode: false, notice: null);

        Assert.Equal(7, lines.Length);
        Assert.StartsWith("and 2 more workers, 2 at work", lines[4].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Thirty_workers_stay_within_a_screen_and_those_at_work_come_first()
    {
        // All but the last two have had a trial and are idle.
        var events = Enumerable.Range(0, 28).SelectMany(i => new[] { LeasedTo(0, $"node/{i}"), Ended(0, AttemptEnd.Failed, givesUp: false) });
        var crowd = Shown([.. events, LeasedTo(1, "node/28"), LeasedTo(2, "node/29")]);

        var lines = ProgressScreen.Lines(crowd, width: 80, height: 24, isUnicode: false, "the coordinator does not answer");

        Assert.Equal(24, lines.Length);
        Assert.StartsWith("node/28  ", lines[2].Text, StringComparison.Ordinal);
        Assert.StartsWith("node/29  ", lines[3].Text, StringComparison.Ordinal);
        Assert.Equal("and 12 more workers, 0 at work", lines[20].Text);
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
