using System.Collections.Immutable;
using ActorSearch.Core.Space;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests;

/// <summary>Draws values that their hyperparameters accept, edges of their ranges among them.</summary>
internal static class RandomConfigs
{
    /// <summary>Values of one hyperparameter.</summary>
    public static Gen<ParameterValue> ValuesOf(Hyperparameter parameter) => parameter.Kind switch
    {
        ParameterKind.WholeNumber k => Whole(k.Min, k.Max).Select(v => (ParameterValue)new ParameterValue.Integer(v)),
        ParameterKind.RealNumber k => Gen.Elements(k.Min, k.Max, 0.5, 0.1, 0.001, 1e-7, 0.3, 12.5, 1e-300)
            .Select(v => (ParameterValue)new ParameterValue.Real(v)).Where(k.Accepts),
        ParameterKind.OneOf k => Gen.Elements(k.Words.ToArray()).Select(w => (ParameterValue)new ParameterValue.Word(w)),
        ParameterKind.Switch => Gen.Elements(true, false).Select(f => (ParameterValue)new ParameterValue.Flag(f)),
        ParameterKind.WholeNumbers k => Lists(k),
        ParameterKind.WordOrNumber k => Gen.OneOf(
            Gen.Elements(k.Words.ToArray()).Select(w => (ParameterValue)new ParameterValue.Word(w)),
            Whole(k.Min, k.Max).Select(v => (ParameterValue)new ParameterValue.Integer(v))),
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Kind, "no such kind"),
    };

    /// <summary>Values stated for some of the hyperparameters, in random order.</summary>
    public static Gen<ImmutableArray<KeyValuePair<string, ParameterValue>>> Stated { get; } =
        from count in Gen.Choose(0, Hyperparameters.All.Length)
        from order in Gen.Shuffle(Hyperparameters.All.ToArray())
        from values in Gen.CollectToArray(order.Take(count).Select(p => ValuesOf(p).Select(v => KeyValuePair.Create(p.Name, v))))
        select values.ToImmutableArray();

    /// <summary>Configurations.</summary>
    public static Gen<TrialConfig> Any { get; } = Stated.Select(s => TrialConfig.From(s));

    private static Gen<ParameterValue> Lists(ParameterKind.WholeNumbers kind)
    {
        var lists =
            from length in Gen.Choose(kind.MayBeEmpty ? 0 : 1, 5)
            from values in Gen.ListOf(Whole(kind.Min, kind.Max), length)
            select (ParameterValue)new ParameterValue.Integers([.. values]);
        return kind.OrOne
            ? Gen.OneOf(lists, Whole(kind.Min, kind.Max).Select(v => (ParameterValue)new ParameterValue.Integer(v)))
            : lists;
    }

    private static Gen<long> Whole(long min, long max) => Gen.OneOf(
        Gen.Choose((int)min, (int)Math.Min(max, min + 6)).Select(v => (long)v), Gen.Elements(min, max));
}
