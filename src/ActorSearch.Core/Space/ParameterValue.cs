using System.Collections.Immutable;
using System.Globalization;

namespace ActorSearch.Core.Space;

/// <summary>The value of one hyperparameter. Values compare by content, and each has exactly one canonical text.</summary>
public abstract record ParameterValue
{
    private ParameterValue()
    {
    }

    /// <summary>The value as people read it: <c>0.001</c>, <c>relu</c>, <c>16-32-64</c>, <c>true</c>.</summary>
    public abstract override string ToString();

    /// <summary>The value as JSON with numbers normalised: the shortest text that reads back as the same number.</summary>
    public abstract string ToCanonicalJson();

    /// <summary>A whole number.</summary>
    public sealed record Integer(long Value) : ParameterValue
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

        public override string ToCanonicalJson() => ToString();
    }

    /// <summary>A finite real number.</summary>
    public sealed record Real(double Value) : ParameterValue
    {
        /// <summary>The number. A negative zero becomes zero: the two are equal, so they must have one text.</summary>
        public double Value { get; init; } = Value == 0 ? 0 : Value;

        /// <inheritdoc />
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);

        public override string ToCanonicalJson() => ToString();
    }

    /// <summary>One word out of a hyperparameter's vocabulary: lower-case letters, digits, <c>_</c> and <c>-</c>.</summary>
    public sealed record Word(string Value) : ParameterValue
    {
        public override string ToString() => Value;

        public override string ToCanonicalJson() => $"\"{Value}\"";
    }

    /// <summary>A switch.</summary>
    public sealed record Flag(bool Value) : ParameterValue
    {
        public override string ToString() => Value ? "true" : "false";

        public override string ToCanonicalJson() => ToString();
    }

    /// <summary>A list of whole numbers, such as the channels of each layer.</summary>
    public sealed record Integers(ImmutableArray<long> Values) : ParameterValue
    {
        public override string ToString() =>
            Values.IsEmpty ? "none" : string.Join('-', Values.Select(v => v.ToString(CultureInfo.InvariantCulture)));

        public override string ToCanonicalJson() =>
            $"[{string.Join(',', Values.Select(v => v.ToString(CultureInfo.InvariantCulture)))}]";

        public bool Equals(Integers? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in Values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
