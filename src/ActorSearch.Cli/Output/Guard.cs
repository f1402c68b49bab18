using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Inputs;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Ports;
using ActorSearch.Data;

namespace ActorSearch.Cli.Output;

/// <summary>Turns what goes wrong in a command into a message and an exit status.</summary>
internal static class Guard
{
    /// <summary>Runs a command that only reads.</summary>
    /// <param name="terminal">Where messages go.</param>
    /// <param name="isVerbose">Whether unexpected errors show their stack trace.</param>
    /// <param name="command">The command; returns its exit status.</param>
    public static async Task<int> RunAsync(Terminal terminal, bool isVerbose, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (InputException exception)
        {
            foreach (var line in exception.Lines)
            {
                await terminal.Error.WriteLineAsync(line).ConfigureAwait(false);
            }

            return ExitStatus.BadInput;
        }
        catch (CoordinatorRefusedException exception)
        {
            foreach (var line in exception.Lines)
            {
                await terminal.Error.WriteLineAsync(NetworkText.Line(line)).ConfigureAwait(false);
            }

            if (exception.IsUnauthorised)
            {
                await terminal.Error.WriteLineAsync(
                    $"there was no token with the request, or a wrong one; --token-file FILE or {CoordinatorAccess.TokenVariable} gives it").ConfigureAwait(false);
            }

            return ExitStatus.BadInput;
        }
        catch (Exception exception) when (exception is CoordinatorUnreachableException
            || exception is LedgerException { InnerException: CoordinatorUnreachableException })
        {
            await terminal.Error.WriteLineAsync(NetworkText.Line(exception.Message)).ConfigureAwait(false);
            return ExitStatus.Failed;
        }
        catch (LedgerFaultException exception)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitStatus.Failed;
        }
        catch (Exception exception) when (exception is LedgerException or DataException)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitStatus.BadInput;
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("interrupted").ConfigureAwait(false);
            return ExitStatus.Interrupted;
        }
#pragma warning disable CA1031 // People get a sentence and not a trace; whoever wants the trace asks for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await terminal.Error.WriteLineAsync(Unexpected(exception, isVerbose, log: null)).ConfigureAwait(false);
            return ExitStatus.Failed;
        }
    }

    /// <summary>The message of an error that nobody foresaw.</summary>
    public static string Unexpected(Exception exception, bool isVerbose, string? log)
    {
        var where = log is not null ? $" (log: {log})" : isVerbose ? string.Empty : " (--verbose shows where)";

        // What a disk or a native library says is a sentence for people already.
        var what = exception is DllNotFoundException or IOException ? string.Empty : $"unexpected error: {exception.GetType().Name}: ";
        var line = $"actorsearch: {what}{exception.Message.ReplaceLineEndings(" ")}{where}";
        return isVerbose ? $"{line}{Environment.NewLine}{exception}" : line;
    }
}
