namespace ActorSearch.Reporting.Inspection.Pictures;

/// <summary>A picture and how to read its colours.</summary>
/// <param name="Raster">The picture.</param>
/// <param name="Legend">What its colours mean; empty for a photo.</param>
internal sealed record Picture(Raster Raster, string Legend);
