namespace ActorSearch.Data;

/// <summary>A data set that an experiment file may name.</summary>
/// <param name="Name">Its name in the experiment file.</param>
/// <param name="Summary">What it holds and where it comes from, in a sentence.</param>
/// <param name="Channels">Colour planes of an image.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="ClassNames">The class of each label.</param>
/// <param name="Fetched">Whether it consists of files that have to be fetched or given.</param>
public sealed record DataSetInfo(
    string Name,
    string Summary,
    int Channels,
    int Height,
    int Width,
    IReadOnlyList<string> ClassNames,
    bool Fetched);
