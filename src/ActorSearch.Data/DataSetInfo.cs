namespace ActorSearch.Data;

/// <summary>A data set that an experiment file may name.</summary>
/// <param name="Name">Its name in the experiment file.</param>
/// <param name="Summary">What it holds and where it comes from, in a sentence.</param>
/// <param name="Channels">Colour planes of an image.</param>
/// <param name="Height">Rows of an image; 0 where each folder has its own.</param>
/// <param name="Width">Columns of an image; 0 where each folder has its own.</param>
/// <param name="ClassNames">The class of each label; none where each folder has its own.</param>
/// <param name="Kind">What it is made of.</param>
public sealed record DataSetInfo(
    string Name,
    string Summary,
    int Channels,
    int Height,
    int Width,
    IReadOnlyList<string> ClassNames,
    DataSetKind Kind);

/// <summary>What a data set is made of.</summary>
public enum DataSetKind
{
    /// <summary>Drawn by the program; there are no files.</summary>
    Drawn,

    /// <summary>Published files that can be fetched, or be given as a folder.</summary>
    Published,

    /// <summary>A folder of the user's, always given.</summary>
    Folder,
}
