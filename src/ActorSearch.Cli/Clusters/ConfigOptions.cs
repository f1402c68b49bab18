using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Clusters;

/// <summary>The settings of a command as it takes them: from a file, and from options of the same names, which win.</summary>
/// <typeparam name="TConfig">The settings.</typeparam>
internal sealed class ConfigOptions<TConfig>
    where TConfig : class, ILinkedConfig
{
    private const int MaxErrors = 12;
    private const int MaxBytes = 1_000_000;

    private readonly Func<string, string, ConfigReading<TConfig>> _read;
    private readonly TConfig _defaults;
    private readonly Option<string?> _file = new("--config") { Description = "A file with the settings below (YAML); options win over it.", HelpName = "FILE" };
    private readonly ImmutableArray<(ConfigKey<TConfig> Key, Option<string?> Option)> _options;

    /// <summary>Makes the options.</summary>
    /// <param name="defaults">The settings of those who give none.</param>
    /// <param name="keys">All settings.</param>
    /// <param name="read">Reads a file's text; the second argument is the file's folder.</param>
    /// <param name="ofStack">Defaults that are this build's, by key.</param>
    public ConfigOptions(
        TConfig defaults,
        ImmutableArray<ConfigKey<TConfig>> keys,
        Func<string, string, ConfigReading<TConfig>> read,
        params ReadOnlySpan<(string Key, string Default)> ofStack)
    {
        _defaults = defaults;
        _read = read;
        var stated = ofStack.ToArray().ToDictionary(d => d.Key, d => $" [default: {d.Default}]");
        _options =
        [
            .. keys.Select(k => (k, new Option<string?>(k.Option)
            {
                Description = k.Summary + stated.GetValueOrDefault(k.Name),
                HelpName = k.HelpName,
            })),
        ];
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var (_, option) in _options)
        {
            command.Add(option);
        }
    }

    /// <summary>The settings that were given.</summary>
    /// <exception cref="InputException">Something is wrong with them.</exception>
    public TConfig Read(ParseResult parsed)
    {
        var config = _defaults;
        var given = new Dictionary<string, string>();
        if (parsed.GetValue(_file) is { } file)
        {
            config = ReadFile(file, given);
        }

        foreach (var (key, option) in _options)
        {
            if (parsed.GetValue(option) is { } text)
            {
                config = key.Set(config, text) ?? throw new InputException($"{key.Option}: expected {key.Expected}, not '{text}'");
                given[key.Name] = key.Option;
            }
        }

        LinkCheck.Check(config.Link, [.. _options.Select(o => o.Key)], given);
        return config;
    }

    private TConfig ReadFile(string path, Dictionary<string, string> given)
    {
        var text = SmallFile.ReadText(path, MaxBytes, "a configuration file (YAML)");
        switch (_read(text, Path.GetDirectoryName(Path.GetFullPath(path))!))
        {
            case ConfigReading<TConfig>.Valid { Config: var config, Places: var places }:
                foreach (var (key, (line, column)) in places)
                {
                    given[key] = string.Create(CultureInfo.InvariantCulture, $"{path}:{line}:{column}: {key}");
                }

                return config;
            case ConfigReading<TConfig>.Invalid { Errors: var errors }:
                throw new InputException(
                [
                    .. errors.Take(MaxErrors).Select(e => e.Format(path)),
                    .. errors.Length > MaxErrors ? [$"{path}: and {errors.Length - MaxErrors} more errors"] : Array.Empty<string>(),
                ]);
            case var other:
                throw new InvalidOperationException($"unknown reading {other}");
        }
    }
}
