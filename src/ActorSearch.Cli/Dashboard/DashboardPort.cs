using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Progress;
using ActorSearch.Http.Dashboard;

namespace ActorSearch.Cli.Dashboard;

/// <summary>The port of <c>--dashboard [PORT]</c>, taken before anything is written.</summary>
internal static class DashboardPort
{
    public const string Option = "--dashboard";

    /// <summary>The port where none was named. The next ones serve where it is in use, by another search for instance.</summary>
    public const int Default = 8787;

    private const int Tried = 10;

    /// <summary>Takes the port that was asked for.</summary>
    /// <param name="asked">Null where no dashboard is wanted; empty for a port of the program's own choice; else the port, 0 for any that is free.</param>
    /// <returns>The port; null where no dashboard is wanted.</returns>
    /// <exception cref="InputException">It is no port, or cannot be had.</exception>
    public static LoopbackPort? Take(string? asked)
    {
        if (asked is not { Length: > 0 })
        {
            return asked is null ? null : TakeAny();
        }

        var port = WholeNumber.Parse(Option, asked, IPEndPoint.MinPort, IPEndPoint.MaxPort);
        try
        {
            return LoopbackPort.Take(port);
        }
        catch (SocketException exception)
        {
            throw FreePort.Refusal(Option, new IPEndPoint(IPAddress.Loopback, port), exception);
        }
    }

    /// <summary>The option as it was given, to stand in a command; a space before it.</summary>
    public static string Repeated(string? asked) => asked switch
    {
        null => string.Empty,
        "" => $" {Option}",
        _ => string.Create(CultureInfo.InvariantCulture, $" {Option} {ShellWord.Quote(asked)}"),
    };

    /// <summary>Says where the page is, and why not at the usual place.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="asked">The option as it was given.</param>
    private static string Line(Uri url, string? asked) => string.Create(
        CultureInfo.InvariantCulture,
        $"dashboard: {url}{(asked is "" && url.Port != Default ? $" (port {Default} is in use)" : string.Empty)}");

    /// <summary>Says where the page is, in the way of the command's output.</summary>
    /// <returns>What a live display is to show; null where it is said already.</returns>
    public static string? Tell(Uri url, string? asked, Terminal terminal, bool json, bool isLive)
    {
        if (json)
        {
            new JsonView(terminal.Out).Dashboard(url);
            return null;
        }

        var line = Line(url, asked);
        if (isLive)
        {
            return line;
        }

        terminal.Error.WriteLine(line);
        return null;
    }

    private static LoopbackPort TakeAny()
    {
        foreach (var port in Enumerable.Range(Default, Tried).Append(0))
        {
            try
            {
                return LoopbackPort.Take(port);
            }
            catch (SocketException) when (port != 0)
            {
                // The next one may be free.
            }
            catch (SocketException exception)
            {
                throw FreePort.Refusal(Option, new IPEndPoint(IPAddress.Loopback, port), exception);
            }
        }

        throw new InvalidOperationException("a port was taken or refused");
    }
}
