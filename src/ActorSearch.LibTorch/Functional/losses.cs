using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            /// <summary>Scores [N, classes, ...] against class numbers [N, ...] of type Int64, or probabilities of the scores' shape.</summary>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                Done(
                    NativeMethods.ast_cross_entropy(
                        input.Handle, target.Handle, Call.HandleOrNull(weight), ignore_index, (long)reduction, label_smoothing),
                    input, target, weight);

            /// <summary>Log-probabilities [N, classes, ...] against class numbers [N, ...] of type Int64.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Done(NativeMethods.ast_nll_loss(input.Handle, target.Handle, Call.HandleOrNull(weight), -100, (long)reduction), input, target, weight);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Done(NativeMethods.ast_mse_loss(input.Handle, target.Handle, (long)reduction), input, target);
        }
    }
}
