using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorSearch.Core.Space;

namespace ActorSearch.Core.Protocol;

/// <summary>
/// Writes a configuration as its canonical JSON. The kind of each hyperparameter says how its value is read back, so
/// <c>1</c> is a real number where real numbers belong.
/// </summary>
internal sealed class TrialConfigConverter : JsonConverter<TrialConfig>
{
    /// <summary>Values that are kept; what a peer sends must not fill the memory.</summary>
    private const int MaxKept = 10_000;

    /// <summary>Values seen before: a grid of a hundred thousand points has a few dozen, and each is kept once.</summary>
    private readonly ConcurrentDictionary<ParameterValue, ParameterValue> _values = new();

    /// <summary>Number of values kept; the dictionary's own count would take all of its locks.</summary>
    private int _kept;

    public override TrialConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a configuration is an object");
        }

        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, ParameterValue>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var parameter = Hyperparameters.Find(name)
                ?? throw new JsonException($"'{name}' is no hyperparameter of this version of the program");
            reader.Read();
            var value = ReadValue(ref reader, parameter.Kind);
            if (!parameter.Kind.Accepts(value))
            {
                throw new JsonException($"{name}: {value} is not {parameter.Kind.Expected}");
            }

            values.Add(KeyValuePair.Create(parameter.Name, Shared(value)));
        }

        return TrialConfig.FromCanonical(values.DrainToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, TrialConfig value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToCanonicalJson(), skipInputValidation: true);

    private ParameterValue Shared(ParameterValue value)
    {
        if (_values.TryGetValue(value, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _kept) < MaxKept && _values.TryAdd(value, value))
        {
            Interlocked.Increment(ref _kept);
        }

        return value;
    }

    private static ParameterValue ReadValue(ref Utf8JsonReader reader, ParameterKind kind)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return new ParameterValue.Flag(true);
            case JsonTokenType.False:
                return new ParameterValue.Flag(false);
            case JsonTokenType.String:
                return new ParameterValue.Word(reader.GetString()!);
            case JsonTokenType.Number when kind is ParameterKind.RealNumber:
                return new ParameterValue.Real(reader.GetDouble());
            case JsonTokenType.Number when reader.TryGetInt64(out var whole):
                return new ParameterValue.Integer(whole);
            case JsonTokenType.StartArray:
                var values = ImmutableArray.CreateBuilder<long>();
                while (reader.Read() && reader.TokenType == JsonTokenType.Number)
                {
                    values.Add(reader.GetInt64());
                }

                return new ParameterValue.Integers(values.DrainToImmutable());
            default:
                throw new JsonException($"a {reader.TokenType} is no value of a hyperparameter");
        }
    }
}
