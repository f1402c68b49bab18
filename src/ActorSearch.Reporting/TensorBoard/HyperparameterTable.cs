using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>
/// What TensorBoard's tab of hyperparameters is made of (its hparams plugin's plugin_data.proto and api.proto): one
/// description of the study, and of every trial how it began and ended.
/// </summary>
internal static class HyperparameterTable
{
    public const string StudyTag = "_hparams_/experiment";
    public const string BeginTag = "_hparams_/session_start_info";
    public const string EndTag = "_hparams_/session_end_info";

    private const int StudyField = 2;
    private const int BeginField = 3;
    private const int EndField = 4;

    /// <summary>More levels than the tab lists one by one are shown as a range, where they are numbers.</summary>
    private const int MaxListedLevels = 10;

    private const int Succeeded = 1;
    private const int Failed = 2;

    private const int Training = 1;
    private const int Validation = 2;

    /// <summary>Seconds since 1970, in UTC, as TensorBoard counts them.</summary>
    public static double Seconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>The columns of the table: the hyperparameters in force anywhere, those that vary first, and the figures.</summary>
    public static ProtoMessage Study(
        StudyDefinition definition, DateTimeOffset createdAt, ImmutableArray<string> variedNames, IReadOnlyCollection<TrialPlan> trials)
    {
        var experiment = new ProtoMessage()
            .Text(1, FormattableString.Invariant($"{definition.DataSet.Name}, seed {definition.Seed}"))
            .Double(3, Seconds(createdAt));
        foreach (var name in variedNames.Concat(Hyperparameters.All.Select(p => p.Name).Except(variedNames, StringComparer.Ordinal)))
        {
            var levels = trials.Select(t => t.Config.Get(name)).OfType<ParameterValue>().Distinct().OrderBy(v => v, LevelOrder).ToList();
            if (levels.Count > 0)
            {
                experiment.Message(4, Column(name, levels, variedNames.Contains(name)));
            }
        }

        foreach (var tag in ScalarTags.Columns(definition))
        {
            experiment.Message(5, new ProtoMessage()
                .Message(1, new ProtoMessage().Text(2, tag))
                .Integer(5, tag.Contains("train", StringComparison.Ordinal) ? Training : Validation));
        }

        return new ProtoMessage().Message(StudyField, experiment.Text(6, definition.Name));
    }

    /// <summary>One row: a trial's hyperparameters. Replicates of one point are a group, whose figures the tab averages.</summary>
    public static ProtoMessage Begin(TrialConfig config, string group, DateTimeOffset at)
    {
        var session = new ProtoMessage();
        foreach (var name in Hyperparameters.All.Select(p => p.Name))
        {
            if (config.Get(name) is { } value)
            {
                session.Message(1, new ProtoMessage().Text(1, name).Message(2, Value(value)));
            }
        }

        return new ProtoMessage().Message(BeginField, session.Text(4, group).Double(5, Seconds(at)));
    }

    /// <summary>How a row ended.</summary>
    public static ProtoMessage End(TrialOutcome outcome, DateTimeOffset at) => new ProtoMessage().Message(
        EndField,
        new ProtoMessage()
            .Integer(1, outcome.IsRanked() ? Succeeded : Failed)
            .Double(2, Seconds(at)));

    private static ProtoMessage Column(string name, List<ParameterValue> levels, bool isVaried)
    {
        const int Text = 1;
        const int Switch = 2;
        const int Number = 3;
        var type = levels switch
        {
            _ when levels.TrueForAll(v => NumberOf(v) is not null) => Number,
            _ when levels.TrueForAll(v => v is ParameterValue.Flag) => Switch,
            _ => Text,
        };
        var column = new ProtoMessage().Text(1, name).Integer(4, type);
        if (type == Number && levels.Count > MaxListedLevels)
        {
            var numbers = levels.ConvertAll(v => NumberOf(v)!.Value);
            column.Message(6, new ProtoMessage().Double(1, numbers.Min()).Double(2, numbers.Max()));
        }
        else
        {
            var list = new ProtoMessage();
            levels.ForEach(v => list.Message(1, Value(v)));
            column.Message(5, list);
        }

        return isVaried ? column.Integer(7, 1) : column;
    }

    /// <summary>A value as google.protobuf.Value has it; a list is a text.</summary>
    private static ProtoMessage Value(ParameterValue value) => value switch
    {
        ParameterValue.Flag flag => new ProtoMessage().Integer(4, flag.Value ? 1 : 0),
        _ when NumberOf(value) is { } number => new ProtoMessage().Double(2, number),
        _ => new ProtoMessage().Text(3, value.ToString()),
    };

    private static double? NumberOf(ParameterValue value) => value switch
    {
        ParameterValue.Integer number => number.Value,
        ParameterValue.Real number => number.Value,
        _ => null,
    };

    private static readonly Comparer<ParameterValue> LevelOrder = Comparer<ParameterValue>.Create((a, b) =>
        (NumberOf(a), NumberOf(b)) is ({ } first, { } second)
            ? first.CompareTo(second)
            : string.CompareOrdinal(a.ToString(), b.ToString()));
}
