using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// Calls of one shape each. They check the outcome and keep the operands alive until the native side is done with them,
/// which a bare handle would not.
/// </summary>
internal static unsafe class Call
{
    [SuppressMessage("Usage", "CA2201", Justification = "TorchSharp throws it, so callers catch it.")]
    internal static ExternalException LastError() =>
        new(Marshal.PtrToStringUTF8((nint)NativeMethods.ast_last_error()) is { Length: > 0 } message
            ? message
            : "libtorch failed without a message.");

    internal static torch.Tensor Wrap(nint handle) => handle == 0 ? throw LastError() : new torch.Tensor(handle);

    internal static void Check(int status)
    {
        if (status != 0) throw LastError();
    }

    internal static torch.Tensor Unary(delegate*<nint, nint> f, torch.Tensor a)
    {
        var result = f(a.Handle);
        GC.KeepAlive(a);
        return Wrap(result);
    }

    internal static torch.Tensor InPlace(delegate*<nint, int> f, torch.Tensor a)
    {
        Check(f(a.Handle));
        return a;
    }

    internal static torch.Tensor Binary(delegate*<nint, nint, nint> f, torch.Tensor a, torch.Tensor b)
    {
        var result = f(a.Handle, b.Handle);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return Wrap(result);
    }

    internal static torch.Tensor InPlace(delegate*<nint, nint, int> f, torch.Tensor a, torch.Tensor b)
    {
        Check(f(a.Handle, b.Handle));
        GC.KeepAlive(b);
        return a;
    }

    internal static torch.Tensor WithScalar(delegate*<nint, NativeScalar, nint> f, torch.Tensor a, Scalar b)
    {
        var result = f(a.Handle, b.Native);
        GC.KeepAlive(a);
        return Wrap(result);
    }

    internal static torch.Tensor InPlace(delegate*<nint, NativeScalar, int> f, torch.Tensor a, Scalar b)
    {
        Check(f(a.Handle, b.Native));
        return a;
    }

    internal static torch.Tensor WithSizes(delegate*<nint, long*, long, nint> f, torch.Tensor a, ReadOnlySpan<long> sizes)
    {
        fixed (long* p = sizes)
        {
            var result = f(a.Handle, p, sizes.Length);
            GC.KeepAlive(a);
            return Wrap(result);
        }
    }

    internal static torch.Tensor WithDim(delegate*<nint, long, int, nint> f, torch.Tensor a, long dim, bool keepdim)
    {
        var result = f(a.Handle, dim, keepdim ? 1 : 0);
        GC.KeepAlive(a);
        return Wrap(result);
    }

    internal static nint HandleOrNull(torch.Tensor? t) => t is null ? 0 : t.Handle;

    internal static int Number(bool value) => value ? 1 : 0;

    internal static int Number(torch.ScalarType? type) => type is { } t ? (int)t : -1;
}
