using System.Text.RegularExpressions;

namespace ActorSearch.Architecture.Tests;

/// <summary>What the compiler's list of banned calls cannot say about Core.</summary>
public sealed partial class CorePurity
{
    private const string Core = "src/ActorSearch.Core";

    [Fact]
    public void Only_the_reader_of_peoples_files_knows_yaml() =>
        Offenders.None(Lines(Core)
            .Where(line => !line.File.StartsWith($"{Core}/Yaml/", StringComparison.Ordinal))
            .Where(line => YamlName().IsMatch(line.Text)));

    [Fact]
    public void Studies_use_nothing_beyond_the_base_class_library_and_core() =>
        Offenders.None(Lines($"{Core}/Studies")
            .Select(line => (line.File, Namespace: UsedNamespace().Match(line.Text).Groups["name"].Value))
            .Where(use => use.Namespace.Length > 0 && !IsWithin(use.Namespace, "System")
                && !IsWithin(use.Namespace, "ActorSearch.Core")));

    [Fact]
    public void Nothing_in_core_is_let_off_the_list_of_banned_calls() =>
        Offenders.None(Lines(Core).Where(line => Suppression().IsMatch(line.Text)));

    [Fact]
    public void The_list_of_banned_calls_is_in_force()
    {
        Project core = Repository.ProjectsIn(Core).Single();
        string file = File.ReadAllText(core.Path);

        Assert.Contains(core.PackageReferences, package => package.Name == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains("<AdditionalFiles Include=\"BannedSymbols.txt\"", file, StringComparison.Ordinal);
        Assert.DoesNotContain("NoWarn", file, StringComparison.Ordinal);
        Assert.DoesNotContain("RS0030", Repository.ReadText(".editorconfig"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using YamlDotNet.Core;", "YamlDotNet.Core")]
    [InlineData("global using static Serilog.Log;", "Serilog.Log")]
    [InlineData("using Alias = Dapper.SqlMapper;", "Dapper.SqlMapper")]
    [InlineData("    using var scope = Open();", "")]
    [InlineData("// using Serilog;", "")]
    public void A_using_directive_is_told_from_a_using_statement(string line, string expected) =>
        Assert.Equal(expected, UsedNamespace().Match(line).Groups["name"].Value);

    private static IReadOnlyList<(string File, string Text)> Lines(string folder)
    {
        (string, string)[] lines = [.. Repository.FilesIn(folder, "*.cs")
            .SelectMany(file => File.ReadLines(file).Select(text => (Repository.Relative(file), text)))];
        Assert.NotEmpty(lines);
        return lines;
    }

    private static bool IsWithin(string name, string parent) =>
        name == parent || name.StartsWith(parent + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(?<name>[\w.]+)\s*;")]
    private static partial Regex UsedNamespace();

    [GeneratedRegex(@"\bYamlDotNet\.\w|\busing\s+YamlDotNet\b")]
    private static partial Regex YamlName();

    [GeneratedRegex(@"#pragma\s+warning\s+disable(?!\s+\w)|#pragma\s+warning\s+disable.*RS0030|SuppressMessage")]
    private static partial Regex Suppression();
}
