using ActorSearch.Cli.Nodes;

namespace ActorSearch.Cli.Tests.Nodes;

public class ProcessEndTests
{
    [Theory]
    [InlineData(137, "the training process was killed by signal 9 (SIGKILL; perhaps the kernel's out-of-memory killer)")]
    [InlineData(139, "the training process crashed with signal 11 (SIGSEGV)")]
    [InlineData(134, "the training process crashed with signal 6 (SIGABRT)")]
    [InlineData(143, "the training process was ended by signal 15 (SIGTERM)")]
    [InlineData(3, "the training process ended with status 3")]
    [InlineData(255, "the training process ended with status 255")]
    public void It_is_said_how_a_process_ended(int exitCode, string expected) => Assert.Equal(expected, ProcessEnd.Describe(exitCode, []));

    [Fact]
    public void What_it_said_last_is_said_with_it() => Assert.Equal(
        "the training process ended with status 1; it last said: one / two", ProcessEnd.Describe(1, ["one", "two"]));

    [Fact]
    public void Of_what_a_process_says_the_last_lines_are_kept_in_pieces_that_a_log_can_hold()
    {
        var heard = new List<string>();
        var lines = new LastLines(heard.Add);

        lines.Add("first\n\n  \nsec");
        lines.Add("ond\nth\u001b[31mird\nfourth");
        lines.Add(new string('x', 100_000));
        lines.End();

        Assert.Equal(4, heard.Count);
        Assert.Equal(3, lines.Lines.Count);
        Assert.Equal("second", lines.Lines.First());
        Assert.DoesNotContain(lines.Lines, l => l.Contains('\u001b') || l.Length > 310);
        Assert.StartsWith("fourthxxx", lines.Lines.Last(), StringComparison.Ordinal);
    }
}
