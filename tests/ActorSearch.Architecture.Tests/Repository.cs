namespace ActorSearch.Architecture.Tests;

/// <summary>The checkout that this test program was built from.</summary>
internal static class Repository
{
    public const string Solution = "ActorSearch.sln";

    public static string Root { get; } = FindRoot();

    public static string ReadText(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    /// <summary>The projects below a folder of the repository, in the order of their names.</summary>
    public static IReadOnlyList<Project> ProjectsIn(string folder) =>
        [.. FilesIn(folder, "*.csproj").Select(Project.Load).OrderBy(project => project.Name, StringComparer.Ordinal)];

    /// <summary>Files below a folder of the repository; none where the folder does not exist.</summary>
    public static IReadOnlyList<string> FilesIn(string folder, string pattern)
    {
        string path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
    }

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Solution}.");
    }
}
