using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// (x - mean) / sqrt(var + eps) * weight + bias for each channel, with the batch's statistics in training and the
        /// running ones in evaluation.
        /// </summary>
        public abstract class NormBase : nn.Module<Tensor, Tensor>
        {
            private protected NormBase(
                string name, long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(name)
            {
                this.num_features = num_features;
                this.eps = eps;
                this.momentum = momentum;
                this.affine = affine;
                this.track_running_stats = track_running_stats;
                if (affine)
                {
                    weight = new Parameter(ones([num_features], dtype, device));
                    bias = new Parameter(zeros([num_features], dtype, device));
                    register_parameter(nameof(weight), weight);
                    register_parameter(nameof(bias), bias);
                }

                if (!track_running_stats) return;
                running_mean = zeros([num_features], dtype, device);
                running_var = ones([num_features], dtype, device);
                num_batches_tracked = zeros([], ScalarType.Int64, device);
                register_buffer(nameof(running_mean), running_mean);
                register_buffer(nameof(running_var), running_var);
                register_buffer(nameof(num_batches_tracked), num_batches_tracked);
            }

            public long num_features { get; }
            public double eps { get; set; }

            /// <summary>The share of the newest batch in the running statistics; null for their plain average.</summary>
            public double? momentum { get; set; }

            public bool affine { get; }
            public bool track_running_stats { get; }

            /// <summary>Null in TorchSharp too where the module is not affine.</summary>
            public Parameter weight { get; } = null!;

            public Parameter? bias { get; }
            public Tensor? running_mean { get; }
            public Tensor? running_var { get; }
            public Tensor? num_batches_tracked { get; }

            protected abstract void ValidateInputDimensions(Tensor input);

            public void reset_running_stats()
            {
                running_mean?.zero_();
                running_var?.fill_(1);
                num_batches_tracked?.zero_();
            }

            public void reset_parameters()
            {
                reset_running_stats();
                if (!affine) return;
                nn.init.ones_(weight);
                nn.init.zeros_(bias!);
            }
        }

        public abstract class BatchNorm : NormBase
        {
            private protected BatchNorm(
                string name, long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(name, num_features, eps, momentum, affine, track_running_stats, device, dtype)
            {
            }

            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                var share = momentum ?? 0;
                if (training && num_batches_tracked is not null)
                {
                    using var none = no_grad();
                    num_batches_tracked.add_(1);
                    if (momentum is null) share = 1.0 / num_batches_tracked.ToInt64();
                }

                return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, share, eps);
            }
        }

        /// <summary>Batch normalisation of images [N, C, H, W].</summary>
        public sealed class BatchNorm2d : BatchNorm
        {
            internal BatchNorm2d(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(nameof(BatchNorm2d), num_features, eps, momentum, affine, track_running_stats, device, dtype)
            {
            }

            protected override void ValidateInputDimensions(Tensor input)
            {
                if (input.Dimensions != 4)
                    throw new ArgumentException($"BatchNorm2d takes [N, C, H, W]; the input has {input.Dimensions} dimensions.");
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
