using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A source of random numbers of its own: what is drawn from it depends on its seed and earlier draws from it only.
    /// Use one from one thread at a time.
    /// </summary>
    public class Generator : IDisposable
    {
        private readonly bool shared;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            Handle = NativeMethods.ast_generator(seed, (int)this.device.type, this.device.index);
            if (Handle == 0) throw Call.LastError();
        }

        private Generator(nint handle)
        {
            device = CPU;
            shared = true;
            Handle = handle;
        }

        ~Generator() => Dispose(false);

        /// <summary>The process-wide generator that everything without one of its own draws from.</summary>
        public static Generator Default { get; } = new(NativeMethods.ast_default_generator());

        public IntPtr Handle { get; private set; }

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            Call.Check(NativeMethods.ast_generator_seed(Handle, unchecked((ulong)seed)));
            return this;
        }

        /// <summary>Reseeds from the machine's entropy and answers the seed.</summary>
        public unsafe long seed()
        {
            long result;
            Call.Check(NativeMethods.ast_generator_fresh_seed(Handle, &result));
            return result;
        }

        public unsafe long initial_seed()
        {
            long result;
            Call.Check(NativeMethods.ast_generator_initial_seed(Handle, &result));
            return result;
        }

        /// <summary>The whole state as a tensor of bytes, on the CPU.</summary>
        public Tensor get_state() => Call.Wrap(NativeMethods.ast_generator_state(Handle));

        public void set_state(Tensor value) => Call.Check(NativeMethods.ast_set_generator_state(Handle, value.Handle));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (shared || Handle == 0) return;
            NativeMethods.ast_free_generator(Handle);
            Handle = 0;
        }
    }

    /// <summary>Seeds the process-wide generators; a trial draws from generators of its own instead.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            Call.Check(NativeMethods.ast_manual_seed(unchecked((ulong)seed)));
            return Generator.Default;
        }
    }

    internal static nint HandleOf(Generator? generator) => generator is null ? 0 : generator.Handle;
}
