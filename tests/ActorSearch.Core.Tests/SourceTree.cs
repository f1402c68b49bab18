namespace ActorSearch.Core.Tests;

/// <summary>The source tree that the tests run in.</summary>
internal static class SourceTree
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorSearch.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not run within the source tree");
        }

        return folder.FullName;
    }
}
