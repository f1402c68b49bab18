using System.Net;
using System.Security.Cryptography;
using ActorSearch.Data.Fetching;

namespace ActorSearch.Data.Tests.Support;

/// <summary>Mirrors that answer from memory, and the catalogue that describes what they should hold.</summary>
internal sealed class FakeMirror
{
    public const string First = "https://first.test/mnist/";
    public const string Second = "https://second.test/mnist/";

    private int requests;

    public Dictionary<string, byte[]> Files { get; } =
        IdxFiles.Small().ToDictionary(file => file.Key + ".gz", file => IdxFiles.Gzip(file.Value));

    /// <summary>Answers instead of the mirror where it returns something.</summary>
    public Func<Uri, HttpResponseMessage?> Instead { get; set; } = _ => null;

    public int Requests => requests;

    public DataSources Sources(string cacheFolder)
    {
        var remote = new RemoteDataSet(
            [new Uri(First), new Uri(Second)],
            [.. Files.Select(file => new RemoteFile(
                file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))]);
        return new DataSources(cacheFolder)
        {
            Http = () => new Handler(this),
            Catalogue = new Dictionary<string, RemoteDataSet> { ["mnist"] = remote },
        };
    }

    public static HttpResponseMessage Body(byte[] content) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    /// <summary>A body whose length is not announced.</summary>
    public static HttpResponseMessage Unannounced(Stream content) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(new OneWay(content)) };

    public static HttpResponseMessage Silent() => new(HttpStatusCode.OK) { Content = new StreamContent(new Stalled()) };

    private HttpResponseMessage Answer(Uri address)
    {
        Interlocked.Increment(ref requests);
        return Instead(address) ?? Body(Files[Path.GetFileName(address.LocalPath)]);
    }

    private sealed class Handler(FakeMirror mirror) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(mirror.Answer(request.RequestUri!));
    }

    private sealed class OneWay(Stream inner) : ReadOnlyStream
    {
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
    }

    private sealed class Stalled : ReadOnlyStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    private abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
