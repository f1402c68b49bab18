using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Studies;

/// <summary>Says in plain words how far a ranking can be trusted, and what to do about it.</summary>
internal static class ConfidenceStatement
{
    public static string Of(ConfidenceMethod method, double? noise, int amongBest, RankingFacts facts) => facts.Ranked == 0
        ? "No point is ranked yet."
        : string.Join(' ', Sentences(method, noise, amongBest, facts).Where(s => s.Length > 0));

    private static string[] Sentences(ConfidenceMethod method, double? noise, int amongBest, RankingFacts facts) => method switch
    {
        ConfidenceMethod.Bootstrap =>
        [
            Group(amongBest, facts, "seeds"),
            Noise(noise, "mean"),
            "The intervals are about other seeds, not other images"
                + (amongBest > 1 && facts.Compared > 1 ? ", and flatter the point that stands first; more replicates make them narrower." : "."),
        ],
        ConfidenceMethod.Binomial =>
        [
            Group(amongBest, facts, "images"),
            Noise(noise, "accuracy"),
            $"{OneSeed(facts)}: the intervals are about other images than the "
                + $"{Figures.Counted(facts.Definition.KnownValidationImages!.Value, "validation image")}, not other seeds; {Advice(facts)} about those.",
        ],
        _ => [$"{OneSeed(facts)}, and {Unknown(facts)}: how much of the differences is noise is unknown; {Advice(facts)}."],
    };

    private static string Group(int amongBest, RankingFacts facts, string source)
    {
        if (facts.Compared < 2)
        {
            return string.Empty;
        }

        var terms = $"at 95 %, corrected for {Figures.Counted(facts.Compared - 1, "comparison")}";
        var aside = facts.Compared < facts.Ranked ? " Points with a seed that diverged or a metric that is no number are not compared." : string.Empty;
        var group = amongBest switch
        {
            1 => $"The first point is better than {(facts.Compared == 2 ? "the other" : $"all {Figures.Count(facts.Compared - 1)} others")} beyond the chance of {source} ({terms}).",
            _ when amongBest == facts.Compared => $"None of the {Figures.Count(facts.Compared)} points can be told apart from the best ({terms}).",
            _ => $"{Figures.Count(amongBest)} of {Figures.Count(facts.Compared)} points, the first among them, cannot be told apart from the best ({terms}).",
        };
        return group + aside;
    }

    private static string Noise(double? noise, string figure) => noise switch
    {
        null => string.Empty,
        0 => "All seeds of a point came to the same figure.",
        _ => $"Differences in {figure} below {Figures.Metric(noise)} are noise.",
    };

    private static string OneSeed(RankingFacts facts) => facts.HasReplicates ? "No point has two seeds that count" : "Every point has one seed";

    private static string Advice(RankingFacts facts) => facts.HasReplicates ? "further seeds tell" : "replicates: 3 in the experiment file tells";

    private static string Unknown(RankingFacts facts) => facts.Definition switch
    {
        { Objective: { Metric: Metric.ValidationAccuracy, Maximize: true }, KnownValidationImages: null } =>
            "this store does not say how many validation images there were",
        _ => $"nothing tells how far {facts.Definition.Objective.MetricName} varies by chance",
    };
}
