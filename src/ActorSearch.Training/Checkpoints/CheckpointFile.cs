using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using ActorSearch.Training.Checkpoints.Heads;
using ActorSearch.Training.Checkpoints.Pickles;
using ActorSearch.Training.Checkpoints.Zip;
using static TorchSharp.torch;

namespace ActorSearch.Training.Checkpoints;

/// <summary>
/// Weights in a file that <c>torch.load</c> opens, also with <c>weights_only=True</c>: a state dictionary, and beside it
/// a record of its own that says what the weights belong to. The same weights give the same bytes.
/// </summary>
public static class CheckpointFile
{
    /// <summary>How the names of files end.</summary>
    public const string Extension = ".pt";

    /// <summary>How the names of files end that are being written.</summary>
    internal const string UnfinishedExtension = ".tmp";

    private const string Folder = "archive/";
    private const string HeadRecord = Folder + "actorsearch.json";
    private const string PickleRecord = Folder + "data.pkl";
    private const string OrderRecord = Folder + "byteorder";

    private const int MaxHeadBytes = 1 << 20;
    private const int MaxPickleBytes = 1 << 20;

    /// <summary>Writes a checkpoint: whoever looks finds no file, the old one or the whole new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">What the weights belong to.</param>
    /// <param name="tensors">Weights and buffers by their names, as <c>state_dict</c> gives them; on any device.</param>
    /// <exception cref="CheckpointException">The disk refuses, or the weights are more than a file can hold; nothing was changed.</exception>
    public static void Write(string path, CheckpointHead head, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Guid.NewGuid():n}{UnfinishedExtension}");
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, head, tensors);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(unfinished);
            throw new CheckpointException($"{path}: weights cannot be written: {exception.Message}", exception);
        }
        catch (CheckpointException exception)
        {
            Remove(unfinished);
            throw new CheckpointException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads what a checkpoint's weights belong to.</summary>
    /// <exception cref="CheckpointException">There is no such file, or it is no checkpoint of this program.</exception>
    public static CheckpointHead ReadHead(string path) => Read(path, ReadHead);

    /// <summary>Puts a checkpoint's weights into a network, on whatever device it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">A network whose state dictionary has the same names, types and sizes.</param>
    /// <exception cref="CheckpointException">There is no such file, it is no checkpoint of this program, or one of another network; the network may hold some of its weights.</exception>
    public static void Restore(string path, nn.Module network) => Read(path, zip =>
    {
        using var scope = NewDisposeScope();
        Restore(zip, network.state_dict());
        return true;
    });

    internal static CheckpointHead ReadHead(ZipReader zip) => HeadJson.Read(zip.Read(HeadRecord, MaxHeadBytes));

    internal static void Write(Stream stream, CheckpointHead head, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var stored = tensors.Select(t => new StoredTensor(t.Key, t.Value.dtype, [.. t.Value.shape])).ToImmutableArray();
        var zip = new ZipWriter(stream);
        zip.Add(PickleRecord, StateDictPickle.Write(stored));
        zip.Add(OrderRecord, "little"u8);
        zip.Add(HeadRecord, HeadJson.Write(head));
        for (var i = 0; i < stored.Length; i++)
        {
            zip.Add(ValuesRecord(i), Values(tensors[stored[i].Name], stored[i]));
        }

        zip.Add(Folder + "version", "3\n"u8);
        zip.Finish();
    }

    private static T Read<T>(string path, Func<ZipReader, T> read)
    {
        try
        {
            // Asked before opening: pipes and devices have no length, and opening a pipe would wait for ever.
            if (new FileInfo(path) is { Exists: true, Length: 0 })
            {
                throw new FormatException("it is empty, or no ordinary file");
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return read(new ZipReader(stream));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException($"{path}: there is no such file; expected the weights of a trial", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new CheckpointException($"{path}: is no checkpoint that actorsearch wrote: {exception.Message}", exception);
        }
    }

    private static void Restore(ZipReader zip, Dictionary<string, Tensor> tensors)
    {
        if (!zip.Read(OrderRecord, 16).AsSpan().SequenceEqual("little"u8))
        {
            throw new FormatException("its numbers are not stored with the lowest byte first");
        }

        var stored = StateDictPickle.Read(zip.Read(PickleRecord, MaxPickleBytes));
        var expected = tensors.Select(t => new StoredTensor(t.Key, t.Value.dtype, [.. t.Value.shape])).ToImmutableArray();
        if (expected.Except(stored).Concat(stored.Except(expected)).FirstOrDefault() is { } odd)
        {
            throw new FormatException($"its weights are not those of the network: {odd.Name} is missing, of another size, or not expected");
        }

        if (stored.Length != expected.Length)
        {
            throw new FormatException("it holds weights of one name twice");
        }

        using var noGradient = no_grad();
        for (var i = 0; i < stored.Length; i++)
        {
            using var scope = NewDisposeScope();
            var bytes = zip.Read(ValuesRecord(i), stored[i].Bytes);
            if (bytes.Length != stored[i].Bytes)
            {
                throw new FormatException($"{stored[i].Name} has {bytes.Length} bytes, where {stored[i].Bytes} are expected");
            }

            tensors[stored[i].Name].copy_(Values(bytes, stored[i]));
        }
    }

    private static string ValuesRecord(int number) => string.Create(CultureInfo.InvariantCulture, $"{Folder}data/{number}");

    private static ReadOnlySpan<byte> Values(Tensor tensor, StoredTensor stored)
    {
        using var scope = NewDisposeScope();
        var values = tensor.detach().cpu();
        if (stored.Bytes > Array.MaxLength)
        {
            throw new CheckpointException($"{stored.Name} takes 2 GiB or more; a checkpoint holds smaller tensors");
        }

        return stored.Type == float32
            ? MemoryMarshal.AsBytes(values.data<float>().ToArray().AsSpan())
            : MemoryMarshal.AsBytes(values.data<long>().ToArray().AsSpan());
    }

    private static Tensor Values(byte[] bytes, StoredTensor stored) => stored.Type == float32
        ? tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), [.. stored.Shape], dtype: float32)
        : tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), [.. stored.Shape], dtype: int64);

    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left is taken for nothing, and cleared away with the next weights.
        }
    }
}
