using System.Collections.Immutable;

namespace ActorSearch.Core.Yaml;

/// <summary>A piece of a YAML document that remembers where it stands.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What it is, to stand after "not".</summary>
    public abstract string Describe { get; }

    /// <summary>A single value.</summary>
    /// <param name="Line">Line, from 1.</param>
    /// <param name="Column">Column, from 1.</param>
    /// <param name="Text">Its text, without quotes.</param>
    /// <param name="IsPlain">Whether it stands without quotes; only such a one can be a number, a switch or nothing.</param>
    public sealed record Scalar(int Line, int Column, string Text, bool IsPlain) : YamlNode(Line, Column)
    {
        public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

        public override string Describe => IsNull ? "nothing" : IsPlain ? $"'{Suggestion.Quote(Text)}'" : $"the text \"{Suggestion.Quote(Text)}\"";
    }

    /// <summary>A list.</summary>
    public sealed record Sequence(int Line, int Column, ImmutableArray<YamlNode> Items) : YamlNode(Line, Column)
    {
        public override string Describe => "a list";
    }

    /// <summary>Keys with values, in the file's order. Keys are distinct.</summary>
    public sealed record Mapping(int Line, int Column, ImmutableArray<(Scalar Key, YamlNode Value)> Entries) : YamlNode(Line, Column)
    {
        public override string Describe => "keys with values";
    }
}
