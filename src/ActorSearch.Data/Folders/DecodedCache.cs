using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorSearch.Core.Experiments;

namespace ActorSearch.Data.Folders;

/// <summary>
/// Decoded images between runs, one file a folder and size in the user's cache: the images' size, their pixels, and a
/// SHA-256 of all that. Whatever is wrong with a file, or with the cache's folder, costs the time to decode anew and no
/// more.
/// </summary>
/// <param name="folder">Where the files lie.</param>
internal sealed class DecodedCache(string folder)
{
    /// <summary>What all files together may take; the oldest go first.</summary>
    public const long MaxBytes = 2L << 30;

    private const string Suffix = ".images";
    private const string PartSuffix = ".part";
    private const int HeadBytes = 16;

    // Part of every key: what is decoded or resized in another way needs another number.
    private const string Version = "actorsearch images 1";

    private static readonly byte[] Magic = "ASIMAGE1"u8.ToArray();

    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    /// <summary>The name under which these images are kept: a hash of where they lie, their listing and the size asked for.</summary>
    public static string KeyOf(string root, IEnumerable<ListedImage> images, PixelSize? resize)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{Version}\n{root}\n{resize?.ToString() ?? "as they are"}");
        foreach (var image in images)
        {
            Append(string.Create(
                CultureInfo.InvariantCulture, $"{image.RelativePath}\n{image.Path}\n{image.Label} {image.LengthBytes} {image.ModifiedTicks}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // With its length, so that no name can pretend to be two.
        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    /// <summary>The size and the N x C x H x W bytes kept under a key; null where there are none that are sound.</summary>
    public (PixelSize Size, byte[] Pixels)? TryRead(string key, int count, int channels)
    {
        try
        {
            var path = PathOf(key);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> head = stackalloc byte[HeadBytes];
            if (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.StartsWith(Magic))
            {
                return null;
            }

            var size = new PixelSize(BitConverter.ToInt32(head[8..]), BitConverter.ToInt32(head[12..]));
            var length = file.Length - HeadBytes - SHA256.HashSizeInBytes;
            if (size.Height <= 0 || size.Width <= 0 || length > Array.MaxLength || (Int128)count * channels * size.Height * size.Width != length)
            {
                return null;
            }

            var pixels = new byte[length];
            Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
            file.ReadExactly(pixels);
            file.ReadExactly(checksum);
            if (!Checksum(head, pixels).AsSpan().SequenceEqual(checksum))
            {
                return null;
            }

            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return (size, pixels);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps images: written beside, moved into place in one step, and what is too much taken away.</summary>
    public void TryWrite(string key, PixelSize size, byte[] pixels)
    {
        var part = Path.Combine(folder, $"{key}.{Path.GetRandomFileName()}{PartSuffix}");
        try
        {
            Directory.CreateDirectory(folder);
            byte[] head = [.. Magic, .. BitConverter.GetBytes(size.Height), .. BitConverter.GetBytes(size.Width)];
            try
            {
                using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    file.Write(head);
                    file.Write(pixels);
                    file.Write(Checksum(head, pixels));
                }

                File.Move(part, PathOf(key), overwrite: true);
            }
            finally
            {
                File.Delete(part);
            }

            RemoveOldest(PathOf(key));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written only costs time.
        }
    }

    private void RemoveOldest(string justWritten)
    {
        var left = MaxBytes;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(each => each.LastWriteTimeUtc))
        {
            if (file.Name.EndsWith(PartSuffix, StringComparison.Ordinal) && DateTime.UtcNow - file.LastWriteTimeUtc > AbandonedAfter)
            {
                file.Delete();
            }
            else if (file.Name.EndsWith(Suffix, StringComparison.Ordinal))
            {
                left -= file.Length;
                if (left < 0 && file.FullName != justWritten)
                {
                    file.Delete();
                }
            }
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + Suffix);

    private static byte[] Checksum(ReadOnlySpan<byte> head, ReadOnlySpan<byte> pixels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(pixels);
        return hash.GetHashAndReset();
    }
}
