using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>input @ weight.T + bias, over the last dimension.</summary>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
            {
                in_features = weight.shape[1];
                out_features = weight.shape[0];
                this.weight = weight;
                this.bias = bias;
                register_parameter(nameof(weight), weight);
                if (bias is not null) register_parameter(nameof(bias), bias);
            }

            public long in_features { get; }

            public long out_features { get; }

            /// <summary>Shape [out_features, in_features].</summary>
            public Parameter weight { get; }

            public Parameter? bias { get; }

            public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                var weight = new Modules.Parameter(empty([outputSize, inputSize], dtype, device));
                var bias = hasBias ? new Modules.Parameter(empty([outputSize], dtype, device)) : null;
                init.DefaultOf(weight, bias);
                return new(weight, bias);
            }

            public static Modules.Linear Linear(Modules.Parameter weight, Modules.Parameter? bias = null) => new(weight, bias);
        }
    }
}
