using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Page.Document;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Page.Tests.Document;

public sealed class PageDocumentTests
{
    private static readonly SampleStudy Seeds = SampleStudies.Seeds();

    [Fact]
    public void Trials_stand_in_the_order_of_the_grid_and_points_name_theirs()
    {
        var measurements = Seeds.Measurements();
        var report = measurements.Report;
        var document = DocumentOf.Json(measurements);
        var trials = document.Rows("trials");

        Assert.Equal(report.Trials.OrderBy(t => t.Position).Select(t => t.ShortId), trials.Select(t => t["id"].GetString()));
        Assert.Equal(
            report.Points.Select(p => string.Join(' ', p.Trials.Select(t => (t.ShortId, t.Trial.Plan.Replicate)))),
            document.Rows("points").Select(p => string.Join(' ', p["trials"].EnumerateArray()
                .Select(t => trials[t.GetInt32()]).Select(t => (t["id"].GetString(), t["replicate"].GetInt32())))));
    }

    [Fact]
    public void A_trial_keeps_its_row_while_the_study_runs()
    {
        var ids = new[] { 0.1, 0.5, 1.0 }.Select(share => DocumentOf.Json(Seeds.Measurements(share)).Rows("trials")
            .Select(t => (t["id"].GetString(), t["replicate"].GetInt32())).ToArray()).ToArray();

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(ids[0], ids[2]);
    }

    [Fact]
    public void Points_stand_in_the_order_of_their_ranks_with_their_levels()
    {
        var measurements = Seeds.Measurements();
        var document = DocumentOf.Json(measurements);
        var dimensions = document.GetProperty("dimensions").EnumerateArray().ToArray();
        var points = document.Rows("points");

        Assert.Equal(measurements.Report.Points.Select(p => p.Rank), points.Select(p => Whole(p["rank"])));
        Assert.Equal(
            measurements.Report.Points.Select(p => string.Join(' ', p.Values)),
            points.Select(p => string.Join(' ', p["levels"].EnumerateArray()
                .Select((level, d) => dimensions[d].GetProperty("levels")[level.GetInt32()].GetString()))));
        Assert.Equal([1, 2, 3], dimensions[0].GetProperty("numbers").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(JsonValueKind.Null, dimensions[2].GetProperty("numbers").ValueKind);
    }

    [Fact]
    public void A_dimension_that_does_not_apply_to_a_point_is_minus_one_there_and_none_among_its_levels()
    {
        var study = new SampleStudy(
            """
            study: optimizers
            seed: 1
            dataset: { name: mnist }
            space: { optimizer: [sgd, momentum], momentum: [0.5, 0.9] }
            """,
            workers: 1);

        var document = DocumentOf.Json(study.Measurements());

        Assert.Equal([null, "0.5", "0.9"], document.GetProperty("dimensions")[1].GetProperty("levels").EnumerateArray().Select(l => l.GetString()));
        Assert.Contains(document.Rows("points"), p => p["levels"][1].GetInt32() == -1);
        Assert.DoesNotContain(document.Rows("points"), p => p["levels"][1].GetInt32() == 0);
    }

    [Fact]
    public void Effects_and_networks_point_at_what_they_are_of()
    {
        var measurements = Seeds.Measurements();
        var document = DocumentOf.Json(measurements);
        var networks = document.GetProperty("networks").EnumerateArray().ToArray();

        Assert.Equal(
            measurements.Report.Effects.Select(e => e.Name),
            document.GetProperty("effects").GetProperty("mains").EnumerateArray()
                .Select(m => document.GetProperty("dimensions")[m.GetProperty("dimension").GetInt32()].GetProperty("name").GetString()));
        Assert.All(document.Rows("points").Where(p => p["network"].GetInt32() >= 0), p => Assert.Equal(
            (p["parameters"].GetInt64(), p["macs"].GetInt64()),
            (networks[p["network"].GetInt32()].GetProperty("parameters").GetInt64(), networks[p["network"].GetInt32()].GetProperty("macs").GetInt64())));
        Assert.All(networks, n => Assert.Equal(
            n.GetProperty("parameters").GetInt64(), n.GetProperty("layers").EnumerateArray().Sum(l => l[4].GetInt64())));
        Assert.Contains(document.Rows("points"), p => p["network"].GetInt32() == -1);
    }

    [Fact]
    public void The_same_study_gives_the_same_bytes_in_every_culture()
    {
        var expected = DocumentOf.Bytes(Seeds.Measurements());
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        comma.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, DocumentOf.Bytes(SampleStudies.Seeds().Measurements()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Without_times_nothing_is_left_that_another_run_would_change()
    {
        var options = new ReportOptions(IncludeTimes: false);
        var document = DocumentOf.Json(Seeds.Measurements(), options);

        Assert.All(document.Rows("trials"), t => Assert.All(
            ["seconds", "attempts", "worker"], column => Assert.Equal(JsonValueKind.Null, t[column].ValueKind)));
        Assert.Empty(document.GetProperty("timeline").GetProperty("workers").EnumerateArray());
        Assert.DoesNotContain("2026-", Encoding.ASCII.GetString(DocumentOf.Bytes(Seeds.Measurements(), options)), StringComparison.Ordinal);
        Assert.NotEqual(DocumentOf.Bytes(SampleStudies.Seeds(workers: 1).Measurements()), DocumentOf.Bytes(Seeds.Measurements()));
        Assert.Equal(DocumentOf.Bytes(SampleStudies.Seeds(workers: 1).Measurements(), options), DocumentOf.Bytes(Seeds.Measurements(), options));
    }

    [Fact]
    public void What_is_no_number_is_null()
    {
        var json = Encoding.ASCII.GetString(PageJson.Value(writer => writer.Array(
            new double?[] { double.NaN, double.PositiveInfinity, null, -0.0, 1.0 / 3, 123456.7, 1e-9 }, value => writer.Figure(value))));

        Assert.Equal("[null,null,null,0,0.33333,1.2346E+05,1E-09]", json);
        Assert.Equal(7, JsonDocument.Parse(json).RootElement.GetArrayLength());
    }

    [Fact]
    public void A_figure_that_is_rounded_again_shows_what_the_figure_itself_would()
    {
        double[] figures =
        [
            0.97154999, 0.971550001, 0.97155049, 0.03125, 12.345499999, 0.5, 0.15, -0.97154999,
            .. Enumerable.Range(0, 20_000).Select(i => 0.9 + (i * 4.99999e-7)),
            .. Enumerable.Range(1, 1_000).Select(i => i / 9_973.0 * 0.05),
        ];

        Assert.All(figures, figure => Assert.Equal(Figures.Metric(figure), Figures.Metric(double.Parse(
            Encoding.ASCII.GetString(PageJson.Value(json => json.Figure(figure))), CultureInfo.InvariantCulture))));
        Assert.Equal("0.971549999", Encoding.ASCII.GetString(PageJson.Value(json => json.Figure(0.971549999))));
        Assert.Equal("0.97155", Encoding.ASCII.GetString(PageJson.Value(json => json.Figure(0.97155))));
        Assert.Equal("0.33333", Encoding.ASCII.GetString(PageJson.Value(json => json.Figure(1.0 / 3))));
    }

    [Fact]
    public void Ten_thousand_trials_of_fifty_epochs_leave_room_for_the_page_around_them()
    {
        var document = PageDocument.Of(SampleStudies.Large(epochs: 50).Measurements());

        Assert.True(document.CurvesAreThinned);
        Assert.Equal(10_000, document.Trials.Length);
        Assert.InRange(
            document.Sections.Sum(s => s.Json.Length) + document.Trials.Sum(t => t.Length) + document.Curves.Sum(c => c.Length) + document.Texts.Sum(t => t.Length), 1_000_000, 3_150_000);
    }

    private static int? Whole(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();
}
