namespace ActorSearch.Faults.Scenarios;

/// <summary>A way for things to go wrong, and what must hold all the same.</summary>
internal interface IScenario
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Lets things go wrong.</summary>
    /// <exception cref="Processes.Breach">A promise was broken.</exception>
    /// <exception cref="Processes.SkippedException">This machine does not allow it.</exception>
    Task RunAsync(FaultsOptions options, Tally tally);
}
