namespace ActorSearch.Core.Networks;

/// <summary>A layer as a row of a network's table.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">Size of what goes into it; of a residual block's sum, what goes into the block.</param>
public readonly record struct LayerRow(LayerPlan Layer, ImageShape Input);
