using System.Globalization;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.PythonWorker;

/// <summary>The worker in plain Python, alone with a real coordinator.</summary>
public sealed class PythonWorkerTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    /// <summary>Four trials that plain Python trains in a moment.</summary>
    private const string Study = """
        study: by-python
        seed: 7
        dataset:
          name: glyphs
          train: 60
          validation: 30
          test: 20
        model:
          channels: [2]
          kernel_size: 5
          stride: 2
          hidden: [12]
        space:
          activation: [relu, tanh]
          learning_rate: [0.01, 0.001]
        training:
          epochs: 2
          batch_size: 10

        """;

    [Fact]
    public void Its_own_checks_pass()
    {
        using var folder = new TemporaryFolder();

        // Without -B its interpreter would leave compiled files in the checkout.
        using var checks = Command.StartProgram(Python(), folder.Path, "-B", "-m", "unittest", "discover", "-s", Sources());

        checks.Finish().MustEndWith(0);
    }

    [Fact]
    public void It_completes_a_study_that_nobody_else_works_on()
    {
        var python = Python();
        using var folder = new TemporaryFolder().Add("study.yaml", Study).Add("token", Token);
        using var coordinator = Command.Start(
            folder.Path, "coordinator", "--link", "http", "--listen", "http://127.0.0.1:0", "--token-file", "token", "--store", "results.db");
        var address = coordinator.WaitFor("listening on").Split(' ')[^1];
        using var worker = Command.StartProgram(
            python, folder.Path, "-B", Path.Combine(Sources(), "worker.py"), "--coordinator", address, "--token-file", "token", "--name", "snake");
        worker.WaitFor("worker snake/0~");

        Command.Run(folder.Path, "submit", "study.yaml", "--coordinator", address, "--token-file", "token").MustEndWith(0);

        worker.Signal(Command.Terminate);
        Assert.DoesNotContain("waits without", worker.Finish().MustEndWith(0).Output, StringComparison.Ordinal);
        coordinator.Signal(Command.Terminate);
        coordinator.Finish().MustEndWith(0);
        var table = Command.Run(folder.Path, "report", "--store", "results.db", "--format", "csv").MustEndWith(0).Output.TrimEnd().Split('\n');
        var outcome = Array.IndexOf(table[0].Split(','), "outcome");
        var test = Array.IndexOf(table[0].Split(','), "test_loss");
        Assert.Equal(4, table.Length - 1);
        Assert.All(table.Skip(1).Select(line => line.Split(',')), trial =>
        {
            Assert.Contains(trial[outcome], (string[])["completed", "collapsed"]);
            Assert.InRange(double.Parse(trial[test], CultureInfo.InvariantCulture), 0.01, 10);
        });
    }

    [Fact]
    public void It_hands_back_what_it_cannot_train_and_says_why()
    {
        var python = Python();
        using var folder = new TemporaryFolder()
            .Add("study.yaml", Study.Replace("  hidden: [12]", "  batch_norm: true", StringComparison.Ordinal));
        using var coordinator = Command.Start(folder.Path, "coordinator", "--link", "http", "--listen", "http://127.0.0.1:0", "--store", "results.db");
        var address = coordinator.WaitFor("listening on").Split(' ')[^1];
        Command.Run(folder.Path, "submit", "study.yaml", "--coordinator", address, "--detach").MustEndWith(0);
        using var worker = Command.StartProgram(
            python, folder.Path, "-B", Path.Combine(Sources(), "worker.py"), "--coordinator", address, "--name", "snake");

        // While it waits for other studies its standing in the status says why not for this one.
        worker.WaitFor("waits without by-python");
        var status = Command.Run(folder.Path, "status", "--coordinator", address, "--json").MustEndWith(0).Output;

        Assert.Contains("not for by-python: this worker has no batch_norm true", status, StringComparison.Ordinal);
        worker.Signal(Command.Terminate);
        worker.Finish().MustEndWith(0);
    }

    private static string Python()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, "there is no python3 on the PATH");
        using var version = Command.StartProgram(found!, Path.GetTempPath(), "-c", "import sys; print(sys.version_info >= (3, 9))");
        Assert.SkipUnless(version.Finish().MustEndWith(0).Output == "True", "python3 is older than 3.9");
        return found!;
    }

    private static string Sources() => Path.Combine(Checkout.Root(), "examples", "python-worker");
}
