using System.Globalization;
using ActorSearch.Faults;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Scenarios;

const string Usage = """
    usage: ActorSearch.Faults SCENARIO... [options]

    Lets things go wrong around real processes of `actorsearch`, holds it to its promises, and prints what happened.

      kills         kill -9 of workers, of training processes and of the coordinator, all the time
      stops         workers stopped past their lease, and continued
      partitions    workers cut off from the coordinator, both ways and one way, and joined again   (root)
      disk          the disk under the store is filled, and has room again                          (root)
      slow          a saturated machine, and epochs longer than the lease
      study         nothing goes wrong: three nodes, 72 trials
      security      no token, a wrong one, plain HTTP, an expired certificate, garbage (http)
      strangers     garbage, HTTP, TLS and other Akka nodes at the cluster's port (akka)
      all           all of them

      --link L                akka or http: what the nodes talk over (the stack's default)
      --seed N                all choices follow from it (7)
      --kills N               kills of workers and training processes (200)
      --coordinator-kills N   (50)
      --kill-every-s X        mean time between two kills (2)
      --stops N               (50)
      --partitions N          of each kind: both ways, from the coordinator, to the coordinator (20)
      --long-s N              about how long every third stop and partition lasts (40 with akka, of which it gives nodes up; 0: none)
      --fills N               (5)
      --trials N              trials of a study; studies follow each other (96)
      --train-images N        images of an epoch, of which a trial has 60 (4000)
      --lease-s N             (3)
      --folder F              where stores and logs go (a new temporary folder, deleted where all went well)

    The exit status is 1 if a promise was broken; the message says which, and where the logs are.
    """;

IScenario[] all = [new QuietStudy(), new Kills(), new Stops(), new Partitions(), new FullDisk(), new SlowWorkers(), new Security(), new ClusterStrangers()];
var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"actorsearch-faults-{Environment.ProcessId}"));
var options = new FaultsOptions(folder);
var chosen = new List<IScenario>();
for (var i = 0; i < args.Length; i++)
{
    var scenario = Array.Find(all, s => s.Name == args[i]);
    var changed = scenario is null && i + 1 < args.Length ? options.With(args[i], args[i + 1]) : null;
    if (args[i] == "all")
    {
        chosen.AddRange(all);
    }
    else if (scenario is not null)
    {
        chosen.Add(scenario);
    }
    else if (changed is not null)
    {
        options = changed;
        i++;
    }
    else
    {
        chosen.Clear();
        break;
    }
}

if (chosen.Count == 0)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

if (BuiltLinks.Lacks(options.Link) is { } lack)
{
    Console.Error.WriteLine(lack);
    return 2;
}

var breaches = 0;
foreach (var scenario in chosen)
{
    breaches += await ScenarioRun.RunAsync(scenario, options, Console.Out) is Verdict.Broken ? 1 : 0;
}

if (breaches == 0 && options.Folder == folder && Directory.Exists(folder))
{
    Directory.Delete(folder, recursive: true);
}

return breaches == 0 ? 0 : 1;
