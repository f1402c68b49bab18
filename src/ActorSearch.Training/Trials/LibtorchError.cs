using System.Runtime.InteropServices;

namespace ActorSearch.Training.Trials;

/// <summary>What libtorch says when it refuses something, for people.</summary>
public static class LibtorchError
{
    /// <summary>How libtorch begins the list of its own functions, which TorchSharp leaves behind the message.</summary>
    private const string Backtrace = "Exception raised from ";

    /// <summary>What libtorch, the libraries under it and C++ say when there is no memory left, on a processor or a GPU.</summary>
    private static readonly string[] NoMemory =
    [
        "out of memory", "DefaultCPUAllocator: can't allocate memory", "DefaultCPUAllocator: not enough memory",
        "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED", "bad_alloc",
    ];

    /// <summary>Whether there was no memory left.</summary>
    public static bool IsOutOfMemory(Exception exception) => exception is OutOfMemoryException
        || (exception is ExternalException && NoMemory.Any(n => exception.Message.Contains(n, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The message in one line, without libtorch's own stack trace.</summary>
    public static string Line(Exception exception)
    {
        var end = exception.Message.IndexOf(Backtrace, StringComparison.Ordinal);
        var message = end > 0 ? exception.Message[..end] : exception.Message;
        return message.Trim().ReplaceLineEndings(" ");
    }
}
