namespace ActorSearch.Core.Yaml;

/// <summary>One document of a text that may hold several.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Root">What it holds.</param>
internal sealed record YamlDocument(int Line, int Column, YamlNode Root)
{
    /// <summary>What is wrong with a document that nobody expects.</summary>
    public const string OneMore = "a second document begins here; expected one a file";
}
