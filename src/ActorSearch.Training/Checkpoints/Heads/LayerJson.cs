using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Core.Networks;

namespace ActorSearch.Training.Checkpoints.Heads;

/// <summary>
/// Writes the layers of a network so that a program in any language can build it again: a list of objects, each with its
/// kind, its name (which begins the names of its tensors), the sizes of what goes in and comes out, and its numbers.
/// </summary>
internal static class LayerJson
{
    /// <summary>Writes a list of layers.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<LayerPlan> layers)
    {
        writer.WriteStartArray();
        foreach (var layer in layers)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", KindOf(layer));
            writer.WriteString("name", layer.Name);
            WriteNumbers(writer, layer);
            Write(writer, "output", layer.Output);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a size as channels, height and width.</summary>
    public static void Write(Utf8JsonWriter writer, string name, ImageShape shape)
    {
        writer.WriteStartArray(name);
        writer.WriteNumberValue(shape.Channels);
        writer.WriteNumberValue(shape.Height);
        writer.WriteNumberValue(shape.Width);
        writer.WriteEndArray();
    }

    private static string KindOf(LayerPlan layer) => layer switch
    {
        LayerPlan.Convolution => "convolution",
        LayerPlan.BatchNormalisation => "batch_normalisation",
        LayerPlan.Activation => "activation",
        LayerPlan.Pooling => "pooling",
        LayerPlan.GlobalPooling => "global_pooling",
        LayerPlan.Resize => "resize",
        LayerPlan.Dropout => "dropout",
        LayerPlan.Residual => "residual",
        LayerPlan.Flatten => "flatten",
        LayerPlan.Linear => "linear",
        LayerPlan.LogSoftmax => "log_softmax",
        _ => throw new InvalidOperationException($"layer {layer.Name}: no word for {layer.Description}"),
    };

    private static void WriteNumbers(Utf8JsonWriter writer, LayerPlan layer)
    {
        switch (layer)
        {
            case LayerPlan.Convolution l:
                Write(writer, "input", l.Input);
                writer.WriteNumber("kernel", l.Kernel);
                writer.WriteNumber("stride", l.Stride);
                writer.WriteNumber("padding", l.Padding);
                writer.WriteBoolean("bias", l.HasBias);
                writer.WriteString("method", l.Method);
                break;
            case LayerPlan.Activation l:
                writer.WriteString("function", l.Function);
                break;
            case LayerPlan.Pooling l:
                writer.WriteString("function", l.Kind);
                writer.WriteNumber("side", l.Side);
                writer.WriteNumber("stride", l.Stride);
                writer.WriteNumber("padding", l.Padding);
                break;
            case LayerPlan.Dropout l:
                writer.WriteNumber("rate", l.Rate);
                writer.WriteBoolean("whole_channels", l.WholeChannels);
                break;
            case LayerPlan.Linear l:
                writer.WriteNumber("inputs", l.Inputs);
                break;
            case LayerPlan.Residual l:
                Write(writer, "input", l.Input);
                writer.WritePropertyName("body");
                Write(writer, l.Body);
                writer.WritePropertyName("shortcut");
                Write(writer, l.Shortcut);
                break;
        }
    }
}
