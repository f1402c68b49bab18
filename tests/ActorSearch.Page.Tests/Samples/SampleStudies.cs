namespace ActorSearch.Page.Tests.Samples;

/// <summary>The studies that the tests open.</summary>
internal static class SampleStudies
{
    /// <summary>12 points, a seed each, 2 workers.</summary>
    public static SampleStudy Small(SampleWords? words = null) => new(
        """
        study: digits
        seed: 7
        dataset: { name: mnist, validation: 10000 }
        space: { layers: [1, 2, 3], activation: [relu, tanh], learning_rate: [0.001, 0.03] }
        training: { epochs: 5 }
        """,
        workers: 2,
        words);

    /// <summary>24 points with 3 seeds each, some of them rejected.</summary>
    public static SampleStudy Seeds(SampleWords? words = null, int workers = 4) => new(
        """
        study: digits-seeds
        seed: 7
        replicates: 3
        dataset: { name: mnist, validation: 10000 }
        model: { padding: valid }
        space: { layers: [1, 2, 3], kernel_size: [3, 5], activation: [relu, tanh], learning_rate: [0.003, 0.03] }
        training: { epochs: 5 }
        """,
        workers,
        words);

    /// <summary>72 points, a seed each, 4 workers.</summary>
    public static SampleStudy Grid(SampleWords? words = null) => new(
        """
        study: digits-grid
        seed: 7
        dataset: { name: mnist, validation: 10000 }
        model: { padding: valid }
        space:
          layers: [1, 2, 3]
          kernel_size: [3, 5]
          activation: [relu, tanh, gelu]
          learning_rate: [0.001, 0.003, 0.01, 0.03]
        training: { epochs: 5 }
        """,
        workers: 4,
        words);

    /// <summary>10,000 points of seven dimensions, 16 workers.</summary>
    /// <param name="epochs">Epochs of each trial.</param>
    public static SampleStudy Large(int epochs = 5, SampleWords? words = null) => new(
        $$"""
        study: digits-large
        seed: 7
        dataset: { name: mnist, validation: 10000 }
        model: { padding: valid }
        space:
          layers: [1, 2]
          kernel_size: [3, 5, 7, 9, 11]
          activation: [relu, tanh, elu, gelu]
          learning_rate: [0.0003, 0.001, 0.003, 0.01, 0.03]
          batch_size: [16, 32, 64, 128, 256]
          dropout: [0, 0.1, 0.2, 0.4, 0.5]
          optimizer: [sgd, adam]
        training: { epochs: {{epochs}} }
        """,
        workers: 16,
        words);
}
