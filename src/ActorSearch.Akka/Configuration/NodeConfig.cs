using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Protocol.Wire;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;

namespace ActorSearch.Akka.Configuration;

/// <summary>All settings of a node's actor system: what is enforced over the user's over the node's own over the built-in ones.</summary>
/// <param name="Config">The settings.</param>
/// <param name="Listen">Where the node listens.</param>
/// <param name="IsAlone">Whether it begins a cluster by itself, without seeds.</param>
internal sealed record NodeConfig(Config Config, NodeAddress Listen, bool IsAlone)
{
    /// <summary>The name of all actor systems of a cluster; part of the protocol.</summary>
    public const string SystemName = "actorsearch";

    private const string Tcp = "akka.remote.dot-netty.tcp";
    private const string SeedNodes = "akka.cluster.seed-nodes";

    /// <summary>Around a message: paths of actors, manifest, numbers.</summary>
    private const int FrameOverheadBytes = 64 * 1024;

    /// <summary>The messages that cross this link.</summary>
    private static readonly ImmutableArray<string> Manifests =
    [
        "claim", "withdraw", "renew", "report-epoch", "finish", "fail", "hand-back", "run-out-of-memory", "describe", "node-report",
        "granted", "nothing-now", "acknowledged", "noted", "refused", "unavailable", "study",
    ];

    /// <summary>The seed nodes, for people: <c>127.0.0.1:7071</c>.</summary>
    public string SeedNames => string.Join(", ", Config.GetStringList(SeedNodes).Select(s => s[(s.IndexOf('@', StringComparison.Ordinal) + 1)..]));

    /// <summary>After how long a coordinator takes out of the cluster what it cannot reach.</summary>
    public TimeSpan CutOffAfter => Config.GetTimeSpan("actorsearch.cluster.cut-off-after");

    /// <summary>After how long without a coordinator a worker node begins anew.</summary>
    public TimeSpan BeginAnewAfter => Config.GetTimeSpan("actorsearch.cluster.begin-anew-after");

    /// <summary>The same at a certain port.</summary>
    public NodeConfig At(int port) => this with
    {
        Config = Text($"{Tcp}.port = {port}").WithFallback(Config),
        Listen = Listen with { Port = port },
    };

    /// <summary>Puts a node's settings together.</summary>
    /// <param name="options">What the user set.</param>
    /// <param name="role">What the node is there for.</param>
    /// <exception cref="ClusterStartException">They are wrong, or unsafe.</exception>
    public static NodeConfig Of(ClusterOptions options, string role)
    {
        var users = Parse(options);
        var builtIn = Resource("reference.hocon").WithFallback(ClusterSingletonManager.DefaultConfig());
        var own = Text($$"""
            {{Tcp}} { hostname = "{{options.Listen.Host}}", port = {{options.Listen.Port}} }
            """);
        var enforced = Resource("enforced.hocon").WithFallback(Text($$"""
            akka.cluster.roles = ["{{role}}"]
            {{Tcp}}.maximum-frame-size = {{Manifests.Max(WireCodec.MaxBytes) + FrameOverheadBytes}}b
            """));
        try
        {
            var config = enforced.WithFallback(users).WithFallback(own).WithFallback(builtIn);
            var hasSeeds = users.HasPath(SeedNodes);
            var isAlone = role == NodeRole.Coordinator && !hasSeeds && options.Seeds.All(s => s == options.Listen);
            if (!hasSeeds && !isAlone)
            {
                config = config.WithFallback(Seeds(options, config));
            }

            if (hasSeeds && SeedCheck.FindFault(config.GetStringList(SeedNodes), ProtocolOf(config)) is { } fault)
            {
                throw new ClusterStartException($"{options.HoconName}: {fault}");
            }

            var host = config.GetString($"{Tcp}.hostname");
            var port = PortOf(config, options);
            TransportSafety.Check(config, host);
            var node = new NodeConfig(config, new NodeAddress(host, port), isAlone);
            _ = (node.CutOffAfter, node.BeginAnewAfter);
            return node;
        }
#pragma warning disable CA1031 // What is read of a value that is of another kind throws what it likes.
        catch (Exception exception) when (exception is not ClusterStartException)
#pragma warning restore CA1031
        {
            throw Wrong(options, exception);
        }
    }

    /// <summary>What to say of settings that Akka does not take.</summary>
    public static ClusterStartException Wrong(ClusterOptions options, Exception exception) =>
        new($"{(options.Hocon is null ? "the cluster's settings" : options.HoconName)}: {OneLine(exception.Message)}", exception);

    private static Config Seeds(ClusterOptions options, Config config)
    {
        if (options.Seeds.IsDefaultOrEmpty)
        {
            throw new ClusterStartException("seeds: a node needs the address of a coordinator, such as 127.0.0.1:7071");
        }

        return Text($"{SeedNodes} = [{string.Join(", ", options.Seeds.Select(s => $"\"{ProtocolOf(config)}://{SystemName}@{s}\""))}]");
    }

    private static string ProtocolOf(Config config) => config.GetBoolean($"{Tcp}.enable-ssl", false) ? "akka.ssl.tcp" : "akka.tcp";

    private static int PortOf(Config config, ClusterOptions options)
    {
        var text = config.GetString($"{Tcp}.port");
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new ClusterStartException($"{options.HoconName}: {Tcp}.port: '{text}' is no port; expected a number from 0 to {ushort.MaxValue}");
    }

    private static Config Parse(ClusterOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Hocon))
        {
            return Config.Empty;
        }

        if (HoconBraces.FindFault(options.Hocon) is { } fault)
        {
            throw new ClusterStartException($"{options.HoconName}: {fault}");
        }

        Config users;
        try
        {
            users = ConfigurationFactory.ParseString(
                options.Hocon, name => throw new FormatException($"include \"{name}\" is not followed; put all settings into this one file"));
        }
#pragma warning disable CA1031 // The parser throws what it likes, from format errors to references to nothing.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw Wrong(options, exception);
        }

        return HoconCircles.Find(users.Root) is { } path
            ? throw new ClusterStartException($"{options.HoconName}: ${{{path}}} leads back to itself; write the value in its place")
            : users;
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static Config Text(string hocon) => ConfigurationFactory.ParseString(hocon);

    private static Config Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Text(reader.ReadToEnd());
    }
}
