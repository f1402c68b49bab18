using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A handle on a libtorch tensor. It belongs to the dispose scope open on the thread that made it, if there is one;
    /// without a scope its maker disposes it, or the garbage collector does some day.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        private nint handle;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            var alive = Interlocked.Increment(ref totalCount);
            // A peak that two threads reach at once may be one too low; it is a figure for people.
            if (alive > Volatile.Read(ref peakCount)) Volatile.Write(ref peakCount, alive);
            if (register) DisposeScopeStack.OfThread.Current?.Include(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many handles the whole process holds now.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <summary>The most handles the whole process ever held at once.</summary>
        public static long PeakCount => Volatile.Read(ref peakCount);

        /// <exception cref="ObjectDisposedException">The tensor is disposed already.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(GetType().Name, "This tensor is disposed already.");

        public bool IsInvalid => handle == 0;

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var mine = Interlocked.Exchange(ref handle, 0);
            if (mine == 0) return;
            NativeMethods.ast_free(mine);
            Interlocked.Decrement(ref totalCount);
        }

        /// <summary>Takes the handle away from this object, which counts as disposed from now on.</summary>
        [SuppressMessage("Usage", "CA1816", Justification = "There is nothing left to finalize.")]
        internal nint MoveHandle()
        {
            var moved = Handle;
            handle = 0;
            Interlocked.Decrement(ref totalCount);
            GC.SuppressFinalize(this);
            return moved;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of every scope: the caller owns it from now on.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } owner) owner.MoveToOther(other, this);
            else other?.Attach(this);
            return this;
        }

        /// <summary>A second handle on the same tensor.</summary>
        public Tensor alias() => Call.Wrap(NativeMethods.ast_alias(Handle));

        public long Dimensions => NativeMethods.ast_dim(Handle);

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements => NativeMethods.ast_numel(Handle);

        public long numel() => NumberOfElements;

        public long ElementSize => NativeMethods.ast_element_size(Handle);

        public long element_size() => ElementSize;

        public ScalarType dtype => (ScalarType)NativeMethods.ast_dtype(Handle);

        public DeviceType device_type => (DeviceType)NativeMethods.ast_device_type(Handle);

        public int device_index => NativeMethods.ast_device_index(Handle);

        public Device device => device_type == DeviceType.CPU ? CPU : new Device(device_type, device_index);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_contiguous() => NativeMethods.ast_is_contiguous(Handle) != 0;

        public unsafe long[] shape
        {
            get
            {
                var result = new long[Dimensions];
                fixed (long* p = result) NativeMethods.ast_sizes(Handle, p);
                return result;
            }
        }

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)Dimensions : dim];

        public unsafe long[] stride()
        {
            var result = new long[Dimensions];
            fixed (long* p = result) NativeMethods.ast_strides(Handle, p);
            return result;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>Same shape, type and elements.</summary>
        public unsafe bool Equals(Tensor target)
        {
            if (ReferenceEquals(this, target)) return true;
            int result;
            Call.Check(NativeMethods.ast_equal(Handle, target.Handle, &result));
            GC.KeepAlive(target);
            return result != 0;
        }

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        /// <summary>Shape, type and device, e.g. <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString() =>
            handle == 0
                ? "a disposed tensor"
                : $"[{string.Join("x", shape.Select(n => n.ToString(CultureInfo.InvariantCulture)))}], type = {dtype}, device = {device}";
    }
}
