using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>Holds what a message says against the rules that its types cannot state.</summary>
internal readonly ref struct WireCheck
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/~-");

    private static readonly ImmutableArray<string> Openings = ["begun", "extended", "resumed", "complete"];

    private readonly string _manifest;

    private WireCheck(string manifest) => _manifest = manifest;

    /// <summary>Checks a message.</summary>
    /// <exception cref="WireException">Something in it is not as it must be.</exception>
    public static void Content(string manifest, WireMessage message) => new WireCheck(manifest).Check(message);

    private void Check(WireMessage message)
    {
        switch (message)
        {
            case WireMessage.Claim m:
                Check(m);
                break;
            case WireMessage.Withdraw m:
                Name(m.Worker, "worker");
                break;
            case WireMessage.Describe m:
                StudyName(m.Study);
                break;
            case WireMessage.Renew m:
                Word(m.Worker, m.Study, m.Attempt);
                break;
            case WireMessage.ReportEpoch m:
                Word(m.Worker, m.Study, m.Attempt);
                Check(m.Metrics, "metrics");
                break;
            case WireMessage.Finish m:
                Word(m.Worker, m.Study, m.Attempt);
                Check(m.Result);
                break;
            case WireMessage.Fail m:
                Word(m.Worker, m.Study, m.Attempt);
                Text(m.Error, WireLimits.TextLength, "error");
                break;
            case WireMessage.HandBack m:
                Word(m.Worker, m.Study, m.Attempt);
                Text(m.Reason, WireLimits.TextLength, "reason");
                break;
            case WireMessage.RunOutOfMemory m:
                Word(m.Worker, m.Study, m.Attempt);
                Within(m.Neighbours, 0, int.MaxValue, "neighbours");
                Text(m.Error, WireLimits.TextLength, "error");
                break;
            case WireMessage.NodeReport m:
                Check(m.Node);
                break;
            case WireMessage.Submit m:
                Text(m.Source, ExperimentReader.MaxCharacters, "source");
                Text(m.FileName, WireLimits.PathLength, "file_name");
                break;
            case WireMessage.Granted m:
                StudyName(m.Study);
                Within(m.LeaseMs, 1, WireLimits.LeaseMs, "lease_ms");
                Check(m.Leases);
                break;
            case WireMessage.Acknowledged m:
                StudyName(m.Study);
                Attempt(m.Attempt);
                break;
            case WireMessage.Submitted m:
                StudyName(m.Study);
                Require(Openings.Contains(m.Opening), "opening", $"expected one of {string.Join(", ", Openings)}");
                break;
            case WireMessage.Refused m:
                Count(m.Lines, WireLimits.Lines, "lines");
                foreach (var line in m.Lines)
                {
                    Text(line, WireLimits.LineLength, "lines");
                }

                break;
            case WireMessage.Unavailable m:
                Text(m.Reason, WireLimits.TextLength, "reason");
                break;
            case WireMessage.StudyDescription m:
                Check(m.Definition);
                break;
            case WireMessage.Status m:
                Check(m.Cluster);
                break;
            case WireMessage.Train m:
                Check(m.Leases);
                break;
            case WireMessage.Abandon m:
                Attempt(m.Attempt);
                break;
            case WireMessage.Unable m:
                Text(m.Reason, WireLimits.TextLength, "reason");
                break;
            case WireMessage.EpochDone m:
                Attempt(m.Attempt);
                Check(m.Metrics, "metrics");
                break;
            case WireMessage.TrialDone m:
                Attempt(m.Attempt);
                Check(m.Result);
                break;
            case WireMessage.TrialFailed m:
                Attempt(m.Attempt);
                Text(m.Error, WireLimits.TextLength, "error");
                break;
            case WireMessage.TrialOutOfMemory m:
                Attempt(m.Attempt);
                Text(m.Error, WireLimits.TextLength, "error");
                break;
        }
    }

    private void Check(WireMessage.Claim claim)
    {
        Name(claim.Worker, "worker");
        Within(claim.Capacity, 1, WireLimits.Capacity, "capacity");
        Within(claim.MemoryBytes ?? 0, 0, long.MaxValue, "memory_bytes");
        Within(claim.Neighbours, 0, int.MaxValue, "neighbours");
        Within(claim.WaitMs, 0, WireLimits.WaitMs, "wait_ms");
        Count(claim.Holding, WireLimits.Holding, "holding");
        foreach (var held in claim.Holding)
        {
            Within(held.Attempt, 1, int.MaxValue, "holding.attempt");
        }

        Count(claim.UnableFor, WireLimits.UnableFor, "unable_for");
        foreach (var study in claim.UnableFor)
        {
            StudyName(study, "unable_for");
        }
    }

    private void Check(ImmutableArray<TrialLease> leases)
    {
        Count(leases, WireLimits.Capacity, "leases");
        Require(!leases.IsEmpty, "leases", "expected one at least");
        foreach (var lease in leases)
        {
            NotNull(lease, "leases");
            Within(lease.Attempt, 1, int.MaxValue, "leases.attempt");
            Within(lease.MaxNeighbours ?? 0, 0, int.MaxValue, "leases.max_neighbours");
            Check(lease.Plan);
        }
    }

    private void Check(TrialPlan plan)
    {
        Within(plan.Replicate, 0, int.MaxValue, "leases.plan.replicate");
        Within(plan.Parameters, 0, long.MaxValue, "leases.plan.parameters");
        Within(plan.MultiplyAccumulates, 0, long.MaxValue, "leases.plan.multiply_accumulates");
        Within(plan.MemoryBytes, 0, long.MaxValue, "leases.plan.memory_bytes");
        Require(plan.Rejection is null, "leases.plan.rejection", "expected null, since a trial that cannot be built is not leased");
        var stated = plan.Config.Stated;
        for (var i = 1; i < stated.Length; i++)
        {
            Require(
                string.CompareOrdinal(stated[i - 1].Key, stated[i].Key) < 0,
                "leases.plan.config",
                "expected the canonical form: each hyperparameter once, sorted by name");
        }
    }

    private void Check(EpochMetrics metrics, string field)
    {
        Within(metrics.Epoch, 1, int.MaxValue, field + ".epoch");
        Share(metrics.TrainAccuracy, field + ".train_accuracy");
        Share(metrics.ValidationAccuracy, field + ".validation_accuracy");
        Seconds(metrics.Seconds, field + ".seconds");
        Share(metrics.TestAccuracy ?? 0, field + ".test_accuracy");
        if (metrics.Batches is { } batches)
        {
            Check(batches, field + ".batches");
        }
    }

    private void Check(ImmutableArray<BatchMetrics> batches, string field)
    {
        Count(batches, Curves.MaxBatchesPerEpoch, field);
        var steps = 0;
        foreach (var batch in batches)
        {
            NotNull(batch, field);
            Require(batch.Step > steps, field + ".step", $"expected more than {steps}, since measurements follow one another");
            steps = batch.Step;
            Share(batch.TrainAccuracy, field + ".train_accuracy");
            Share(batch.ValidationAccuracy, field + ".validation_accuracy");
        }
    }

    private void Check(TrialResult result)
    {
        var hasEnded = result.Outcome.IsTrainedToTheEnd();
        Require(
            hasEnded || result.Outcome == TrialOutcome.Diverged,
            "result.outcome",
            $"expected one of {TrialOutcome.Collapsed}, {TrialOutcome.Completed}, {TrialOutcome.Diverged}");
        Text(result.Reason, WireLimits.TextLength, "result.reason");
        Within(result.Epochs, 0, int.MaxValue, "result.epochs");
        Seconds(result.Seconds, "result.seconds");
        Seconds(result.LoadingSeconds ?? 0, "result.loading_seconds");
        Seconds(result.EvaluatingSeconds ?? 0, "result.evaluating_seconds");
        Text(result.Machine ?? string.Empty, WireLimits.NoteLength, "result.machine");
        Share(result.TestAccuracy ?? 0, "result.test_accuracy");
        if (result.Best is { } best)
        {
            Check(best, "result.best");
            Require(best.Batches is null, "result.best.batches", "expected none, since the epoch was reported with them");
        }

        Require(
            !hasEnded || result is { Best: not null, TestLoss: not null, TestAccuracy: not null },
            "result",
            "expected best, test_loss and test_accuracy of a trial that was trained to the end");
    }

    private void Check(NodeState node)
    {
        NotNull(node, "nodes");
        Name(node.Name, "node.name");
        Text(node.Version, WireLimits.NameLength, "node.version");
        Count(node.Devices, WireLimits.Devices, "node.devices");
        foreach (var device in node.Devices)
        {
            NotNull(device, "node.devices");
            Text(device.Name, WireLimits.NameLength, "node.devices.name");
            Text(device.Model, WireLimits.NoteLength, "node.devices.model");
            Within(device.Workers, 0, int.MaxValue, "node.devices.workers");
            Within(device.MemoryBytes ?? 0, 0, long.MaxValue, "node.devices.memory_bytes");
            Within(device.UsedBytes ?? 0, 0, long.MaxValue, "node.devices.used_bytes");
            Within(device.ReservedBytes, 0, long.MaxValue, "node.devices.reserved_bytes");
            Within(device.UtilisationPercent ?? 0, 0, 100, "node.devices.utilisation_percent");
        }

        Count(node.Workers, WireLimits.Workers, "node.workers");
        foreach (var worker in node.Workers)
        {
            NotNull(worker, "node.workers");
            Name(worker.Name, "node.workers.name");
            Text(worker.Device, WireLimits.NameLength, "node.workers.device");
            Text(worker.Does, WireLimits.NoteLength, "node.workers.does");
        }
    }

    private void Check(ClusterState cluster)
    {
        Text(cluster.Version, WireLimits.NameLength, "cluster.version");
        Text(cluster.Store, WireLimits.PathLength, "cluster.store");
        Text(cluster.StoreFailure ?? string.Empty, WireLimits.TextLength, "cluster.store_failure");
        Count(cluster.Studies, WireLimits.StatusEntries, "cluster.studies");
        foreach (var study in cluster.Studies)
        {
            NotNull(study, "cluster.studies");
            StudyName(study.Name, "cluster.studies.name");
            Within(study.Trials, 0, int.MaxValue, "cluster.studies.trials");
            Within(study.Ended, 0, study.Trials, "cluster.studies.ended");
            Within(study.Failed, 0, study.Ended, "cluster.studies.failed");
            Within(study.Running, 0, study.Trials, "cluster.studies.running");
        }

        Count(cluster.Nodes, WireLimits.StatusEntries, "cluster.nodes");
        foreach (var node in cluster.Nodes)
        {
            NotNull(node, "cluster.nodes");
            Check(node.State);
        }

        Require(cluster.Counters.Count <= WireLimits.Counters, "cluster.counters", $"expected at most {WireLimits.Counters}");
        foreach (var (name, value) in cluster.Counters)
        {
            Text(name, WireLimits.NameLength, "cluster.counters");
            Within(value, 0, long.MaxValue, "cluster.counters");
        }
    }

    private void Check(StudyDefinition definition)
    {
        StudyName(definition.Name, "definition.name");
        Text(definition.DataSet.Name, WireLimits.NameLength, "definition.data_set.name");
        Text(definition.DataSet.Path ?? string.Empty, WireLimits.PathLength, "definition.data_set.path");
        Within(definition.DataSet.Train ?? 0, 0, int.MaxValue, "definition.data_set.train");
        Within(definition.DataSet.Validation ?? 0, 0, int.MaxValue, "definition.data_set.validation");
        Within(definition.DataSet.Test ?? 0, 0, int.MaxValue, "definition.data_set.test");
        CheckImages(definition.DataSet);
        Text(definition.DataFingerprint, WireLimits.NameLength, "definition.data_fingerprint");
        Within(definition.Image.Channels, 1, int.MaxValue, "definition.image.channels");
        Within(definition.Image.Height, 1, int.MaxValue, "definition.image.height");
        Within(definition.Image.Width, 1, int.MaxValue, "definition.image.width");
        Within(definition.Classes, 1, int.MaxValue, "definition.classes");
        Within(definition.MaxAttempts, 1, int.MaxValue, "definition.max_attempts");
        Text(definition.Source, ExperimentReader.MaxCharacters, "definition.source");
        Within(definition.Curves?.EveryBatches ?? 1, 1, int.MaxValue, "definition.curves.every_batches");
        Within(definition.TrainImages ?? 1, 1, int.MaxValue, "definition.train_images");
        Within(definition.ValidationImages ?? 1, 1, int.MaxValue, "definition.validation_images");
    }

    private void CheckImages(DataSetSpec dataSet)
    {
        Within(dataSet.Resize?.Height ?? 1, 1, PixelSize.MaxSide, "definition.data_set.resize.height");
        Within(dataSet.Resize?.Width ?? 1, 1, PixelSize.MaxSide, "definition.data_set.resize.width");
        if (dataSet.Normalise is { } normalise)
        {
            Count(normalise.Mean, Normalisation.MaxChannels, "definition.data_set.normalise.mean");
            Count(normalise.Deviation, Normalisation.MaxChannels, "definition.data_set.normalise.deviation");
            Require(
                !normalise.Mean.IsDefaultOrEmpty && normalise.Mean.All(m => Math.Abs(m) <= Normalisation.Largest),
                "definition.data_set.normalise.mean",
                $"expected numbers up to {Normalisation.Largest}");
            Require(
                !normalise.Deviation.IsDefaultOrEmpty
                && normalise.Deviation.All(d => d is >= Normalisation.SmallestDeviation and <= Normalisation.Largest),
                "definition.data_set.normalise.deviation",
                $"expected numbers from {Normalisation.SmallestDeviation} to {Normalisation.Largest}");
        }
    }

    private void Word(string worker, string study, int attempt)
    {
        Name(worker, "worker");
        StudyName(study);
        Attempt(attempt);
    }

    private void Attempt(int attempt) => Within(attempt, 1, int.MaxValue, "attempt");

    private void Name(string name, string field) => Require(
        name.Length is > 0 and <= WireLimits.NameLength && !name.AsSpan().ContainsAnyExcept(NameCharacters),
        field,
        $"expected 1 to {WireLimits.NameLength} letters, digits, '.', '_', '/', '~' and '-'");

    private void StudyName(string? name, string field = "study") => Require(
        name is not null && ExperimentReader.IsStudyName(name), field, ExperimentReader.ExpectedStudyName);

    private void Text(string? text, int length, string field)
    {
        NotNull(text, field);
        Require(text!.Length <= length, field, $"expected at most {length} characters");
    }

    private void Within(long value, long min, long max, string field)
    {
        if (value < min || value > max)
        {
            Require(
                false,
                field,
                max is long.MaxValue or int.MaxValue
                    ? $"expected at least {min}, not {value}"
                    : string.Create(CultureInfo.InvariantCulture, $"expected {min} to {max}, not {value}"));
        }
    }

    /// <summary>A share of images, or no number where there were none.</summary>
    private void Share(double value, string field) => Require(double.IsNaN(value) || value is >= 0 and <= 1, field, "expected 0 to 1");

    private void Seconds(double value, string field) => Require(double.IsFinite(value) && value >= 0, field, "expected 0 or more");

    private void Count<T>(ImmutableArray<T> list, int max, string field) => Require(
        !list.IsDefault && list.Length <= max, field, $"expected a list of at most {max}");

    private void NotNull(object? value, string field) => Require(value is not null, field, "expected no null");

    private void Require(bool holds, string field, string expected)
    {
        if (!holds)
        {
            throw new WireException(WireRefusal.Malformed, $"{_manifest}: {field}: {expected}");
        }
    }
}
