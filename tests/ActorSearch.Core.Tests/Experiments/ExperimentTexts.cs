namespace ActorSearch.Core.Tests.Experiments;

/// <summary>Experiment files for tests.</summary>
internal static class ExperimentTexts
{
    /// <summary>The example of the documentation.</summary>
    public const string Documented = """
        study: kernel-and-activation          # the study's name in the store
        seed: 22
        dataset:
          name: mnist                         # glyphs | mnist | fashion-mnist | image-folder
          path: data/mnist                    # optional; without it the user's cache, fetched once and verified
          train: 10000                        # optional sizes of the splits
          validation: 5000
          test: 5000
        model:                                # what all trials share
          architecture: conv-stack
          channels: [16, 32, 64]
          pooling: max
          batch_norm: true
        space:                                # the grid: every key a list; any model or training key may stand here
          layers: [1, 2, 3]
          kernel_size: [3, 5, 7]
          batch_size: [64, 256]
          learning_rate: [0.1, 0.01, 0.001]
          activation: [relu, sigmoid, tanh]
        training:
          epochs: 5
          optimizer: adam
        replicates: 1                         # seeds per point
        objective: { metric: validation_accuracy, mode: max }
        """;

    /// <summary>A small file with one thing of each kind; tests spoil one of its lines.</summary>
    public const string Small = """
        study: demo
        seed: 1
        dataset:
          name: mnist
          train: 100
        model:
          architecture: conv-stack
          channels: [16, 32]
        space:
          kernel_size: [3, 5]
          learning_rate: [0.1, 0.01]
        training:
          epochs: 2
        replicates: 1
        objective: { metric: validation_accuracy, mode: max }
        """;

    /// <summary>The small file with one line replaced, by several or by none.</summary>
    public static string With(int line, string? replacement)
    {
        var lines = Small.ReplaceLineEndings("\n").Split('\n').ToList();
        lines.RemoveAt(line - 1);
        if (replacement is not null)
        {
            lines.Insert(line - 1, replacement);
        }

        return string.Join('\n', lines) + "\n";
    }
}
