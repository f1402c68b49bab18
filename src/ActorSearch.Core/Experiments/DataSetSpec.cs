namespace ActorSearch.Core.Experiments;

/// <summary>Which images a study trains on, as the experiment file's <c>dataset</c> section states it.</summary>
/// <param name="Name"><c>glyphs</c>, <c>mnist</c>, <c>fashion-mnist</c> or <c>image-folder</c>.</param>
/// <param name="Path">A folder that holds the files; null takes the user's cache.</param>
/// <param name="Train">Number of training images; null takes all that are left.</param>
/// <param name="Validation">Number of validation images; null takes the data set's own default.</param>
/// <param name="Test">Number of test images; null takes all.</param>
public sealed record DataSetSpec(string Name, string? Path = null, int? Train = null, int? Validation = null, int? Test = null);
