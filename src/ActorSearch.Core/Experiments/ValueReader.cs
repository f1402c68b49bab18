using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Space;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>Turns nodes into hyperparameter values of a kind.</summary>
internal static class ValueReader
{
    /// <summary>The value, or null where the node is not one that the kind accepts.</summary>
    public static ParameterValue? Read(YamlNode node, ParameterKind kind)
    {
        var value = (kind, node) switch
        {
            (ParameterKind.WholeNumber, YamlNode.Scalar s) => WholeNumber(s),
            (ParameterKind.RealNumber, YamlNode.Scalar s) => RealNumber(s),
            (ParameterKind.OneOf, YamlNode.Scalar s) => new ParameterValue.Word(s.Text),
            (ParameterKind.Switch, YamlNode.Scalar s) => Switch(s),
            (ParameterKind.WholeNumbers, YamlNode.Scalar s) => WholeNumber(s),
            (ParameterKind.WholeNumbers, YamlNode.Sequence list) => WholeNumbers(list),
            (ParameterKind.WordOrNumber, YamlNode.Scalar s) => WholeNumber(s) ?? new ParameterValue.Word(s.Text),
            _ => null,
        };
        return value is not null && kind.Accepts(value) ? value : null;
    }

    /// <summary>A whole number without quotes, or null.</summary>
    public static ParameterValue? WholeNumber(YamlNode.Scalar scalar) =>
        scalar.IsPlain && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new ParameterValue.Integer(value)
            : null;

    /// <summary>A finite number without quotes, or null.</summary>
    public static ParameterValue.Real? RealNumber(YamlNode.Scalar scalar) =>
        scalar.IsPlain
        && double.TryParse(
            scalar.Text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value)
        && double.IsFinite(value)
            ? new ParameterValue.Real(value == 0 ? 0 : value)
            : null;

    /// <summary>True or false without quotes, or null.</summary>
    public static ParameterValue.Flag? Switch(YamlNode.Scalar scalar) => scalar switch
    {
        { IsPlain: true, Text: "true" or "True" or "TRUE" } => new ParameterValue.Flag(true),
        { IsPlain: true, Text: "false" or "False" or "FALSE" } => new ParameterValue.Flag(false),
        _ => null,
    };

    private static ParameterValue.Integers? WholeNumbers(YamlNode.Sequence list)
    {
        var values = ImmutableArray.CreateBuilder<long>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (item is not YamlNode.Scalar scalar || WholeNumber(scalar) is not ParameterValue.Integer number)
            {
                return null;
            }

            values.Add(number.Value);
        }

        return new ParameterValue.Integers(values.MoveToImmutable());
    }
}
