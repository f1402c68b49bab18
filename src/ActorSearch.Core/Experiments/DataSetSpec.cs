using System.Text.Json.Serialization;

namespace ActorSearch.Core.Experiments;

/// <summary>Which images a study trains on, as the experiment file's <c>dataset</c> section states it.</summary>
/// <param name="Name"><c>glyphs</c>, <c>mnist</c>, <c>fashion-mnist</c> or <c>image-folder</c>.</param>
/// <param name="Path">A folder that holds the files; null takes the user's cache.</param>
/// <param name="Train">Number of training images; null takes all that are left.</param>
/// <param name="Validation">Number of validation images; null takes the data set's own default.</param>
/// <param name="Test">Number of test images; null takes all that are left.</param>
/// <param name="Resize">Size that every image is brought to; null leaves them, which must then be of one size.</param>
/// <param name="Normalise">What becomes of pixels before the first layer; null leaves them from 0 to 1.</param>
/// <param name="ValidationFromTest">
/// Whether validation images are the first of the test file, in its order, and the test split what follows them, in
/// place of a share of the training file. Some published runs chose so.
/// </param>
public sealed record DataSetSpec(
    string Name,
    string? Path = null,
    int? Train = null,
    int? Validation = null,
    int? Test = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PixelSize? Resize = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Normalisation? Normalise = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ValidationFromTest = false);
