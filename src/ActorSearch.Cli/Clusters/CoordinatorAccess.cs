using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Client;

namespace ActorSearch.Cli.Clusters;

/// <summary>How a command finds its coordinator: options, else the surroundings, else this machine.</summary>
internal sealed class CoordinatorAccess
{
    public const string UrlVariable = "ACTORSEARCH_COORDINATOR";
    public const string TokenVariable = "ACTORSEARCH_TOKEN";
    public const string CaFileVariable = "ACTORSEARCH_CA_FILE";

    private readonly Option<string?> _url;

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = $"A file with the coordinator's token [default: {TokenVariable} holds it]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _caFile = new("--ca-file")
    {
        Description = $"Certificates (PEM) to trust instead of the system's [default: {CaFileVariable} names it]",
        HelpName = "FILE",
    };

    /// <summary>Makes the options.</summary>
    /// <param name="purpose">What the coordinator is for; null where the command is about a coordinator anyway.</param>
    public CoordinatorAccess(string? purpose = null) => _url = new("--coordinator")
    {
        Description = purpose ?? $"The coordinator's address [default: {UrlVariable}, or {CoordinatorConfig.DefaultAddress.OriginalString}]",
        HelpName = "URL",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_tokenFile);
        command.Add(_caFile);
    }

    /// <summary>Whether a coordinator was asked for on the command line.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_url) is not null;

    /// <summary>The coordinator that was named.</summary>
    /// <exception cref="InputException">What was given is none.</exception>
    public CoordinatorAddress Read(ParseResult parsed) => Resolve(parsed.GetValue(_url), parsed.GetValue(_tokenFile), parsed.GetValue(_caFile));

    /// <summary>The options of a command that asks the same coordinator, as they were given; a space before each.</summary>
    public string Repeated(ParseResult parsed) => string.Concat(new[] { _url, _tokenFile, _caFile }
        .Select(o => (o.Name, Value: parsed.GetValue(o)))
        .Where(o => o.Value is not null)
        .Select(o => $" {o.Name} {ShellWord.Quote(o.Value!)}"));

    /// <summary>The options of a command that asks the same coordinator and would not do so by itself; a space before each.</summary>
    public string Named(ParseResult parsed, CoordinatorAddress address) =>
        (IsAsked(parsed) ? string.Empty : $" --coordinator {ShellWord.Quote(address.Url.OriginalString)}") + Repeated(parsed);

    /// <summary>A coordinator's address.</summary>
    /// <param name="url">As it was given; null for what the surroundings say.</param>
    /// <param name="tokenFile">The token's file; null for what the surroundings say.</param>
    /// <param name="caFile">The certificates to trust; null for what the surroundings say.</param>
    /// <exception cref="InputException">Something is wrong with them.</exception>
    public static CoordinatorAddress Resolve(string? url, string? tokenFile, string? caFile)
    {
        url ??= Variable(UrlVariable) ?? CoordinatorConfig.DefaultAddress.OriginalString;
        caFile ??= Variable(CaFileVariable);
        var token = ReadToken(tokenFile);
        return CoordinatorAddress.FindFault(url, token, caFile) is { } fault
            ? throw new InputException(fault)
            : new CoordinatorAddress(new Uri(url), token, caFile);
    }

    private static BearerToken? ReadToken(string? file)
    {
        string? fault = null;
        var token = file is not null
            ? BearerToken.FromFile(file, out fault)
            : Variable(TokenVariable) is { } text ? BearerToken.Of(text, out fault) : null;
        return fault is null ? token : throw new InputException(file is null ? $"{TokenVariable}: {fault}" : fault);
    }

    /// <summary>A variable of the surroundings; an empty one is none.</summary>
    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
