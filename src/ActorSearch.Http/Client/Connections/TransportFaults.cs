using System.Net.Sockets;
using System.Security.Authentication;

namespace ActorSearch.Http.Client.Connections;

/// <summary>What became of a connection, in words for people.</summary>
internal static class TransportFaults
{
    /// <summary>Whether an exception is the network's, or the peer's, and no fault of this program.</summary>
    public static bool Is(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or AuthenticationException;

    /// <summary>Says what happened.</summary>
    /// <param name="url">The coordinator.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="certificateFault">What was wrong with the coordinator's certificate, if anything was.</param>
    public static string Describe(Uri url, Exception exception, string? certificateFault)
    {
        var host = url.IdnHost;
        var what = exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } when certificateFault is not null =>
                certificateFault,
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                $"no TLS connection ({Innermost(exception)}); is it a plain http address?",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                $"the host {host} is not known here",
            _ => DescribeSocket(exception, url),
        };
        return $"no coordinator at {url.GetLeftPart(UriPartial.Authority)}: {what}";
    }

    private static string DescribeSocket(Exception exception, Uri url) => Socket(exception)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused; is it running?",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the host {url.IdnHost} is not known here",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to this host at present",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Broken(url),
        SocketError.TimedOut => "the connection went silent",
        { } => Innermost(exception),
        null when exception is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException => Broken(url),
        null when exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            "what answers there speaks no HTTP" + (url.Scheme == "http" ? "; is it an https address?" : string.Empty),
        null => Innermost(exception),
    };

    private static string Broken(Uri url) =>
        "the connection was closed before the answer" + (url.Scheme == "http" ? "; is it an https address?" : string.Empty);

    private static SocketException? Socket(Exception? exception)
    {
        while (exception is not null and not SocketException)
        {
            exception = exception.InnerException;
        }

        return (SocketException?)exception;
    }

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
    }
}
