using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Tests.Text;

public sealed class TextWrapTests
{
    [Theory]
    [InlineData("one two three", 80, "one two three")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 6, "one|two|three")]
    [InlineData("a word-that-is-too-long b", 8, "a|word-tha|t-is-too|-long b")]
    [InlineData("\u4f60\u597d\u4f60 \u597d", 4, "\u4f60\u597d|\u4f60|\u597d")]
    [InlineData("at 95 %, corrected", 6, "at|95 %,|correc|ted")]
    [InlineData("", 4, "")]
    public void Lines_break_at_spaces_and_within_a_word_only_where_it_is_longer_than_a_line(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', TextWrap.Lines(text, width)));

    [Fact]
    public void Without_a_width_there_is_one_line() => Assert.Equal(["one two"], TextWrap.Lines("one two", null));
}
