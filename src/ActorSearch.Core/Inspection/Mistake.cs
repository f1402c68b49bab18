namespace ActorSearch.Core.Inspection;

/// <summary>An image that was answered wrongly.</summary>
public sealed record Mistake(Prediction Prediction, InspectedImage Image);
