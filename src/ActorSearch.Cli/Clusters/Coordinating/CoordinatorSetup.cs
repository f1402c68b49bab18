using System.Net;
using System.Net.Sockets;
using System.Reflection;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Server;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>A coordinator whose settings were found to be right. Nothing has been written yet.</summary>
/// <param name="Config">The settings.</param>
/// <param name="Store">The store.</param>
/// <param name="LogFolder">Where the log goes.</param>
/// <param name="Server">How it listens.</param>
internal sealed record CoordinatorSetup(CoordinatorConfig Config, StoreName Store, string LogFolder, ServerOptions Server)
{
    private const int MaxTokenBytes = 10_000;

    /// <summary>Checks the settings.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="notes">Where to say what is right but not wise.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="InputException">Something is wrong with them.</exception>
    public static CoordinatorSetup Check(CoordinatorConfig config, TextWriter notes, DateTimeOffset now)
    {
        var store = StoreName.Parse(config.Store, mustExist: false);
        var logFolder = Inputs.LogFolder.Resolve(config.LogFolder, store);
        var options = new ServerOptions(config.Listen, config.Store, VersionOf(typeof(CoordinatorSetup).Assembly))
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

        CheckIsFree(config.Listen);
        return new CoordinatorSetup(config, store, logFolder, options);
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

    /// <summary>Said before the store is made, since the server itself comes after it.</summary>
    private static void CheckIsFree(Uri listen)
    {
        var address = listen.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(listen.DnsSafeHost);
        try
        {
            using var listener = new TcpListener(address, listen.Port);
            listener.Start();
            listener.Stop();
        }
        catch (SocketException exception)
        {
            throw new InputException(exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse =>
                    $"--listen: {listen.Authority} is in use by another program; stop it, or listen on another port (0 picks a free one)",
                SocketError.AddressNotAvailable => $"--listen: {address} is no address of this machine; 0.0.0.0 stands for all of them",
                SocketError.AccessDenied => $"--listen: port {listen.Port} may not be used by this user; take one from 1024 on",
                _ => $"--listen: {listen.Authority} cannot be listened on: {exception.Message}",
            });
        }
    }
}
