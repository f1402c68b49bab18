namespace ActorSearch.Cli.Inputs;

/// <summary>Folders that are made when they are needed.</summary>
internal static class FolderName
{
    /// <summary>The whole path of a folder; nothing is made yet.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">What it was given.</param>
    /// <param name="what">What is to lie there.</param>
    /// <exception cref="InputException">A file is in the way.</exception>
    public static string Resolve(string option, string path, string what)
    {
        if (path.Length == 0)
        {
            throw new InputException($"{option}: the name is empty; expected a folder");
        }

        var folder = Path.GetFullPath(path);
        for (var part = folder; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                throw new InputException($"{part}: is a file, but {what} a folder there; {option} names another");
            }
        }

        return folder;
    }
}
