using System.Globalization;

namespace ActorSearch.Faults.Clusters;

/// <summary>A study of small networks on drawn glyphs, all of about the same work.</summary>
/// <param name="Trials">Number of trials; a multiple of 4.</param>
/// <param name="Epochs">Epochs of each.</param>
/// <param name="TrainImages">Images that an epoch trains on.</param>
/// <param name="Layers">Convolutions of each network.</param>
/// <param name="Channels">Channels of each convolution.</param>
internal sealed record FaultsGrid(int Trials, int Epochs, int TrainImages, int Layers = 1, int Channels = 8)
{
    /// <summary>The study's name.</summary>
    public const string Study = "faults";

    /// <summary>The experiment file. Lost attempts are what is looked for here, so that no number of them fails a trial.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $$"""
        study: {{Study}}
        seed: 22
        dataset:
          name: glyphs
          train: {{TrainImages}}
          validation: 200
          test: 200
        model:
          architecture: conv-stack
          layers: {{Layers}}
          channels: [{{string.Join(", ", Enumerable.Repeat(Channels, Layers))}}]
        space:
          kernel_size: [3, 5]
          learning_rate: [{{string.Join(", ", Enumerable.Range(1, Trials / 4).Select(i => 0.0005m * i))}}]
          activation: [relu, tanh]
        training:
          epochs: {{Epochs}}
          batch_size: 64
          optimizer: adam
        max_attempts: 100
        objective: { metric: validation_accuracy, mode: max }
        """);
}
