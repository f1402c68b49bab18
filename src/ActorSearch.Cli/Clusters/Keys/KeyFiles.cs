using System.Collections.Immutable;
using System.Text;
using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Clusters.Keys;

/// <summary>The files that keys are written to. None that is there is ever replaced.</summary>
internal static class KeyFiles
{
    public const string Token = "token";
    public const string Authority = "ca.pem";
    public const string Certificate = "coordinator.pem";
    public const string CertificateKey = "coordinator.key";
    public const string NodeCertificate = "cluster.pfx";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Checks that a folder can take the files; nothing is written yet.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public static string Check(string folder)
    {
        if (folder.Length == 0)
        {
            throw new InputException("FOLDER: the name is empty; expected a folder");
        }

        var path = Path.GetFullPath(folder);
        if (File.Exists(path))
        {
            throw new InputException($"{folder}: is a file; expected a folder, which is made if it is not there");
        }

        foreach (var name in new[] { Token, Authority, Certificate, CertificateKey, NodeCertificate })
        {
            if (Path.Exists(Path.Combine(path, name)))
            {
                throw new InputException(
                    $"{Path.Combine(folder, name)}: is there already, and keys are never overwritten; name another folder, or move the old keys away");
            }
        }

        return path;
    }

    /// <summary>Writes the files; the private ones are their owner's alone from the start.</summary>
    /// <exception cref="InputException">The disk refuses.</exception>
    public static void Write(string folder, ClusterKeys keys)
    {
        var files = ImmutableArray.Create(
            (Token, Encoding.ASCII.GetBytes(keys.Token), Private),
            (Authority, Encoding.ASCII.GetBytes(keys.Authority), Public),
            (Certificate, Encoding.ASCII.GetBytes(keys.Certificate), Public),
            (CertificateKey, Encoding.ASCII.GetBytes(keys.CertificateKey), Private),
            (NodeCertificate, keys.NodeCertificate.ToArray(), Private));
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, content, mode) in files)
            {
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = mode;
                }

                using var file = new FileStream(Path.Combine(folder, name), options);
                file.Write(content);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: the keys cannot be written: {exception.Message}");
        }
    }
}
