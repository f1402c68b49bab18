using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Tests.Text;

public class TextTableWriterTests
{
    private static readonly TextTable Table = new(
        [new("rank", true), new("trial"), new("validation_accuracy", true), new("test_accuracy", true, 1), new("test_loss", true, 2)],
        [["1", "abcdef", "0.9840", "0.9740", "0.0926"], ["12", "123456", "0.1000", "0.0990", "2.3041"]]);

    [Fact]
    public void A_table_that_fits_is_drawn_whole() => Assert.Equal(Drawn(null), Drawn(200));

    [Fact]
    public void Headers_break_at_their_underscores_before_anything_is_left_out() =>
        Assert.Equal(
            string.Join(
                '\n',
                "              validation_     test_   test_",
                "rank  trial      accuracy  accuracy    loss",
                "-------------------------------------------",
                "   1  abcdef       0.9840    0.9740  0.0926",
                "  12  123456       0.1000    0.0990  2.3041",
                string.Empty),
            Drawn(50));

    [Fact]
    public void Columns_that_may_give_way_do_so_in_their_order_and_are_named() =>
        Assert.Equal(
            string.Join(
                '\n',
                "              validation_",
                "rank  trial      accuracy",
                "-------------------------",
                "   1  abcdef       0.9840",
                "  12  123456       0.1000",
                "(not shown at this width:",
                "test_accuracy, test_loss)",
                string.Empty),
            Drawn(30));

    [Theory]
    [InlineData(43)]
    [InlineData(36)]
    [InlineData(25)]
    [InlineData(23)]
    public void No_line_of_the_table_is_wider_than_the_terminal(int width) =>
        Assert.All(
            Drawn(width).Split('\n').Where(l => !l.StartsWith('(')), line => Assert.InRange(line.Length, 0, width));

    [Fact]
    public void The_widest_text_is_cut_first_and_numbers_never_are()
    {
        var table = new TextTable(
            [new("n", true), new("reason"), new("short")],
            [["123456789012", "a reason that goes on and on and on", "some words more"]]);

        Assert.Equal("123456789012  a reason that...  some words more", Drawn(table, 47).Split('\n')[2]);
    }

    private static string Drawn(int? width) => Drawn(Table, width);

    private static string Drawn(TextTable table, int? width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TextTableWriter.Write(table, output, width);
        return output.ToString();
    }
}
