using System.CommandLine;
using ActorSearch.Bench;

return new RootCommand("Programs that measure; each prints one JSON line.")
{
    Throughput.Command(),
    EmptyTrials.Command(),
}.Parse(args).Invoke();
