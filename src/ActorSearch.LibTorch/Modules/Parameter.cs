using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module learns.</summary>
        public class Parameter : Tensor
        {
            /// <param name="data">The values; this tensor becomes empty, the parameter takes its place in its scope.</param>
            /// <param name="requires_grad">Whether gradients are wanted.</param>
            public Parameter(Tensor data, bool requires_grad = true) : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false)
            {
                if (data.OwningDisposeScope is not { } scope) return;
                scope.MarkAsDisposed(data);
                scope.Attach(this);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
