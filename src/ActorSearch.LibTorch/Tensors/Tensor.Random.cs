using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Every element drawn from [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Drawn(NativeMethods.ast_uniform_(Handle, from, to, HandleOf(generator)), generator);

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Drawn(NativeMethods.ast_normal_(Handle, mean, std, HandleOf(generator)), generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Drawn(NativeMethods.ast_bernoulli_p_(Handle, p, HandleOf(generator)), generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null)
        {
            var result = Drawn(NativeMethods.ast_bernoulli_t_(Handle, p.Handle, HandleOf(generator)), generator);
            GC.KeepAlive(p);
            return result;
        }

        /// <summary>1 with the probability that the element says, else 0.</summary>
        public Tensor bernoulli(Generator? generator = null)
        {
            var result = NativeMethods.ast_bernoulli(Handle, HandleOf(generator));
            GC.KeepAlive(this);
            GC.KeepAlive(generator);
            return Call.Wrap(result);
        }

        /// <summary>Every element a whole number drawn from [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Drawn(NativeMethods.ast_random_(Handle, (long)from, (long)to, HandleOf(generator)), generator);

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) =>
            Drawn(NativeMethods.ast_exponential_(Handle, lambda, HandleOf(generator)), generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null)
        {
            var result = NativeMethods.ast_multinomial(Handle, num_samples, Call.Number(replacement), HandleOf(generator));
            GC.KeepAlive(this);
            GC.KeepAlive(generator);
            return Call.Wrap(result);
        }

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(&NativeMethods.ast_zeros_like, dtype, device, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(&NativeMethods.ast_ones_like, dtype, device, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(&NativeMethods.ast_empty_like, dtype, device, requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(&NativeMethods.ast_rand_like, dtype, device, requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like(&NativeMethods.ast_randn_like, dtype, device, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            empty_like(dtype, device).fill_(value).requires_grad_(requires_grad);

        private Tensor Like(delegate*<nint, int, int, int, nint> f, ScalarType? dtype, Device? device, bool requires_grad)
        {
            var result = f(Handle, Call.Number(dtype), device is null ? -1 : (int)device.type, device?.index ?? -1);
            GC.KeepAlive(this);
            return WithGradient(Call.Wrap(result), requires_grad);
        }

        private Tensor Drawn(int status, Generator? generator)
        {
            Call.Check(status);
            GC.KeepAlive(generator);
            return this;
        }
    }

    internal static Tensor WithGradient(Tensor t, bool requires_grad)
    {
        if (requires_grad) t.requires_grad = true;
        return t;
    }
}
