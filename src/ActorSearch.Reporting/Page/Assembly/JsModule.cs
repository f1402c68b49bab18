using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ActorSearch.Reporting.Page.Assembly;

/// <summary>
/// A module of the page's script, so written that it is a module for Node.js and, without its imports and exports, a
/// part of one script: imports stand on a line each and name what they import, exports stand before a declaration.
/// </summary>
/// <param name="Path">Its path below Page/Assets.</param>
/// <param name="Imports">The modules that it imports from, by path, in its order, with the names.</param>
/// <param name="Exports">Names that it exports.</param>
/// <param name="Names">All names that it declares at its top level.</param>
/// <param name="Body">Its text without imports and exports.</param>
internal sealed partial record JsModule(
    string Path,
    ImmutableArray<(string Path, ImmutableArray<string> Names)> Imports,
    ImmutableArray<string> Exports,
    ImmutableArray<string> Names,
    string Body)
{
    /// <summary>Reads a module.</summary>
    /// <exception cref="InvalidDataException">It is not so written, which names the line.</exception>
    public static JsModule Read(string path, string text)
    {
        if (text.Contains("</script", StringComparison.OrdinalIgnoreCase) || text.Contains("<!--", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: '</script' and '<!--' mean something in HTML, wherever they stand");
        }

        var imports = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        var exports = ImmutableArray.CreateBuilder<string>();
        var names = ImmutableArray.CreateBuilder<string>();
        var body = new StringBuilder(text.Length);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (ImportLine().Match(line) is { Success: true } import)
            {
                imports.Add((Resolve(path, import.Groups["path"].Value), [.. import.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries)]));
                continue;
            }

            if (AnyImport().IsMatch(line) || (line.StartsWith("export", StringComparison.Ordinal) && !ExportLine().IsMatch(line)))
            {
                throw new InvalidDataException(
                    $"{path}, line {number}: expected import {{ a, b }} from \"./x.js\"; on one line, and export before a function, const or class: {line.Trim()}");
            }

            var declared = Declaration().Match(line);
            if (declared.Success)
            {
                names.Add(declared.Groups["name"].Value);
                if (declared.Groups["export"].Success)
                {
                    exports.Add(declared.Groups["name"].Value);
                }
            }
            else if (TopLevelDestructuring().IsMatch(line))
            {
                throw new InvalidDataException($"{path}, line {number}: a declaration at the top level declares one name: {line.Trim()}");
            }

            body.Append(line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..] : line).Append('\n');
        }

        return new JsModule(path, imports.ToImmutable(), exports.ToImmutable(), names.ToImmutable(), body.ToString());
    }

    private static string Resolve(string from, string path)
    {
        var parts = new Stack<string>(from.Split('/').SkipLast(1));
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                parts.TryPop(out _);
            }
            else if (part != ".")
            {
                parts.Push(part);
            }
        }

        return string.Join('/', parts.Reverse());
    }

    [GeneratedRegex("""^import \{ (?<names>[\w$]+(, [\w$]+)*) \} from "(?<path>\.{1,2}/[\w./-]+\.js)";\r?$""")]
    private static partial Regex ImportLine();

    [GeneratedRegex(@"^\s*import\b(?!\.meta)|\bimport\s*\(")]
    private static partial Regex AnyImport();

    [GeneratedRegex(@"^export (async function|function|const|class)\b")]
    private static partial Regex ExportLine();

    [GeneratedRegex(@"^(?<export>export )?(async function|function|const|let|var|class)\*? (?<name>[\w$]+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(export )?(const|let|var)\s*[\[{]")]
    private static partial Regex TopLevelDestructuring();
}
