using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number of any type, as operations on tensors take it.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(NativeScalar native, torch.ScalarType type)
    {
        Native = native;
        Type = type;
    }

    internal NativeScalar Native { get; }

    public torch.ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => OfInteger(value, torch.ScalarType.Byte);
    public static implicit operator Scalar(sbyte value) => OfInteger(value, torch.ScalarType.Int8);
    public static implicit operator Scalar(short value) => OfInteger(value, torch.ScalarType.Int16);
    public static implicit operator Scalar(int value) => OfInteger(value, torch.ScalarType.Int32);
    public static implicit operator Scalar(long value) => OfInteger(value, torch.ScalarType.Int64);
    public static implicit operator Scalar(Half value) => OfReal((double)value, torch.ScalarType.Float16);
    public static implicit operator Scalar(float value) => OfReal(value, torch.ScalarType.Float32);
    public static implicit operator Scalar(double value) => OfReal(value, torch.ScalarType.Float64);

    public static implicit operator Scalar(bool value) =>
        new(new NativeScalar(value ? 1 : 0, value ? 1 : 0, NativeScalar.Boolean), torch.ScalarType.Bool);

    /// <summary>Nothing to free here; TorchSharp's scalars are disposable, so these are too.</summary>
    public void Dispose()
    {
    }

    public override string ToString() => Native.Kind switch
    {
        NativeScalar.Integer => Native.IntegerValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NativeScalar.Boolean => Native.IntegerValue != 0 ? "true" : "false",
        _ => Native.RealValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static Scalar OfInteger(long value, torch.ScalarType type) => new(new NativeScalar(value, value, NativeScalar.Integer), type);

    private static Scalar OfReal(double value, torch.ScalarType type) => new(new NativeScalar(value, 0, NativeScalar.Real), type);
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;

    public static float ToSingle(this Scalar value) => (float)value.ToDouble();
    public static double ToDouble(this Scalar value) => value.Native.RealValue;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.ToInt64();
    public static byte ToByte(this Scalar value) => (byte)value.ToInt64();
    public static short ToInt16(this Scalar value) => (short)value.ToInt64();
    public static int ToInt32(this Scalar value) => (int)value.ToInt64();
    public static bool ToBoolean(this Scalar value) => value.Native.Kind == NativeScalar.Real ? value.Native.RealValue != 0 : value.Native.IntegerValue != 0;

    public static long ToInt64(this Scalar value) =>
        value.Native.Kind == NativeScalar.Real ? (long)value.Native.RealValue : value.Native.IntegerValue;
}
