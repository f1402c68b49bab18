using System.Runtime.InteropServices;

namespace ActorSearch.LiteDb.Files;

/// <summary>
/// Sees to it that a file's name is on the disk, not only its bytes. .NET has no call for it: Windows needs none, and
/// elsewhere a folder is opened and flushed as a file is.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Returns once the names in the folder of a file are on the disk.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Flush(string file)
    {
        if (OperatingSystem.IsWindows() || Path.GetDirectoryName(file) is not { Length: > 0 } folder)
        {
            return;
        }

        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure(folder);
        }

        try
        {
            if (Synchronize(descriptor) != 0)
            {
                throw Failure(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"the folder {folder} cannot be flushed to the disk: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
