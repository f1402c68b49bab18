using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActorSearch.Architecture.Tests;

/// <summary>Every version is pinned, and in one place.</summary>
public sealed partial class Packages
{
    private static readonly PinnedVersions Pins = PinnedVersions.Parse(XDocument.Parse(Repository.ReadText("Directory.Packages.props")));
    private static readonly IReadOnlyDictionary<string, string> Pinned = Pins.Packages;

    [Fact]
    public void Every_pinned_version_is_exact() =>
        Offenders.None(Pinned.Where(package => !ExactVersion().IsMatch(package.Value)));

    [Fact]
    public void A_pin_that_is_a_property_can_be_set_from_outside() =>
        Offenders.None(Pins.Properties.Where(property => property.Condition != $"'$({property.Name})' == ''"));

    [Theory]
    [InlineData("<AkkaVersion Condition=\"'$(AkkaVersion)' == ''\">1.5.56</AkkaVersion>", "1.5.56")]
    [InlineData("<LiteDbVersion>5.0.21</LiteDbVersion>", "$(AkkaVersion)")]
    public void A_pin_that_is_a_property_counts_with_its_default(string property, string expected) =>
        Assert.Equal(expected, PinnedVersions.Parse(XDocument.Parse(
            $"<Project><PropertyGroup>{property}</PropertyGroup><ItemGroup><PackageVersion Include=\"Akka\" Version=\"$(AkkaVersion)\" /></ItemGroup></Project>"))
            .Packages["Akka"]);

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
