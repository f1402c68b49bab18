using System.Collections.Immutable;

namespace ActorSearch.Core.Inspection;

/// <summary>One image's way through a network.</summary>
/// <param name="Image">The image.</param>
/// <param name="Prediction">What the network says of it.</param>
/// <param name="Layers">Every layer whose output has rows and columns, in the order of the table.</param>
public sealed record ImageMaps(InspectedImage Image, Prediction Prediction, ImmutableArray<LayerMaps> Layers);
