namespace ActorSearch.Cli.Inputs;

/// <summary>Where a run's log goes.</summary>
internal static class LogFolder
{
    /// <summary>The folder asked for, or <c>logs</c> beside the store; nothing is made yet.</summary>
    /// <exception cref="InputException">A file is in the way.</exception>
    public static string Resolve(string? asked, StoreName store)
    {
        if (asked is { Length: 0 })
        {
            throw new InputException("--log: the name is empty; expected a folder");
        }

        var folder = Path.GetFullPath(asked ?? Path.Combine(store.Folder, "logs"));
        for (var part = folder; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                throw new InputException($"{part}: is a file, but the log needs a folder there; --log names another");
            }
        }

        return folder;
    }
}
