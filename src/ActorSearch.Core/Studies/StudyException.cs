namespace ActorSearch.Core.Studies;

/// <summary>A command that makes no sense in the study's present state: a mistake of the program that sent it.</summary>
public sealed class StudyException(string message) : Exception(message);
