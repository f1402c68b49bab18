using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Call.WithSizes(&NativeMethods.ast_reshape, this, shape);

        public Tensor view(params long[] shape) => Call.WithSizes(&NativeMethods.ast_view, this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor permute(params long[] permutation) => Call.WithSizes(&NativeMethods.ast_permute, this, permutation);

        public Tensor expand(params long[] sizes) => Call.WithSizes(&NativeMethods.ast_expand, this, sizes);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor repeat(params long[] sizes) => Call.WithSizes(&NativeMethods.ast_repeat, this, sizes);

        public Tensor flip(params long[] dims) => Call.WithSizes(&NativeMethods.ast_flip, this, dims);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => WithTwo(&NativeMethods.ast_flatten, start_dim, end_dim);

        public Tensor transpose(long dim0, long dim1) => WithTwo(&NativeMethods.ast_transpose, dim0, dim1);

        public Tensor t() => Call.Unary(&NativeMethods.ast_t, this);

        public Tensor T => t();

        public Tensor unsqueeze(long dim) => WithOne(&NativeMethods.ast_unsqueeze, dim);

        public Tensor squeeze(long? dim = null) =>
            dim is { } d ? WithOne(&NativeMethods.ast_squeeze_dim, d) : Call.Unary(&NativeMethods.ast_squeeze, this);

        public Tensor narrow(long dim, long start, long length)
        {
            var result = NativeMethods.ast_narrow(Handle, dim, start, length);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        public Tensor slice(long dim, long start, long finish, long step)
        {
            var result = NativeMethods.ast_slice(Handle, dim, start, finish, step);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        public Tensor select(long dim, long index) => WithTwo(&NativeMethods.ast_select, dim, index);

        public Tensor index_select(long dim, Tensor index) => Along(&NativeMethods.ast_index_select, dim, index);

        public Tensor gather(long dim, Tensor index) => Along(&NativeMethods.ast_gather, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src)
        {
            var result = NativeMethods.ast_scatter(Handle, dim, index.Handle, src.Handle);
            GC.KeepAlive(this);
            GC.KeepAlive(index);
            GC.KeepAlive(src);
            return Call.Wrap(result);
        }

        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            Call.Check(NativeMethods.ast_scatter_(Handle, dim, index.Handle, src.Handle));
            GC.KeepAlive(index);
            GC.KeepAlive(src);
            return this;
        }

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            Call.Check(NativeMethods.ast_index_add_(Handle, dim, index.Handle, source.Handle, alpha.Native));
            GC.KeepAlive(index);
            GC.KeepAlive(source);
            return this;
        }

        public Tensor nonzero() => Call.Unary(&NativeMethods.ast_nonzero, this);

        public Tensor contiguous() => Call.Unary(&NativeMethods.ast_contiguous, this);

        /// <summary>Parts of <paramref name="size"/> along <paramref name="dim"/>; the last one may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0)
        {
            var length = Dimensions == 0 ? 1 : this.size(dim);
            var handles = new nint[Math.Max(1, size <= 0 ? 1 : (length + size - 1) / size)];
            fixed (nint* p = handles) Call.Check(NativeMethods.ast_split(Handle, size, dim, p, handles.Length));
            return Array.ConvertAll(handles, h => new Tensor(h));
        }

        private Tensor WithOne(delegate*<nint, long, nint> f, long a)
        {
            var result = f(Handle, a);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        private Tensor WithTwo(delegate*<nint, long, long, nint> f, long a, long b)
        {
            var result = f(Handle, a, b);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        private Tensor Along(delegate*<nint, long, nint, nint> f, long dim, Tensor index)
        {
            var result = f(Handle, dim, index.Handle);
            GC.KeepAlive(this);
            GC.KeepAlive(index);
            return Call.Wrap(result);
        }
    }
}
