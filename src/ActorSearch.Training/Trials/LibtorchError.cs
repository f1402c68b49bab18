using System.Runtime.InteropServices;

namespace ActorSearch.Training.Trials;

/// <summary>What libtorch says when it refuses something, for people.</summary>
internal static class LibtorchError
{
    /// <summary>How libtorch begins the list of its own functions, which TorchSharp leaves behind the message.</summary>
    private const string Backtrace = "Exception raised from ";

    /// <summary>The message in one line, without libtorch's own stack trace.</summary>
    public static string Line(ExternalException exception)
    {
        var end = exception.Message.IndexOf(Backtrace, StringComparison.Ordinal);
        var message = end > 0 ? exception.Message[..end] : exception.Message;
        return message.Trim().ReplaceLineEndings(" ");
    }
}
