using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace ActorSearch.Bench.Curves;

/// <summary>Compares two files of curves: exit status 1 where a loss of any epoch differs by more than the tolerance.</summary>
internal static class CompareCurvesCommand
{
    private const int Shown = 10;

    public static Command Command()
    {
        var first = new Argument<string>("first");
        var second = new Argument<string>("second");
        var tolerance = new Option<double>("--tolerance") { DefaultValueFactory = _ => 1e-5, Description = "largest difference of a loss, in nats" };
        var command = new Command("compare-curves", "Holds two files of curves against each other.") { first, second, tolerance };
        command.SetAction(r => Run(r.GetValue(first)!, r.GetValue(second)!, r.GetValue(tolerance)));
        return command;
    }

    private static int Run(string first, string second, double tolerance)
    {
        var (differences, problems) = CurveComparison.Of(CurveFile.Read(first), CurveFile.Read(second));
        foreach (var (curve, difference) in differences.Where(d => d.Difference > tolerance).Take(Shown))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{difference:E2} {curve.Study} {curve.Trial} ({curve.Configuration})"));
        }

        foreach (var problem in problems)
        {
            Console.WriteLine(problem);
        }

        var beyond = differences.Count(d => d.Difference > tolerance);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            trials = differences.Length,
            same_to_the_last_bit = differences.Count(d => d.Difference == 0),
            median_difference = differences.IsEmpty ? 0 : differences[differences.Length / 2].Difference,
            largest_difference = differences.IsEmpty ? 0 : differences[0].Difference,
            tolerance,
            beyond,
            incomparable = problems.Length,
        }));
        return beyond == 0 && problems.IsEmpty && !differences.IsEmpty ? 0 : 1;
    }
}
