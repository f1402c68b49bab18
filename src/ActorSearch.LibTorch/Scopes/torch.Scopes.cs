using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static DisposeScope NewDisposeScope() => DisposeScopeStack.OfThread.Open();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeStack.OfThread.Current;

    /// <summary>Evaluates <paramref name="expr"/> in a scope of its own that only the result outlives.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>No operation of this thread is recorded for gradients until the result is disposed.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => NativeMethods.ast_grad_mode() != 0;

    /// <summary>As <see cref="no_grad"/>, and what is made meanwhile can never take part in gradients: the cheapest mode.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => NativeMethods.ast_inference_mode() != 0;

    private sealed class AutoGradMode : IDisposable
    {
        private readonly int before = NativeMethods.ast_grad_mode();

        internal AutoGradMode(bool enabled) => NativeMethods.ast_set_grad_mode(Call.Number(enabled));

        public void Dispose() => NativeMethods.ast_set_grad_mode(before);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint guard = NativeMethods.ast_enter_inference_mode(Call.Number(enabled));

        public void Dispose()
        {
            NativeMethods.ast_leave_inference_mode(guard);
            guard = 0;
        }
    }
}
