using System.Globalization;
using System.Text;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>What was read leaves nothing behind. These run alone, since they look at the memory of the whole process.</summary>
[Collection(nameof(WireMemoryTests))]
[CollectionDefinition(nameof(WireMemoryTests), DisableParallelization = true)]
public sealed class WireMemoryTests
{
    [Fact]
    public void A_large_line_does_not_keep_its_memory()
    {
        var lines = Encoding.ASCII.GetBytes("submit " + "{}".PadRight(5_000_000) + "\nready {}\n");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var reader = new WireFrameReader(new MemoryStream(lines));
        Assert.Throws<WireException>(reader.Read);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
        Assert.IsType<WireMessage.Ready>(reader.Read());
    }

    [Fact]
    public void Values_that_nobody_sent_before_do_not_pile_up()
    {
        var grant = Encoding.UTF8.GetString(WireCodec.Encode(WireSamples.ByManifest["granted"]));
        WireCodec.Decode("granted", Encoding.UTF8.GetBytes(grant));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 150_000; i++)
        {
            var rate = (0.1 + (i * 1e-7)).ToString("R", CultureInfo.InvariantCulture);
            WireCodec.Decode(
                "granted", Encoding.UTF8.GetBytes(grant.Replace("\"learning_rate\":0.01", $"\"learning_rate\":{rate}", StringComparison.Ordinal)));
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 6_000_000);
    }
}
