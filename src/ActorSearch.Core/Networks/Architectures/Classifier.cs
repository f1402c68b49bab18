using ActorSearch.Core.Space;

namespace ActorSearch.Core.Networks.Architectures;

/// <summary>What every network ends with: features in a row, linear layers with dropout before each, one output a class.</summary>
internal static class Classifier
{
    /// <summary>Name of the layer that averages channels.</summary>
    public const string GlobalPool = "global-pool";

    public static void LayOut(PlanBuilder network, TrialConfig config, int classes)
    {
        if (config.Get(ParameterNames.GlobalPooling) is ParameterValue.Word { Value: "avg" })
        {
            network.PoolGlobally(GlobalPool);
        }

        network.Flatten("flatten");
        var dropout = config.GetReal(ParameterNames.Dropout);
        var number = 0;
        foreach (var features in config.GetIntegers(ParameterNames.Hidden))
        {
            number++;
            network.DropOut($"dropout{number}", dropout);
            network.Linear($"hidden{number}", (int)features);
            network.Activate($"hidden{number}-{network.Style.Activation}");
        }

        network.DropOut($"dropout{number + 1}", dropout);
        network.Linear("output", classes);
        if (config.GetWord(ParameterNames.Loss) == "nll")
        {
            network.LogSoftmax("log-softmax");
        }
    }
}
