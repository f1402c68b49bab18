using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActorSearch.Core.Yaml;

/// <summary>Writes nodes as YAML that reads back as the same nodes, whatever characters they hold.</summary>
internal static class YamlText
{
    /// <summary>The lines of a document, without a marker at its start.</summary>
    public static string Of(YamlNode.Mapping root)
    {
        using var text = new StringWriter { NewLine = "\n" };

        // A folded line would read back as the same text; one line a value is easier on people.
        var emitter = new Emitter(text, EmitterSettings.Default.WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlNode.Scalar scalar:
                emitter.Emit(Event(scalar));
                break;
            case YamlNode.Sequence list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
                foreach (var item in list.Items)
                {
                    Write(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case YamlNode.Mapping mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var (key, value) in mapping.Entries)
                {
                    Write(emitter, key);
                    Write(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            default:
                throw new InvalidOperationException($"unknown node {node}");
        }
    }

    /// <summary>A value without quotes stays so where that is possible: only such a one is a number, a switch or nothing.</summary>
    private static Scalar Event(YamlNode.Scalar scalar) => scalar.IsPlain
        ? new Scalar(
            AnchorName.Empty, TagName.Empty, scalar.IsNull ? "null" : scalar.Text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: true)
        : new Scalar(AnchorName.Empty, TagName.Empty, scalar.Text, ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true);
}
