namespace ActorSearch.Reporting.Writing;

/// <summary>The forms in which a study's report is written.</summary>
public enum ReportFormat
{
    /// <summary>Plain text with aligned columns.</summary>
    Table,

    /// <summary>RFC 4180, one record a trial.</summary>
    Csv,

    /// <summary>One object; see docs/REPORT.md.</summary>
    Json,

    /// <summary>JSON Lines: one object a trial.</summary>
    JsonLines,

    /// <summary>GitHub's Markdown.</summary>
    Markdown,
}
