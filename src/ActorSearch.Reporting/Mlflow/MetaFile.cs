using System.Globalization;
using System.Text;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>
/// The text of a <c>meta.yaml</c>, keys sorted as MLflow sorts them. Every text is quoted, so that an identity of digits
/// stays a text, and is ASCII: MLflow reads these files in the machine's own encoding.
/// </summary>
internal sealed class MetaFile
{
    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);

    /// <summary>Adds a text.</summary>
    public MetaFile Text(string key, string value)
    {
        _entries[key] = Quoted(value);
        return this;
    }

    /// <summary>Adds a number, or nothing.</summary>
    public MetaFile Number(string key, long? value)
    {
        _entries[key] = value?.ToString(CultureInfo.InvariantCulture) ?? "null";
        return this;
    }

    /// <summary>Adds an empty list.</summary>
    public MetaFile EmptyList(string key)
    {
        _entries[key] = "[]";
        return this;
    }

    public override string ToString() => string.Concat(_entries.Select(e => $"{e.Key}: {e.Value}\n"));

    /// <summary>The value of a key at the beginning of a line, without quotes; null where there is none.</summary>
    public static string? Find(string meta, string key)
    {
        foreach (var line in meta.Split('\n'))
        {
            if (line.StartsWith($"{key}:", StringComparison.Ordinal))
            {
                return line[(key.Length + 1)..].Trim().Trim('\'', '"');
            }
        }

        return null;
    }

    /// <summary>YAML's double-quoted style (YAML 1.1, 5.6); a character beyond 16 bits takes eight digits, two halves are none.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' or '\\' => $"\\{rune}",
                >= ' ' and <= '~' => rune.ToString(),
                <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            });
        }

        return quoted.Append('"').ToString();
    }
}
