namespace ActorSearch.Core.Space;

/// <summary>One key that a trial's configuration may hold.</summary>
/// <param name="Name">Its name in experiment files and reports.</param>
/// <param name="Section">The section of the experiment file that may fix it; <c>space</c> may vary any.</param>
/// <param name="Kind">The values it may take.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Default">
/// What a configuration means that does not state it, given the keys it does state; null where the architecture
/// has a layout of its own. A default is part of a trial's identity and never changes.
/// </param>
/// <param name="AppliesTo">Whether the key means anything beside the others; a key that does not is left out.</param>
public sealed record Hyperparameter(
    string Name,
    ParameterSection Section,
    ParameterKind Kind,
    string Summary,
    Func<TrialConfig, ParameterValue?> Default,
    Func<TrialConfig, bool> AppliesTo);
