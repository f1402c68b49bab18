namespace ActorSearch.Cli.Inputs;

/// <summary>Where a run's log goes.</summary>
internal static class LogFolder
{
    /// <summary>The folder asked for, or <c>logs</c> beside the store; nothing is made yet.</summary>
    /// <exception cref="InputException">A file is in the way.</exception>
    public static string Resolve(string? asked, StoreName store) =>
        FolderName.Resolve("--log", asked ?? Path.Combine(store.Folder, "logs"), "the log needs");
}
