namespace ActorSearch.Training.Devices;

/// <summary>A device that was asked for and cannot be had. The message is for people.</summary>
public sealed class DeviceException(string message) : Exception(message);
