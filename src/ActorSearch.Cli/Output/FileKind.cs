using System.Runtime.InteropServices;

namespace ActorSearch.Cli.Output;

/// <summary>What a name in the file system stands for; .NET tells files from folders only.</summary>
internal static class FileKind
{
    // Linux's numbers, the same on all its architectures: see statx(2) and inode(7).
    private const int CurrentFolder = -100;
    private const uint TypeMask = 1;
    private const int StatxBytes = 256;
    private const int ModeOffset = 28;
    private const int FormatBits = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether what a path leads to is there and is a device, a pipe or a socket; links are followed.</summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux() || Directory.Exists(path))
        {
            return false;
        }

        var status = new byte[StatxBytes];
        return Statx(CurrentFolder, path, flags: 0, TypeMask, status) == 0
            && (BitConverter.ToUInt16(status, ModeOffset) & FormatBits) != RegularFile;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] status);
}
