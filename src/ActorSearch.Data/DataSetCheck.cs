namespace ActorSearch.Data;

/// <summary>What <see cref="DataSets.Verify"/> found.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Folder">The folder looked into; null where the data set has no files.</param>
/// <param name="Files">One entry a file.</param>
public sealed record DataSetCheck(string Name, string? Folder, IReadOnlyList<FileCheck> Files)
{
    /// <summary>Whether the data set can be used as it lies.</summary>
    public bool Sound => Files.All(file => file.Sound);
}

/// <summary>What was found about one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sound">Whether it can be used.</param>
/// <param name="Detail">What it holds, or what is wrong with it, in a sentence.</param>
public sealed record FileCheck(string Path, bool Sound, string Detail);
