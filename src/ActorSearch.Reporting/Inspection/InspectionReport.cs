using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Inspection;
using ActorSearch.Reporting.SingleTrial;

namespace ActorSearch.Reporting.Inspection;

/// <summary>A look inside a trial's network, with the trial.</summary>
/// <param name="Trial">The trial as the ledger has it.</param>
/// <param name="ClassNames">The class of each label.</param>
/// <param name="Weights">Where the weights come from, as the end of a sentence: <c>kept in FILE</c>.</param>
/// <param name="Found">What was found.</param>
public sealed record InspectionReport(
    TrialReport Trial, ImmutableArray<string> ClassNames, string Weights, NetworkInspection Found)
{
    /// <summary>The name of a class; its number where it has none.</summary>
    public string ClassName(int label) =>
        label < ClassNames.Length ? ClassNames[label] : label.ToString(CultureInfo.InvariantCulture);
}
