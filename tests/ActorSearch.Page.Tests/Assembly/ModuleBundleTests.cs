using System.Collections.Immutable;
using ActorSearch.Reporting.Page.Assembly;

namespace ActorSearch.Page.Tests.Assembly;

public sealed class ModuleBundleTests
{
    [Fact]
    public void Every_module_of_the_page_keeps_the_rules_and_is_in_its_script()
    {
        var modules = PageAssets.Embedded.Modules;

        var order = ModuleBundle.Order(modules);

        Assert.Equal(modules.Keys.Order(StringComparer.Ordinal), order.Select(m => m.Path).Order(StringComparer.Ordinal));
        Assert.All(order, m => Assert.All(m.Imports, i => Assert.True(
            order.IndexOf(order.Single(o => o.Path == i.Path)) < order.IndexOf(m), $"{m.Path} stands before {i.Path}, which it imports from")));
        Assert.DoesNotContain("export ", string.Concat(order.Select(m => m.Body)).Split('\n').Select(l => l.Length > 7 ? l[..7] : l));
    }

    [Fact]
    public void A_module_stands_after_those_that_it_imports_from_without_imports_and_exports()
    {
        var script = ModuleBundle.Of(Files(
            ("main.js", "import { draw } from \"./charts/a.js\";\ndraw();\n"),
            ("charts/a.js", "import { one } from \"../one.js\";\nexport function draw() {\n    return one;\n}\n"),
            ("one.js", "export const one = 1;\n")));

        Assert.Equal(
            """
            (() => {
            "use strict";
            // one.js
            const one = 1;

            // charts/a.js
            function draw() {
                return one;
            }

            // main.js
            draw();

            })();

            """,
            script);
    }

    [Theory]
    [InlineData("import draw from \"./a.js\";", "line 1")]
    [InlineData("import {\n    draw } from \"./a.js\";", "line 1")]
    [InlineData("import * as a from \"./a.js\";", "line 1")]
    [InlineData("const a = await import(\"./a.js\");", "line 1")]
    [InlineData("import { draw as paint } from \"./a.js\";", "line 1")]
    [InlineData("\nexport default function f() {}", "line 2")]
    [InlineData("export { f };", "line 1")]
    [InlineData("const { a, b } = window;", "one name")]
    [InlineData("const end = '</SCRIPT>';", "'</script'")]
    [InlineData("const comment = '<!--';", "'<!--'")]
    [InlineData("import { draw } from \"./gone.js\";", "gone.js, which is not there")]
    [InlineData("import { paint } from \"./a.js\";", "does not export it")]
    [InlineData("import { draw } from \"./a.js\";\nfunction draw() {}", "both declare draw")]
    [InlineData("import { ring } from \"./ring.js\";", "import each other")]
    [InlineData("", "imports it")]
    public void A_module_that_breaks_a_rule_is_named(string main, string expected)
    {
        var files = Files(("main.js", main), ("a.js", "export function draw() {}"));
        if (main.Contains("ring.js", StringComparison.Ordinal))
        {
            files = files.Add("ring.js", "import { start } from \"./main.js\";\nexport const ring = 1;");
        }

        var error = Assert.Throws<InvalidDataException>(() => ModuleBundle.Of(files));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(".js", error.Message, StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, string> Files(params (string Path, string Text)[] files) =>
        files.ToImmutableSortedDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
}
