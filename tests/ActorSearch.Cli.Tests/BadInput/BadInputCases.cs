using System.Text;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Stacks;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Core.Clusters;
using static ActorSearch.Cli.Tests.BadInput.BadInputCase;

namespace ActorSearch.Cli.Tests.BadInput;

/// <summary>The ways to get it wrong that are tried one by one.</summary>
internal static class BadInputCases
{
    private const string Glyphs = "  name: glyphs\n";

    public static readonly IReadOnlyList<BadInputCase> All =
    [
        // The experiment file.
        Command("no such file", "nowhere.yaml: no such file", "run", "nowhere.yaml"),
        Command("a file in no folder", "no such file", "run", "nowhere/grid.yaml"),
        Command("a folder for a file", "is a folder", "run", "specs").With(f => f.AddFolder("specs")),
        File("an empty file", "grid.yaml:1", string.Empty),
        new("not UTF-8", "is not UTF-8", ["run", Spec], f => f.Add(Spec, [0x73, 0x74, 0xff, 0xfe, 0x00, 0xc3])),
        new("a file without end", "at most", ["run", Spec], f => f.Add(Spec, new string('#', 5_000_000))),
        File("no YAML", "not valid YAML", "study: a\ndataset: [\n"),
        File("a list for a file", "expected keys", "- study\n- dataset\n"),
        Edit("an unknown section", "grid.yaml:2:1: sead: unknown key", "seed: 7", "sead: 7"),
        Edit("a key twice", "seed", "seed: 7", "seed: 7\nseed: 8"),
        Edit("no study", "study: missing", "study: small\n", string.Empty),
        Edit("a study's name with a slash", "letters, digits", "study: small", "study: a/b"),
        Edit("a seed below 0", "grid.yaml:2", "seed: 7", "seed: -7"),
        Edit("a seed that is no number", "expected a whole number", "seed: 7", "seed: lucky"),
        File("no data set", "dataset: missing", "study: small\n"),
        Edit("an unknown model key", "model.chanels: unknown key", "channels: 4", "chanels: 4"),
        Edit("an unknown grid key", "did you mean", "kernel_size: [3, 5]", "kernal_size: [3, 5]"),
        Edit("an empty list", "the list is empty", "kernel_size: [3, 5]", "kernel_size: []"),
        Edit("a value twice", "stands twice", "kernel_size: [3, 5]", "kernel_size: [3, 3]"),
        Edit("one value for a list", "expected a list", "kernel_size: [3, 5]", "kernel_size: 3"),
        Edit("a list for one value", "expected", "layers: 1", "layers: [1, 2]"),
        Edit("a word for a number", "grid.yaml:13", "kernel_size: [3, 5]", "kernel_size: [3, five]"),
        Edit("a kernel of size 0", "expected a whole number from 1", "kernel_size: [3, 5]", "kernel_size: [0, 3]"),
        Edit("a learning rate below 0", "space.learning_rate", "[0.01, 0.001]", "[-0.01]"),
        Edit("an unknown activation", "one of relu", "kernel_size: [3, 5]", "activation: [relu, rely]"),
        Edit("a key fixed and varied", "one of the two", "layers: 1", "layers: 1\n  kernel_size: 3"),
        Edit("a training key under model", "belongs to 'training'", "layers: 1", "layers: 1\n  epochs: 3"),
        Edit("no epochs", "training.epochs", "epochs: 1", "epochs: 0"),
        Edit("an unknown metric", "is no metric", "metric: validation_accuracy", "metric: accuracy"),
        Edit("a search by test data", "test data choose nothing", "metric: validation_accuracy", "metric: test_accuracy"),
        Edit("an unknown mode", "expected max or min", "mode: max", "mode: best"),
        Edit("no replicates", "replicates", "seed: 7", "seed: 7\nreplicates: 0"),
        Edit("no attempts", "max_attempts", "seed: 7", "seed: 7\nmax_attempts: 0"),
        Edit("a grid without end", "trials make a study", "seed: 7", "seed: 7\nreplicates: 1000")
            .Widened("kernel_size: [3, 5]", $"weight_decay: [{string.Join(", ", Enumerable.Range(1, 900))}]"),

        // The dashboard.
        Command("a dashboard on a port that is none", "--dashboard: expected a whole number from 0 to 65535, not '65536'", "run", "--dashboard", "65536", Spec),
        Command("a dashboard on no number", "--dashboard: expected a whole number from 0 to 65535, not 'here'", "run", Spec, "--dashboard=here"),

        // The data.
        Edit("an unknown data set", "did you mean", "name: glyphs", "name: glyph"),
        Edit("a path to drawn images", "have no path", Glyphs, Glyphs + "  path: data\n"),
        Edit("no training images", "dataset.train", "train: 200", "train: 0"),
        Edit("more images than are drawn", "grid.yaml:5: dataset.train", "train: 200", "train: 90000000"),
        Edit("normalisation of another number of channels", "dataset.normalise.std: 3 numbers for images of 1 channel; expected one", Glyphs, Glyphs + "  normalise: { mean: 0.5, std: [0.5, 0.5, 0.5] }\n"),
        Edit("image folders without a path", "grid.yaml:3: dataset.path: missing; image-folder needs", "name: glyphs", "name: image-folder"),
        Edit("an image folder that is not there", "does not exist; image-folder needs a folder of train/CLASS/IMAGE", "name: glyphs", "name: image-folder\n  path: nowhere"),
        Command("image folders to verify without a path", "--path: missing; image-folder needs", "data", "verify", "image-folder"),
        Command("image folders to fetch", "image-folder: is a folder of your own; there is nothing to fetch", "data", "fetch", "image-folder"),
        Command("an image folder to verify that is not there", "image-folder: cannot be used as it lies in", "data", "verify", "image-folder", "--path", "nowhere"),
        Edit("data in no folder", "grid.yaml:", "name: glyphs", "name: mnist\n  path: nowhere"),
        Edit("data in a file", "grid.yaml:", "name: glyphs", "name: mnist\n  path: grid.yaml"),
        Edit("data that are not there", "train-images", "name: glyphs", "name: mnist\n  path: data").With(f => f.AddFolder("data")),
        Edit("data that are something else", "train-images", "name: glyphs", "name: mnist\n  path: data").With(AddNonsense),
        Command("an unknown data set to verify", "there is no data set", "data", "verify", "minst"),
        Command("an unknown data set to fetch", "there is no data set", "data", "fetch", "minst"),
        Command("drawn images to fetch", "nothing to fetch", "data", "fetch", "glyphs"),
        Command("a cache with nothing in it", "data fetch mnist", "data", "verify", "mnist"),

        // The options.
        Command("an unknown command", "'runn'", "runn"),
        Command("no command at all", "Required command", []),
        Command("no experiment file", "Required argument", "run"),
        Options("two experiment files", "'other.yaml'", "other.yaml"),
        Options("an unknown option", "'--wrokers'", "--wrokers"),
        Options("an option without its value", "--workers", "--workers"),
        Options("a setting without a value", "--set training.epochs: expected a value after '='", "--set", "training.epochs="),
        Options("a setting that is none", "--set: expected KEY=VALUE such as", "--set", "epochs"),
        Options("a setting of a key that is not there", "--set training.epoch: unknown key; did you mean 'epochs'?", "--set", "training.epoch=1"),
        Options("a setting with a wrong value", "--set space.kernel_size: expected a list of values", "--set", "space.kernel_size=3"),
        Options("a setting that would add a key", "--set study: not valid YAML", "--set", "study=x\nseed: 9"),
        Options("a setting of more images than there are", "--set dataset.train: 2000000 is more than glyphs draws", "--set", "dataset.train=2000000"),
        Options("a small size that the file lacks", "--small: the file has no small size", "--small"),
        Options("a folder for drawn images", "--data or --set dataset.path: glyphs are drawn by the program", "--data", "images"),
        Options("two folders", "--data and --set dataset.path name two folders", "--data", "a", "--set", "dataset.path=b"),
        Options("a folder that is not there", "--data or --set dataset.path: ", "--set", "dataset.name=mnist", "--data", "nowhere"),
        Options("more measurements than a curve shows", "--set curves.every_batches: an epoch of 4000 batches", "--set", "curves.every_batches=1", "--set", "dataset.train=4000", "--set", "training.batch_size=1"),
        Edit("a slip in a small size that nobody asked for", "grid.yaml:4:15: training.epoch: unknown key", "seed: 7", "seed: 7\nsmall:\n  training: { epoch: 1 }"),
        Command("a small size for a plan that has none", "--small: the file has no small size", "plan", Spec, "--small").With(f => f.Add(Spec, Experiments.Right)),
        Command("a wrong setting for a coordinator", "--set sead: unknown key", "submit", Spec, "--set", "sead=1").With(f => f.Add(Spec, Experiments.Right)),
        Options("no workers", "expected a whole number from 1", "--workers", "0"),
        Options("no threads", "--threads: expected a whole number from 1", "--threads", "0"),
        Options("workers in words", "expected a whole number from 1", "--workers", "two"),
        Options("an unknown device", "expected auto, cpu, cuda", "--device", "gpu"),
        Options("a GPU where there is none", "finds none", "--device", "cuda"),
        Options("one GPU where there is none", "--device", "--device", "cuda:3"),
        Options("weights in a file", "is a file, but weights need a folder", "--weights", Spec),
        Options("weights without a folder", "--weights: the name is empty", "--weights", string.Empty),
        Options("weights of fewer than no trials", "--keep-weights: expected a whole number from 0 to 1000, not '-1'", "--keep-weights", "-1"),
        Options("weights of all trials", "--keep-weights: expected a whole number", "--keep-weights", "all"),
        Options("a log in a file", "is a file", "--log", Spec),
        Options("a log under a file", "is a file", "--log", $"{Spec}/logs"),
        Options("a log without a name", "--log: the name is empty", "--log", string.Empty),
        Options("event files in a file", "is a file, but event files need a folder there; --tensorboard names another", "--tensorboard", Spec),
        Options("event files under a file", "is a file", "--tensorboard", $"{Spec}/curves"),
        Options("event files without a name", "--tensorboard: the name is empty", "--tensorboard", string.Empty),
        Command("a plan of nothing", "no such file", "plan", "nowhere.yaml"),

        // The stores.
        Options("a store in no folder", "there is no folder", "--store", "nowhere/results.db"),
        Options("a folder for a store", "is a folder", "--store", "stores").With(f => f.AddFolder("stores")),
        Options("a text for a store", "is neither a SQLite nor a LiteDB database", "--store", Spec),
        Options("a PostgreSQL store", "not available yet", "--store", "postgres://user@host/db"),
        Options("a store somewhere else", "is no store that is known", "--store", "https://host/results.db"),
        Options("a store without a name", "the name is empty", "--store", string.Empty),
        Options("a damaged store", "results.db", "--store", "results.db").With(AddDamaged),
        Command("a report of no store", "no such store", "report"),
        Command("a report of an empty store", "the store is empty", "report").With(f => f.Add(StoreName.Default, string.Empty)),
        Command("a report of a text", "is neither a SQLite nor a LiteDB database", "report", "--store", "a.txt").With(f => f.Add("a.txt", "some text, and more of it")),
        Command("a report in an unknown form", "'xml' is no format", "report", "--format", "xml"),
        Command("curves as a table", "curves are written as csv or jsonl", "report", "--curves", "--format", "table"),
        Command("curves as an experiment", "curves are written as csv or jsonl", "report", "--curves", "--format", "experiment"),
        Command("the first trials of a page", "it takes no --top", "report", "--format", "html", "--top", "3"),
        Command("the first trials as an experiment", "it takes no --top", "report", "--format", "experiment", "--top", "3"),
        Command("event files as csv", "it takes no --format", "report", "--tensorboard", "curves", "--format", "csv"),
        Command("event files and curves", "it takes no --curves", "report", "--tensorboard", "curves", "--curves"),
        Command("event files of the first trials", "it takes no --top", "report", "--tensorboard", "curves", "--top", "3"),
        Command("MLflow's files as csv", "--mlflow writes MLflow's files in place of a report; it takes no --format", "report", "--mlflow", "runs", "--format", "csv"),
        Command("MLflow's files and event files", "it takes no --tensorboard", "report", "--mlflow", "runs", "--tensorboard", "curves"),
        Command("MLflow's files without a name", "--mlflow: the name is empty", "report", "--mlflow", string.Empty),
        Command("MLflow's files in a file", "is a file, but MLflow's files need a folder there; --mlflow names another", "report", "--mlflow", "taken").With(f => f.Add("taken", "text")),
        Command("one study side by side", "--compare: expected the names of two studies", "report", "--compare", "small"),
        Command("three studies side by side", "--compare: expected the names of two studies", "report", "--compare", "a", "b", "c"),
        Command("a page of two studies", "--compare is written as table, markdown, json or csv, not as 'html'", "report", "--compare", "a", "b", "--format", "html"),
        Command("curves of two studies", "it takes no --curves", "report", "--compare", "a", "b", "--curves"),
        Command("two studies and one", "it takes no --study", "report", "--compare", "a", "b", "--study", "a"),
        Command("a second store for one study", "--compare, which is missing", "report", "--with", "other.db"),
        Command("the first 0 of a report", "--top: expected a whole number from 1", "report", "--top", "0"),
        Command("a report into a folder", "is a folder", "report", "--output", "out").With(f => f.AddFolder("out")),
        Command("a report into no folder", "there is no folder", "report", "--output", "nowhere/report.csv"),
        Command("a report over a store", "is a store", "report", "--output", "results.db").With(AddDamaged),
        Command("a report over a LiteDB store", "is a store", "report", "--output", "old").With(f => f.Add("old", LiteDbFile)),
        Command("a report over a pipe", "is no regular file", "report", "--output", "pipe").With(f => f.AddPipe("pipe")),
        Command("the studies of no store", "no such store", "studies"),
        Command("a trial of no store", "no such store", "show", "abc"),
        .. ClusterInputCases.All,
        .. Stack.This.Has(LinkKind.Akka) ? NugetStackCases.All : SystemStackCases.All,
    ];

    /// <summary>As much of a LiteDB file as says that it is one.</summary>
    internal static byte[] LiteDbFile => [.. new byte[32], .. Encoding.ASCII.GetBytes("** This is a LiteDB file **"), .. new byte[200]];

    private static BadInputCase Widened(this BadInputCase wrong, string line, string instead) => wrong with
    {
        Prepare = folder =>
        {
            wrong.Prepare(folder);
            folder.Add(Spec, System.IO.File.ReadAllText(folder[Spec]).Replace(line, instead, StringComparison.Ordinal));
        },
    };

    private static void AddNonsense(TemporaryFolder folder)
    {
        folder.AddFolder("data");
        foreach (var name in new[] { "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte" })
        {
            folder.Add($"data/{name}", "not what it says");
        }
    }

    private static void AddDamaged(TemporaryFolder folder) =>
        folder.Add("results.db", [.. Encoding.ASCII.GetBytes("SQLite format 3\0"), .. Enumerable.Repeat((byte)0xA5, 5000)]);
}
