namespace ActorSearch.Data.Folders;

/// <summary>An image of a folder, found by listing alone.</summary>
/// <param name="RelativePath">Its path below the data set's folder, with '/' between the parts.</param>
/// <param name="Path">Where it really lies, links followed.</param>
/// <param name="Label">Its class.</param>
/// <param name="LengthBytes">Length of the file.</param>
/// <param name="ModifiedTicks">When it was last changed: 100 ns since the year 1, UTC.</param>
internal sealed record ListedImage(string RelativePath, string Path, byte Label, long LengthBytes, long ModifiedTicks);
