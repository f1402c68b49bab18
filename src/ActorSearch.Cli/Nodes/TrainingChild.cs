using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ActorSearch.Cli.Devices;
using ActorSearch.Cli.Running;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;
using ActorSearch.Training;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Devices;
using ActorSearch.Training.Trials;

namespace ActorSearch.Cli.Nodes;

/// <summary>
/// The process that trains for a slot of a node: a study, then trials, on standard input; what comes of them on
/// standard output. It ends when its input does, even in the middle of a native step.
/// </summary>
internal sealed class TrainingChild : ITrialReports
{
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly BlockingCollection<WireMessage> _orders = [];
    private readonly ConcurrentDictionary<(TrialId Trial, int Attempt), bool> _abandoned = [];

    private TrainingChild(Stream input, Stream output)
    {
        _input = input;
        _output = output;
    }

    /// <summary>Works until the input ends, which ends the process; returns only where there is nothing to wait for.</summary>
    /// <param name="device">The device to train on.</param>
    /// <param name="threads">Processor threads of a training step.</param>
    /// <param name="model">What the device is called by its maker; empty where unknown.</param>
    /// <param name="weights">Where weights of the best trials are kept; null keeps none.</param>
    public static int Run(string device, int threads, string model, WeightKeeper? weights = null)
    {
        NativeProcess.EndWithParent();

        // Ctrl-C reaches the whole process group, and a service manager ends all of its processes: the node decides,
        // gives back what it holds, and closes the input.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ignore);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore);
        var child = new TrainingChild(Console.OpenStandardInput(), NativeProcess.TakeStandardOutput());
        new Thread(child.Listen) { IsBackground = true, Name = "orders" }.Start();
        child.Work(device, threads, model, weights);
        return ExitStatus.Complete;
    }

    public void Epoch(TrialLease lease, EpochMetrics metrics) => Say(new WireMessage.EpochDone(lease.Plan.Id, lease.Attempt, metrics));

    public void Ended(TrialLease lease, TrialResult result) => Say(new WireMessage.TrialDone(lease.Plan.Id, lease.Attempt, result));

    public void Failed(TrialLease lease, string error) => Say(new WireMessage.TrialFailed(lease.Plan.Id, lease.Attempt, error));

    public void OutOfMemory(TrialLease lease, string error) => Say(new WireMessage.TrialOutOfMemory(lease.Plan.Id, lease.Attempt, error));

    public bool IsAbandoned(TrialLease lease) => _abandoned.ContainsKey((lease.Plan.Id, lease.Attempt));

    private static void Ignore(PosixSignalContext context) => context.Cancel = true;

    private void Listen()
    {
        try
        {
            var reader = new WireFrameReader(_input);
            while (reader.Read() is { } message)
            {
                if (message is WireMessage.Abandon abandon)
                {
                    _abandoned[(abandon.Trial, abandon.Attempt)] = true;
                }
                else
                {
                    _orders.Add(message);
                }
            }
        }
        catch (IOException)
        {
            // The node is gone, which is an end as good as any.
        }
        catch (WireException exception)
        {
            Console.Error.WriteLine(exception.Message);
            NativeProcess.ExitAtOnce(ExitStatus.BadInput);
        }

        NativeProcess.ExitAtOnce(ExitStatus.Complete);
    }

    private void Work(string device, int threads, string model, WeightKeeper? weights)
    {
        using var factory = MakeReady(Order<WireMessage.StudyDescription>().Definition, device, threads, model, weights);
        ITrialTrainer? trainer = null;
        while (true)
        {
            var leases = Order<WireMessage.Train>().Leases;
            try
            {
                trainer ??= factory.Make(0);
                trainer.Train(leases, this, CancellationToken.None);
            }
            catch (Exception exception) when (trainer is null && LibtorchError.IsOutOfMemory(exception))
            {
                // Not even the images fit beside what is there.
                foreach (var lease in leases)
                {
                    OutOfMemory(lease, LibtorchError.Line(exception));
                }
            }

            _abandoned.Clear();
            Say(new WireMessage.Idle());
        }
    }

    private TrainerFactory MakeReady(StudyDefinition study, string device, int threads, string model, WeightKeeper? weights)
    {
        try
        {
            var devices = DeviceChoice.Resolve(device);
            var splits = DataSets.Load(study.DataSet, study.Seed, DataSources.Default(), CancellationToken.None);
            var factory = new TrainerFactory(study, splits, devices, threads, weights, d => TrainingMachine.Describe(d.ToString(), model));
            Say(new WireMessage.Ready());
            return factory;
        }
        catch (Exception exception) when (exception is DataException or DeviceException or DllNotFoundException)
        {
            Say(new WireMessage.Unable(exception.Message));
            Thread.Sleep(Timeout.Infinite); // Until the input ends.
            throw;
        }
    }

    private T Order<T>()
        where T : WireMessage => _orders.Take() is var order && order is T expected
            ? expected
            : throw new InvalidOperationException($"expected {typeof(T).Name}, not {WireCodec.ManifestOf(order)}");

    private void Say(WireMessage message)
    {
        try
        {
            WireFrame.Write(_output, message);
        }
        catch (IOException)
        {
            NativeProcess.ExitAtOnce(ExitStatus.Complete);
        }
    }
}
