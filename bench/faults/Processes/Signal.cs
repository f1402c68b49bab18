using System.Runtime.InteropServices;

namespace ActorSearch.Faults.Processes;

/// <summary>Signals of Linux, by their numbers on x86-64 and arm64.</summary>
public enum Signal
{
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

/// <summary>Sends signals.</summary>
internal static partial class Signals
{
    /// <summary>Sends a signal to a process; false where there is none to take it.</summary>
    public static bool Send(int process, Signal signal) => Kill(process, (int)signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    /// <summary>The user that this process acts for; 0 is root.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();
}
