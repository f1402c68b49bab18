using System.Diagnostics;
using System.Globalization;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Training.Checkpoints;
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
    /// <summary>Most steps between two looks at the losses, which a GPU has to wait for.</summary>
    private const int StepsBetweenReadings = 100;

    /// <summary>
    /// Time after which the losses are looked at whatever the number of steps: large networks are not trained on for
    /// minutes after a loss that is no number. When it is noticed changes nothing in what is reported.
    /// </summary>
    private static readonly TimeSpan TimeBetweenReadings = TimeSpan.FromMilliseconds(100);

    private readonly TrialLease _lease;
    private readonly StudyDefinition _study;
    private readonly DeviceSplits _data;
    private readonly ITrialReports _reports;
    private readonly CancellationToken _cancellation;
    private readonly long _started = Stopwatch.GetTimestamp();

    private readonly Generator _order;
    private readonly Generator _dropout;
    private readonly NetworkPlan _plan;
    private readonly Sequential _network;
    private readonly optim.Optimizer _optimizer;
    private readonly Func<Tensor, Tensor, Tensor> _lossOf;
    private readonly Evaluation _evaluation;
    private readonly BestWeights _bestWeights = new();
    private EpochMetrics? _best;

    public TrialRun(
        TrialLease lease, StudyDefinition study, DeviceSplits data, ITrialReports reports, CancellationToken cancellation)
    {
        _lease = lease;
        _study = study;
        _data = data;
        _reports = reports;
        _cancellation = cancellation;

        _plan = NetworkPlanner.Plan(lease.Plan.Config, study.Image, study.Classes) is NetworkPlanning.Planned planned
            ? planned.Network
            : throw new InvalidOperationException("a trial whose network cannot be built is never leased");
        _order = new Generator(SeedDerivation.Derive(lease.Seed, "order"), CPU);
        _dropout = DeviceGenerator.Make(SeedDerivation.Derive(lease.Seed, "dropout"), data.Device);
        using var weights = new Generator(SeedDerivation.Derive(lease.Seed, "weights"), CPU);
        _network = NetworkBuilder.Build(_plan, weights, _dropout, lease.Plan.Config.GetWord(ParameterNames.Init));
        _network.to(data.Device);

        // As a list: TorchSharp's optimizers walk what they are given anew at every step.
        _optimizer = OptimizerBuilder.Build(lease.Plan.Config, [.. _network.parameters()]);
        _lossOf = LossFunction.Of(lease.Plan.Config);
        _evaluation = new Evaluation(_network, _lossOf, cancellation);
    }

    /// <summary>Why this trial cannot be trained on these images, or null where it can.</summary>
    public string? Hindrance => LoneValue.Reason(_plan, _data.Train.Count, BatchSize);

    /// <summary>Trains to the end; null where the attempt counts no more.</summary>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public TrialResult? Train()
    {
        var epochs = (int)_lease.Plan.Config.GetInteger(ParameterNames.Epochs);
        EpochMetrics? last = null;
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var epochStarted = Stopwatch.GetTimestamp();
            SetLearningRate(epoch);
            using var log = new StepLog(StepsPerEpoch, _data.Device);
            var curve = new BatchCurve(_study.Curves?.Interval(StepsPerEpoch), log, MeasureValidation);
            if (!TrainEpoch(log, curve, out var diverged))
            {
                return null;
            }

            if (diverged is { } step)
            {
                return Diverged(epoch - 1, string.Create(
                    CultureInfo.InvariantCulture, $"the loss became {Name(log.LossOf(step))} in epoch {epoch}, step {step + 1} of {StepsPerEpoch}"));
            }

            var (trainLoss, trainAccuracy) = log.Summarise();
            var (validationLoss, validationAccuracy) = MeasureValidation();
            if (!double.IsFinite(validationLoss))
            {
                return Diverged(epoch - 1, string.Create(
                    CultureInfo.InvariantCulture, $"the validation loss was {Name(validationLoss)} after epoch {epoch}"));
            }

            (double Loss, double Accuracy)? test = _study.Curves is { Test: true } ? _evaluation.Measure(_data.Test) : null;
            var metrics = new EpochMetrics(
                epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy, Stopwatch.GetElapsedTime(epochStarted).TotalSeconds,
                test?.Loss, test?.Accuracy, curve.Points);
            if (_best is null || _study.Objective.IsBetter(metrics.Get(_study.Objective.Metric), _best.Get(_study.Objective.Metric)))
            {
                _best = metrics with { Batches = null };
                _bestWeights.Keep(_network);
            }

            last = metrics;
            _reports.Epoch(_lease, metrics);
        }

        return Finish(last!);
    }

    /// <summary>Offers the weights of the epoch that the objective chose, once a trial was trained to the end.</summary>
    public void Offer(WeightKeeper keeper) => keeper.Offer(
        CheckpointHead.Of(_study, _lease.Plan, _plan, _best!, _data.ClassNames), () => _network.state_dict());

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

    private bool TrainEpoch(StepLog log, BatchCurve curve, out int? diverged)
    {
        using var scope = NewDisposeScope();
        _network.train();
        var order = randperm(_data.Train.Count, dtype: int64, generator: _order).to(_data.Device);
        diverged = null;
        var read = Stopwatch.GetTimestamp();
        for (var step = 0; step < StepsPerEpoch && diverged is null; step++)
        {
            _cancellation.ThrowIfCancellationRequested();
            TrainStep(order, step * BatchSize, log);
            if (curve.IsDue(step + 1))
            {
                // A loss that is no number ends the trial: there is nothing more to measure.
                diverged = log.ReadFirstNotFinite();
                if (diverged is not null)
                {
                    break;
                }

                curve.Measure(step + 1);
                _network.train();
            }

            if ((step + 1) % StepsBetweenReadings == 0 || step + 1 == StepsPerEpoch
                || Stopwatch.GetElapsedTime(read) > TimeBetweenReadings)
            {
                diverged = log.ReadFirstNotFinite();
                read = Stopwatch.GetTimestamp();
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
        var loss = _lossOf(logits, labels);
        loss.backward();
        _optimizer.step();
        log.Record(loss, logits, labels);
    }

    private (double Loss, double Accuracy) MeasureValidation() => _evaluation.Measure(_data.Validation);

    private void SetLearningRate(int epoch)
    {
        var rate = LearningRates.Of(_lease.Plan.Config, epoch);
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    private TrialResult Finish(EpochMetrics last)
    {
        if (_best!.Epoch != last.Epoch)
        {
            _bestWeights.Restore(_network);
        }

        var (testLoss, testAccuracy) = _evaluation.Measure(_data.Test);
        var collapse = Collapse.Reason(_best, last, _data.Validation.CommonestShare);
        return new TrialResult(
            collapse is null ? TrialOutcome.Completed : TrialOutcome.Collapsed,
            collapse ?? string.Empty, _best, testLoss, testAccuracy, last.Epoch, Seconds, EvaluatingSeconds: EvaluatingSeconds);
    }

    private TrialResult Diverged(int epochs, string reason) =>
        new(TrialOutcome.Diverged, reason, _best, TestLoss: null, TestAccuracy: null, epochs, Seconds, EvaluatingSeconds: EvaluatingSeconds);

    private double Seconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    private double EvaluatingSeconds => _evaluation.Spent.TotalSeconds;

    private static string Name(double value) => double.IsNaN(value) ? "NaN" : "infinite";
}
