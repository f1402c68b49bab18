namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>The files of the source tree that hold what messages look like.</summary>
internal static class WireFiles
{
    /// <summary>Set it to 1 to write the golden files anew; docs/PROTOCOL.md says when that is right.</summary>
    public const string WriteVariable = "ACTORSEARCH_WRITE_GOLDENS";

    public static string GoldenFolder { get; } =
        Path.Combine(SourceTree.Root, "tests", "ActorSearch.Core.Tests", "Protocol", "Wire", "golden");

    public static string ProtocolPage { get; } = Path.Combine(SourceTree.Root, "docs", "PROTOCOL.md");

    /// <summary>The file of a manifest: the body, and the line feed with which text files end.</summary>
    public static string Golden(string manifest) => Path.Combine(GoldenFolder, manifest + ".json");
}
