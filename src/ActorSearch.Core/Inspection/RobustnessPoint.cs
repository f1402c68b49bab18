namespace ActorSearch.Core.Inspection;

/// <summary>Accuracy with all images changed in one way.</summary>
/// <param name="Amount">How much: degrees counter-clockwise, or the deviation of the noise in grey levels of 255.</param>
/// <param name="Accuracy">Share of images answered rightly, 0 to 1.</param>
/// <param name="Example">One of the images, changed so.</param>
public sealed record RobustnessPoint(int Amount, double Accuracy, InspectedImage Example);
