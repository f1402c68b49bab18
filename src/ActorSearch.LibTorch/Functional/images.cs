using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
    }

    public static partial class nn
    {
        public static unsafe partial class functional
        {
            /// <summary>
            /// Every window of images [N, C, H, W] as a column: [N, C kernel area, positions], the positions row by row.
            /// </summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>As the other, with heights and widths.</summary>
            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                fixed (long* k = Two(kernel_size), d = Two(dilation ?? (1, 1)), p = Two(padding ?? (0, 0)), s = Two(stride ?? (1, 1)))
                {
                    return Done(NativeMethods.ast_unfold(input.Handle, k, d, p, s), input);
                }
            }

            /// <summary>Images [N, C, H, W] at another size, by nearest or bilinear interpolation.</summary>
            /// <param name="x">The images.</param>
            /// <param name="size">Height and width of the result, or one number for both; or else the factors are given.</param>
            /// <param name="scale_factor">Factors of height and width, or one for both. The sides are rounded down.</param>
            /// <param name="mode">Nearest or bilinear.</param>
            /// <param name="align_corners">For bilinear: whether corner pixels lie on corner pixels, or edges on edges.</param>
            /// <param name="recompute_scale_factor">Whether positions follow from the rounded sides, not from the factors.</param>
            /// <exception cref="NotSupportedException">Another mode.</exception>
            /// <exception cref="ArgumentException">Not images, or not exactly one of size and factor.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false)
            {
                if (mode is not (InterpolationMode.Nearest or InterpolationMode.Bilinear))
                    throw new NotSupportedException($"interpolation is nearest or bilinear here, not {mode}");
                if (mode == InterpolationMode.Nearest && align_corners is not null)
                    throw new ArgumentException("align_corners is for bilinear interpolation", nameof(align_corners));
                if (x.Dimensions != 4)
                    throw new ArgumentException($"images [N, C, H, W] can be resized, not a tensor of {x.Dimensions} dimensions", nameof(x));
                if ((size is null) == (scale_factor is null)) throw new ArgumentException("either a size or a scale factor is needed", nameof(size));
                var factors = scale_factor is null ? null : Both(scale_factor);
                var sides = size is null ? [.. factors!.Select((f, i) => (long)Math.Floor(x.shape[i + 2] * f))] : Both(size);
                fixed (long* s = sides)
                fixed (double* f = factors is null || recompute_scale_factor ? [0.0, 0.0] : factors)
                {
                    var bilinear = Call.Number(mode == InterpolationMode.Bilinear);
                    return Done(NativeMethods.ast_resize_image(x.Handle, s, f, bilinear, Call.Number(align_corners ?? false)), x);
                }
            }

            private static T[] Both<T>(T[] sides) => sides.Length switch
            {
                1 => [sides[0], sides[0]],
                2 => sides,
                _ => throw new ArgumentException($"an image has 2 sides, not {sides.Length}", nameof(sides)),
            };
        }
    }
}
