using ActorSearch.Cli.Output;
using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using Serilog.Core;
using Serilog.Events;

namespace ActorSearch.Cli.Running;

/// <summary>The structured log of one run: a JSON object a line, in a file of its own.</summary>
internal sealed class RunLog : ISearchView, IDisposable
{
    private readonly Lazy<Logger> _logger;
    private readonly TextWriter _error;

    /// <summary>Makes the log of a run. Nothing is written before there is something to say; the folder is made then.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="now">When the run began.</param>
    /// <param name="isVerbose">Whether everything goes to standard error as well.</param>
    /// <param name="error">Where to say that the file cannot be written; the run does without it.</param>
    public RunLog(string folder, string study, DateTimeOffset now, bool isVerbose, TextWriter error)
    {
        _error = error;
        Path = System.IO.Path.Combine(folder, LogFile.NameOf(study, now));
        _logger = new Lazy<Logger>(() => Open(isVerbose));
    }

    /// <summary>The file; null once it could not be made.</summary>
    public string? Path { get; private set; }

    /// <summary>Whether there was something to say.</summary>
    public bool IsOpen => _logger.IsValueCreated;

    /// <summary>Something that a person should know of.</summary>
    public void Warn(Exception exception, string what) => _logger.Value.Warning(exception, "{What}", what);

    /// <summary>Weights could not be kept.</summary>
    public void WeightsLost(string why) => _logger.Value.Warning("Weights are not kept: {Reason}", why);

    /// <summary>The run failed.</summary>
    public void Fail(Exception exception) => _logger.Value.Error(exception, "The run failed");

    /// <summary>The run was asked to end.</summary>
    public void Interrupted(string signal) => _logger.Value.Information("Interrupted by {Signal}", signal);

    /// <summary>The run ended.</summary>
    public void Ended(int exitStatus, ProgressState? state) => _logger.Value.Information(
        "Ended with exit status {ExitStatus}: {Done} of {Total} trials done", exitStatus, state?.Done, state?.Total);

    /// <inheritdoc />
    public void Begin(ProgressState state) => _logger.Value.Information(
        "Study {Study}: {Total} trials, {Done} done, {Workers} workers on {Device}, store {Store}, seed {Seed}, data {DataFingerprint}",
        state.Definition.Name,
        state.Total,
        state.Done,
        state.Setting.Workers,
        state.Setting.Device,
        state.Setting.Store,
        state.Definition.Seed,
        state.Definition.DataFingerprint);

    /// <inheritdoc />
    public void Show(ProgressState state, StudyState study, StudyEvent happened)
    {
        switch (happened)
        {
            case StudyEvent.Leased e:
                _logger.Value.Information(
                    "Trial {Trial} attempt {Attempt} leased to {Worker}: {Config}",
                    e.Trial.ToString(), e.Attempt, e.Worker, study.Find(e.Trial)!.Plan.Config.ToString());
                break;
            case StudyEvent.EpochReported e:
                _logger.Value.Debug(
                    "Trial {Trial} attempt {Attempt} epoch {Epoch}: train {TrainLoss} {TrainAccuracy}, validation {ValidationLoss} {ValidationAccuracy}, {Seconds} s",
                    e.Trial.ToString(), e.Attempt, e.Metrics.Epoch, e.Metrics.TrainLoss, e.Metrics.TrainAccuracy,
                    e.Metrics.ValidationLoss, e.Metrics.ValidationAccuracy, e.Metrics.Seconds);
                break;
            case StudyEvent.Finished e:
                _logger.Value.Information(
                    "Trial {Trial} attempt {Attempt} ended {Outcome} {Reason} after {Epochs} epochs and {Seconds} s: best {Best}",
                    e.Trial.ToString(), e.Attempt, e.Result.Outcome, e.Result.Reason, e.Result.Epochs, e.Result.Seconds,
                    e.Result.Best?.Get(state.Definition.Objective.Metric));
                break;
            case StudyEvent.AttemptEnded e:
                _logger.Value.Write(
                    e.End.CountsAsFailure() ? LogEventLevel.Warning : LogEventLevel.Information,
                    "Trial {Trial} attempt {Attempt} ended without a result ({End}, gives up {GivesUp}): {Reason}",
                    e.Trial.ToString(), e.Attempt, e.End, e.GivesUp, e.Reason);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_logger.IsValueCreated)
        {
            _logger.Value.Dispose();
        }
    }

    private Logger Open(bool isVerbose)
    {
        var logger = LogFile.Open(Path!, isVerbose ? LogEventLevel.Verbose : null, _error, out var isWritten);
        Path = isWritten ? Path : null;
        return logger;
    }
}
