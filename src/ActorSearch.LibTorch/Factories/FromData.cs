using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of the shape and values of an array of any rank.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static unsafe Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var shape = new long[rawArray.Rank];
        for (var d = 0; d < shape.Length; d++) shape[d] = rawArray.GetLongLength(d);
        var type = ScalarTypeOf(rawArray.GetType().GetElementType()!);
        var data = MemoryMarshal.CreateReadOnlySpan(
            ref MemoryMarshal.GetArrayDataReference(rawArray), checked((int)(rawArray.LongLength * type.ElementSize())));
        return FromBytes(data, type, shape, dtype, device, requires_grad, names);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <summary><paramref name="count"/> elements of a one-dimensional array from <paramref name="offset"/> (in elements) on, copied.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var type = ScalarTypeOf(rawArray.GetType().GetElementType()!);
        if (count < 0) count = rawArray.LongLength - offset;
        if (offset < 0 || count < 0 || offset + count > rawArray.LongLength)
            throw new ArgumentException($"{count} elements from {offset} on are not within an array of {rawArray.LongLength}.");
        var all = MemoryMarshal.CreateReadOnlySpan(
            ref MemoryMarshal.GetArrayDataReference(rawArray), checked((int)(rawArray.LongLength * type.ElementSize())));
        var size = type.ElementSize();
        return FromBytes(all.Slice((int)(offset * size), (int)(count * size)), type, [count], dtype, null, requires_grad, null);
    }

    private static Tensor FromData<T>(
        ReadOnlySpan<T> data, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged =>
        FromBytes(MemoryMarshal.AsBytes(data), ScalarTypeOf(typeof(T)), dimensions, dtype, device, requires_grad, names);

    private static unsafe Tensor FromBytes(
        ReadOnlySpan<byte> data, ScalarType type, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        NoNames(names);
        device ??= CPU;
        fixed (byte* source = data)
        fixed (long* p = shape)
        {
            var result = NativeMethods.ast_from_data(
                source, data.Length, (int)type, p, shape.Length, Call.Number(dtype), (int)device.type, device.index);
            return WithGradient(Call.Wrap(result), requires_grad);
        }
    }

    private static void NoNames(string[]? names)
    {
        if (names is not null) throw new NotSupportedException("Named dimensions are not supported here.");
    }
}
