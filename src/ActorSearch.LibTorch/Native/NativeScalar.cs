using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>A number as the native side takes it: <c>Number</c> in native/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeScalar(double real, long integer, long kind)
{
    internal const long Integer = 0, Real = 1, Boolean = 2;

    internal readonly double RealValue = real;
    internal readonly long IntegerValue = integer;
    internal readonly long Kind = kind;

    internal static NativeScalar One => new(1, 1, Integer);
}
