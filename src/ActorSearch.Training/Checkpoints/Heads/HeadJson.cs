using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Trials;

namespace ActorSearch.Training.Checkpoints.Heads;

/// <summary>The head of a checkpoint as JSON.</summary>
internal static class HeadJson
{
    /// <summary>The form of the head; another meaning takes another number.</summary>
    private const int Format = 1;

    /// <summary>Writes a head.</summary>
    public static byte[] Write(CheckpointHead head)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            Write(writer, head);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, CheckpointHead head)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("study", head.Study);
        writer.WriteNumber("seed", head.Seed);
        writer.WriteString("trial", head.Trial.ToString());
        writer.WritePropertyName("config");
        writer.WriteRawValue(head.Config.ToCanonicalJson());
        writer.WriteNumber("replicate", head.Replicate);
        writer.WriteStartObject("objective");
        writer.WriteString("metric", head.Objective.MetricName);
        writer.WriteString("mode", head.Objective.Maximize ? "max" : "min");
        writer.WriteEndObject();
        WriteFigure(writer, "value", head.Value);
        writer.WriteNumber("epoch", head.Epoch);
        LayerJson.Write(writer, "image", head.Plan.Input);
        writer.WriteNumber("classes", head.Plan.Classes);
        writer.WriteStartArray("class_names");
        foreach (var name in head.ClassNames)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        WriteNormalise(writer, head.Normalise);
        writer.WriteString("data_fingerprint", head.DataFingerprint);
        writer.WritePropertyName("layers");
        LayerJson.Write(writer, head.Plan.Layers);
        writer.WriteEndObject();
    }

    private static void WriteNormalise(Utf8JsonWriter writer, Normalisation? normalise)
    {
        if (normalise is null)
        {
            writer.WriteNull("normalise");
            return;
        }

        writer.WriteStartObject("normalise");
        WriteFigures("mean", normalise.Mean);
        WriteFigures("std", normalise.Deviation);
        writer.WriteEndObject();

        void WriteFigures(string name, ImmutableArray<double> values)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>A figure, or the word for one that JSON has no number for.</summary>
    private static void WriteFigure(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Reads a head.</summary>
    /// <exception cref="FormatException">It is none that this version of the program wrote.</exception>
    public static CheckpointHead Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException
            or OverflowException or IndexOutOfRangeException or InvalidCastException)
        {
            throw new FormatException($"its head cannot be read: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    private static CheckpointHead Read(JsonElement json)
    {
        if (json.GetProperty("format").GetInt32() != Format)
        {
            throw new FormatException($"its head has format {json.GetProperty("format")}, and this version of the program reads {Format}");
        }

        var config = TrialConfigJson.Read(json.GetProperty("config"));
        var replicate = json.GetProperty("replicate").GetInt32();
        var trial = TrialId.Parse(Text(json, "trial"));
        if (TrialId.Of(config, replicate) != trial)
        {
            throw new FormatException($"its head names the configuration of another trial than {trial}");
        }

        var sizes = json.GetProperty("image");
        var image = new ImageShape(Size(sizes[0]), Size(sizes[1]), Size(sizes[2]));
        var network = NetworkPlanner.Plan(config, image, Size(json.GetProperty("classes"))) is NetworkPlanning.Planned planned
            ? planned.Network
            : throw new FormatException("its head names a configuration whose network cannot be built");
        RequireLayers(json.GetProperty("layers"), network);
        return new CheckpointHead(
            Text(json, "study"),
            json.GetProperty("seed").GetUInt64(),
            trial,
            config,
            replicate,
            ReadObjective(json.GetProperty("objective")),
            ReadFigure(json.GetProperty("value")),
            json.GetProperty("epoch").GetInt32(),
            network,
            [.. json.GetProperty("class_names").EnumerateArray().Select(n => n.GetString() ?? string.Empty)],
            ReadNormalise(json.GetProperty("normalise")),
            Text(json, "data_fingerprint"));
    }

    /// <summary>The network is laid out anew; where that gives other layers, the weights mean something else.</summary>
    private static void RequireLayers(JsonElement layers, NetworkPlan network)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            LayerJson.Write(writer, network.Layers);
        }

        using var expected = JsonDocument.Parse(stream.ToArray());
        if (!JsonElement.DeepEquals(layers, expected.RootElement))
        {
            throw new FormatException("its layers are not those that this version of the program gives the configuration");
        }
    }

    private static Objective ReadObjective(JsonElement json) =>
        Objective.MetricsByName.TryGetValue(Text(json, "metric"), out var metric) && Text(json, "mode") is "max" or "min"
            ? new Objective(metric, Text(json, "mode") == "max")
            : throw new FormatException("its head names an objective that this version of the program does not know");

    private static Normalisation? ReadNormalise(JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : new Normalisation(
            [.. json.GetProperty("mean").EnumerateArray().Select(v => v.GetDouble())],
            [.. json.GetProperty("std").EnumerateArray().Select(v => v.GetDouble())]);

    private static double ReadFigure(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? double.Parse(json.GetString()!, CultureInfo.InvariantCulture)
        : json.GetDouble();

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"its head has no {name}");

    private static int Size(JsonElement json) =>
        json.GetInt32() is > 0 and var size ? size : throw new FormatException("its head has a size that is not above 0");
}
