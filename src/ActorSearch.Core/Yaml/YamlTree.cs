using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActorSearch.Core.Yaml;

/// <summary>
/// Reads YAML documents into nodes that remember their lines. Built on the event parser instead of the library's
/// object model, so that depth is bounded and a repeated key is reported with both of its lines.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>The files that are read are a few levels deep; more would only exhaust the stack.</summary>
    private const int MaxDepth = 16;

    private const string NoAnchors = "anchors and aliases are not supported; write the value out";

    private readonly Parser _parser;
    private readonly string? _emptiness;
    private readonly List<YamlError> _errors;

    private YamlTree(Parser parser, string? emptiness, List<YamlError> errors)
    {
        _parser = parser;
        _emptiness = emptiness;
        _errors = errors;
    }

    /// <summary>Reads the text; null, with an error added, where it is not one YAML document.</summary>
    /// <param name="text">The text; a byte order mark at its start is passed over.</param>
    /// <param name="emptiness">What is wrong with a text that holds nothing; null where that means no keys.</param>
    /// <param name="errors">Where errors are added.</param>
    public static YamlNode? Read(string text, string? emptiness, List<YamlError> errors) =>
        ReadAll(text, emptiness, errors, most: 1) is { } documents ? documents[0].Root : null;

    /// <summary>Reads every document of the text, one at least; null, with an error added, where it is not YAML.</summary>
    /// <param name="text">The text; a byte order mark at its start is passed over.</param>
    /// <param name="emptiness">What is wrong with a text that holds nothing; null where that means no keys.</param>
    /// <param name="errors">Where errors are added.</param>
    /// <param name="most">Documents that are read at most; one more is an error.</param>
    public static ImmutableArray<YamlDocument>? ReadAll(string text, string? emptiness, List<YamlError> errors, int most)
    {
        // A byte order mark is no part of the text, and the YAML library would take it for part of the first key.
        text = text.TrimStart('\uFEFF');
        var parser = new Parser(new StringReader(text));
        try
        {
            return new YamlTree(parser, emptiness, errors).ReadDocuments(most);
        }
        catch (YamlException exception)
        {
            // The library points at the beginning of the file where it does not say how far it came; a tab is the usual reason.
            var at = exception.Start.Index > 0 || parser.Current is null ? exception.Start : parser.Current.End;
            if (exception.Start.Index == 0 && TabbedLine(text, (int)at.Line) is { } line)
            {
                errors.Add(new YamlError(line, 1, string.Empty, "not valid YAML: a tab indents the line; expected spaces"));
                return null;
            }

            AddInvalid(errors, text, at, OneLine(exception));
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException
            or OverflowException or IndexOutOfRangeException or NullReferenceException or InvalidCastException)
        {
            // The library's scanner trips over some broken texts, such as a list that is never closed, in ways of its own.
            AddInvalid(errors, text, parser.Current?.End ?? Mark.Empty, "the text cannot be read from here on");
            return null;
        }
    }

    /// <summary>The first line, from one on, that a tab indents; null if there is none.</summary>
    private static int? TabbedLine(string text, int from)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number >= from && line[..^line.TrimStart().Length].Contains('\t'))
            {
                return number;
            }
        }

        return null;
    }

    private static void AddInvalid(List<YamlError> errors, string text, in Mark at, string problem)
    {
        var lines = 1 + text.AsSpan().Count('\n');
        errors.Add(new YamlError(
            Math.Clamp((int)at.Line, 1, lines), Math.Max(1, (int)at.Column), string.Empty, $"not valid YAML: {problem}"));
    }

    private static string OneLine(YamlException exception)
    {
        var message = exception.InnerException is null ? exception.Message : exception.InnerException.Message;
        return message.ReplaceLineEndings(" ").TrimEnd('.');
    }

    private ImmutableArray<YamlDocument>? ReadDocuments(int most)
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            if (_emptiness is null)
            {
                return [new YamlDocument(1, 1, new YamlNode.Mapping(1, 1, []))];
            }

            _errors.Add(new YamlError(1, 1, string.Empty, $"the file is empty; {_emptiness}"));
            return null;
        }

        var documents = ImmutableArray.CreateBuilder<YamlDocument>();
        do
        {
            var start = _parser.Consume<DocumentStart>().Start;
            var document = new YamlDocument((int)start.Line, (int)start.Column, ReadNode(path: string.Empty, depth: 0));
            _parser.Consume<DocumentEnd>();
            documents.Add(document);
        }
        while (!_parser.Accept<StreamEnd>(out _) && documents.Count < most);

        if (!_parser.Accept<StreamEnd>(out _))
        {
            var next = _parser.Current!.Start;
            Add(next, string.Empty, YamlDocument.OneMore);
            return null;
        }

        return documents.ToImmutable();
    }

    private YamlNode ReadNode(string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"nested more than {MaxDepth} levels deep");
        }

        if (_parser.Accept<NodeEvent>(out var node))
        {
            RefuseDecoration(node);
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return ToScalar(scalar);
        }

        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(path, depth + 1));
            }

            return new YamlNode.Sequence((int)sequence.Start.Line, (int)sequence.Start.Column, items.ToImmutable());
        }

        if (_parser.TryConsume<MappingStart>(out var mapping))
        {
            return ReadMapping(mapping, path, depth);
        }

        throw new YamlException(_parser.Current!.Start, _parser.Current.End, NoAnchors);
    }

    /// <summary>An anchor or a tag says something that is not read here; passing over it would change what the file means.</summary>
    private static void RefuseDecoration(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            throw new YamlException(node.Start, node.End, NoAnchors);
        }

        if (!node.Tag.IsEmpty)
        {
            throw new YamlException(node.Start, node.End, "tags are not supported; write the value alone");
        }
    }

    private YamlNode.Mapping ReadMapping(MappingStart start, string path, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(YamlNode.Scalar, YamlNode)>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var keyEvent))
            {
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "expected a key, that is a word before ':'");
            }

            var key = ToScalar(keyEvent);
            var keyPath = path.Length == 0 ? Suggestion.Quote(key.Text) : $"{path}.{Suggestion.Quote(key.Text)}";
            var value = ReadNode(keyPath, depth + 1);
            if (lines.TryGetValue(key.Text, out var first))
            {
                Add(keyEvent.Start, keyPath, $"the key stands twice; it is already on line {first}");
                continue;
            }

            lines.Add(key.Text, key.Line);
            entries.Add((key, value));
        }

        return new YamlNode.Mapping((int)start.Start.Line, (int)start.Start.Column, entries.ToImmutable());
    }

    private static YamlNode.Scalar ToScalar(Scalar scalar) =>
        new((int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value, scalar.Style is ScalarStyle.Plain);

    private void Add(Mark at, string key, string message) =>
        _errors.Add(new YamlError((int)at.Line, (int)at.Column, key, message));
}
