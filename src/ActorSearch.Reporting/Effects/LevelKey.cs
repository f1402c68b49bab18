using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Effects;

/// <summary>A level as something to sort and group by: none first, then switches, numbers, words, lists.</summary>
internal readonly record struct LevelKey(ParameterValue? Value) : IComparable<LevelKey>
{
    public int CompareTo(LevelKey other) => (Value, other.Value) switch
    {
        (ParameterValue.Flag a, ParameterValue.Flag b) => a.Value.CompareTo(b.Value),
        (ParameterValue.Word a, ParameterValue.Word b) => string.CompareOrdinal(a.Value, b.Value),
        (ParameterValue.Integers a, ParameterValue.Integers b) => a.Values.AsSpan().SequenceCompareTo(b.Values.AsSpan()),
        (ParameterValue.Integer or ParameterValue.Real, ParameterValue.Integer or ParameterValue.Real) =>
            Number(Value).CompareTo(Number(other.Value)),
        _ => Class(Value).CompareTo(Class(other.Value)),
    };

    private static double Number(ParameterValue value) =>
        value is ParameterValue.Integer integer ? integer.Value : ((ParameterValue.Real)value).Value;

    private static int Class(ParameterValue? value) => value switch
    {
        null => 0,
        ParameterValue.Flag => 1,
        ParameterValue.Integer or ParameterValue.Real => 2,
        ParameterValue.Word => 3,
        _ => 4,
    };
}
