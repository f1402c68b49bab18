using System.Buffers;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>
/// The bytes of one event file as they come (TensorBoard's event.proto and summary.proto). A curve's first value says
/// what kind of curve it is; the later ones need not.
/// </summary>
internal sealed class EventStream
{
    /// <summary>Every event file begins with this.</summary>
    private const string FileVersion = "brain.Event:2";

    private const int FloatType = 1;
    private const int SessionStarts = 1;

    private readonly ArrayBufferWriter<byte> _pending = new();
    private readonly HashSet<string> _described = [];

    /// <summary>Begins a file. What came before in its run, of an attempt that was given up, counts no more.</summary>
    public EventStream(DateTimeOffset at)
    {
        Add(Event(at, step: 0).Text(3, FileVersion));
        Add(Event(at, step: 0).Message(7, new ProtoMessage().Integer(1, SessionStarts)));
    }

    /// <summary>The bytes since <see cref="Take"/>.</summary>
    public ReadOnlySpan<byte> Pending => _pending.WrittenSpan;

    /// <summary>Forgets the bytes, which are written.</summary>
    public void Take() => _pending.ResetWrittenCount();

    /// <summary>Adds values of scalar curves, in single precision, as the format has them.</summary>
    public void Scalars(DateTimeOffset at, long step, IEnumerable<(string Tag, double Value)> values)
    {
        var summary = new ProtoMessage();
        foreach (var (tag, value) in values)
        {
            summary.Message(1, Value(tag, () => Metadata("scalars", [], DataClass.Scalar), Scalar((float)value)));
        }

        if (!summary.Bytes.IsEmpty)
        {
            Add(Event(at, step).Message(5, summary));
        }
    }

    /// <summary>Adds what the table of hyperparameters shows: it lies in the metadata of an empty tensor.</summary>
    public void Describe(DateTimeOffset at, string tag, ProtoMessage data) => Add(Event(at, step: 0).Message(
        5, new ProtoMessage().Message(1, Value(tag, () => Metadata("hparams", data.Bytes, DataClass.Tensor), EmptyTensor()))));

    private static ProtoMessage Event(DateTimeOffset at, long step)
    {
        var message = new ProtoMessage().Double(1, HyperparameterTable.Seconds(at));
        return step == 0 ? message : message.Integer(2, step);
    }

    private static ProtoMessage Metadata(string plugin, ReadOnlySpan<byte> content, DataClass kind)
    {
        var data = new ProtoMessage().Text(1, plugin);
        if (!content.IsEmpty)
        {
            data.Raw(2, content);
        }

        return new ProtoMessage().Message(1, data).Integer(4, (int)kind);
    }

    private static ProtoMessage Scalar(float value) =>
        new ProtoMessage().Integer(1, FloatType).Message(2, new ProtoMessage()).PackedFloat(5, value);

    /// <summary>No numbers: a tensor of one dimension whose size is zero.</summary>
    private static ProtoMessage EmptyTensor() =>
        new ProtoMessage().Integer(1, FloatType).Message(2, new ProtoMessage().Message(2, new ProtoMessage()));

    private ProtoMessage Value(string tag, Func<ProtoMessage> metadata, ProtoMessage tensor)
    {
        var value = new ProtoMessage().Text(1, tag);
        if (_described.Add(tag))
        {
            value.Message(9, metadata());
        }

        return value.Message(8, tensor);
    }

    private void Add(ProtoMessage message) => EventRecord.Write(message.Bytes, _pending);

    private enum DataClass
    {
        Scalar = 1,
        Tensor = 2,
    }
}
