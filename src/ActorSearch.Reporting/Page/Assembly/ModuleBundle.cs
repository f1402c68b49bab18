using System.Collections.Immutable;
using System.Text;

namespace ActorSearch.Reporting.Page.Assembly;

/// <summary>Puts modules together as one script: each after those that it imports from, in one strict function.</summary>
internal static class ModuleBundle
{
    /// <summary>Where the page begins.</summary>
    public const string Entry = "main.js";

    /// <summary>The modules in the order in which they stand in the script.</summary>
    /// <exception cref="InvalidDataException">
    /// A module is missing or is never imported, modules import each other in a ring, a name is imported that is not
    /// exported, or two modules declare one name.
    /// </exception>
    public static ImmutableArray<JsModule> Order(IReadOnlyDictionary<string, string> files)
    {
        var modules = files.ToDictionary(f => f.Key, f => JsModule.Read(f.Key, f.Value), StringComparer.Ordinal);
        var ordered = ImmutableArray.CreateBuilder<JsModule>(modules.Count);
        var done = new Dictionary<string, bool>(StringComparer.Ordinal);
        Visit(Entry, "the page");
        if (files.Keys.FirstOrDefault(f => !done.ContainsKey(f)) is { } unused)
        {
            throw new InvalidDataException($"{unused}: no module that {Entry} leads to imports it");
        }

        CheckNames(ordered);
        return ordered.ToImmutable();

        void Visit(string path, string importer)
        {
            if (!modules.TryGetValue(path, out var module))
            {
                throw new InvalidDataException($"{importer} imports {path}, which is not there");
            }

            if (done.TryGetValue(path, out var isComplete))
            {
                if (!isComplete)
                {
                    throw new InvalidDataException($"{importer} and {path} import each other, directly or through others");
                }

                return;
            }

            done[path] = false;
            foreach (var (from, names) in module.Imports)
            {
                Visit(from, path);
                if (names.FirstOrDefault(n => !modules[from].Exports.Contains(n)) is { } missing)
                {
                    throw new InvalidDataException($"{path} imports {missing} from {from}, which does not export it");
                }
            }

            done[path] = true;
            ordered.Add(module);
        }
    }

    /// <summary>The script.</summary>
    public static string Of(IReadOnlyDictionary<string, string> files)
    {
        var script = new StringBuilder("(() => {\n\"use strict\";\n");
        foreach (var module in Order(files))
        {
            script.Append("// ").Append(module.Path).Append('\n').Append(module.Body);
        }

        return script.Append("})();\n").ToString();
    }

    private static void CheckNames(IEnumerable<JsModule> modules)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            foreach (var name in module.Names)
            {
                if (!owners.TryAdd(name, module.Path))
                {
                    throw new InvalidDataException($"{owners[name]} and {module.Path} both declare {name}: in one script they would be one");
                }
            }
        }
    }
}
