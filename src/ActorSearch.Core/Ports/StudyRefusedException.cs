namespace ActorSearch.Core.Ports;

/// <summary>A worker cannot train any trial of a study, such as where it lacks the images. It costs no attempt. The message is for people.</summary>
public sealed class StudyRefusedException(string message) : Exception(message);
