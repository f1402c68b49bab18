namespace ActorSearch.Data.Tests.Support;

/// <summary>JPEG files of one picture, 45 x 37 pixels, in several codings, and what can be done to them.</summary>
internal static class JpegFiles
{
    public static readonly string[] Sound =
        ["baseline-420.jpg", "baseline-422.jpg", "baseline-444.jpg", "progressive.jpg", "grey.jpg", "restarts.jpg"];

    public static byte[] Sample(string name)
    {
        using var stream = typeof(JpegFiles).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>Where the first marker of that kind begins.</summary>
    public static int Find(byte[] file, byte marker)
    {
        for (var at = 2; at < file.Length;)
        {
            if (file[at + 1] == marker)
            {
                return at;
            }

            at += 2 + (file[at + 2] << 8) + file[at + 3];
        }

        throw new ArgumentException($"There is no marker {marker:X2}.", nameof(marker));
    }

    /// <summary>The file with some bytes put in before the first marker of that kind.</summary>
    public static byte[] Insert(byte[] file, byte marker, params byte[] bytes) =>
        [.. file[..Find(file, marker)], .. bytes, .. file[Find(file, marker)..]];

    /// <summary>The file with a byte changed, counted from the first marker of that kind.</summary>
    public static byte[] Change(byte[] file, byte marker, int offset, byte value)
    {
        var changed = file.ToArray();
        changed[Find(file, marker) + offset] = value;
        return changed;
    }
}
