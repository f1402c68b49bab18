using ActorSearch.Core.Ports;
using ActorSearch.LiteDb.Files;

namespace ActorSearch.LiteDb;

/// <summary>Says the failures of LiteDB and of the files under it in words for people.</summary>
internal static class StoreErrors
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsSharing = unchecked((int)0x80070020);

    /// <summary>Whether a failure is the store's, to be explained, and not of the program or the machine at large.</summary>
    public static bool AreOfStore(Exception failure) =>
        failure is not (LedgerException or OperationCanceledException or ObjectDisposedException or OutOfMemoryException);

    /// <param name="path">The store.</param>
    /// <param name="failure">What went wrong.</param>
    /// <param name="consequence">What it means for the study's record, if a write failed.</param>
    public static LedgerException Explain(string path, Exception failure, string? consequence = null)
    {
        var kept = consequence is null ? string.Empty : $"; {consequence}";
        return failure switch
        {
            IOException { HResult: var code } when IsFull(code) =>
                new LedgerFaultException($"no room on the disk of {path}{kept}; free some room", failure),
            IOException { HResult: WindowsSharing } or IOException { HResult: 11 or 35 } => new LedgerException(
                $"the store {path} is locked by another program{kept}; close the program that has it open and try again", failure),
            UnauthorizedAccessException => new LedgerException(
                $"the store {path} cannot be written{kept}; it or its folder is write-protected", failure),
            DirectoryNotFoundException or FileNotFoundException => new LedgerException(
                $"the store {path} cannot be opened{kept}; check that its folder exists and may be written", failure),
            IOException => new LedgerFaultException(
                $"the disk of {path} failed ({failure.Message}){kept}; check the disk", failure),

            // LiteDB meets broken pages in many ways, and says so in as many; some of its messages are templates unfilled.
            _ => StoreHeader.Damaged(path, failure.Message.Split(": {")[0], failure),
        };
    }

    private static bool IsFull(int code) => OperatingSystem.IsWindows()
        ? code is WindowsDiskFull or WindowsHandleDiskFull
        : code is 28 or 122 or 69; // ENOSPC; EDQUOT of Linux and of macOS.
}
