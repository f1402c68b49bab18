using System.Xml.Linq;

namespace ActorSearch.Architecture.Tests;

/// <summary>A project file, as far as its references go.</summary>
internal sealed record Project(
    string Name,
    string Path,
    IReadOnlyList<ProjectReference> ProjectReferences,
    IReadOnlyList<PackageReference> PackageReferences)
{
    public static Project Load(string path) => Parse(path, XDocument.Load(path));

    public static Project Parse(string path, XDocument file) => new(
        System.IO.Path.GetFileNameWithoutExtension(path),
        path,
        [.. file.Descendants("ProjectReference").Select(item => new ProjectReference(Target(item), Condition(item)))],
        [.. file.Descendants("PackageReference").Select(PackageReference.Parse)]);

    public override string ToString() => Name;

    private static string Target(XElement item) =>
        System.IO.Path.GetFileNameWithoutExtension(Include(item).Replace('\\', '/'));

    private static string Include(XElement item) => (string?)item.Attribute("Include") ?? "";

    /// <summary>The conditions of the item and of everything around it; empty if there are none.</summary>
    private static string Condition(XElement item) => string.Join(
        " and ",
        item.AncestorsAndSelf().Select(element => (string?)element.Attribute("Condition")).OfType<string>());
}

/// <summary>A reference to a project of this name, under an MSBuild condition or, if that is empty, always.</summary>
internal sealed record ProjectReference(string Target, string Condition);

/// <summary>A package; <c>OwnVersion</c> is what the reference itself says instead of the central list.</summary>
internal sealed record PackageReference(string Name, string? OwnVersion)
{
    public static PackageReference Parse(XElement item) => new(
        (string?)item.Attribute("Include") ?? (string?)item.Attribute("Update") ?? "",
        OwnVersionOf(item, "Version") ?? OwnVersionOf(item, "VersionOverride"));

    private static string? OwnVersionOf(XElement item, string name) =>
        (string?)item.Attribute(name) ?? (string?)item.Element(name);
}
