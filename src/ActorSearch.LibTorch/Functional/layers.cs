using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            /// <summary>Images [N, C, H, W] with kernels [out, C / groups, kH, kW].</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                dilation ??= [1];
                fixed (long* s = strides, p = padding, d = dilation)
                {
                    var result = NativeMethods.ast_conv2d(
                        input.Handle, weight.Handle, Call.HandleOrNull(bias), s, strides.Length, p, padding.Length, d, dilation.Length, groups);
                    return Done(result, input, weight, bias);
                }
            }

            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                dilation ??= [1];
                fixed (long* s = strides, d = dilation)
                {
                    var result = NativeMethods.ast_conv2d_same(
                        input.Handle, weight.Handle, Call.HandleOrNull(bias), s, strides.Length, Call.Number(padding == Padding.Same), d, dilation.Length, groups);
                    return Done(result, input, weight, bias);
                }
            }

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Done(NativeMethods.ast_linear(input.Handle, weights.Handle, Call.HandleOrNull(bias)), input, weights, bias);

            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                strides ??= kernel_size;
                padding ??= [0];
                dilation ??= [1];
                fixed (long* k = kernel_size, s = strides, p = padding, d = dilation)
                {
                    var result = NativeMethods.ast_max_pool2d(
                        input.Handle, k, kernel_size.Length, s, strides.Length, p, padding.Length, d, dilation.Length, Call.Number(ceil_mode));
                    return Done(result, input);
                }
            }

            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size, kernel_size], Two(stride), Two(padding), Two(dilation), ceil_mode);

            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                bool ceil_mode = false) =>
                max_pool2d(input, Two(kernel_size), Two(stride), Two(padding), Two(dilation), ceil_mode);

            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null)
            {
                stride ??= kernel_size;
                padding ??= [0];
                fixed (long* k = kernel_size, s = stride, p = padding)
                {
                    var result = NativeMethods.ast_avg_pool2d(
                        input.Handle, k, kernel_size.Length, s, stride.Length, p, padding.Length, Call.Number(ceil_mode), Call.Number(count_include_pad),
                        divisor_override ?? 0);
                    return Done(result, input);
                }
            }

            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size, kernel_size], Two(stride), [padding, padding], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Two(kernel_size), Two(stride), Two(padding), ceil_mode, count_include_pad, divisor_override);

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Call.WithSizes(&NativeMethods.ast_adaptive_avg_pool2d, input, output_size);

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Two(output_size));

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-5)
            {
                var result = NativeMethods.ast_batch_norm(
                    input.Handle, Call.HandleOrNull(weight), Call.HandleOrNull(bias), Call.HandleOrNull(running_mean), Call.HandleOrNull(running_var),
                    Call.Number(training), momentum, eps);
                GC.KeepAlive(running_mean);
                GC.KeepAlive(running_var);
                return Done(result, input, weight, bias);
            }

            /// <summary>Zeroes each element with probability <paramref name="p"/> and scales the others by 1 / (1 - p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace) return Done(NativeMethods.ast_dropout(input.Handle, p, Call.Number(training)), input);
                Call.Check(NativeMethods.ast_dropout_(input.Handle, p, Call.Number(training)));
                return input.alias();
            }

            /// <param name="input">Any tensor.</param>
            /// <param name="pad">The amounts before and after, last dimension first.</param>
            /// <param name="mode">What the new elements are.</param>
            /// <param name="value">The constant for zeros and constant.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                fixed (long* p = pad) return Done(NativeMethods.ast_pad(input.Handle, p, pad.Length, (int)mode, value), input);
            }

            private static Tensor Done(nint result, Tensor a, Tensor? b = null, Tensor? c = null)
            {
                GC.KeepAlive(a);
                GC.KeepAlive(b);
                GC.KeepAlive(c);
                return Call.Wrap(result);
            }
        }
    }
}
