using System.Collections.Immutable;
using static TorchSharp.torch;

namespace ActorSearch.Training.Checkpoints.Pickles;

/// <summary>A tensor of a checkpoint, without its values.</summary>
/// <param name="Name">Its name in the state dictionary.</param>
/// <param name="Type">What its values are: 32-bit floats, or 64-bit whole numbers.</param>
/// <param name="Shape">Its sizes.</param>
internal sealed record StoredTensor(string Name, ScalarType Type, ImmutableArray<long> Shape)
{
    /// <summary>Number of its values.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>Bytes of its values.</summary>
    public long Bytes => checked(Elements * (Type == float32 ? sizeof(float) : sizeof(long)));

    /// <summary>Steps from one element to the next, in each dimension, as they are stored.</summary>
    public ImmutableArray<long> Strides => [.. Shape.Select((_, i) => Shape.Skip(i + 1).Aggregate(1L, (product, size) => checked(product * size)))];

    /// <summary>What PyTorch calls the storage of such values.</summary>
    public string Storage => StorageOf(Type) ?? throw new CheckpointException($"{Name}: values of type {Type} cannot be kept");

    /// <summary>The types of values that are kept, by the storage's name.</summary>
    public static ScalarType? TypeOf(string storage) => storage switch
    {
        "FloatStorage" => float32,
        "LongStorage" => int64,
        _ => null,
    };

    private static string? StorageOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => "FloatStorage",
        ScalarType.Int64 => "LongStorage",
        _ => null,
    };

    public bool Equals(StoredTensor? other) =>
        other is not null && Name == other.Name && Type == other.Type && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, Type, Shape.Length);
}
