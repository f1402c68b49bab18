using System.Collections.Immutable;

namespace ActorSearch.Core.Space;

/// <summary>What values a hyperparameter may take, and the words that tell a person so.</summary>
public abstract record ParameterKind
{
    private ParameterKind()
    {
    }

    /// <summary>What would be right, to stand after "expected": <c>a whole number from 1 to 64</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether a value is one this kind accepts.</summary>
    public abstract bool Accepts(ParameterValue value);

    /// <summary>A whole number from <paramref name="Min"/> to <paramref name="Max"/>.</summary>
    public sealed record WholeNumber(long Min, long Max) : ParameterKind
    {
        public override string Expected => $"a whole number from {Min} to {Max}";

        public override bool Accepts(ParameterValue value) =>
            value is ParameterValue.Integer i && i.Value >= Min && i.Value <= Max;
    }

    /// <summary>A real number between the bounds; each bound belongs to the range unless it is said to be open.</summary>
    public sealed record RealNumber(double Min, double Max, bool MinOpen = false, bool MaxOpen = false) : ParameterKind
    {
        public override string Expected
        {
            get
            {
                var low = new ParameterValue.Real(Min).ToString();
                var high = new ParameterValue.Real(Max).ToString();
                return $"a number {(MinOpen ? "greater than" : "from")} {low} {(MaxOpen ? "and less than" : "up to")} {high}";
            }
        }

        public override bool Accepts(ParameterValue value) =>
            value is ParameterValue.Real r
            && (MinOpen ? r.Value > Min : r.Value >= Min)
            && (MaxOpen ? r.Value < Max : r.Value <= Max);
    }

    /// <summary>One word of a list.</summary>
    public sealed record OneOf(ImmutableArray<string> Words) : ParameterKind
    {
        public override string Expected => $"one of {string.Join(", ", Words)}";

        public override bool Accepts(ParameterValue value) => value is ParameterValue.Word w && Words.Contains(w.Value);
    }

    /// <summary>True or false.</summary>
    public sealed record Switch : ParameterKind
    {
        public override string Expected => "true or false";

        public override bool Accepts(ParameterValue value) => value is ParameterValue.Flag;
    }

    /// <summary>A list of whole numbers, or one number that stands for every element.</summary>
    public sealed record WholeNumbers(long Min, long Max, bool MayBeEmpty, bool OrOne) : ParameterKind
    {
        /// <summary>No network here is deeper; a longer list is a slip.</summary>
        public const int MaxLength = 64;

        public override string Expected =>
            $"a list of whole numbers from {Min} to {Max}{(OrOne ? ", or one such number" : string.Empty)}";

        public override bool Accepts(ParameterValue value) => value switch
        {
            ParameterValue.Integers list => (MayBeEmpty || !list.Values.IsEmpty)
                && list.Values.Length <= MaxLength
                && list.Values.All(v => v >= Min && v <= Max),
            ParameterValue.Integer one => OrOne && one.Value >= Min && one.Value <= Max,
            _ => false,
        };
    }

    /// <summary>Either a word of a list or a whole number: <c>same</c>, <c>valid</c>, <c>2</c>.</summary>
    public sealed record WordOrNumber(ImmutableArray<string> Words, long Min, long Max) : ParameterKind
    {
        public override string Expected => $"{string.Join(", ", Words)} or a whole number from {Min} to {Max}";

        public override bool Accepts(ParameterValue value) => value switch
        {
            ParameterValue.Word w => Words.Contains(w.Value),
            ParameterValue.Integer i => i.Value >= Min && i.Value <= Max,
            _ => false,
        };
    }
}
