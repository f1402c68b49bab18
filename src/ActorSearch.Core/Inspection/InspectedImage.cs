using System.Collections.Immutable;
using ActorSearch.Core.Networks;

namespace ActorSearch.Core.Inspection;

/// <summary>A test image to show.</summary>
/// <param name="Number">Its number within the test split, from 0.</param>
/// <param name="Shape">Its size.</param>
/// <param name="Pixels">Bytes [channels, rows, columns], row-major.</param>
public sealed record InspectedImage(int Number, ImageShape Shape, ImmutableArray<byte> Pixels);
