using System.Globalization;
using ActorSearch.Simulation;

const string Usage = """
    usage: ActorSearch.Simulation --seeds FROM[..TO] [--trace]

    Runs each seed's study through its faults, prints how often things happened, and ends at the first seed that
    breaks a promise. --trace prints every decision of a run.
    """;

if (args is not ["--seeds", var range, .. var rest] || !TryParse(range, out var from, out var to)
    || rest is not ([] or ["--trace"]))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

Action<string>? trace = rest.Length > 0 ? Console.WriteLine : null;
var total = new SimulationCounts();
var started = System.Diagnostics.Stopwatch.StartNew();
for (var seed = from; seed <= to; seed++)
{
    try
    {
        total.Add(StudySimulation.Run(seed, trace).Counts);
    }
    catch (SimulationException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}

Console.WriteLine($"seeds {from}..{to} kept every promise in {started.Elapsed.TotalSeconds:F1} s");
Console.WriteLine(total);
return 0;

static bool TryParse(string range, out ulong from, out ulong to)
{
    var ends = range.Split("..");
    to = 0;
    return ulong.TryParse(ends[0], CultureInfo.InvariantCulture, out from)
        && ends.Length <= 2
        && ulong.TryParse(ends[^1], CultureInfo.InvariantCulture, out to)
        && to >= from;
}
