using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Effects;

namespace ActorSearch.Reporting.Tests.Effects;

/// <summary>The shares against those of R's lm: reference/shares.R over reference/cases.csv.</summary>
public sealed class VarianceReferenceTests
{
    private const double Tolerance = 1e-6;

    private static readonly ImmutableArray<string> Names = ["a", "b", "c", "d"];
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Effects", "reference");

    public static TheoryData<string> Cases => new(Rows("cases.csv").Select(r => r[0]).Distinct());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shares_are_those_that_R_computed(string name) =>
        Compare(name, [.. Rows("shares.csv").Where(r => r[0] == name)]);

    [Fact]
    public async Task Shares_are_those_that_R_computes_here()
    {
        var start = new ProcessStartInfo("Rscript", ["--vanilla", Path.Combine(Folder, "shares.R"), Path.Combine(Folder, "cases.csv")]) { RedirectStandardOutput = true };
        string output;
        try
        {
            using var process = Process.Start(start)!;
            output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }
        catch (Win32Exception)
        {
            Assert.Skip("there is no Rscript on this machine");
            return;
        }

        var rows = Parse(output.Split('\n'));
        Assert.Equal(Rows("shares.csv").Count, rows.Count);
        foreach (var group in rows.GroupBy(r => r[0]))
        {
            Compare(group.Key, [.. group]);
        }
    }

    private static void Compare(string name, IReadOnlyList<string[]> expected)
    {
        string[][] rows = [.. Rows("cases.csv").Where(r => r[0] == name)];
        ImmutableArray<string> names = [.. Names.Where((_, d) => rows.Any(r => r[d + 1].Length > 0))];
        Observation[] observations =
        [
            .. rows.Select(r => new Observation(
                [.. names.Select((_, d) => (ParameterValue?)new ParameterValue.Word(r[d + 1]))],
                r[5].Length == 0 ? null : Number(r[5]),
                "completed")),
        ];

        var shares = VarianceDecomposition.Of(names, observations);

        var found = shares.Mains.Select(m => (m.Name, m.Share))
            .Concat(shares.Interactions.Select(i => ($"{i.First}:{i.Second}", i.Share)))
            .Append(("seeds", shares.Seeds))
            .ToDictionary();
        Assert.Equal(expected.Count, found.Count(f => f.Key != "seeds" || f.Value is not null));
        Assert.All(expected, row => Assert.Equal(Number(row[2]), found[row[1]] ?? 0, Tolerance));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<string[]> Rows(string file) => Parse(File.ReadLines(Path.Combine(Folder, file)));

    private static List<string[]> Parse(IEnumerable<string> lines) =>
        [.. lines.Skip(1).Select(l => l.Trim()).Where(l => l.Length > 0).Select(l => l.Split(','))];
}
