namespace ActorSearch.Reporting.Comparison;

/// <summary>The forms in which two studies are set side by side.</summary>
public enum ComparisonFormat
{
    /// <summary>Plain text with aligned columns.</summary>
    Table,

    /// <summary>GitHub's Markdown.</summary>
    Markdown,

    /// <summary>One object; see docs/REPORT.md.</summary>
    Json,

    /// <summary>RFC 4180, one record a point.</summary>
    Csv,
}
