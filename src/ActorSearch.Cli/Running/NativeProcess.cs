using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorSearch.Cli.Running;

/// <summary>What the framework does not offer of the process itself.</summary>
internal static class NativeProcess
{
    // Linux's numbers.
    private const int SetParentDeathSignal = 1;
    private const int Kill = 9;
    private const int DuplicateCloseOnExec = 1030;
    private const int FirstFreeDescriptor = 3;
    private const int PriorityOfThread = 0;
    private const int ClockOfThread = 3;

    /// <summary>Ends the process at once. An orderly exit would run the tensor library's destructors under threads that still train.</summary>
    public static void ExitAtOnce(int status)
    {
        if (!OperatingSystem.IsWindows())
        {
            _exit(status);
        }

        Environment.Exit(status);
    }

    /// <summary>Has the kernel end this process when the thread that started it ends, on Linux; elsewhere nothing.</summary>
    public static void EndWithParent()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = prctl(SetParentDeathSignal, Kill, 0, 0, 0);
        }
    }

    /// <summary>Has the calling thread stand back behind others, on Linux; elsewhere the framework's own way has to do.</summary>
    /// <param name="niceness">0 for no difference, 19 for the most.</param>
    public static void StandBack(int niceness)
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux())
        {
            _ = setpriority(PriorityOfThread, 0, niceness);
        }
    }

    /// <summary>Processor time that the calling thread has taken, on Linux; elsewhere the time of the clock.</summary>
    public static TimeSpan ThreadTime() =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && clock_gettime(ClockOfThread, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1e3)
            : TimeSpan.FromMilliseconds(Environment.TickCount64);

    /// <summary>Sets a variable where native libraries look for it; the framework's own setter does not.</summary>
    public static void SetVariable(string name, string value)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = setenv(name, value, 1);
        }
    }

    /// <summary>
    /// Takes standard output for the caller alone: what anything else prints there, native libraries included, goes to
    /// standard error from here on.
    /// </summary>
    public static Stream TakeStandardOutput()
    {
        var output = Console.OpenStandardOutput();
        if (OperatingSystem.IsLinux() && fcntl(1, DuplicateCloseOnExec, FirstFreeDescriptor) is var copy and >= 0)
        {
            _ = dup2(2, 1);
            output = new FileStream(new SafeFileHandle(copy, ownsHandle: true), FileAccess.Write, bufferSize: 0);
        }

        Console.SetOut(Console.Error);
        return output;
    }

#pragma warning disable SYSLIB1054 // Source-generated marshalling needs unsafe code, for a few calls of plain numbers.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void _exit(int status);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fcntl(int descriptor, int command, int argument);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int dup2(int from, int to);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setpriority(int kind, uint which, int priority);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out ClockTime time);

    [DllImport("libc", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
#pragma warning restore SYSLIB1054

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ClockTime
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
