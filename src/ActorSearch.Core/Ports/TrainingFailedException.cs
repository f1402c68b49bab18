namespace ActorSearch.Core.Ports;

/// <summary>A trainer failed as a whole, and with it the attempts at hand. The message is for people.</summary>
public sealed class TrainingFailedException(string message) : Exception(message);
