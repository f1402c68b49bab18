namespace ActorSearch.Simulation;

/// <summary>A promise of the study that a run saw broken.</summary>
public sealed class SimulationException(string message) : Exception(message)
{
    /// <summary>Throws unless the promise holds.</summary>
    public static void Require(bool holds, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(nameof(holds))] ref BrokenPromise broken)
    {
        if (!holds)
        {
            throw new SimulationException(broken.ToString());
        }
    }

    /// <summary>The text of a broken promise; built only where it broke, since most hold.</summary>
    [System.Runtime.CompilerServices.InterpolatedStringHandler]
    public readonly ref struct BrokenPromise
    {
        private readonly System.Text.StringBuilder? _text;

        public BrokenPromise(int literalLength, int formattedCount, bool holds, out bool isNeeded)
        {
            isNeeded = !holds;
            _text = holds ? null : new System.Text.StringBuilder(literalLength + (16 * formattedCount));
        }

        public void AppendLiteral(string value) => _text!.Append(value);

        public void AppendFormatted<T>(T value) => _text!.Append(value);

        public override string ToString() => _text?.ToString() ?? string.Empty;
    }
}
