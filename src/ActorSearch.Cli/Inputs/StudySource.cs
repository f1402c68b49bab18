using System.CommandLine;
using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Commands;
using ActorSearch.Core.Ports;
using ActorSearch.Http.Client;
using ActorSearch.Http.Client.Feeds;

namespace ActorSearch.Cli.Inputs;

/// <summary>Where a command that only reads finds studies: in a store of this machine, or with a coordinator.</summary>
internal sealed class StudySource
{
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly CoordinatorAccess _access = new("The coordinator to ask, in place of a store of this machine.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_store);
        _access.AddTo(command);
    }

    /// <summary>The folder that holds the store; the current one where a coordinator is asked.</summary>
    public string FolderOf(ParseResult parsed) => _access.IsAsked(parsed)
        ? Environment.CurrentDirectory
        : StoreName.Parse(parsed.GetRequiredValue(_store), mustExist: true).Folder;

    /// <summary>Opens what was asked for.</summary>
    /// <exception cref="InputException">There is no such store, or both kinds were named.</exception>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public OpenedStudies Open(ParseResult parsed)
    {
        var store = parsed.GetRequiredValue(_store);
        if (!_access.IsAsked(parsed))
        {
            return new OpenedStudies(StoredStudies.Open(store), store, Client: null);
        }

        if (parsed.GetResult(_store) is { Implicit: false })
        {
            throw new InputException("--store and --coordinator name two places; expected one of them");
        }

        var client = new CoordinatorClient(_access.Read(parsed));
        return new OpenedStudies(new RemoteLedger(client), client.Url.GetLeftPart(UriPartial.Authority), client);
    }
}
