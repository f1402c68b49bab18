using System.CommandLine;
using ActorSearch.Bench;
using ActorSearch.Bench.Curves;
using ActorSearch.Bench.Swarm;

return new RootCommand("Programs that measure; each prints one JSON line.")
{
    Throughput.Command(),
    EmptyTrials.Command(),
    SwarmCommand.Command(),
    CurvesCommand.Command(),
    CompareCurvesCommand.Command(),
}.Parse(args).Invoke();
