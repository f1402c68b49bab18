namespace ActorSearch.Faults.Processes;

/// <summary>Something that this machine does not allow, such as network namespaces to somebody who is not root. The message says what.</summary>
public sealed class SkippedException(string reason) : Exception(reason);
