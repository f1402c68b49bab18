using System.Globalization;
using System.Text;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Simulation;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>
/// Whatever bytes come, reading them gives a message that reads back as itself, or a refusal. More than the usual
/// number of inputs by hand: <c>ACTORSEARCH_FUZZ_INPUTS=3000000 .../ActorSearch.Core.Tests -class '*WireFuzzTests' -showLiveOutput</c>.
/// </summary>
public sealed class WireFuzzTests(ITestOutputHelper output)
{
    private const string InputsVariable = "ACTORSEARCH_FUZZ_INPUTS";
    private const string SeedVariable = "ACTORSEARCH_FUZZ_SEED";
    private const int UsualInputs = 100_000;

    /// <summary>Most that reading one input may allocate: what is said of a refusal, and some times the input.</summary>
    private const long MaxAllocated = 128 * 1024;

    [Fact]
    public void Damaged_messages_are_refused_or_read_back_as_themselves()
    {
        var inputs = Number(InputsVariable, UsualInputs);
        var seed = Number(SeedVariable, 22);
        var random = new SplitMix64((ulong)seed);
        var originals = WireSamples.ByManifest.ToDictionary(s => s.Key, s => WireCodec.Encode(s.Value));
        var manifests = originals.Keys.Order(StringComparer.Ordinal).ToArray();
        var bodies = originals.Values.ToArray();
        var refusals = new Dictionary<WireRefusal, long>();
        var read = 0L;
        for (var i = 0L; i < inputs; i++)
        {
            var manifest = manifests[random.Between(0, manifests.Length - 1)];
            var body = random.Chance(0.02) ? Noise(random) : WireMutations.Damage(originals[manifest], bodies, random);
            if (random.Chance(0.05))
            {
                manifest = Another(manifest, manifests, random);
            }

            if (ReadOne(manifest, body) is { } refusal)
            {
                refusals[refusal] = refusals.GetValueOrDefault(refusal) + 1;
            }
            else
            {
                read++;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{inputs} inputs of seed {seed}: {read} read, {string.Join(", ", refusals.OrderBy(r => r.Key).Select(r => $"{r.Value} {r.Key}"))}"));
        Assert.InRange(read, inputs / 20, inputs / 2);
        Assert.True(refusals.ContainsKey(WireRefusal.UnknownManifest) && refusals.ContainsKey(WireRefusal.TooLarge));
    }

    /// <summary>Reads one input; null where it is a message.</summary>
    private static WireRefusal? ReadOne(string manifest, byte[] body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var message = WireCodec.Decode(manifest, body);
            AssertAllocatedLittle(before, manifest, body);
            var written = WireCodec.Encode(message);
            var again = WireCodec.Decode(WireCodec.ManifestOf(message), written);
            if (!WireEquality.AreSame(message, again) || !WireCodec.Encode(again).AsSpan().SequenceEqual(written))
            {
                Assert.Fail($"does not read back as itself: {Shown(manifest, body)}");
            }

            return null;
        }
        catch (WireException exception)
        {
            AssertAllocatedLittle(before, manifest, body);
            return exception.Reason;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{exception.GetType()} on {Shown(manifest, body)}: {exception}");
            throw;
        }
    }

    private static void AssertAllocatedLittle(long before, string manifest, byte[] body)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > MaxAllocated + (32L * body.Length))
        {
            Assert.Fail($"{allocated} bytes were allocated for {body.Length}: {Shown(manifest, body)}");
        }
    }

    private static byte[] Noise(SplitMix64 random) => random.Chance(0.1)
        ? new byte[70_000]
        : [.. Enumerable.Range(0, random.Between(0, 200)).Select(_ => (byte)random.Next())];

    private static string Another(string manifest, string[] manifests, SplitMix64 random) => random.Between(0, 2) switch
    {
        0 => manifests[random.Between(0, manifests.Length - 1)],
        1 => manifest[..random.Between(0, manifest.Length - 1)],
        _ => manifest + (char)random.Between(0, 0xffff),
    };

    private static string Shown(string manifest, byte[] body) =>
        $"{manifest} {(body.Length > 5000 ? $"{body.Length} bytes" : $"{Encoding.UTF8.GetString(body)} ({Convert.ToHexString(body)})")}";

    private static long Number(string variable, long usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : usual;
}
