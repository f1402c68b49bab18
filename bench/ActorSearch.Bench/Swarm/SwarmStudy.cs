using System.Globalization;

namespace ActorSearch.Bench.Swarm;

/// <summary>A study of as many trials as one likes, which nobody trains.</summary>
internal static class SwarmStudy
{
    /// <summary>An experiment file whose grid has this many points.</summary>
    public static string Experiment(string study, int trials)
    {
        var rates = Enumerable.Range(1, trials).Select(i => (i / 1_000_000.0).ToString("R", CultureInfo.InvariantCulture));
        return $"""
            study: {study}
            seed: 1
            dataset:
              name: glyphs
              train: 10
              validation: 10
              test: 10
            space:
              learning_rate: [{string.Join(", ", rates)}]

            """;
    }
}
