using ActorSearch.Storage.Schema;

namespace ActorSearch.Storage.Files;

/// <summary>What tests vary of a store.</summary>
/// <param name="Migrations">The schema, as its steps.</param>
/// <param name="BusyTimeout">How long to wait for another program's lock.</param>
/// <param name="MaxPages">Size that the file may grow to, in pages of 4096 bytes; null for no limit but the disk's.</param>
internal sealed record StoreOptions(IReadOnlyList<Migration> Migrations, TimeSpan BusyTimeout, int? MaxPages)
{
    public static readonly StoreOptions Default = new(Schema.Migrations.All, TimeSpan.FromSeconds(10), MaxPages: null);
}
