using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => index((TensorIndex)i1);
            set => index_put_(value, (TensorIndex)i1);
        }

        public Tensor this[long i1, long i2]
        {
            get => index((TensorIndex)i1, (TensorIndex)i2);
            set => index_put_(value, (TensorIndex)i1, (TensorIndex)i2);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index((TensorIndex)i1, (TensorIndex)i2, (TensorIndex)i3);
            set => index_put_(value, (TensorIndex)i1, (TensorIndex)i2, (TensorIndex)i3);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index((TensorIndex)i1, (TensorIndex)i2, (TensorIndex)i3, (TensorIndex)i4);
            set => index_put_(value, (TensorIndex)i1, (TensorIndex)i2, (TensorIndex)i3, (TensorIndex)i4);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            nint result = 0;
            WithIndices(indices, (kinds, starts, stops, steps, tensors) =>
                result = NativeMethods.ast_index(Handle, kinds, starts, stops, steps, tensors, indices.Length));
            return Call.Wrap(result);
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var status = 0;
            WithIndices(indices, (kinds, starts, stops, steps, tensors) =>
                status = NativeMethods.ast_index_put_(Handle, value.Handle, kinds, starts, stops, steps, tensors, indices.Length));
            Call.Check(status);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        private delegate void IndexCall(int* kinds, long* starts, long* stops, long* steps, nint* tensors);

        private static void WithIndices(TensorIndex[] indices, IndexCall call)
        {
            var kinds = Array.ConvertAll(indices, i => (int)i.kind);
            var starts = Array.ConvertAll(indices, i => i.start);
            var stops = Array.ConvertAll(indices, i => i.stop);
            var steps = Array.ConvertAll(indices, i => i.step);
            var tensors = Array.ConvertAll(indices, i => Call.HandleOrNull(i.tensor));
            fixed (int* k = kinds)
            fixed (long* a = starts, b = stops, s = steps)
            fixed (nint* t = tensors) call(k, a, b, s, t);
            GC.KeepAlive(indices);
        }
    }
}
