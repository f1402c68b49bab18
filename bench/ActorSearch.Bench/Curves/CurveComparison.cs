using System.Collections.Immutable;

namespace ActorSearch.Bench.Curves;

/// <summary>How far two files of curves lie apart.</summary>
/// <param name="Differences">The largest difference of any loss of each trial that both files have, largest first.</param>
/// <param name="Problems">What makes files incomparable: a trial that only one has, another outcome, another number of epochs.</param>
internal sealed record CurveComparison(ImmutableArray<(Curve Curve, double Difference)> Differences, ImmutableArray<string> Problems)
{
    public static CurveComparison Of(IEnumerable<Curve> first, IEnumerable<Curve> second)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var differences = new List<(Curve, double)>();
        var others = second.ToDictionary(c => (c.Study, c.Trial));
        foreach (var curve in first)
        {
            var name = $"{curve.Study} {curve.Trial} ({curve.Configuration})";
            if (!others.Remove((curve.Study, curve.Trial), out var other))
            {
                problems.Add($"{name} is only in the first file");
            }
            else if (curve.Outcome != other.Outcome || curve.TrainLosses.Length != other.TrainLosses.Length)
            {
                problems.Add(
                    $"{name}: {curve.Outcome} after {curve.TrainLosses.Length} epochs, {other.Outcome} after {other.TrainLosses.Length}");
            }
            else
            {
                differences.Add((curve, Difference(curve, other)));
            }
        }

        problems.AddRange(others.Values.Select(o => $"{o.Study} {o.Trial} ({o.Configuration}) is only in the second file"));
        return new CurveComparison([.. differences.OrderByDescending(d => d.Item2)], problems.ToImmutable());
    }

    private static double Difference(Curve one, Curve other) => Losses(one).Zip(Losses(other), (a, b) => Math.Abs(a - b)).Append(0).Max();

    private static IEnumerable<double> Losses(Curve curve) =>
        curve.TrainLosses.Concat(curve.ValidationLosses).Concat(curve.TestLoss is { } test ? [test] : []);
}
