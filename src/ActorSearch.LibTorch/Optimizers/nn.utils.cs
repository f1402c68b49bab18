using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class utils
        {
            /// <summary>Scales all gradients so that their joint norm is at most <paramref name="max_norm"/>; answers the norm before.</summary>
            public static unsafe double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                var parameters = tensors.ToArray();
                var handles = Array.ConvertAll(parameters, p => p.Handle);
                double norm;
                fixed (nint* p = handles) Call.Check(NativeMethods.ast_clip_grad_norm(p, handles.Length, max_norm, norm_type, &norm));
                GC.KeepAlive(parameters);
                return norm;
            }
        }
    }
}
