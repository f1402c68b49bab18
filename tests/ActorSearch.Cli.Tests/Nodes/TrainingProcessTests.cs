using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using ActorSearch.Cli.Devices;
using ActorSearch.Cli.Nodes;
using ActorSearch.Cli.Stacks;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Coordination.Nodes;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;
using ActorSearch.Training;
using ActorSearch.Training.Devices;

namespace ActorSearch.Cli.Tests.Nodes;

/// <summary>Real processes: this program's own, and shells that behave badly.</summary>
public sealed class TrainingProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly ExperimentSpec Spec = ((ExperimentReading.Valid)ExperimentReader.Read(Experiments.Right)).Spec;

    private static readonly DataSplits Splits = DataSets.Load(Spec.DataSet, Spec.Seed, DataSources.Default(), CancellationToken.None);

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentQueue<string> _garbage = [];
    private readonly List<TrainingProcess> _started = [];

    [Fact]
    public void A_process_of_its_own_trains_to_the_same_results_bit_for_bit()
    {
        var here = new Reports();
        using var factory = new TrainerFactory(Study(), Splits, DeviceChoice.Resolve("cpu"));
        factory.Make(0).Train(Leases(), here, CancellationToken.None);
        var there = new Reports();
        using var trainer = Trainer(Study());

        foreach (var lease in Leases())
        {
            trainer.Train([lease], there, CancellationToken.None);
        }

        Assert.Equal(4, here.Results.Count);
        Assert.Equal(here.Figures, there.Figures);
        Assert.Single(_started);
        Assert.Empty(_garbage);
    }

    [Theory]
    [InlineData("Z80 at 4 MHz", "Z80 at 4 MHz, libtorch ")]
    [InlineData("", "cpu, libtorch ")]
    public void A_result_says_what_device_and_which_program_trained_it(string model, string begin)
    {
        var reports = new Reports();
        using var trainer = new ProcessTrainer(
            _ => Task.FromResult(Study()), () => Start(_ => { }, new FoundDevice("cpu", model, null, null, null, null)), _ => { });

        trainer.Train([Leases()[0]], reports, CancellationToken.None);

        var result = Assert.Single(reports.Results).Result;
        Assert.StartsWith(begin, result.Machine, StringComparison.Ordinal);
        Assert.Matches("actorsearch [0-9.]+ \\((nuget|system) stack\\)$", result.Machine);
        Assert.InRange(result.EvaluatingSeconds!.Value, double.Epsilon, result.Seconds);
    }

    [Fact]
    public void A_process_that_is_killed_costs_the_attempt_and_the_next_one_succeeds()
    {
        using var trainer = Trainer(Study());
        var killed = new Reports { OnEpoch = () => Process.GetProcessById(_started[0].Id).Kill() };

        var failure = Assert.Throws<TrainingFailedException>(() => trainer.Train([Long()], killed, CancellationToken.None));
        var next = new Reports();
        trainer.Train([Leases()[0]], next, CancellationToken.None);

        Assert.Contains("was killed by signal 9 (SIGKILL; perhaps the kernel's out-of-memory killer)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(killed.Results);
        Assert.Single(next.Results);
    }

    [Fact]
    public void A_process_ends_by_itself_in_the_middle_of_training_when_its_input_ends()
    {
        using var process = Process.Start(new ProcessStartInfo(Command.Executable, ["train", "--device", "cpu"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var input = process.StandardInput.BaseStream;
        var reader = new WireFrameReader(process.StandardOutput.BaseStream);
        WireFrame.Write(input, new WireMessage.StudyDescription(Study()));
        Assert.IsType<WireMessage.Ready>(reader.Read());
        WireFrame.Write(input, new WireMessage.Train([Long()]));
        Assert.IsType<WireMessage.EpochDone>(reader.Read());

        process.StandardInput.Close();

        Assert.True(process.WaitForExit(Patience));
        Assert.Equal(ExitStatus.Complete, process.ExitCode);
    }

    [Fact]
    public void A_trainer_that_is_cancelled_leaves_no_process_behind()
    {
        using var trainer = Trainer(Study());
        using var cancellation = new CancellationTokenSource();
        Process? process = null;
        var reports = new Reports
        {
            OnEpoch = () =>
            {
                process = Process.GetProcessById(_started[0].Id);
                cancellation.Cancel();
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Train([Long()], reports, cancellation.Token));

        Assert.True(process!.HasExited);
        Assert.Empty(reports.Results);
        process.Dispose();
    }

    [Fact]
    public void A_process_that_has_other_images_refuses_the_study()
    {
        using var trainer = Trainer(Study() with { DataFingerprint = new string('0', 64) });

        var refusal = Assert.Throws<StudyRefusedException>(() => trainer.Train([Leases()[0]], new Reports(), CancellationToken.None));

        Assert.Contains("are not those that study small was begun with", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_without_a_native_library_refuses_the_study_before_any_trial_pays_for_it()
    {
        using var folder = new TemporaryFolder();
        var program = ProgramCopy.Without(folder.Path, "libLibTorchSharp.so", "libactorsearch_torch.so");
        using var trainer = new ProcessTrainer(_ => Task.FromResult(Study()), () => Start(p => p.FileName = program), _ => { });

        var refusal = Assert.Throws<StudyRefusedException>(() => trainer.Train([Leases()[0]], new Reports(), CancellationToken.None));

        Assert.Contains(Stack.This.Name == "nuget" ? "docs/STACKS.md" : "libactorsearch_torch.so", refusal.Message, StringComparison.Ordinal);
        Assert.Single(_started);
    }

    [Fact]
    public void A_process_that_is_told_nonsense_says_so_and_ends()
    {
        using var process = Process.Start(new ProcessStartInfo(Command.Executable, ["train", "--device", "cpu"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

        process.StandardInput.Write("hello\n");
        process.StandardInput.Flush();

        Assert.Contains("hello", process.StandardError.ReadToEnd(), StringComparison.Ordinal);
        Assert.True(process.WaitForExit(Patience));
        Assert.Equal(ExitStatus.BadInput, process.ExitCode);
    }

    [Fact]
    public void What_a_library_prints_between_messages_is_refused_and_noted_and_hinders_nothing()
    {
        using var process = Shell("printf 'loading weights\\nready null\\n'; printf 'ready {}\\n'; printf 'half a li'; echo 'oh no' >&2; exit 3");

        Assert.IsType<WireMessage.Ready>(Receive(process));
        var failure = Assert.Throws<TrainingFailedException>(() => Receive(process));

        Assert.Equal("the training process ended with status 3; it last said: oh no", failure.Message);
        Assert.Equal(3, _garbage.Count);
        Assert.Equal(["oh no"], _lines);
    }

    [Fact]
    public void A_process_that_does_not_end_when_its_input_does_is_killed()
    {
        using var process = Shell("trap '' TERM INT HUP; exec 0</dev/zero; printf 'ready {}\\n'; while read -r x; do :; done; cat >/dev/null");
        Assert.IsType<WireMessage.Ready>(Receive(process));
        using var ended = Process.GetProcessById(process.Id);

        process.Dispose();

        Assert.True(ended.HasExited);
    }

    [Fact]
    public void A_program_that_is_not_there_fails_with_a_sentence()
    {
        var failure = Assert.Throws<TrainingFailedException>(() => TrainingProcess.Start(new ProcessStartInfo("/no/such/program"), _ => { }, _ => { }));

        Assert.StartsWith("a training process cannot be started: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gpus_process_sees_that_gpu_alone_and_a_processors_none()
    {
        var program = new TrainingProgram(new OwnProgram("actorsearch"), Threads: 2);

        var gpu = program.For(new FoundDevice("cuda:3", "GPU", "GPU-77", null, null, null));
        var processor = program.For(new FoundDevice("cpu", "CPU", null, null, null, null));

        Assert.Equal(("GPU-77", "train --device cuda:0 --threads 2 --model GPU"), (gpu.Environment["CUDA_VISIBLE_DEVICES"], string.Join(' ', gpu.ArgumentList)));
        Assert.Equal((string.Empty, "train --device cpu --threads 2 --model CPU"), (processor.Environment["CUDA_VISIBLE_DEVICES"], string.Join(' ', processor.ArgumentList)));
    }

    [Fact]
    public void A_process_keeps_weights_where_its_node_is_asked_to()
    {
        var program = new TrainingProgram(new OwnProgram("actorsearch"), Threads: 1, KeepWeights: 5, "/srv/weights");

        var start = program.For(new FoundDevice("cpu", "CPU", null, null, null, null));

        Assert.Equal("train --device cpu --threads 1 --model CPU --keep-weights 5 --weights /srv/weights", string.Join(' ', start.ArgumentList));
    }

    [Fact]
    public void A_process_leaves_the_weights_that_were_asked_for_and_says_what_it_cannot_keep()
    {
        using var folder = new TemporaryFolder().Add("file", string.Empty);
        var leases = Leases();
        foreach (var path in new[] { "weights", "file" })
        {
            var process = Start(start =>
            {
                start.ArgumentList.Add("--keep-weights");
                start.ArgumentList.Add("2");
                start.ArgumentList.Add("--weights");
                start.ArgumentList.Add(folder[path]);
            });
            process.Send(new WireMessage.StudyDescription(Study()));
            Assert.IsType<WireMessage.Ready>(Receive(process));
            process.Send(new WireMessage.Train(leases));
            while (Receive(process) is not WireMessage.Idle)
            {
            }

            process.Dispose();
        }

        Assert.Equal(2, Directory.GetFiles(folder[Path.Combine("weights", Spec.Study)], "*.pt").Length);
        Assert.Equal(leases.Length, _lines.Count(l => l.Contains("weights cannot be kept", StringComparison.Ordinal)));
    }

    private static StudyDefinition Study() => new(
        Spec.Study, Spec.Seed, Spec.DataSet, Splits.Fingerprint, new ImageShape(1, 28, 28), 10, Spec.Objective, 3, Spec.Source);

    private static ImmutableArray<TrialLease> Leases() =>
        [.. Grid.Expand(Spec, new ImageShape(1, 28, 28), 10).Trials.Select((t, i) => new TrialLease(t, i + 1, (ulong)(100 + i), default))];

    /// <summary>A trial that nobody waits for to end.</summary>
    private static TrialLease Long()
    {
        var spec = ((ExperimentReading.Valid)ExperimentReader.Read(
            Experiments.Right.Replace("epochs: 1", "epochs: 10000", StringComparison.Ordinal))).Spec;
        return new TrialLease(Grid.Expand(spec, new ImageShape(1, 28, 28), 10).Trials[0], 1, 100, default);
    }

    private static WireMessage Receive(TrainingProcess process)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (process.Receive(TimeSpan.FromSeconds(1), patience.Token) is { } message)
            {
                return message;
            }
        }
    }

    private ProcessTrainer Trainer(StudyDefinition study) => new(_ => Task.FromResult(study), () => Start(_ => { }), _ => { });

    private TrainingProcess Start(Action<ProcessStartInfo> change, FoundDevice? device = null)
    {
        var start = new TrainingProgram(new OwnProgram(Command.Executable), Threads: 1)
            .For(device ?? new FoundDevice("cpu", string.Empty, null, null, null, null));
        change(start);
        var process = TrainingProcess.Start(start, _lines.Enqueue, _garbage.Enqueue);
        _started.Add(process);
        return process;
    }

    private TrainingProcess Shell(string script) =>
        TrainingProcess.Start(new ProcessStartInfo("sh", ["-c", script]), _lines.Enqueue, _garbage.Enqueue);

    private sealed class Reports : ITrialReports
    {
        public List<(TrialId Trial, EpochMetrics Metrics)> Epochs { get; } = [];

        public List<(TrialId Trial, TrialResult Result)> Results { get; } = [];

        public Action OnEpoch { get; init; } = () => { };

        /// <summary>All figures but the times.</summary>
        public IEnumerable<object> Figures =>
        [
            .. Epochs.Select(e => (e.Trial, e.Metrics with { Seconds = 0 })),
            .. Results.Select(r => (r.Trial, r.Result with { Seconds = 0, EvaluatingSeconds = null, Machine = null, Best = r.Result.Best! with { Seconds = 0 } })),
        ];

        public void Epoch(TrialLease lease, EpochMetrics metrics)
        {
            Epochs.Add((lease.Plan.Id, metrics));
            OnEpoch();
        }

        public void Ended(TrialLease lease, TrialResult result) => Results.Add((lease.Plan.Id, result));

        public void Failed(TrialLease lease, string error) => Assert.Fail(error);

        public void OutOfMemory(TrialLease lease, string error) => Assert.Fail(error);

        public bool IsAbandoned(TrialLease lease) => false;
    }
}
