using static TorchSharp.torch;

namespace TorchSharp
{
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }

    namespace Modules
    {
        /// <summary>What convolutions share.</summary>
        public abstract class Convolution : nn.Module<Tensor, Tensor>
        {
            private protected Convolution(
                string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
                long[] dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype) : base(name)
            {
                if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
                    throw new ArgumentException($"{in_channels} input and {out_channels} output channels do not divide into {groups} groups.");
                if (padding_type == Padding.Same && Array.Exists(stride, s => s != 1))
                    throw new ArgumentException("padding 'same' needs a stride of 1.");
                this.in_channels = in_channels;
                this.out_channels = out_channels;
                this.kernel_size = kernel_size;
                this.stride = stride;
                this.padding = padding;
                this.padding_type = padding_type;
                this.dilation = dilation;
                this.groups = groups;
                this.padding_mode = padding_mode;
                weight = new Parameter(empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
                if (bias) this.bias = new Parameter(empty([out_channels], dtype, device));
                reset_parameters();
                register_parameter(nameof(weight), weight);
                if (this.bias is not null) register_parameter(nameof(bias), this.bias);
            }

            public long in_channels { get; }
            public long out_channels { get; }
            public long[] kernel_size { get; }
            public long[] stride { get; }
            public long[]? padding { get; }
            public Padding? padding_type { get; }
            public long[] dilation { get; }
            public long groups { get; }
            public PaddingModes padding_mode { get; }

            /// <summary>Shape [out_channels, in_channels / groups, kernel height, kernel width].</summary>
            public Parameter weight { get; }

            public Parameter? bias { get; }

            public void reset_parameters() => nn.init.DefaultOf(weight, bias);

            /// <summary>The amounts to pad before a convolution without padding, last dimension first, before and after.</summary>
            private protected long[] PaddingAmounts()
            {
                var amounts = new List<long>();
                for (var d = kernel_size.Length - 1; d >= 0; d--)
                {
                    var total = dilation[d] * (kernel_size[d] - 1);
                    var before = padding_type switch { Padding.Same => total / 2, Padding.Valid => 0, _ => padding![d] };
                    amounts.Add(before);
                    amounts.Add(padding_type == Padding.Same ? total - before : before);
                }

                return [.. amounts];
            }
        }
    }
}
