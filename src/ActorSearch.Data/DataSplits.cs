using ActorSearch.Core.Studies;

namespace ActorSearch.Data;

/// <summary>What a study trains, chooses and is tested on: three disjoint sets of images of one shape.</summary>
/// <param name="Name">The data set's name in the experiment file.</param>
/// <param name="Train">Images to train on.</param>
/// <param name="Validation">Images that the objective is measured on.</param>
/// <param name="Test">Images that the ranking never looks at.</param>
/// <param name="Fingerprint">
/// SHA-256 of shapes, pixels and labels of the three sets in this order, as 64 lower-case hexadecimal digits:
/// two machines with the same fingerprint train on the same bytes.
/// </param>
/// <param name="ClassNames">The class of each label.</param>
public sealed record DataSplits(
    string Name,
    ImageSet Train,
    ImageSet Validation,
    ImageSet Test,
    string Fingerprint,
    IReadOnlyList<string> ClassNames)
{
    /// <summary>Why these are not the images of a study, in a sentence; null where they are.</summary>
    public string? FindProblem(StudyDefinition study) => Fingerprint == study.DataFingerprint
        ? null
        : $"the images of {Name} are not those that study {study.Name} was begun with: "
            + $"fingerprint {Fingerprint}, expected {study.DataFingerprint}";
}
