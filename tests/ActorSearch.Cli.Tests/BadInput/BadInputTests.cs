using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.BadInput;

/// <summary>Whatever is wrong with what a person gives: status 2, a message that helps, nothing written.</summary>
public sealed class BadInputTests
{
    private const int MaxLines = 5;

    public static TheoryData<string> Names => [.. BadInputCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_input_ends_with_a_message_and_writes_nothing(string name)
    {
        var wrong = BadInputCases.All.Single(c => c.Name == name);
        using var folder = new TemporaryFolder();
        wrong.Prepare(folder);
        var before = folder.Listing();

        var result = Command.Run(folder.Path, wrong.Arguments).MustEndWith(2);

        Assert.Contains(wrong.Phrase, result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.TrimEnd().Split('\n').Length, 1, MaxLines);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing());
    }
}
