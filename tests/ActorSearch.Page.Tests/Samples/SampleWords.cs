namespace ActorSearch.Page.Tests.Samples;

/// <summary>Texts of a study that come from outside; null takes an ordinary one.</summary>
internal sealed record SampleWords(
    string? Study = null, string? Worker = null, string? Reason = null, string? Machine = null, string? Source = null)
{
    public static readonly SampleWords Plain = new();
}
