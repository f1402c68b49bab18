namespace ActorSearch.Data.Fetching;

/// <summary>A data set that can be fetched: its files and the folders that mirror them.</summary>
/// <param name="Mirrors">Addresses that a file's name is appended to, tried in order.</param>
/// <param name="Files">The files, all needed.</param>
public sealed record RemoteDataSet(IReadOnlyList<Uri> Mirrors, IReadOnlyList<RemoteFile> Files);

/// <summary>A file whose content is known before it is fetched.</summary>
/// <param name="Name">Its name, on the mirrors and in the cache.</param>
/// <param name="LengthBytes">Its exact length: nothing longer is ever read.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
public sealed record RemoteFile(string Name, int LengthBytes, string Sha256);
