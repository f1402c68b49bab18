using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Core.Tests.Protocol.Wire;

public sealed class WireRoundTripTests
{
    public static TheoryData<string> Manifests => [.. WireCodec.Manifests];

    [Fact]
    public void Every_manifest_is_tested() => Assert.Equal(
        WireCodec.Manifests.Order(StringComparer.Ordinal), RandomMessages.ByManifest.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_message_reads_back_as_it_was_written(string manifest) => Properties.Holds(
        RandomMessages.ByManifest[manifest],
        message =>
        {
            var body = WireCodec.Encode(message);

            Assert.Equal(manifest, WireCodec.ManifestOf(message));
            Assert.InRange(body.Length, 2, WireCodec.MaxBytes(manifest));
            Assert.All(body, b => Assert.InRange(b, 0x20, 0x7e));
            Assert.True(WireEquality.AreSame(message, WireCodec.Decode(manifest, body)), "reads back as something else");
        },
        times: 100);
}
