using System.Collections.Immutable;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Stacks;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Clusters;

/// <summary>Whether the settings of links go together, and with this build.</summary>
internal static class LinkCheck
{
    /// <summary>Checks them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="keys">All keys that there are.</param>
    /// <param name="given">Where each key was given that was, by its name.</param>
    /// <exception cref="InputException">They do not go together.</exception>
    public static void Check<TConfig>(LinkSettings settings, ImmutableArray<ConfigKey<TConfig>> keys, Dictionary<string, string> given)
        where TConfig : class
    {
        var link = KindOf(settings);
        if (!Stack.This.Has(link))
        {
            throw Missing.Of(given["link"], $"links over {LinkWords.Of(link)} need");
        }

        var reason = settings.Kind is null ? $", which is the {Stack.This.Name} stack's default" : string.Empty;
        ImmutableArray<string> wrong =
        [
            .. keys.Where(k => k.Link is { } other && other != link && given.ContainsKey(k.Name))
                .Select(k => $"{given[k.Name]}: goes with the link {LinkWords.Of(k.Link!.Value)}, and this one is {LinkWords.Of(link)}{reason}; "
                    + $"leave it out, or say --link {LinkWords.Of(k.Link.Value)}"),
        ];
        if (!wrong.IsEmpty)
        {
            throw new InputException(wrong);
        }
    }

    /// <summary>The link that settings come to.</summary>
    public static LinkKind KindOf(LinkSettings settings) => settings.Kind ?? Stack.This.DefaultLink;
}
