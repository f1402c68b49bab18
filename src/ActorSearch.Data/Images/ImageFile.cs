namespace ActorSearch.Data.Images;

/// <summary>Reads image files with suspicion: what is not surely sound never reaches a decoder.</summary>
internal static class ImageFile
{
    private const int DecodeBytesOfLargeImage = 64 << 20;

    // Large images are decoded one after another, so that the memory they take does not grow with the processors.
    private static readonly Lock OneLargeImage = new();

    /// <summary>The file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">How messages name it.</param>
    /// <exception cref="DataException">It cannot be read, is no ordinary file, is empty or too large.</exception>
    public static byte[] ReadBytes(string path, string shown)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                throw new DataException($"{shown}: is not there any more.");
            }

            // Asked before opening: pipes and devices have no length, and opening a pipe would wait for ever.
            if (info.Length == 0)
            {
                throw new DataException($"{shown}: is empty, or no ordinary file; a PNG or JPEG image belongs here.");
            }

            if (info.Length > ImageLimits.MaxFileBytes)
            {
                throw new DataException(
                    $"{shown}: has {info.Length >> 20} MiB; at most {ImageLimits.MaxFileBytes >> 20} MiB are read. Scale the image down first.");
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            var content = new byte[info.Length];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length == content.Length ? content : throw new DataException($"{shown}: became shorter while it was read.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new DataException($"{shown}: may not be read; check its permissions.");
        }
        catch (IOException error)
        {
            throw new DataException($"{shown}: cannot be read: {Shown.OneLine(error.Message)}", error);
        }
    }

    /// <summary>Checks everything about a file that can be checked without decoding it.</summary>
    /// <exception cref="DataException">It is no PNG or JPEG, not of a kind that is decoded, cut off, damaged or too large.</exception>
    public static ImageHead ReadHead(byte[] content, string shown)
    {
        var head = ImageSignature.Of(content) switch
        {
            ImageSignature.Png => PngHead.Read(content, shown),
            ImageSignature.Jpeg => new JpegHeadReader(content, shown).Read(),
            { } other => throw new DataException($"{shown}: is {other}, not PNG or JPEG; convert it, or take it out of the folder."),
        };
        ImageLimits.CheckMemory(head.DecodeBytes, shown);
        return head;
    }

    /// <summary>Decodes a file and hands on the image as C x H x W bytes: red, green, blue.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">How messages name it.</param>
    /// <param name="decoder">What decodes.</param>
    /// <param name="use">Takes the image; may throw a <see cref="DataException"/> of its own.</param>
    /// <exception cref="DataException">The file does not do; says why.</exception>
    public static void Decode(string path, string shown, IImageDecoder decoder, Action<ImageHead, byte[]> use)
    {
        var content = ReadBytes(path, shown);
        var head = ReadHead(content, shown);
        if (head.DecodeBytes <= DecodeBytesOfLargeImage)
        {
            use(head, Decode(content, head, shown, decoder));
            return;
        }

        lock (OneLargeImage)
        {
            use(head, Decode(content, head, shown, decoder));
        }
    }

    private static byte[] Decode(byte[] content, ImageHead head, string shown, IImageDecoder decoder)
    {
        var pixels = new byte[head.PixelBytes];
        if (decoder.Decode(content, head, pixels) is { } problem)
        {
            throw new DataException($"{shown}: is damaged ({problem}); mend it or take it out of the folder.");
        }

        var planes = new byte[pixels.Length];
        var area = head.Height * head.Width;
        for (int i = 0, at = 0; i < area; i++, at += ImageHead.Channels)
        {
            planes[i] = pixels[at];
            planes[area + i] = pixels[at + 1];
            planes[area + area + i] = pixels[at + 2];
        }

        return planes;
    }
}
