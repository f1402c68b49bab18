using System.Collections.Immutable;
using ActorSearch.Core.Networks;

namespace ActorSearch.Core.Inspection;

/// <summary>What one layer makes of one image: a map for each channel.</summary>
/// <param name="Layer">The layer, as the table of layers has it.</param>
/// <param name="Shown">Number of maps here: the first of them.</param>
/// <param name="Values">Values [shown, rows, columns], row-major.</param>
public sealed record LayerMaps(LayerPlan Layer, int Shown, ImmutableArray<float> Values)
{
    /// <summary>Channels whose every value is 0 for this image, among those here.</summary>
    public int Silent
    {
        get
        {
            var area = Layer.Output.Height * Layer.Output.Width;
            return Enumerable.Range(0, Shown).Count(i => !Values.AsSpan(i * area, area).ContainsAnyExcept(0f));
        }
    }
}
