using ActorSearch.Core.Space;

namespace ActorSearch.Core.Networks.Architectures;

/// <summary>
/// Convolutions one after another, each with batch normalisation, activation and pooling: <c>conv-stack</c>,
/// <c>lenet</c> (LeCun, Bottou, Bengio and Haffner, Gradient-based learning applied to document recognition, 1998)
/// and <c>cnn-dropout</c> (the network of PyTorch's first example on MNIST).
/// </summary>
internal static class ConvolutionStack
{
    public static void LayOut(PlanBuilder network, TrialConfig config)
    {
        var architecture = config.GetWord(ParameterNames.Architecture);
        var channels = config.GetIntegers(ParameterNames.Channels);
        var depth = Hyperparameters.Of(config).Channels?.Length ?? config.GetInteger(ParameterNames.Layers);
        if (channels.Length < depth)
        {
            network.Reject($"{depth} layers need {depth} channel counts, but channels lists {channels.Length}");
            return;
        }

        var stride = (int)config.GetInteger(ParameterNames.Stride);
        for (var number = 1; number <= depth; number++)
        {
            var kernelKey = number == 1 && config.Find(ParameterNames.FirstKernelSize) is not null
                ? ParameterNames.FirstKernelSize : ParameterNames.KernelSize;
            var kernel = (int)config.GetInteger(kernelKey);

            // LeNet-5 was drawn for 32x32 images; padding its first convolution lets 28x28 ones stand in for them.
            var padding = config.Get(ParameterNames.Padding)
                ?? new ParameterValue.Word(number == 1 && kernel % 2 == 1 ? "same" : "valid");
            network.Convolution($"conv{number}", (int)channels[number - 1], kernel, stride, padding, kernelKey);
            network.Normalise($"norm{number}");
            if (architecture == ParameterNames.CnnDropout && number == depth)
            {
                network.DropOut($"conv{number}-dropout", config.GetReal(ParameterNames.Dropout), wholeChannels: true);
            }

            network.Activate($"{network.Style.Activation}{number}");
            network.Halve($"pool{number}", config.GetWord(ParameterNames.Pooling));
        }
    }
}
