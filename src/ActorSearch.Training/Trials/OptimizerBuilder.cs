using ActorSearch.Core.Space;
using TorchSharp;
using TorchSharp.Modules;

namespace ActorSearch.Training.Trials;

/// <summary>Makes the optimizer of a configuration.</summary>
internal static class OptimizerBuilder
{
    /// <summary>SGD, SGD with momentum, Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019), with PyTorch's defaults beyond the configuration.</summary>
    public static torch.optim.Optimizer Build(TrialConfig config, IEnumerable<Parameter> parameters)
    {
        var rate = config.GetReal(ParameterNames.LearningRate);
        var decay = config.GetReal(ParameterNames.WeightDecay);
        return config.GetWord(ParameterNames.Optimizer) switch
        {
            "sgd" => torch.optim.SGD(parameters, rate, weight_decay: decay),
            "momentum" => torch.optim.SGD(parameters, rate, momentum: config.GetReal(ParameterNames.Momentum), weight_decay: decay),
            "adam" => torch.optim.Adam(parameters, rate, weight_decay: decay),
            "adamw" => torch.optim.AdamW(parameters, rate, weight_decay: decay),
            var other => throw new InvalidOperationException($"no optimizer {other}"),
        };
    }
}
