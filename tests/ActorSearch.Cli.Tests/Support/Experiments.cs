namespace ActorSearch.Cli.Tests.Support;

/// <summary>Experiment files of the tests.</summary>
internal static class Experiments
{
    /// <summary>Four trials that train in a moment.</summary>
    public const string Right = """
        study: small
        seed: 7
        dataset:
          name: glyphs
          train: 200
          validation: 100
          test: 50
        model:
          architecture: conv-stack
          channels: 4
          layers: 1
        space:
          kernel_size: [3, 5]
          learning_rate: [0.01, 0.001]
        training:
          epochs: 1
          batch_size: 50
        objective:
          metric: validation_accuracy
          mode: max

        """;

    /// <summary>Thirty-six trials of some length: enough to be interrupted again and again before they are through.</summary>
    public static string Many { get; } = Right
        .Replace("train: 200", "train: 3000", StringComparison.Ordinal)
        .Replace("kernel_size: [3, 5]", "kernel_size: [1, 3, 5, 7]\n  activation: [relu, tanh, sigmoid]", StringComparison.Ordinal)
        .Replace("[0.01, 0.001]", "[0.03, 0.01, 0.001]", StringComparison.Ordinal);

    /// <summary>The first experiment with two more trials.</summary>
    public static string Wider { get; } = Right.Replace("[3, 5]", "[3, 5, 7]", StringComparison.Ordinal);
}
