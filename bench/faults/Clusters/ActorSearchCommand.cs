namespace ActorSearch.Faults.Clusters;

/// <summary>The program under test, as it was built beside this one.</summary>
internal static class ActorSearchCommand
{
    /// <summary>Its file.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var configuration in (string[])["release", "debug"])
            {
                var program = System.IO.Path.Combine(folder.FullName, "artifacts", "bin", "ActorSearch.Cli", configuration, "actorsearch");
                if (File.Exists(program))
                {
                    return program;
                }
            }
        }

        throw new FileNotFoundException($"no folder above {AppContext.BaseDirectory} holds a built actorsearch");
    }
}
