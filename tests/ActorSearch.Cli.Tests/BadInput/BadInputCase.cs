using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.BadInput;

/// <summary>One way to get it wrong.</summary>
/// <param name="Name">What is wrong, in words.</param>
/// <param name="Phrase">What the message must contain.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="Prepare">Puts into the folder what the case needs.</param>
internal sealed record BadInputCase(string Name, string Phrase, string[] Arguments, Action<TemporaryFolder> Prepare)
{
    public const string Spec = "grid.yaml";

    /// <summary>A wrong experiment file.</summary>
    public static BadInputCase File(string name, string phrase, string text) =>
        new(name, phrase, ["run", Spec], folder => folder.Add(Spec, text));

    /// <summary>The right experiment with a line replaced.</summary>
    public static BadInputCase Edit(string name, string phrase, string line, string instead) =>
        File(name, phrase, Experiments.Right.Replace(line, instead, StringComparison.Ordinal) is var text && text != Experiments.Right
            ? text
            : throw new ArgumentException($"no line '{line}' to replace", nameof(line)));

    /// <summary>A right experiment file and wrong options.</summary>
    public static BadInputCase Options(string name, string phrase, params string[] options) =>
        new(name, phrase, ["run", Spec, .. options], folder => folder.Add(Spec, Experiments.Right));

    /// <summary>Another command.</summary>
    public static BadInputCase Command(string name, string phrase, params string[] arguments) =>
        new(name, phrase, arguments, _ => { });

    /// <summary>The same case with more in the folder.</summary>
    public BadInputCase With(Action<TemporaryFolder> prepare) => this with { Prepare = folder =>
    {
        Prepare(folder);
        prepare(folder);
    } };
}
