using System.IO.Compression;

namespace ActorSearch.Http.Dashboard;

/// <summary>A document as all who watch get it; its packed form is made once, when the first asks for it.</summary>
public sealed class PublishedDocument
{
    private readonly Lazy<byte[]> _packed;

    internal PublishedDocument(long version, string tag, ReadOnlyMemory<byte> json)
    {
        (Version, Tag, Json) = (version, tag, json);
        _packed = new Lazy<byte[]>(() => Pack(json));
    }

    /// <summary>Number of the study's events that are in it.</summary>
    public long Version { get; }

    /// <summary>Tells it from every other document, those of another run included.</summary>
    public string Tag { get; }

    /// <summary>The document as UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The same with gzip.</summary>
    public ReadOnlyMemory<byte> Packed => _packed.Value;

    private static byte[] Pack(ReadOnlyMemory<byte> json)
    {
        using var output = new MemoryStream();
        using (var packing = new GZipStream(output, CompressionLevel.Fastest))
        {
            packing.Write(json.Span);
        }

        return output.ToArray();
    }
}
