using System.Globalization;
using System.Text.RegularExpressions;
using ActorSearch.Core.Experiments;

namespace ActorSearch.Cli.Inputs;

/// <summary>Says where a key of an experiment comes from, for errors that come up after the file was read.</summary>
internal static partial class KeyLines
{
    /// <summary>
    /// Puts file and line before a message that begins with a key: <c>dataset.train: ...</c> becomes
    /// <c>grid.yaml:5: dataset.train: ...</c>, or <c>--set dataset.train: ...</c> where that option gave it. A message
    /// that begins otherwise is about the images: it gets the line of their folder, or of the data set.
    /// </summary>
    /// <param name="file">The file's name.</param>
    /// <param name="source">The experiment's text.</param>
    /// <param name="message">The message.</param>
    public static string Locate(string file, string source, string message)
    {
        var key = LeadingKey().Match(message);
        var place = ExperimentPlace.Of(source, key.Success ? key.Groups["path"].Value : "dataset.path");
        return (place.Option, key.Success) switch
        {
            ({ } option, _) => $"{option}: {message[key.Length..].TrimStart()}",
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"{file}:{place.Line}: {message}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{file}:{place.Line}: dataset: {message}"),
        };
    }

    [GeneratedRegex(@"^(?<path>(dataset|curves)(\.[a-z_]+)*):")]
    private static partial Regex LeadingKey();
}
