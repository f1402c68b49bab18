using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActorSearch.Architecture.Tests;

/// <summary>What belongs to one of the two stacks stays out of the other (docs/STACKS.md).</summary>
public sealed partial class Stacks
{
    private const string Nuget = "nuget";
    private const string System = "system";
    private const string NotInItsStack = "$(IsOffStack)";
    private const string CliStacks = "src/ActorSearch.Cli/Stacks";

    /// <summary>Projects of one stack, by the beginnings of their names, as Directory.Build.props has them.</summary>
    private static readonly (string Stack, string Prefix)[] OnlyIn = [.. XDocument.Parse(Repository.ReadText("Directory.Build.props"))
        .Descendants("OnlyInStack")
        .SelectMany(rule => Prefix().Matches((string?)rule.Attribute("Condition") ?? "").Select(match => (rule.Value, match.Groups["prefix"].Value)))];

    private static readonly (string Package, string[] Projects)[] Owned =
    [
        ("Akka", ["ActorSearch.Akka", "ActorSearch.Akka.Tests"]),
        ("LiteDB", ["ActorSearch.LiteDb", "ActorSearch.LiteDb.Tests"]),
        ("StbImageSharp", ["ActorSearch.Data"]),
        ("TorchSharp", ["ActorSearch.Training"]),
    ];

    public static TheoryData<string> ProjectsOfOneStack =>
        [.. All().Where(project => StackOf(project.Name) is not null).Select(project => project.Name)];

    [Fact]
    public void Each_stack_has_projects_of_its_own()
    {
        Assert.Equal([Nuget, System], OnlyIn.Select(rule => rule.Stack).Distinct().Order());
        Offenders.None(OnlyIn.Where(rule => !All().Any(project => project.Name.StartsWith(rule.Prefix, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_project_of_the_other_stack_compiles_none_of_its_files()
    {
        XElement[] rules = [.. XDocument.Parse(Repository.ReadText("Directory.Build.props")).Descendants("EnableDefaultItems")];

        XElement rule = Assert.Single(rules);
        Assert.Equal(NotInItsStack, (string?)rule.Attribute("Condition"));
        Assert.Equal("false", rule.Value);
    }

    [Theory]
    [MemberData(nameof(ProjectsOfOneStack))]
    public void A_project_of_one_stack_brings_nothing_into_the_other(string name)
    {
        Project project = All().Single(candidate => candidate.Name == name);
        XElement[] items = [.. XDocument.Load(project.Path).Descendants("ItemGroup").Elements()
            .Where(item => item.Name.LocalName is "Compile" or "Content" or "Using" or "PackageReference" or "ProjectReference")];

        Offenders.None(items.Where(item => !item.AncestorsAndSelf()
            .Any(element => ((string?)element.Attribute("Condition") ?? "").StartsWith($"!{NotInItsStack}", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_project_of_both_stacks_refers_to_one_of_a_single_stack_only_there() =>
        Offenders.None(All().Where(project => StackOf(project.Name) is null).SelectMany(project => project.ProjectReferences
            .Where(reference => StackOf(reference.Target) is { } stack && reference.Condition != InStack(stack))
            .Select(reference => $"{project} -> {reference.Target} ({reference.Condition})")));

    [Theory]
    [InlineData(Nuget, "ActorSearch.Cli", "Stacks/Nuget", "Stack.cs")]
    [InlineData(System, "ActorSearch.Cli", "Stacks/System", "Stack.cs")]
    [InlineData(Nuget, "ActorSearch.Data", "Images/Stacks/Nuget", "StackImageDecoder.cs")]
    [InlineData(System, "ActorSearch.Data", "Images/Stacks/System", "StackImageDecoder.cs")]
    public void A_stacks_folder_is_compiled_in_that_stack_alone(string stack, string project, string folder, string expected)
    {
        XElement[] removals = [.. XDocument.Parse(Repository.ReadText($"src/{project}/{project}.csproj")).Descendants("Compile")
            .Where(item => (string?)item.Attribute("Remove") == $"{folder}/**")];

        Assert.Equal($"'$(ActorSearchStack)' != '{stack}'", (string?)Assert.Single(removals).Attribute("Condition"));
        Assert.Contains(Repository.FilesIn($"src/{project}/{folder}", "*.cs"), file => Path.GetFileName(file) == expected);
    }

    [Fact]
    public void The_command_knows_projects_of_one_stack_only_in_that_stacks_folder() =>
        Offenders.None(Repository.FilesIn("src/ActorSearch.Cli", "*.cs")
            .Select(file => (File: Repository.Relative(file), Text: File.ReadAllText(file)))
            .Where(file => !file.File.StartsWith($"{CliStacks}/Nuget/", StringComparison.Ordinal) && NugetNamespace().IsMatch(file.Text))
            .Select(file => file.File));

    [Fact]
    public void Akka_LiteDB_StbImageSharp_and_TorchSharp_are_each_referred_to_by_their_own_projects_alone() =>
        Offenders.None(All().SelectMany(project => project.PackageReferences
            .Where(package => OwnersOf(package.Name) is { } owners && !owners.Contains(project.Name))
            .Select(package => $"{project} -> {package.Name}")));

    [Fact]
    public void What_the_nuget_stack_asks_of_the_feed_is_what_its_projects_refer_to()
    {
        string[] asked = [.. XDocument.Parse(Repository.ReadText("build/StackPackages.props")).Descendants("StackPackage")
            .SelectMany(item => ((string)item.Attribute("Include")!).Split(';'))];
        string[] used = [.. Repository.ProjectsIn("src").SelectMany(project => project.PackageReferences)
            .Select(package => package.Name).Where(name => OwnersOf(name) is not null)];

        Assert.NotEmpty(used);
        Offenders.None(used.Except(asked));
    }

    private static Project[] All() => [.. new[] { "src", "tests", "bench" }.SelectMany(Repository.ProjectsIn)];

    private static string? StackOf(string project) =>
        OnlyIn.Where(rule => project.StartsWith(rule.Prefix, StringComparison.Ordinal)).Select(rule => rule.Stack).SingleOrDefault();

    private static string[]? OwnersOf(string package) => Owned
        .Where(owned => package == owned.Package || package.StartsWith($"{owned.Package}.", StringComparison.Ordinal)
            || package.StartsWith($"{owned.Package}-", StringComparison.Ordinal))
        .Select(owned => owned.Projects).SingleOrDefault();

    private static string InStack(string stack) => $"'$(ActorSearchStack)' == '{stack}'";

    [GeneratedRegex(@"StartsWith\('(?<prefix>[\w.]+)'\)")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(ActorSearch\.(Akka|LiteDb)|Akka|LiteDB)\b", RegexOptions.Multiline)]
    private static partial Regex NugetNamespace();
}
