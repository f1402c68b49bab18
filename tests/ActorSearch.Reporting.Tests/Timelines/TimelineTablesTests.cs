using ActorSearch.Core.Studies;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Timelines;
using static ActorSearch.Reporting.Tests.Timelines.Course;

namespace ActorSearch.Reporting.Tests.Timelines;

public sealed class TimelineTablesTests
{
    [Fact]
    public void A_table_has_the_seconds_of_each_worker_and_of_all()
    {
        var course = Begun()
            .Lease(0, trial: 1).Finish(10, trial: 1, Result(seconds: 6, loading: 3, evaluating: 1.5))
            .Lease(10, trial: 2, "local-2").End(10, trial: 2, AttemptEnd.Failed);

        Assert.Equal(
            """
            worker   waiting  loading  training  evaluating  recording   lost
            -----------------------------------------------------------------
            local-1      0.0      3.0       4.5         1.5        1.0    0.0
            local-2     10.0      0.0       0.0         0.0        0.0    0.0
            all         10.0      3.0       4.5         1.5        1.0    0.0
            share     50.0 %   15.0 %    22.5 %       7.5 %      5.0 %  0.0 %

            """,
            Text(TimelineTables.Totals(course.Timeline)));
    }

    [Fact]
    public void Workers_behind_the_first_are_added_up()
    {
        var course = Begun();
        foreach (var worker in Enumerable.Range(1, 5))
        {
            course.Lease(0, worker, $"local-{worker}").Finish(0, worker, Result(0));
        }

        var table = TimelineTables.Totals(course.Complete(7).Timeline, mostWorkers: 3);

        Assert.Equal(["local-1", "local-2", "and 3 more", "all", "share"], table.Rows.Select(r => r[0]));
        Assert.Equal(["7.0", "7.0", "21.0", "35.0", "100.0 %"], table.Rows.Select(r => r[1]));
        Assert.Equal(5 + 2, TimelineTables.Totals(course.Timeline, mostWorkers: 5).Rows.Length);
    }

    [Fact]
    public void Where_nobody_worked_there_are_no_rows() => Assert.Empty(TimelineTables.Totals(StudyTimeline.Empty).Rows);

    [Fact]
    public void Where_no_time_has_passed_there_is_no_share() =>
        Assert.Equal("-", TimelineTables.Totals(Begun().Lease(0, trial: 1).Timeline).Rows[^1][1]);

    private static string Text(TextTable table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        TextTableWriter.Write(table, text, width: null);
        return text.ToString();
    }
}
