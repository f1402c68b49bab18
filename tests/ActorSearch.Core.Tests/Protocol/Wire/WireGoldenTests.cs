using System.Text;
using System.Text.RegularExpressions;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Core.Tests.Protocol.Wire;

public sealed partial class WireGoldenTests
{
    public static TheoryData<string> Manifests => [.. WireCodec.Manifests];

    private static IEnumerable<Type> Records =>
        typeof(WireMessage).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(WireMessage)));

    [Fact]
    public void Every_record_has_a_sample() => Assert.Equal(
        Records.Select(t => t.Name).Order(StringComparer.Ordinal),
        WireSamples.ByManifest.Values.Select(m => m.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_manifest_has_a_sample() => Assert.Equal(WireCodec.Manifests.Order(StringComparer.Ordinal), WireSamples.ByManifest.Keys);

    [Fact]
    public void Every_golden_file_is_of_a_manifest() => Assert.Equal(
        WireCodec.Manifests.Order(StringComparer.Ordinal),
        Directory.GetFiles(WireFiles.GoldenFolder).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_manifest_is_a_word_of_its_own()
    {
        Assert.Equal(WireCodec.Manifests.Length, WireCodec.Manifests.Distinct().Count());
        Assert.All(WireCodec.Manifests, m => Assert.Matches("^[a-z]+(-[a-z]+)*$", m));
        Assert.All(WireCodec.Manifests, m => Assert.InRange(m.Length, 1, WireLimits.ManifestLength));
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_message_is_written_byte_for_byte_as_its_golden_file(string manifest)
    {
        var body = WireCodec.Encode(WireSamples.ByManifest[manifest]);
        if (Environment.GetEnvironmentVariable(WireFiles.WriteVariable) == "1")
        {
            File.WriteAllBytes(WireFiles.Golden(manifest), [.. body, (byte)'\n']);
            Assert.Skip("the golden file was written anew");
        }

        Assert.Equal(File.ReadAllText(WireFiles.Golden(manifest)), Encoding.UTF8.GetString(body) + "\n");
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_golden_file_reads_as_what_its_message_says(string manifest)
    {
        var read = WireCodec.Decode(manifest, File.ReadAllBytes(WireFiles.Golden(manifest)));

        Assert.True(WireEquality.AreSame(WireSamples.ByManifest[manifest], read), $"{read}");
    }

    /// <summary>The page breaks lines within an example for the eye; spaces and line feeds between values are no part of it.</summary>
    [Fact]
    public void The_protocol_page_shows_every_message_as_its_golden_file()
    {
        var shown = Examples().Matches(File.ReadAllText(WireFiles.ProtocolPage))
            .ToDictionary(m => m.Groups["manifest"].Value, m => m.Groups["body"].Value, StringComparer.Ordinal);

        Assert.Equal(WireCodec.Manifests.Order(StringComparer.Ordinal), shown.Keys.Order(StringComparer.Ordinal));
        Assert.All(shown, s => Assert.Equal(Compact(File.ReadAllText(WireFiles.Golden(s.Key))), Compact(s.Value)));
    }

    private static string Compact(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return System.Text.Json.JsonSerializer.Serialize(document.RootElement);
    }

    [GeneratedRegex("^### `(?<manifest>[a-z-]+)`\n(?:(?!^#).*\n)*?```json\n(?<body>(?:(?!```).*\n)+)```", RegexOptions.Multiline)]
    private static partial Regex Examples();
}
