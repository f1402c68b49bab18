namespace ActorSearch.Data.Fetching;

/// <summary>How far the fetching of one file has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="ReceivedBytes">Bytes received so far.</param>
/// <param name="TotalBytes">Bytes it has in all.</param>
public sealed record FetchProgress(string File, int ReceivedBytes, int TotalBytes);
