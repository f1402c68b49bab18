using System.Globalization;

namespace ActorSearch.Cli.Inputs;

/// <summary>How many trials are trained at a time.</summary>
internal static class WorkerCount
{
    /// <summary>More threads than any machine this runs on has; a larger number is a slip.</summary>
    public const int Max = 1024;

    /// <summary>Reads the number asked for; null where none was.</summary>
    /// <exception cref="InputException">It is no number of workers.</exception>
    public static int? Parse(string? asked) => asked is null ? null : WholeNumber.Parse("--workers", asked, 1, Max);

    /// <summary>The number to run: as asked, else a worker a core, or one a device; never more than there are trials to train.</summary>
    /// <param name="asked">What the command line says.</param>
    /// <param name="isCpu">Whether trials are trained on the processor.</param>
    /// <param name="waiting">Trials still to train.</param>
    public static int Choose(int? asked, bool isCpu, int waiting) =>
        Math.Clamp(asked ?? (isCpu ? Environment.ProcessorCount : 1), 1, Math.Max(waiting, 1));
}

/// <summary>Whole numbers on the command line.</summary>
internal static class WholeNumber
{
    /// <summary>Reads the value of an option.</summary>
    /// <exception cref="InputException">It is no whole number in the range.</exception>
    public static int Parse(string option, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new InputException($"{option}: expected a whole number from {min} to {max}, not '{text}'");
}
