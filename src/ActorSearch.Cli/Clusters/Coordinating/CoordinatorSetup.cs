using System.Net;
using System.Reflection;
using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Server;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>A coordinator whose settings were found to be right. Nothing has been written yet.</summary>
/// <param name="Config">The settings.</param>
/// <param name="Store">The store.</param>
/// <param name="LogFolder">Where the log goes.</param>
/// <param name="Server">How it listens.</param>
/// <param name="Membership">How it takes part in an Akka cluster; null where it does in none.</param>
internal sealed record CoordinatorSetup(
    CoordinatorConfig Config, StoreName Store, string LogFolder, ServerOptions Server, ClusterMembership? Membership)
{
    private const int MaxTokenBytes = 10_000;

    /// <summary>Checks the settings.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="notes">Where to say what is right but not wise.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="InputException">Something is wrong with them.</exception>
    public static CoordinatorSetup Check(CoordinatorConfig config, TextWriter notes, DateTimeOffset now)
    {
        var store = StoreName.Parse(config.Store ?? StoreName.Default, mustExist: false);
        var logFolder = Inputs.LogFolder.Resolve(config.LogFolder, store);
        var options = new ServerOptions(config.Listen, store.Text, VersionOf(typeof(CoordinatorSetup).Assembly))
        {
            Token = config.TokenFile is { } file ? ReadToken(file, notes) : null,
            CertificateFile = config.CertificateFile,
            CertificateKeyFile = config.CertificateKeyFile,
        };
        if (ServerOptions.Check(options) is { } problem)
        {
            throw new InputException(problem);
        }

        if (config is { CertificateFile: { } certificate, CertificateKeyFile: { } key })
        {
            CertificateCheck.Check(certificate, key, now);
        }

        FreePort.Check("--listen", config.Listen.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(config.Listen.DnsSafeHost), config.Listen.Port);
        var membership = LinkCheck.KindOf(config.Link) == LinkKind.Akka ? ClusterMembership.OfCoordinator(config.Link) : null;
        return new CoordinatorSetup(config, store, logFolder, options, membership);
    }

    /// <summary>The program's version, without the commit that it was built of.</summary>
    public static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static string ReadToken(string file, TextWriter notes)
    {
        var token = SmallFile.ReadText(file, MaxTokenBytes, "a file with the token").Trim();
        if (token.Length == 0)
        {
            throw new InputException($"{file}: the token is empty; 'actorsearch keys' makes one");
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
        {
            notes.WriteLine($"{file}: other users of this machine can read the token; 'chmod 600' keeps it to you");
        }

        return token;
    }
}
