using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Ports;
using ActorSearch.Reporting.Comparison;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Cli.Output;

/// <summary><c>actorsearch report --compare A B</c>: two studies side by side, the second one perhaps of another store.</summary>
internal sealed class ComparisonRequest(StudySource source)
{
    private const string Formats = "table, markdown, json or csv";

    private readonly Option<string[]?> _compare = new("--compare")
    {
        Description = "Set two studies side by side, the second measured against the first.",
        HelpName = "STUDY STUDY",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _with = new("--with")
    {
        Description = "The store of the second study to compare [default: that of the first]",
        HelpName = "STORE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_compare);
        command.Add(_with);
    }

    /// <summary>Whether two studies are to be set side by side.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Options that go with one study alone.</param>
    /// <exception cref="InputException">Options do not go together.</exception>
    public bool IsAsked(ParseResult parsed, IEnumerable<Option> others)
    {
        if (parsed.GetResult(_compare) is not { Implicit: false })
        {
            return parsed.GetResult(_with) is { Implicit: false }
                ? throw new InputException($"{_with.Name} names the store of the second study of {_compare.Name}, which is missing")
                : false;
        }

        return others.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } other
            ? throw new InputException($"{_compare.Name} sets two studies side by side; it takes no {other.Name}")
            : true;
    }

    /// <summary>What writes the comparison.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="form">The form; null for a table.</param>
    /// <param name="options">What of it is written.</param>
    /// <exception cref="InputException">There is no such form, store or study, or both names mean one study.</exception>
    /// <exception cref="LedgerException">A store cannot be read.</exception>
    public async Task<Action<Stream>> ReadAsync(ParseResult parsed, string? form, ReportOptions options)
    {
        var format = FormatOf(form);
        if (parsed.GetValue(_compare) is not [var first, var second])
        {
            throw new InputException($"{_compare.Name}: expected the names of two studies, such as '{_compare.Name} before after'");
        }

        var other = parsed.GetValue(_with);
        StudyReport a;
        StudyReport? b = null;
        string store;
        var opened = source.Open(parsed);
        await using (opened.ConfigureAwait(false))
        {
            store = opened.Name;
            if (first == second && (other is null || (opened.Client is null && IsSameFile(store, other))))
            {
                throw new InputException($"{_compare.Name}: both names mean the study '{first}' of {store}; expected two studies, or another store behind {_with.Name}");
            }

            a = await ReadAsync(opened.Ledger, store, first).ConfigureAwait(false);
            if (other is null)
            {
                b = await ReadAsync(opened.Ledger, store, second).ConfigureAwait(false);
            }
        }

        if (b is null)
        {
            var ledger = StoredStudies.Open(other!, _with.Name);
            await using (ledger.ConfigureAwait(false))
            {
                b = await ReadAsync(ledger, other!, second).ConfigureAwait(false);
            }
        }

        var comparison = StudyComparison.Of(a, b);
        return stream => ComparisonWriter.Write(comparison, format, stream, options);
    }

    private static async Task<StudyReport> ReadAsync(ILedger ledger, string store, string study)
    {
        var name = await StoredStudies.ChooseAsync(ledger, store, study, TextWriter.Null).ConfigureAwait(false);
        return await StudyReport.FromAsync(ledger.ReadAsync(name, CancellationToken.None)).ConfigureAwait(false);
    }

    private static bool IsSameFile(string first, string second) =>
        File.Exists(first) && File.Exists(second) && Real(first) == Real(second);

    private static string Real(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);

    private ComparisonFormat FormatOf(string? form) => form switch
    {
        null or "table" => ComparisonFormat.Table,
        "markdown" => ComparisonFormat.Markdown,
        "json" => ComparisonFormat.Json,
        "csv" => ComparisonFormat.Csv,
        _ => throw new InputException($"--format: {_compare.Name} is written as {Formats}, not as '{form}'"),
    };
}
