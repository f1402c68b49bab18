using System.Diagnostics;
using System.Globalization;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Training.Data;
using ActorSearch.Training.Devices;
using ActorSearch.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Trials;

/// <summary>One trial's training, from first weights to a result. Every draw comes from the trial's seed.</summary>
internal sealed class TrialRun : IDisposable
{
    /// <summary>Steps between two looks at the losses, which a GPU has to wait for.</summary>
    private const int StepsBetweenReadings = 100;

    /// <summary>Images of an evaluation step. Part of the result's rounding: it never changes with the machine.</summary>
    private const int EvaluationBatch = 250;

    private readonly TrialLease _lease;
    private readonly Objective _objective;
    private readonly DeviceSplits _data;
    private readonly ITrialReports _reports;
    private readonly CancellationToken _cancellation;
    private readonly long _started = Stopwatch.GetTimestamp();

    private readonly Generator _order;
    private readonly Generator _dropout;
    private readonly Sequential _network;
    private readonly optim.Optimizer _optimizer;
    private readonly BestWeights _bestWeights = new();
    private EpochMetrics? _best;

    public TrialRun(
        TrialLease lease, StudyDefinition study, DeviceSplits data, ITrialReports reports, CancellationToken cancellation)
    {
        _lease = lease;
        _objective = study.Objective;
        _data = data;
        _reports = reports;
        _cancellation = cancellation;

        var plan = NetworkPlanner.Plan(lease.Plan.Config, study.Image, study.Classes) is NetworkPlanning.Planned planned
            ? planned.Network
            : throw new InvalidOperationException("a trial whose network cannot be built is never leased");
        _order = new Generator(SeedDerivation.Derive(lease.Seed, "order"), CPU);
        _dropout = DeviceGenerator.Make(SeedDerivation.Derive(lease.Seed, "dropout"), data.Device);
        using var weights = new Generator(SeedDerivation.Derive(lease.Seed, "weights"), CPU);
        _network = NetworkBuilder.Build(plan, weights, _dropout, lease.Plan.Config.GetWord(ParameterNames.Init));
        _network.to(data.Device);

        // As a list: TorchSharp's optimizers walk what they are given anew at every step.
        _optimizer = OptimizerBuilder.Build(lease.Plan.Config, [.. _network.parameters()]);
    }

    /// <summary>Trains to the end; null where the attempt counts no more.</summary>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public TrialResult? Train()
    {
        var epochs = (int)_lease.Plan.Config.GetInteger(ParameterNames.Epochs);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var epochStarted = Stopwatch.GetTimestamp();
            using var log = new StepLog(StepsPerEpoch, _data.Device);
            if (!TrainEpoch(log, out var diverged))
            {
                return null;
            }

            if (diverged is { } step)
            {
                return Diverged(epoch - 1, string.Create(
                    CultureInfo.InvariantCulture, $"the loss became {Name(log.LossOf(step))} in epoch {epoch}, step {step + 1} of {StepsPerEpoch}"));
            }

            var (trainLoss, trainAccuracy) = log.Summarise();
            var (validationLoss, validationAccuracy) = Evaluate(_data.Validation);
            if (!double.IsFinite(validationLoss))
            {
                return Diverged(epoch - 1, string.Create(
                    CultureInfo.InvariantCulture, $"the validation loss was {Name(validationLoss)} after epoch {epoch}"));
            }

            var metrics = new EpochMetrics(
                epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy, Stopwatch.GetElapsedTime(epochStarted).TotalSeconds);
            if (_best is null || _objective.IsBetter(metrics.Get(_objective.Metric), _best.Get(_objective.Metric)))
            {
                _best = metrics;
                _bestWeights.Keep(_network);
            }

            _reports.Epoch(_lease, metrics);
        }

        return Finish(epochs);
    }

    public void Dispose()
    {
        _bestWeights.Dispose();
        _optimizer.Dispose();
        _network.Dispose();
        _dropout.Dispose();
        _order.Dispose();
    }

    private long BatchSize => _lease.Plan.Config.GetInteger(ParameterNames.BatchSize);

    private int StepsPerEpoch => (int)((_data.Train.Count + BatchSize - 1) / BatchSize);

    private bool TrainEpoch(StepLog log, out int? diverged)
    {
        using var scope = NewDisposeScope();
        _network.train();
        var order = randperm(_data.Train.Count, dtype: int64, generator: _order).to(_data.Device);
        diverged = null;
        for (var step = 0; step < StepsPerEpoch && diverged is null; step++)
        {
            _cancellation.ThrowIfCancellationRequested();
            TrainStep(order, step * BatchSize, log);
            if ((step + 1) % StepsBetweenReadings == 0 || step + 1 == StepsPerEpoch)
            {
                diverged = log.ReadFirstNotFinite();
                if (_reports.IsAbandoned(_lease))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void TrainStep(Tensor order, long start, StepLog log)
    {
        using var scope = NewDisposeScope();
        var (images, labels) = _data.Train.Take(order.narrow(0, start, Math.Min(BatchSize, _data.Train.Count - start)));
        _optimizer.zero_grad();
        var logits = _network.call(images);
        var loss = nn.functional.cross_entropy(logits, labels);
        loss.backward();
        _optimizer.step();
        log.Record(loss, logits, labels);
    }

    private (double Loss, double Accuracy) Evaluate(DeviceImages images)
    {
        _network.eval();
        using var noGradient = no_grad();
        using var log = new StepLog((int)((images.Count + EvaluationBatch - 1) / EvaluationBatch), _data.Device);
        for (long start = 0; start < images.Count; start += EvaluationBatch)
        {
            _cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (batch, labels) = images.Slice(start, Math.Min(EvaluationBatch, images.Count - start));
            var logits = _network.call(batch);
            log.Record(nn.functional.cross_entropy(logits, labels), logits, labels);
        }

        return log.Summarise();
    }

    private TrialResult Finish(int epochs)
    {
        if (_best!.Epoch != epochs)
        {
            _bestWeights.Restore(_network);
        }

        var (testLoss, testAccuracy) = Evaluate(_data.Test);
        var collapsed = _best.ValidationAccuracy <= _data.Validation.CommonestShare;
        var reason = collapsed
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"validation accuracy {_best.ValidationAccuracy:0.0###} is no better than always answering the commonest class ({_data.Validation.CommonestShare:0.0###})")
            : string.Empty;
        return new TrialResult(
            collapsed ? TrialOutcome.Collapsed : TrialOutcome.Completed, reason, _best, testLoss, testAccuracy, epochs, Seconds);
    }

    private TrialResult Diverged(int epochs, string reason) =>
        new(TrialOutcome.Diverged, reason, _best, TestLoss: null, TestAccuracy: null, epochs, Seconds);

    private double Seconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    private static string Name(double value) => double.IsNaN(value) ? "NaN" : "infinite";
}
