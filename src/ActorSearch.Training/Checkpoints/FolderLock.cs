using System.Diagnostics;

namespace ActorSearch.Training.Checkpoints;

/// <summary>
/// The right to change a folder, among threads and processes: a locked file in it, which the operating system unlocks
/// when a process ends in whatever way.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>The file's name. It stays: deleting what others may be about to lock would let two in.</summary>
    public const string FileName = ".lock";

    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="patience">How long to wait for another to give it back; a process that was stopped may never do.</param>
    /// <exception cref="CheckpointException">Another has it still.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static FolderLock Take(string folder, TimeSpan patience)
    {
        var path = Path.Combine(folder, FileName);
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                if (Stopwatch.GetElapsedTime(begun) > patience)
                {
                    throw new CheckpointException($"{folder}: another process has had it locked for {patience.TotalSeconds:0} s", exception);
                }
            }

            Thread.Sleep(Pause);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Whether a file could not be opened since another has it open; elsewhere than on Windows the number is the system's own for "would block".</summary>
    private static bool IsHeld(IOException exception) =>
        exception.HResult == (OperatingSystem.IsWindows() ? WindowsSharingViolation : OperatingSystem.IsMacOS() ? 35 : 11);
}
