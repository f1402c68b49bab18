namespace ActorSearch.Architecture.Tests;

/// <summary>Every arrow points at Core; only Cli knows them all (docs/ARCHITECTURE.md).</summary>
public sealed class ReferenceDirection
{
    private const string Always = "";
    private const string InTheSystemStack = "'$(ActorSearchStack)' == 'system'";
    private const string InTheNugetStack = "'$(ActorSearchStack)' == 'nuget'";
    private const string InItsStack = "!$(IsOffStack)";

    /// <summary>Project, what it may refer to, and under which condition.</summary>
    private static readonly (string Project, string MayReferTo, string When)[] Allowed =
    [
        ("ActorSearch.Data", "ActorSearch.Core", Always),
        ("ActorSearch.Storage", "ActorSearch.Core", Always),
        ("ActorSearch.Reporting", "ActorSearch.Core", Always),
        ("ActorSearch.Coordination", "ActorSearch.Core", Always),
        ("ActorSearch.Http", "ActorSearch.Core", Always),
        ("ActorSearch.Http", "ActorSearch.Coordination", Always),
        ("ActorSearch.Akka", "ActorSearch.Core", InItsStack),
        ("ActorSearch.Akka", "ActorSearch.Coordination", InItsStack),
        ("ActorSearch.LiteDb", "ActorSearch.Core", InItsStack),
        ("ActorSearch.Training", "ActorSearch.Core", Always),
        ("ActorSearch.Training", "ActorSearch.Data", Always),
        ("ActorSearch.Training", "ActorSearch.LibTorch", InTheSystemStack),
        ("ActorSearch.Cli", "ActorSearch.Core", Always),
        ("ActorSearch.Cli", "ActorSearch.Data", Always),
        ("ActorSearch.Cli", "ActorSearch.Storage", Always),
        ("ActorSearch.Cli", "ActorSearch.Reporting", Always),
        ("ActorSearch.Cli", "ActorSearch.Coordination", Always),
        ("ActorSearch.Cli", "ActorSearch.Http", Always),
        ("ActorSearch.Cli", "ActorSearch.Training", Always),
        ("ActorSearch.Cli", "ActorSearch.LibTorch", InTheSystemStack),
        ("ActorSearch.Cli", "ActorSearch.Akka", InTheNugetStack),
        ("ActorSearch.Cli", "ActorSearch.LiteDb", InTheNugetStack),
    ];

    private static readonly string[] KnownProjects =
        [.. Allowed.SelectMany(arrow => new[] { arrow.Project, arrow.MayReferTo }).Distinct().Order()];

    public static TheoryData<string> SourceProjects => [.. Repository.ProjectsIn("src").Select(project => project.Name)];

    [Fact]
    public void Every_source_project_has_its_place_in_the_picture() =>
        Assert.Equal(KnownProjects, Repository.ProjectsIn("src").Select(project => project.Name).Order());

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void A_project_refers_only_to_what_the_picture_allows(string name)
    {
        Project project = Repository.ProjectsIn("src").Single(candidate => candidate.Name == name);

        Offenders.None(project.ProjectReferences.Where(reference => !IsAllowed(project, reference)));
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void No_source_project_refers_to_a_test_project(string name)
    {
        string[] tests = [.. Repository.ProjectsIn("tests").Select(project => project.Name)];
        Project project = Repository.ProjectsIn("src").Single(candidate => candidate.Name == name);

        Assert.NotEmpty(tests);
        Offenders.None(project.ProjectReferences.Select(reference => reference.Target).Intersect(tests));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void Every_project_is_in_the_solution(string folder)
    {
        string solution = Repository.ReadText(Repository.Solution).Replace('\\', '/');

        Offenders.None(Repository.ProjectsIn(folder)
            .Select(project => Repository.Relative(project.Path))
            .Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    private static bool IsAllowed(Project project, ProjectReference reference) => Allowed.Any(arrow =>
        arrow.Project == project.Name
        && arrow.MayReferTo == reference.Target
        && (arrow.When == Always || arrow.When == reference.Condition));
}
