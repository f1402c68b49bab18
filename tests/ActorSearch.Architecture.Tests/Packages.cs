using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActorSearch.Architecture.Tests;

/// <summary>Every version is pinned, and in one place.</summary>
public sealed partial class Packages
{
    private static readonly IReadOnlyDictionary<string, string> Pinned =
        XDocument.Parse(Repository.ReadText("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(item => (string)item.Attribute("Include")!, item => (string?)item.Attribute("Version") ?? "");

    [Fact]
    public void Every_pinned_version_is_exact() =>
        Offenders.None(Pinned.Where(package => !ExactVersion().IsMatch(package.Value)));

    [Fact]
    public void Every_package_that_is_used_is_pinned() =>
        Offenders.None(Used().Where(use => !Pinned.ContainsKey(use.Package.Name)));

    [Fact]
    public void No_reference_brings_a_version_of_its_own() =>
        Offenders.None(Used().Where(use => use.Package.OwnVersion is not null));

    private static IReadOnlyList<(string File, PackageReference Package)> Used()
    {
        string[] shared = [.. Repository.FilesIn("src", "*.props"), .. Repository.FilesIn("tests", "*.props")];
        IEnumerable<Project> all = new[] { "src", "tests", "bench" }.SelectMany(Repository.ProjectsIn)
            .Concat(shared.Select(Project.Load));
        (string, PackageReference)[] uses = [.. all.SelectMany(
            project => project.PackageReferences.Select(package => (Repository.Relative(project.Path), package)))];
        Assert.NotEmpty(uses);
        return uses;
    }

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
