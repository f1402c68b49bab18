using System.Collections;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a tensor in the machine's memory, in the order of its subscripts whatever its strides.
/// Use it while the tensor is alive.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly T* start;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        CheckType(tensor);
        if (!tensor.is_cpu())
            throw new InvalidOperationException($"The elements of a tensor on {tensor.device} cannot be read in place; copy it with cpu() first.");
        this.tensor = tensor;
        start = (T*)tensor.DataPointer();
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => start[Offset(indices)];
        set => start[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies from element <paramref name="tensorIndex"/> on, as many as there are and fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var n = (int)Math.Min(target.Length, Count - tensorIndex);
        if (n <= 0) return;
        if (contiguous) new ReadOnlySpan<T>(start + tensorIndex, n).CopyTo(target);
        else for (var i = 0; i < n; i++) target[i] = start[Offset(tensorIndex + i)];
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var n = (int)Math.Min(source.Length, Count - tensorIndex);
        if (n <= 0) return;
        if (contiguous) source[..n].CopyTo(new Span<T>(start + tensorIndex, n));
        else for (var i = 0; i < n; i++) start[Offset(tensorIndex + i)] = source[i];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to free: the memory is the tensor's.</summary>
    public void Dispose()
    {
    }

    internal static void CheckType(torch.Tensor tensor)
    {
        if (torch.ScalarTypeOf(typeof(T)) != tensor.dtype)
            throw new ArgumentException($"The elements are {tensor.dtype}, not {typeof(T).Name}.");
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1) return Offset(indices[0]);
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices for {shape.Length} dimensions.");
        long offset = 0;
        for (var d = 0; d < indices.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= shape[d])
                throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[d]} of dimension {d} is not within 0..{shape[d] - 1}.");
            offset += indices[d] * strides[d];
        }

        return offset;
    }

    private long Offset(long flat)
    {
        if (flat < 0 || flat >= Count) throw new ArgumentOutOfRangeException(nameof(flat), $"Index {flat} is not within 0..{Count - 1}.");
        if (contiguous) return flat;
        long offset = 0;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            offset += flat % shape[d] * strides[d];
            flat /= shape[d];
        }

        return offset;
    }
}
