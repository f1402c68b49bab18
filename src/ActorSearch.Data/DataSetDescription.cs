namespace ActorSearch.Data;

/// <summary>What a <c>dataset</c> section amounts to, found without loading or drawing an image.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Channels">Colour planes of an image.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="ClassNames">The class of each label.</param>
/// <param name="Train">Number of training images, defaults filled in.</param>
/// <param name="Validation">Number of validation images, defaults filled in.</param>
/// <param name="Test">Number of test images, defaults filled in.</param>
public sealed record DataSetDescription(
    string Name,
    int Channels,
    int Height,
    int Width,
    IReadOnlyList<string> ClassNames,
    int Train,
    int Validation,
    int Test);
