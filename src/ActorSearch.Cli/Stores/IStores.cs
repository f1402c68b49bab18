using ActorSearch.Core.Ports;

namespace ActorSearch.Cli.Stores;

/// <summary>Opens stores of one kind.</summary>
internal interface IStores
{
    /// <summary>Opens a store for reading and writing; makes one where there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isHeld">Whether other processes are kept from running its studies from here on.</param>
    /// <exception cref="LedgerException">It cannot be had.</exception>
    ILedger Open(string path, bool isHeld);

    /// <summary>Opens a store that exists, for reading alone.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LedgerException">It cannot be had.</exception>
    ILedger OpenForReading(string path);
}
