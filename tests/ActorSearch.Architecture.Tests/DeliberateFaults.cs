namespace ActorSearch.Architecture.Tests;

/// <summary>The patches of bench/faults/deliberate follow the sources: one that applies no more checks nothing.</summary>
public sealed class DeliberateFaults
{
    private const string Folder = "bench/faults/deliberate";
    private const int AtLeast = 15;

    public static TheoryData<string> Patches =>
        [.. Repository.FilesIn(Folder, "*.patch").Select(Repository.Relative)];

    [Fact]
    public void There_are_enough_of_them() =>
        Assert.True(Repository.FilesIn(Folder, "*.patch").Count >= AtLeast, $"fewer than {AtLeast} patches in {Folder}");

    [Theory]
    [MemberData(nameof(Patches))]
    public void A_patch_says_what_it_breaks_and_which_tests_see_it(string patch)
    {
        string[] header = [.. Repository.ReadText(patch).Split('\n').TakeWhile(line => !line.StartsWith("--- ", StringComparison.Ordinal))];

        Assert.Contains(header, line => line.StartsWith("breaks: ", StringComparison.Ordinal) && line.Length > 20);
        string caughtBy = Assert.Single(header, line => line.StartsWith("caught-by: ", StringComparison.Ordinal));
        Assert.Contains(Repository.ProjectsIn("tests"), project => project.Name == caughtBy.Split(' ')[1]);
    }

    [Theory]
    [MemberData(nameof(Patches))]
    public void A_patch_applies_to_the_sources_as_they_are(string patch)
    {
        IReadOnlyList<Hunk> hunks = Hunk.AllOf(Repository.ReadText(patch));

        Assert.NotEmpty(hunks);
        Offenders.None(hunks.Where(hunk => !hunk.IsIn(Repository.ReadText(hunk.File))));
    }
}
