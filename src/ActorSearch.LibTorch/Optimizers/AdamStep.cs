using TorchSharp.Native;

namespace TorchSharp.Modules;

/// <summary>The step that Adam and AdamW share.</summary>
internal static unsafe class AdamStep
{
    internal static void CheckBeta(double value, string name)
    {
        if (!(value >= 0 && value < 1)) throw new ArgumentException($"Invalid {name}: {value}. It must be within [0, 1).");
    }

    internal static void Run(
        ParamGroup group, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize, bool decoupled)
    {
        group.EnsureState(amsgrad ? 3 : 2);
        var handles = group.Handles();
        fixed (nint* p = handles, first = group.StateHandles(0), second = group.StateHandles(1), largest = group.StateHandles(2))
        fixed (long* steps = group.Steps)
        {
            Call.Check(NativeMethods.ast_adam_step(
                p, first, second, amsgrad ? largest : null, steps, handles.Length, group.LearningRate, beta1, beta2, eps, weight_decay,
                Call.Number(decoupled), Call.Number(maximize)));
        }
    }
}
