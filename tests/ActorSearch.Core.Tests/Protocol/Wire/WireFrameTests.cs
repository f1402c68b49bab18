using System.Text;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Simulation;

namespace ActorSearch.Core.Tests.Protocol.Wire;

public sealed class WireFrameTests
{
    [Fact]
    public void A_frame_is_the_manifest_a_space_the_body_and_a_line_feed() =>
        Assert.Equal("withdraw {\"worker\":\"ann\"}\n", Encoding.UTF8.GetString(WireFrame.Line(new WireMessage.Withdraw("ann"))));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Frames_read_back_in_order_however_the_pipe_parts_them(int bytesAtATime)
    {
        var written = new MemoryStream();
        foreach (var message in WireSamples.ByManifest.Values)
        {
            WireFrame.Write(written, message);
        }

        var reader = new WireFrameReader(new Parted(written.ToArray(), bytesAtATime));

        foreach (var message in WireSamples.ByManifest.Values)
        {
            Assert.True(WireEquality.AreSame(message, reader.Read()), $"{message}");
        }

        Assert.Null(reader.Read());
        Assert.Null(reader.Read());
    }

    [Fact]
    public void A_frame_is_flushed_and_goes_out_in_one_write()
    {
        var stream = new Counting();

        WireFrame.Write(stream, WireSamples.ByManifest["granted"]);

        Assert.Equal((1, 1), (stream.Writes, stream.Flushes));
    }

    [Fact]
    public void A_message_that_no_receiver_would_take_writes_nothing()
    {
        var stream = new Counting();

        Assert.Throws<WireException>(() => WireFrame.Write(stream, new WireMessage.Withdraw("no name")));

        Assert.Equal((0, 0), (stream.Writes, stream.Flushes));
    }

    [Theory]
    [InlineData("", WireRefusal.UnknownManifest, "begins with ''")]
    [InlineData(" ", WireRefusal.UnknownManifest, "begins with ''")]
    [InlineData("ready", WireRefusal.UnknownManifest, "begins with 'ready'")]
    [InlineData("Ready {}", WireRefusal.UnknownManifest, "begins with 'Ready'")]
    [InlineData("[W Warning: a library speaks out of turn", WireRefusal.UnknownManifest, "begins with '[W'")]
    [InlineData("ready\0 {}", WireRefusal.UnknownManifest, "begins with 'ready?'")]
    [InlineData("a-manifest-of-more-than-forty-characters-of-which-there-is-none {}", WireRefusal.UnknownManifest, "a-manifest")]
    [InlineData("ready ", WireRefusal.Malformed, "ready: ")]
    [InlineData("ready  x", WireRefusal.Malformed, "ready: ")]
    [InlineData("ready {", WireRefusal.Malformed, "ready: ")]
    [InlineData("ready {}ready {}", WireRefusal.Malformed, "ready: ")]
    public void A_line_that_is_no_frame_is_refused_and_the_next_is_read(string line, WireRefusal reason, string phrase)
    {
        var reader = Reading("idle {}\n" + line + "\nready {}\n");

        Assert.IsType<WireMessage.Idle>(reader.Read());
        var exception = Assert.Throws<WireException>(reader.Read);
        Assert.Equal(reason, exception.Reason);
        Assert.Contains(phrase, exception.Message, StringComparison.Ordinal);
        Assert.IsType<WireMessage.Ready>(reader.Read());
        Assert.Null(reader.Read());
    }

    [Theory]
    [InlineData("r")]
    [InlineData("ready")]
    [InlineData("ready ")]
    [InlineData("ready {}")]
    public void A_stream_that_ends_within_a_frame_says_so_once(string end)
    {
        var reader = Reading("idle {}\n" + end);

        Assert.IsType<WireMessage.Idle>(reader.Read());
        var exception = Assert.Throws<WireException>(reader.Read);
        Assert.Equal(WireRefusal.Malformed, exception.Reason);
        Assert.Contains("ended within a message", exception.Message, StringComparison.Ordinal);
        Assert.Null(reader.Read());
    }

    [Fact]
    public void A_line_of_the_bound_is_read_and_one_byte_more_is_too_large()
    {
        var max = WireCodec.MaxBytes("ready");
        var reader = Reading("ready " + "{}".PadRight(max) + "\nready " + "{}".PadRight(max + 1) + "\nidle {}\n");

        Assert.IsType<WireMessage.Ready>(reader.Read());
        Assert.Equal(WireRefusal.TooLarge, Assert.Throws<WireException>(reader.Read).Reason);
        Assert.IsType<WireMessage.Idle>(reader.Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ready ")]
    [InlineData("nobody ")]
    public void A_line_without_end_takes_no_memory(string beginning)
    {
        var endless = new Endless(beginning, bytes: 256L * 1024 * 1024);
        var reader = new WireFrameReader(endless);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireException>(reader.Read);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 1024 * 1024);
        Assert.Null(reader.Read());
    }

    [Fact]
    public void Damaged_streams_give_messages_or_refusals_and_come_to_their_end()
    {
        var random = new SplitMix64(22);
        var lines = WireSamples.ByManifest.Values.Select(WireFrame.Line).ToArray();
        int read = 0, refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var stream = Enumerable.Range(0, 5).SelectMany(_ => lines[random.Between(0, lines.Length - 1)]).ToArray();
            stream = WireMutations.Damage(stream, lines, random);
            var reader = new WireFrameReader(new Parted(stream, random.Between(1, 2000)));
            var left = stream.Count(b => b == '\n') + 1;
            while (true)
            {
                try
                {
                    if (reader.Read() is null)
                    {
                        break;
                    }

                    read++;
                }
                catch (WireException)
                {
                    refused++;
                }

                Assert.True(left-- > 0, "more frames than lines");
            }
        }

        Assert.InRange(read, 2000, 10_000);
        Assert.InRange(refused, 500, 10_000);
    }

    private static WireFrameReader Reading(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>Gives what it holds a few bytes at a time, as a pipe may.</summary>
    private sealed class Parted(byte[] bytes, int atATime) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atATime)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atATime));
    }

    /// <summary>One line of so many bytes, which is nowhere in memory.</summary>
    private sealed class Endless(string beginning, long bytes) : MemoryStream
    {
        private string _beginning = beginning;
        private long _left = bytes;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            buffer[..count].Fill((byte)'x');
            Encoding.ASCII.GetBytes(_beginning, buffer);
            _beginning = string.Empty;
            _left -= count;
            return count;
        }
    }

    private sealed class Counting : MemoryStream
    {
        public int Writes { get; private set; }

        public int Flushes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Writes++;

        public override void Write(byte[] buffer, int offset, int count) => Writes++;

        public override void Flush() => Flushes++;
    }
}
