namespace ActorSearch.Http.Client;

/// <summary>What a client shows the coordinator to be let in. One that comes from a file is read anew when it is refused.</summary>
public sealed class BearerToken
{
    private const int MaxFileLength = 10_000;

    private readonly string? _path;
    private volatile string _current;

    private BearerToken(string current, string? path)
    {
        _current = current;
        _path = path;
    }

    /// <summary>The token as it was last read.</summary>
    internal string Current => _current;

    /// <summary>A token that never changes.</summary>
    /// <param name="token">Its text; white space around it does not count.</param>
    /// <param name="fault">Why the text is no token, for people; null where it is one.</param>
    public static BearerToken? Of(string token, out string? fault)
    {
        var trimmed = token.Trim();
        fault = FindFault(trimmed);
        return fault is null ? new BearerToken(trimmed, path: null) : null;
    }

    /// <summary>The token that a file holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">Why there is no token in it, for people; null where there is one.</param>
    public static BearerToken? FromFile(string path, out string? fault)
    {
        try
        {
            var token = BoundedText.ReadFile(path, MaxFileLength).Trim();
            fault = FindFault(token);
            if (fault is null)
            {
                return new BearerToken(token, path);
            }

            fault = $"{path}: {fault}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"{path}: the token file cannot be read: {exception.Message}";
        }

        return null;
    }

    /// <summary>Names where the token comes from and never what it is.</summary>
    public override string ToString() => _path is null ? "a token" : $"the token of {_path}";

    /// <summary>Reads the file anew; whether the token is another one since. A file that is gone or empty changes nothing.</summary>
    /// <param name="refused">The token that the coordinator refused.</param>
    internal bool ReadAnew(string refused)
    {
        if (_path is not null && FromFile(_path, out _) is { } read)
        {
            _current = read._current;
        }

        return _current != refused;
    }

    private static string? FindFault(string token) =>
        token.Length == 0 ? "the token is empty"
        : token.AsSpan().ContainsAnyExceptInRange('!', '~') ? "a token is one line of letters, digits and signs without spaces"
        : null;
}
