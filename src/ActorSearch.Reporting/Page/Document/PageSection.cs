namespace ActorSearch.Reporting.Page.Document;

/// <summary>One key of the page's document and its value as JSON.</summary>
public readonly record struct PageSection(string Name, ReadOnlyMemory<byte> Json);
