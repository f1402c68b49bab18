using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor sum(ScalarType? type = null)
        {
            var result = NativeMethods.ast_sum(Handle, Call.Number(type));
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Over(&NativeMethods.ast_sum_dim, dim, Call.Number(keepdim), Call.Number(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)[dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)[dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Call.Unary(&NativeMethods.ast_mean, this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Over(&NativeMethods.ast_mean_dim, dimensions, Call.Number(keepdim), Call.Number(type));

        public Tensor var(bool unbiased = true) => Spread(&NativeMethods.ast_var, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Over(&NativeMethods.ast_var_dim, dimensions, Call.Number(unbiased), Call.Number(keepdim)));

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor std(bool unbiased = true) => Spread(&NativeMethods.ast_std, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Over(&NativeMethods.ast_std_dim, dimensions, Call.Number(unbiased), Call.Number(keepdim)));

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor max() => Call.Unary(&NativeMethods.ast_max, this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Pair(&NativeMethods.ast_max_dim, dim, keepdim);

        public Tensor min() => Call.Unary(&NativeMethods.ast_min, this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Pair(&NativeMethods.ast_min_dim, dim, keepdim);

        public Tensor argmax() => Call.Unary(&NativeMethods.ast_argmax, this);

        public Tensor argmax(long dim, bool keepdim = false) => Call.WithDim(&NativeMethods.ast_argmax_dim, this, dim, keepdim);

        public Tensor argmin() => Call.Unary(&NativeMethods.ast_argmin, this);

        public Tensor argmin(long dim, bool keepdim = false) => Call.WithDim(&NativeMethods.ast_argmin_dim, this, dim, keepdim);

        public Tensor all() => Call.Unary(&NativeMethods.ast_all, this);

        public Tensor all(long dim, bool keepdim = false) => Call.WithDim(&NativeMethods.ast_all_dim, this, dim, keepdim);

        public Tensor any() => Call.Unary(&NativeMethods.ast_any, this);

        public Tensor any(long dim, bool keepdim = false) => Call.WithDim(&NativeMethods.ast_any_dim, this, dim, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => Call.WithDim(&NativeMethods.ast_logsumexp, this, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => Typed(&NativeMethods.ast_cumsum, dim, type);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Typed(&NativeMethods.ast_softmax, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Typed(&NativeMethods.ast_log_softmax, dim, dtype);

        public Tensor norm(float p = 2.0f)
        {
            var result = NativeMethods.ast_norm(Handle, p);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f)
        {
            var result = NativeMethods.ast_norm_dim(Handle, dim, Call.Number(keepdim), p);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            nint values, indices;
            Call.Check(NativeMethods.ast_topk(Handle, k, dim, Call.Number(largest), Call.Number(sorted), &values, &indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            nint values, indices;
            Call.Check(NativeMethods.ast_sort(Handle, dim, Call.Number(descending), Call.Number(stable), &values, &indices));
            return (new Tensor(values), new Tensor(indices));
        }

        private Tensor Over(delegate*<nint, long*, long, int, int, nint> f, ReadOnlySpan<long> dims, int third, int fourth)
        {
            fixed (long* p = dims)
            {
                var result = f(Handle, p, dims.Length, third, fourth);
                GC.KeepAlive(this);
                return Call.Wrap(result);
            }
        }

        private Tensor Typed(delegate*<nint, long, int, nint> f, long dim, ScalarType? type)
        {
            var result = f(Handle, dim, Call.Number(type));
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        private Tensor Spread(delegate*<nint, int, nint> f, bool unbiased)
        {
            var result = f(Handle, Call.Number(unbiased));
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        private (Tensor values, Tensor indexes) Pair(delegate*<nint, long, int, nint*, nint*, int> f, long dim, bool keepdim)
        {
            nint values, indices;
            Call.Check(f(Handle, dim, Call.Number(keepdim), &values, &indices));
            GC.KeepAlive(this);
            return (new Tensor(values), new Tensor(indices));
        }

        private static Tensor As(ScalarType? type, Tensor t)
        {
            if (type is not { } wanted || wanted == t.dtype) return t;
            using (t) return t.to_type(wanted);
        }
    }
}
