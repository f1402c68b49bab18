namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>The files of the source tree that hold what messages look like.</summary>
internal static class WireFiles
{
    /// <summary>Set it to 1 to write the golden files anew; docs/PROTOCOL.md says when that is right.</summary>
    public const string WriteVariable = "ACTORSEARCH_WRITE_GOLDENS";

    public static string GoldenFolder { get; } =
        Path.Combine(Root(), "tests", "ActorSearch.Core.Tests", "Protocol", "Wire", "golden");

    public static string ProtocolPage { get; } = Path.Combine(Root(), "docs", "PROTOCOL.md");

    /// <summary>The file of a manifest: the body, and the line feed with which text files end.</summary>
    public static string Golden(string manifest) => Path.Combine(GoldenFolder, manifest + ".json");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorSearch.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not run within the source tree");
        }

        return folder.FullName;
    }
}
