namespace ActorSearch.LiteDb.Files;

/// <summary>What tests vary of a store.</summary>
/// <param name="OpenForWriting">Opens one of the store's files for writing, making it where there is none.</param>
/// <param name="FoldAt">Length of the log, in bytes, from which on it is folded into the store's file before an append.</param>
internal sealed record StoreOptions(Func<string, IStoreDevice> OpenForWriting, long FoldAt)
{
    public static readonly StoreOptions Default = new(FileDevice.OpenForWriting, FoldAt: 1000 * Page.Size);
}
