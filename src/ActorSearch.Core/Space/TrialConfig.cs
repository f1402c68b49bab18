using System.Collections.Immutable;
using System.Text;

namespace ActorSearch.Core.Space;

/// <summary>
/// A configuration in canonical form: keys sorted, numbers normalised, keys that equal their default or that mean
/// nothing beside the others left out. Two configurations that train the same network the same way are equal.
/// </summary>
public sealed class TrialConfig : IEquatable<TrialConfig>
{
    /// <summary>The configuration that states nothing.</summary>
    public static readonly TrialConfig Empty = new([]);

    private readonly ImmutableArray<KeyValuePair<string, ParameterValue>> _stated;

    private TrialConfig(ImmutableArray<KeyValuePair<string, ParameterValue>> stated) => _stated = stated;

    /// <summary>The keys that are stated, sorted by ordinal comparison.</summary>
    public ImmutableArray<KeyValuePair<string, ParameterValue>> Stated => _stated;

    /// <summary>Brings stated values into canonical form.</summary>
    /// <param name="values">Values that their hyperparameters accept.</param>
    /// <exception cref="ArgumentException">A name is unknown, or a value is not one that its hyperparameter accepts.</exception>
    public static TrialConfig From(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        var sorted = values.OrderBy(v => v.Key, StringComparer.Ordinal).ToImmutableArray();
        foreach (var (name, value) in sorted)
        {
            var parameter = Hyperparameters.Find(name)
                ?? throw new ArgumentException($"'{name}' is no hyperparameter", nameof(values));
            if (!parameter.Kind.Accepts(value))
            {
                throw new ArgumentException($"{name}: {value} is not {parameter.Kind.Expected}", nameof(values));
            }
        }

        var config = new TrialConfig(sorted);
        config = new TrialConfig(CanonicalLists.Apply(config, sorted));
        config = new TrialConfig(CanonicalKernels.Apply(config));

        // Whether a key applies, and what its default is, depends only on keys that stand earlier in Hyperparameters.All.
        return new TrialConfig(config._stated.RemoveAll(entry =>
        {
            var parameter = Hyperparameters.Find(entry.Key)!;
            return !parameter.AppliesTo(config) || entry.Value.Equals(parameter.Default(config));
        }));
    }

    /// <summary>
    /// Takes values that a store kept in canonical form as they are: what a later version would make of them is no
    /// matter, since the trial was trained as it stands.
    /// </summary>
    internal static TrialConfig FromCanonical(ImmutableArray<KeyValuePair<string, ParameterValue>> stated) => new(stated);

    /// <summary>The configuration without a key on whose value no other key's meaning depends.</summary>
    internal TrialConfig Without(string name) => new(_stated.RemoveAll(e => e.Key == name));

    /// <summary>The value that is stated, or null.</summary>
    public ParameterValue? Find(string name)
    {
        foreach (var entry in _stated)
        {
            if (entry.Key == name)
            {
                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>The value in force: the stated one, or the default; null where the key does not apply or the architecture decides.</summary>
    public ParameterValue? Get(string name)
    {
        var parameter = Hyperparameters.Find(name) ?? throw new ArgumentException($"'{name}' is no hyperparameter", nameof(name));
        return Find(name) ?? (parameter.AppliesTo(this) ? parameter.Default(this) : null);
    }

    /// <summary>A whole number in force.</summary>
    public long GetInteger(string name) => ((ParameterValue.Integer)Get(name)!).Value;

    /// <summary>A real number in force.</summary>
    public double GetReal(string name) => ((ParameterValue.Real)Get(name)!).Value;

    /// <summary>A word in force.</summary>
    public string GetWord(string name) => ((ParameterValue.Word)Get(name)!).Value;

    /// <summary>A switch in force.</summary>
    public bool GetFlag(string name) => ((ParameterValue.Flag)Get(name)!).Value;

    /// <summary>A list in force.</summary>
    public ImmutableArray<long> GetIntegers(string name) => ((ParameterValue.Integers)Get(name)!).Values;

    /// <summary>The canonical form as one line of JSON; the identity of a trial is a hash of it.</summary>
    public string ToCanonicalJson()
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in _stated)
        {
            if (text.Length > 1)
            {
                text.Append(',');
            }

            text.Append('"').Append(name).Append("\":").Append(value.ToCanonicalJson());
        }

        return text.Append('}').ToString();
    }

    public bool Equals(TrialConfig? other) => other is not null && _stated.AsSpan().SequenceEqual(other._stated.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as TrialConfig);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in _stated)
        {
            hash.Add(name);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(" ", _stated.Select(e => $"{e.Key}={e.Value}"));
}
