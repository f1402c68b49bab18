using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor clone() => Call.Unary(&NativeMethods.ast_clone, this);

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Call.Check(NativeMethods.ast_copy_(Handle, source.Handle, Call.Number(nonBlocking)));
            GC.KeepAlive(source);
            return this;
        }

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = NativeMethods.ast_to_dtype(Handle, (int)type, Call.Number(non_blocking), Call.Number(copy));
            return Moved(result, disposeAfter);
        }

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = NativeMethods.ast_to_device(Handle, (int)deviceType, deviceIndex, -1, Call.Number(non_blocking), Call.Number(copy));
            return Moved(result, disposeAfter);
        }

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = NativeMethods.ast_to_device(
                Handle, (int)device.type, device.index, (int)type, Call.Number(non_blocking), Call.Number(copy));
            return Moved(result, disposeAfter);
        }

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor cpu() => to(DeviceType.CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        public Tensor @bool() => to_type(ScalarType.Bool);
        public Tensor @byte() => to_type(ScalarType.Byte);
        public Tensor @char() => to_type(ScalarType.Int8);
        public Tensor @short() => to_type(ScalarType.Int16);
        public Tensor @int() => to_type(ScalarType.Int32);
        public Tensor @long() => to_type(ScalarType.Int64);
        public Tensor half() => to_type(ScalarType.Float16);
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);

        private Tensor Moved(nint result, bool disposeAfter)
        {
            var moved = Call.Wrap(result);
            if (disposeAfter) Dispose();
            GC.KeepAlive(this);
            return moved;
        }
    }
}
