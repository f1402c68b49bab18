namespace ActorSearch.Storage.Schema;

/// <summary>One step of the schema. Once released it never changes: files that took it exist.</summary>
/// <param name="Version">The schema's version after it, which is the file's <c>user_version</c>.</param>
/// <param name="Sql">Statements, run in one transaction.</param>
internal sealed record Migration(int Version, string Sql);
