using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorSearch.Cli.Inputs;

/// <summary>Finds where a key stands in an experiment file, for errors that come up after the file was read.</summary>
internal static partial class KeyLines
{
    /// <summary>
    /// Puts file and line before a message that begins with a key: <c>dataset.train: ...</c> becomes
    /// <c>grid.yaml:5: dataset.train: ...</c>. A message that begins otherwise gets the file and the data set's line.
    /// </summary>
    /// <param name="file">The file's name.</param>
    /// <param name="source">The file's text.</param>
    /// <param name="message">The message.</param>
    public static string Locate(string file, string source, string message)
    {
        var key = LeadingKey().Match(message);
        var path = key.Success ? key.Groups["path"].Value.Split('.') : ["dataset"];
        var lines = source.Split('\n');
        var at = 0;
        foreach (var name in path)
        {
            // A block's key begins its line; a flow mapping's follows a brace or a comma.
            var found = Array.FindIndex(lines, at, line => Regex.IsMatch(line, $@"(^\s*|[{{,]\s*)[""']?{Regex.Escape(name)}[""']?\s*:"));
            if (found < 0)
            {
                break;
            }

            at = found;
        }

        var prefix = key.Success ? string.Empty : "dataset: ";
        return string.Create(CultureInfo.InvariantCulture, $"{file}:{at + 1}: {prefix}{message}");
    }

    [GeneratedRegex(@"^(?<path>dataset(\.[a-z]+)?):")]
    private static partial Regex LeadingKey();
}
