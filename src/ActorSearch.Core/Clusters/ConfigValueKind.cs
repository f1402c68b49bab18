namespace ActorSearch.Core.Clusters;

/// <summary>How a setting's value stands in a file.</summary>
public enum ConfigValueKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number, which stands without quotes.</summary>
    Number,

    /// <summary>A file or folder; a relative one starts at the folder of the file that names it.</summary>
    Path,
}
