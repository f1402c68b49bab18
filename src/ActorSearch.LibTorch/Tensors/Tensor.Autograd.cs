using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public bool is_leaf => NativeMethods.ast_is_leaf(Handle) != 0;

        public bool requires_grad
        {
            get => NativeMethods.ast_requires_grad(Handle) != 0;
            set => Call.Check(NativeMethods.ast_set_requires_grad(Handle, Call.Number(value)));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>The gradient that the last backward passes left, or null. Every reading makes a handle to dispose.</summary>
        public Tensor? grad
        {
            get
            {
                nint result;
                Call.Check(NativeMethods.ast_grad(Handle, &result));
                GC.KeepAlive(this);
                return result == 0 ? null : new Tensor(result);
            }
            set
            {
                Call.Check(NativeMethods.ast_set_grad(Handle, Call.HandleOrNull(value)));
                GC.KeepAlive(value);
            }
        }

        /// <summary>Keeps the gradient of a tensor that is no leaf.</summary>
        public void retain_grad() => Call.Check(NativeMethods.ast_retain_grad(Handle));

        public void backward() => Call.Check(NativeMethods.ast_backward(Handle, 0, 0, 0));

        /// <param name="grad_tensors">The gradient of this tensor, as a list of one; null for the number 1.</param>
        /// <param name="retain_graph">Whether the graph stays for another backward pass.</param>
        /// <param name="create_graph">Whether the gradients can be differentiated again.</param>
        /// <param name="inputs">Not supported here; null.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            if (inputs is not null) throw new NotSupportedException("backward(inputs: ...) is not supported here.");
            if (grad_tensors is { Count: > 1 }) throw new ArgumentException("One tensor takes one gradient.");
            var gradient = grad_tensors is { Count: 1 } ? grad_tensors[0] : null;
            Call.Check(NativeMethods.ast_backward(Handle, Call.HandleOrNull(gradient), Call.Number(retain_graph), Call.Number(create_graph)));
            GC.KeepAlive(gradient);
        }

        public Tensor detach() => Call.Unary(&NativeMethods.ast_detach, this);

        public Tensor detach_() => Call.InPlace(&NativeMethods.ast_detach_, this);
    }
}
