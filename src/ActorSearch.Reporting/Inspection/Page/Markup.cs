namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>Text that is HTML already; all other text is escaped.</summary>
internal readonly record struct Markup(string Html);
