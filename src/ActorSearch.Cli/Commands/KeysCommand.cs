using System.Collections.Immutable;
using System.CommandLine;
using ActorSearch.Cli.Clusters.Keys;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch keys FOLDER --host NAME...</c>.</summary>
internal static class KeysCommand
{
    public static Command Make(Terminal terminal)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where to write them; made if it is not there." };
        var hosts = new Option<string[]>("--host")
        {
            Description = "A name or IP address by which workers call the coordinator; may stand several times.",
            HelpName = "NAME",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        var verbose = CommonOptions.Verbose();
        var command = new Command("keys", "Make a token, an authority and certificates for a cluster of your own.") { folder, hosts, verbose };
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            var names = parsed.GetRequiredValue(hosts).Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
            if (names.FirstOrDefault(n => !ClusterKeys.IsHost(n)) is { } wrong)
            {
                throw new InputException($"--host: '{wrong}' is neither a host's name nor an IP address; expected for example head.example.org or 192.0.2.7");
            }

            var path = KeyFiles.Check(parsed.GetRequiredValue(folder));
            var now = TimeProvider.System.GetUtcNow();
            KeyFiles.Write(path, ClusterKeys.Make(names, now));
            await terminal.Out.WriteLineAsync($"""
                {Path.Combine(path, KeyFiles.Token)}  the token: for the coordinator, the workers and whoever submits; keep it secret
                {Path.Combine(path, KeyFiles.Authority)}  the authority: ca_file of the workers and of whoever submits
                {Path.Combine(path, KeyFiles.Certificate)}  the coordinator's certificate, for {string.Join(", ", names)}, until {now + ClusterKeys.Lifetime:yyyy-MM-dd}
                {Path.Combine(path, KeyFiles.CertificateKey)}  its private key: stays with the coordinator; keep it secret
                {Path.Combine(path, KeyFiles.NodeCertificate)}  certificate and private key that all nodes of an Akka cluster share; keep it secret
                """).ConfigureAwait(false);
            return ExitStatus.Complete;
        }));
        return command;
    }
}
