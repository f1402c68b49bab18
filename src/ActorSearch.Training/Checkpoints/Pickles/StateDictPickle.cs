using System.Collections.Immutable;
using System.Globalization;
using static ActorSearch.Training.Checkpoints.Pickles.Opcodes;

namespace ActorSearch.Training.Checkpoints.Pickles;

/// <summary>
/// The pickle of a state dictionary: an OrderedDict of tensors, the values of each in a record of its own, numbered in
/// their order. It names no class but those that <c>torch.load(weights_only=True)</c> allows.
/// </summary>
internal static class StateDictPickle
{
    /// <summary>No weights have more.</summary>
    private const int MaxDimensions = 8;

    /// <summary>Writes the pickle.</summary>
    public static byte[] Write(IReadOnlyList<StoredTensor> tensors)
    {
        using var stream = new MemoryStream();
        var writer = new PickleWriter(stream);
        writer.Write([Protocol, 2]);
        WriteEmptyDictionary(writer);
        writer.Write([Mark]);
        for (var i = 0; i < tensors.Count; i++)
        {
            WriteTensor(writer, tensors[i], i);
        }

        writer.Write([SetItems, Stop]);
        return stream.ToArray();
    }

    private static void WriteTensor(PickleWriter writer, StoredTensor tensor, int number)
    {
        writer.WriteText(tensor.Name);
        writer.WriteGlobal(MakeTensor);
        writer.Write([Mark, Mark]);
        writer.WriteText("storage");
        writer.WriteGlobal($"torch\n{tensor.Storage}\n");
        writer.WriteText(number.ToString(CultureInfo.InvariantCulture));
        writer.WriteText("cpu");
        writer.WriteInteger(tensor.Elements);
        writer.Write([EndTuple, PersistentId]);
        writer.WriteInteger(0);
        WriteSizes(writer, tensor.Shape);
        WriteSizes(writer, tensor.Strides);
        writer.Write([False]);
        WriteEmptyDictionary(writer);
        writer.Write([EndTuple, Reduce]);
    }

    private static void WriteEmptyDictionary(PickleWriter writer)
    {
        writer.WriteGlobal(Dictionary);
        writer.Write([EmptyTuple, Reduce]);
    }

    private static void WriteSizes(PickleWriter writer, ImmutableArray<long> sizes)
    {
        writer.Write([Mark]);
        foreach (var size in sizes)
        {
            writer.WriteInteger(size);
        }

        writer.Write([EndTuple]);
    }

    /// <summary>
    /// Reads a pickle that <see cref="Write"/> wrote: instruction by instruction it must be what is written for the tensors
    /// that it names, so nothing in it can do anything.
    /// </summary>
    /// <exception cref="FormatException">It is another pickle.</exception>
    public static ImmutableArray<StoredTensor> Read(ReadOnlySpan<byte> pickle)
    {
        var reader = new PickleReader(pickle);
        var tensors = ImmutableArray.CreateBuilder<StoredTensor>();
        reader.Expect([Protocol, 2]);
        ExpectEmptyDictionary(ref reader);
        reader.Expect([Mark]);
        while (reader.Next != SetItems)
        {
            tensors.Add(ReadTensor(ref reader, tensors.Count));
        }

        reader.Expect([SetItems, Stop]);
        reader.ExpectEnd();
        return tensors.DrainToImmutable();
    }

    private static StoredTensor ReadTensor(ref PickleReader reader, int number)
    {
        var name = reader.ReadText();
        reader.ExpectGlobal(MakeTensor);
        reader.Expect([Mark, Mark]);
        reader.ExpectText("storage");
        var storage = reader.ReadGlobal();
        var type = storage.StartsWith("torch\n", StringComparison.Ordinal) && StoredTensor.TypeOf(storage[6..^1]) is { } known
            ? known
            : throw new FormatException($"{name} has values of a type other than 32-bit floats and 64-bit whole numbers");
        reader.ExpectText(number.ToString(CultureInfo.InvariantCulture));
        reader.ExpectText("cpu");
        var elements = reader.ReadInteger();
        reader.Expect([EndTuple, PersistentId]);
        reader.ExpectInteger(0);
        var tensor = new StoredTensor(name, type, ReadSizes(ref reader));
        var strides = ReadSizes(ref reader);
        if (elements != tensor.Elements || !strides.AsSpan().SequenceEqual(tensor.Strides.AsSpan()))
        {
            throw new FormatException($"the values of {name} are not stored one after the other");
        }

        reader.Expect([False]);
        ExpectEmptyDictionary(ref reader);
        reader.Expect([EndTuple, Reduce]);
        return tensor;
    }

    private static void ExpectEmptyDictionary(ref PickleReader reader)
    {
        reader.ExpectGlobal(Dictionary);
        reader.Expect([EmptyTuple, Reduce]);
    }

    private static ImmutableArray<long> ReadSizes(ref PickleReader reader)
    {
        var sizes = ImmutableArray.CreateBuilder<long>();
        reader.Expect([Mark]);
        while (reader.Next != EndTuple && sizes.Count < MaxDimensions)
        {
            sizes.Add(reader.ReadInteger());
        }

        reader.Expect([EndTuple]);
        return sizes.DrainToImmutable();
    }
}
