using System.Text;
using ActorSearch.Simulation;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>Damages messages as a network, a faulty worker or somebody of ill will might.</summary>
internal static class WireMutations
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null", "true", "false", "{}", "[]", "[null]", "{", "}", "[", "]", "\"", ",", ":", "\\", "\"\"", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"",
            "\\ud83d", "\\u0000", "\"\\ud83d\"", "/*", "//", "\ufeff", "\u2028", "\n", "\r\n", "\0", " ", "\"$type\":\"x\",", "\"$id\":\"1\",", "\"$ref\":\"1\"",
            "\"__proto__\":{},", "\"worker\":\"b\",", "\"attempt\":2,", "\"extra\":0,", "\"Completed\"", "\"Stale\"", "\"2026-01-01T00:00:00+14:00\"",
            "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"ffffffffffffffffffffffffffffffff\"", "{\"layers\":1}",
            "{\"layers\":1,\"layers\":1}", "{\"channels\":[9999999999]}", "{\"dropout\":0.99999999999999999}",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0xbd], [0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80],
    ];

    private static readonly byte[][] Numbers =
    [
        .. new[]
        {
            "0", "-0", "1", "-1", "1.0", "1e0", "1e2", "0.1", "1e-400", "1e400", "-1e400", "4.9e-324", "1.7976931348623157e308", "2147483647", "2147483648",
            "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616",
            "1001", "60001", "01", "+1", ".5", "5.", "0x10", "1_000", "1e", "NaN", "Infinity", "\"1\"", "1" + new string('0', 400), "0." + new string('0', 400) + "1",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Damages a message, mostly once, at most four times.</summary>
    /// <param name="body">The message.</param>
    /// <param name="others">Messages to take pieces from.</param>
    /// <param name="random">Where the draws come from.</param>
    public static byte[] Damage(byte[] body, byte[][] others, SplitMix64 random)
    {
        var bytes = body.ToList();
        for (var times = random.Chance(0.7) ? 1 : random.Between(2, 4); times > 0; times--)
        {
            DamageOnce(bytes, others, random);
        }

        return [.. bytes];
    }

    private static void DamageOnce(List<byte> bytes, byte[][] others, SplitMix64 random)
    {
        var at = random.Between(0, bytes.Count);
        var left = bytes.Count - at;
        switch (random.Between(0, 10))
        {
            case 0 when left > 0: // A bit flips.
                bytes[at] ^= (byte)(1 << random.Between(0, 7));
                break;
            case 1 when left > 0:
                bytes[at] = (byte)random.Next();
                break;
            case 2:
                bytes.Insert(at, (byte)random.Next());
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(left, random.Between(1, 12)));
                break;
            case 4:
                bytes.InsertRange(random.Between(0, bytes.Count), bytes.GetRange(at, Math.Min(left, random.Between(1, 60))));
                break;
            case 5: // The beginning of one, the end of another.
                var other = others[random.Between(0, others.Length - 1)];
                bytes.RemoveRange(at, left);
                bytes.AddRange(other[random.Between(0, other.Length)..]);
                break;
            case 6:
                SwapTokens(bytes, random);
                break;
            case 7:
                Replace(bytes, Token(bytes, random, numbersOnly: true), Numbers[random.Between(0, Numbers.Length - 1)]);
                break;
            case 8:
                Replace(bytes, Token(bytes, random, numbersOnly: false), Pieces[random.Between(0, Pieces.Length - 1)]);
                break;
            case 9:
                bytes.InsertRange(at, Pieces[random.Between(0, Pieces.Length - 1)]);
                break;
            default:
                Nest(bytes, random);
                break;
        }
    }

    /// <summary>Puts a value into many lists or objects; once in a while into so many that a recursion would fall.</summary>
    private static void Nest(List<byte> bytes, SplitMix64 random)
    {
        var (start, length) = Token(bytes, random, numbersOnly: false);
        var depth = random.Chance(0.01) ? 20_000 : random.Between(1, 40);
        var isList = random.Chance(0.5);
        var isClosed = random.Chance(0.8);
        bytes.InsertRange(start + length, isClosed ? Repeat(isList ? "]" : "}", depth) : []);
        bytes.InsertRange(start, Repeat(isList ? "[" : "{\"a\":", depth));
    }

    private static byte[] Repeat(string text, int times) => Encoding.ASCII.GetBytes(new StringBuilder().Insert(0, text, times).ToString());

    private static void SwapTokens(List<byte> bytes, SplitMix64 random)
    {
        var (first, second) = (Token(bytes, random, numbersOnly: false), Token(bytes, random, numbersOnly: false));
        if (first.Start > second.Start)
        {
            (first, second) = (second, first);
        }

        if (first.Start + first.Length > second.Start)
        {
            return;
        }

        var (one, two) = (bytes.GetRange(first.Start, first.Length), bytes.GetRange(second.Start, second.Length));
        Replace(bytes, second, [.. one]);
        Replace(bytes, first, [.. two]);
    }

    private static void Replace(List<byte> bytes, (int Start, int Length) token, byte[] piece)
    {
        bytes.RemoveRange(token.Start, token.Length);
        bytes.InsertRange(token.Start, piece);
    }

    /// <summary>A number, a word or a text of the message: the first one from some place on.</summary>
    private static (int Start, int Length) Token(List<byte> bytes, SplitMix64 random, bool numbersOnly)
    {
        for (var at = random.Between(0, bytes.Count); at < bytes.Count; at++)
        {
            if (bytes[at] == '"' && !numbersOnly)
            {
                var end = bytes.IndexOf((byte)'"', at + 1);
                return (at, end < 0 ? 1 : end - at + 1);
            }

            if (char.IsAsciiDigit((char)bytes[at]) || (!numbersOnly && char.IsAsciiLetter((char)bytes[at])))
            {
                var end = at;
                while (end < bytes.Count && (char.IsAsciiLetterOrDigit((char)bytes[end]) || bytes[end] == '.'))
                {
                    end++;
                }

                return (at, end - at);
            }
        }

        return (bytes.Count, 0);
    }
}
