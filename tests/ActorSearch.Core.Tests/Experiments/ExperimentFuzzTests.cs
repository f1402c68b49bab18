using ActorSearch.Core.Experiments;
using ActorSearch.Simulation;

namespace ActorSearch.Core.Tests.Experiments;

/// <summary>Whatever a file holds, reading it ends with an experiment or with errors that point into it.</summary>
public sealed class ExperimentFuzzTests
{
    private static readonly string[] Pieces =
    [
        "[", "]", "{", "}", ":", ": ", ",", "- ", "? ", "&a ", "*a", "!!str ", "!", "|", ">", "|2-\n", "'", "\"", "#", " #", "%", "@", "`",
        "\t", "\n", "\n\n", "\r", "\r\n", "\u0085", "\u2028", "---", "\n---\n", "\n...\n", "<<: ", "~", "null", "\0", "\uFEFF", "\ud83d", "\U0001F600",
        "\\", "\\x", "\"\\uD800\"", "\"\\U00110000\"", "1e999", "-0", ".inf", "99999999999999999999", "study: a\n", "  ", "[[[[", "}}}}", "%YAML 1.2\n---\n",
        "%TAG ! a\n", "!<", ">", "layers: [1]\n",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_files_are_read_or_refused_and_never_throw(ulong seed)
    {
        var random = new SplitMix64(seed);
        var refused = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var text = Damage(seed == 1 ? ExperimentTexts.Small : ExperimentTexts.Documented, random);
            try
            {
                if (ExperimentReader.Read(text) is ExperimentReading.Invalid invalid)
                {
                    BadExperimentTests.AssertLinesAreWithin(text, invalid.Errors);
                    refused++;
                }
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{exception}\n{text}");
            }
        }

        Assert.InRange(refused, 1_000, 4_999);
    }

    private static string Damage(string text, SplitMix64 random)
    {
        for (var times = random.Between(1, 4); times > 0 && text.Length > 0; times--)
        {
            var at = random.Between(0, text.Length - 1);
            var length = Math.Min(random.Between(1, 12), text.Length - at);
            text = random.Between(0, 4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Between(0, Pieces.Length - 1)]),
                2 => text.Insert(random.Between(0, text.Length), text.Substring(at, length)),
                3 => text[..at],
                _ => text.Remove(at, 1).Insert(at, ((char)random.Between(0, 300)).ToString()),
            };
        }

        return text;
    }
}
