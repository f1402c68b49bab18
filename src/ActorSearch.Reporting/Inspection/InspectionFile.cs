namespace ActorSearch.Reporting.Inspection;

/// <summary>A file of the page.</summary>
/// <param name="Name">Its name within the page's folder, with <c>/</c> between folders.</param>
/// <param name="Content">Its bytes.</param>
public sealed record InspectionFile(string Name, ReadOnlyMemory<byte> Content);
