using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements in the machine's memory.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not on the CPU.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged => new(this);

        /// <summary>The one element of a tensor that has one. On a GPU this waits for everything queued before.</summary>
        public unsafe T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"item() needs a tensor of one element; this one has shape [{string.Join(", ", shape)}].");
            TensorAccessor<T>.CheckType(this);
            if (is_cpu()) return *(T*)DataPointer();
            using var here = cpu();
            return *(T*)here.DataPointer();
        }

        /// <summary>The one element, as a number of any type.</summary>
        public unsafe Scalar ToScalar()
        {
            var type = dtype;
            if (torch.is_floating_point(type))
            {
                double real;
                Call.Check(NativeMethods.ast_item_double(Handle, &real));
                return new Scalar(new NativeScalar(real, 0, NativeScalar.Real), type);
            }

            long integer;
            Call.Check(NativeMethods.ast_item_int64(Handle, &integer));
            return new Scalar(
                new NativeScalar(integer, integer, type == ScalarType.Bool ? NativeScalar.Boolean : NativeScalar.Integer), type);
        }

        /// <summary>The memory of a contiguous tensor on the CPU. Valid as long as the tensor is.</summary>
        public unsafe Span<byte> bytes
        {
            get => new((void*)ContiguousMemory(), checked((int)(NumberOfElements * ElementSize)));
            set
            {
                var memory = bytes;
                if (memory.Length != value.Length)
                    throw new ArgumentException($"The tensor holds {memory.Length} bytes, but {value.Length} are given.");
                value.CopyTo(memory);
            }
        }

        private nint ContiguousMemory()
        {
            if (!is_cpu()) throw new InvalidOperationException($"The elements of a tensor on {device} cannot be read in place; copy it with cpu() first.");
            if (!is_contiguous()) throw new InvalidOperationException("The elements of a tensor that is not contiguous are not one span; call contiguous() first.");
            return DataPointer();
        }

        internal unsafe nint DataPointer()
        {
            void* pointer;
            Call.Check(NativeMethods.ast_data_ptr(Handle, &pointer));
            return (nint)pointer;
        }

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}

public static class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>The tensor as a parameter; the tensor itself becomes empty.</summary>
    public static Modules.Parameter AsParameter(this torch.Tensor tensor) => new(tensor);

    /// <summary>The bytes that one element of this type takes.</summary>
    public static int ElementSize(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 => 8,
        _ => throw new ArgumentException($"{type} is not supported here."),
    };
}
