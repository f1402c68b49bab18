using System.Text.Json.Serialization;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>What all trials of a study have in common, as the ledger keeps it.</summary>
/// <param name="Name">The study's name in the store.</param>
/// <param name="Seed">The number that every random draw derives from.</param>
/// <param name="DataSet">The images asked for.</param>
/// <param name="DataFingerprint">SHA-256 over the images and labels of all splits; a worker checks its own copy against it.</param>
/// <param name="Image">Size of one image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Objective">What is looked for.</param>
/// <param name="MaxAttempts">Failed attempts after which a trial is given up.</param>
/// <param name="Source">The experiment file's text.</param>
/// <param name="Curves">What is measured along the way; null for the metrics of every epoch alone.</param>
/// <param name="TrainImages">
/// Number of training images, which with the batch size makes the steps of an epoch; null unless measurements are counted in steps.
/// </param>
/// <param name="ValidationImages">
/// Number of validation images, which tells how far accuracies differ by chance; null in stores of older versions.
/// </param>
public sealed record StudyDefinition(
    string Name,
    ulong Seed,
    DataSetSpec DataSet,
    string DataFingerprint,
    ImageShape Image,
    int Classes,
    Objective Objective,
    int MaxAttempts,
    string Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Curves? Curves = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? TrainImages = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ValidationImages = null)
{
    /// <summary>Number of training images, as recorded or else as the file states it; null where neither says.</summary>
    [JsonIgnore]
    public int? KnownTrainImages => TrainImages ?? DataSet.Train;

    /// <summary>Number of validation images, as recorded or else as the file states it; null where neither says.</summary>
    [JsonIgnore]
    public int? KnownValidationImages => ValidationImages ?? DataSet.Validation;
}
