using System.Xml.Linq;

namespace ActorSearch.Architecture.Tests;

/// <summary>The central list of versions. A version may be a property, so that another release can be tried.</summary>
/// <param name="Packages">Version by name; a property's default stands for the property.</param>
/// <param name="Properties">The properties, with the conditions of their defaults.</param>
internal sealed record PinnedVersions(
    IReadOnlyDictionary<string, string> Packages, IReadOnlyList<(string Name, string Default, string Condition)> Properties)
{
    public static PinnedVersions Parse(XDocument file)
    {
        (string Name, string Default, string Condition)[] properties = [.. file.Descendants("PropertyGroup").Elements()
            .Where(property => property.Name.LocalName.EndsWith("Version", StringComparison.Ordinal))
            .Select(property => (property.Name.LocalName, property.Value, (string?)property.Attribute("Condition") ?? ""))];
        return new PinnedVersions(
            file.Descendants("PackageVersion").ToDictionary(
                item => (string)item.Attribute("Include")!,
                item => Resolve((string?)item.Attribute("Version") ?? "", properties)),
            properties);
    }

    private static string Resolve(string version, IEnumerable<(string Name, string Default, string Condition)> properties) =>
        properties.Where(property => version == $"$({property.Name})").Select(property => property.Default).FirstOrDefault(version);
}
