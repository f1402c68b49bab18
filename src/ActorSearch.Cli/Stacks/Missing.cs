using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Stacks;

/// <summary>What to say where somebody asks for what the build does not have.</summary>
internal static class Missing
{
    /// <summary>The message as an error.</summary>
    /// <param name="where">Where it was asked for.</param>
    /// <param name="what">What was: in the plural, or with a verb in the plural.</param>
    public static InputException Of(string where, string what) =>
        new($"{where}: {what} the nuget stack, and this is a build of the {Stack.This.Name} stack; docs/STACKS.md says how to have the other");
}
