namespace ActorSearch.Data.Folders;

/// <summary>What lies in a data set's folder, without a look into any file.</summary>
/// <param name="Root">The folder, as given.</param>
/// <param name="ClassNames">The class of each label: the folders' names, in ordinal order.</param>
/// <param name="Training">Images to train on; all there are where <see cref="Test"/> is null.</param>
/// <param name="Validation">Images of a validation folder; null without one.</param>
/// <param name="Test">Images of the test folder; null where the folder holds classes, not splits.</param>
/// <param name="Problems">What is wrong, one sentence each that names the file or folder.</param>
/// <param name="PassedOver">How many files were passed over, by what they are: hidden ones, or their extension.</param>
internal sealed record FolderListing(
    string Root,
    IReadOnlyList<string> ClassNames,
    IReadOnlyList<ListedImage> Training,
    IReadOnlyList<ListedImage>? Validation,
    IReadOnlyList<ListedImage>? Test,
    IReadOnlyList<string> Problems,
    IReadOnlyDictionary<string, int> PassedOver)
{
    /// <summary>All images: training, validation, test.</summary>
    public IEnumerable<ListedImage> All => Training.Concat(Validation ?? []).Concat(Test ?? []);
}
