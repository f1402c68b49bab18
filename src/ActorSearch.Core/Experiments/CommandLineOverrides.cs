using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>
/// What options of a command line change in an experiment. They become a document of their own after the file's, so that
/// the text alone says what was run, whatever machine reads it.
/// </summary>
/// <param name="Small">Whether the small size is asked for.</param>
/// <param name="DataFolder">The folder that holds the images; null for the file's.</param>
/// <param name="Settings">Keys and values, such as <c>training.epochs=2</c>; a later one wins over an earlier one.</param>
public sealed record CommandLineOverrides(bool Small, string? DataFolder, ImmutableArray<string> Settings)
{
    private const string Expected = "expected KEY=VALUE such as training.epochs=2 or space.kernel_size=[3, 5]";
    private const int MaxKeyLength = 200;

    /// <summary>No change.</summary>
    public static CommandLineOverrides None { get; } = new(false, null, []);

    /// <summary>The file's text with the changes after it, or what is wrong with them: a line each, for people.</summary>
    /// <param name="text">A text that is YAML by itself; where it is not, it comes back as it is for its reader to say so.</param>
    public (string Text, ImmutableArray<string> Problems) AppendTo(string text)
    {
        if (!Small && DataFolder is null && Settings.IsEmpty)
        {
            return (text, []);
        }

        var problems = ImmutableArray.CreateBuilder<string>();
        var root = Changes(problems);
        if (problems.Count > 0)
        {
            return (text, problems.ToImmutable());
        }

        var overrides = "--- # what the command line changes\n" + YamlText.Of(root);
        var errors = new List<YamlError>();
        if (YamlTree.Read(overrides, emptiness: null, errors) is null)
        {
            return (text, [.. errors.Select(e => $"--set: {e.Message}")]);
        }

        // Options after a text that is broken would only be blamed for it.
        if (YamlTree.ReadAll(text, emptiness: string.Empty, errors, int.MaxValue) is null)
        {
            return (text, []);
        }

        var whole = text + (text.EndsWith('\n') ? string.Empty : "\n") + overrides;
        return whole.Length <= ExperimentReader.MaxCharacters || text.Length > ExperimentReader.MaxCharacters
            ? (whole, [])
            : (text, [$"--set: with the options the experiment has {whole.Length} characters; at most {ExperimentReader.MaxCharacters} are read"]);
    }

    private YamlNode.Mapping Changes(ImmutableArray<string>.Builder problems)
    {
        var changes = new YamlNode.Mapping(1, 1, []);
        if (Small)
        {
            changes = With(changes, ["small"], Plain("true"));
        }

        if (DataFolder is { Length: 0 })
        {
            problems.Add("--data: the name is empty; expected a folder");
        }
        else if (DataFolder is not null && !IsUnicode(DataFolder))
        {
            problems.Add("--data: the name is no Unicode text");
        }
        else if (DataFolder is not null)
        {
            changes = With(changes, ["dataset", "path"], new YamlNode.Scalar(1, 1, DataFolder, IsPlain: false));
        }

        foreach (var setting in Settings)
        {
            if (Read(setting, problems) is var (path, value))
            {
                changes = With(changes, path, value);
            }
        }

        return With(new YamlNode.Mapping(1, 1, []), ["overrides"], changes);
    }

    private (string[] Path, YamlNode Value)? Read(string setting, ImmutableArray<string>.Builder problems)
    {
        var at = setting.IndexOf('=', StringComparison.Ordinal);
        var key = at < 0 ? setting : setting[..at];
        var path = key.Split('.');
        if (at < 0 || key.Length > MaxKeyLength || !path.All(IsKey))
        {
            problems.Add($"--set: {Expected}, not '{Suggestion.Quote(setting)}'");
            return null;
        }

        if (!IsUnicode(setting))
        {
            problems.Add($"--set {key}: the value is no Unicode text");
            return null;
        }

        if (DataFolder is not null && key == "dataset.path")
        {
            problems.Add("--data and --set dataset.path name two folders; expected one of them");
            return null;
        }

        var text = setting.AsSpan(at + 1).TrimStart();
        if (text.IsEmpty || text[0] == '#')
        {
            problems.Add($"--set {key}: expected a value after '='; one that begins with '#' needs quotes");
            return null;
        }

        var errors = new List<YamlError>();
        if (YamlTree.Read(text.ToString(), emptiness: string.Empty, errors) is { } value)
        {
            return (path, value);
        }

        problems.AddRange(errors.Select(e => $"--set {key}: {e.Message}"));
        return null;
    }

    /// <summary>Whether a text has no half of a character, which no file could hold.</summary>
    private static bool IsUnicode(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    private static bool IsKey(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static YamlNode.Mapping With(YamlNode.Mapping changes, ReadOnlySpan<string> path, YamlNode value)
    {
        for (var i = path.Length - 1; i >= 0; i--)
        {
            value = new YamlNode.Mapping(1, 1, [(Plain(path[i]), value)]);
        }

        return YamlMerge.Merge(changes, (YamlNode.Mapping)value);
    }

    private static YamlNode.Scalar Plain(string text) => new(1, 1, text, IsPlain: true);
}
