namespace ActorSearch.Page.Tests.Samples;

/// <summary>Texts that would do harm where they are taken for anything but text; each would set <c>globalThis.marked</c>.</summary>
internal static class HostileWords
{
    public const string Script = "</script><script>globalThis.marked = 1</script>";

    public const string Study = "\"><img src=x onerror=\"globalThis.marked=1\"> &amp; <!-- <script> '\u202Etxt\u202C\" \U0001F680";

    /// <summary>The study's name as the page shows it: what turns the direction of writing is spelled out.</summary>
    public const string ShownStudy = "\"><img src=x onerror=\"globalThis.marked=1\"> &amp; <!-- <script> '\\u202etxt\\u202c\" \U0001F680";

    public static readonly SampleWords All = new(
        Study,
        Worker: $"{Script}{{{{constructor}}}}\u05E2\u05D1\u05E8\u05D9\u05EA",
        Reason: $"<!--<script>{Script}\u2028\u2029\0\u001b[2J \U0001F469\u200D\U0001F52C \uD800 {new string('x', 100_000)}",
        Machine: $"{Script} \"'`${{globalThis.marked=1}}",
        Source: $"# {Script}\n# <!-- <script> javascript:globalThis.marked=1\nstudy: x\n# {new string('y', 100_000)}\n");
}
