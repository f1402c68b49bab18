using System.Globalization;

namespace ActorSearch.Cli.Inputs;

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
