using System.Security.Cryptography;

namespace ActorSearch.Data.Fetching;

/// <summary>A fetched file as it lies in the cache.</summary>
internal static class CachedFile
{
    /// <summary>
    /// The content if it is there and is the published one, else null. What is hashed is what is used: the file is
    /// read once.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What it must be.</param>
    /// <param name="problem">What is wrong where null comes back.</param>
    public static byte[]? TryRead(string path, RemoteFile file, out string problem)
    {
        problem = "";
        try
        {
            if (!File.Exists(path))
            {
                problem = Directory.Exists(path) ? "is a folder where a file belongs" : "is not there";
                return null;
            }

            if (new FileInfo(path).Length is var length && length != file.LengthBytes)
            {
                problem = $"has {length} bytes instead of {file.LengthBytes}";
                return null;
            }

            var content = File.ReadAllBytes(path);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256)
            {
                return content;
            }

            problem = "does not have the published checksum (SHA-256)";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read ({error.Message})";
        }

        return null;
    }
}
