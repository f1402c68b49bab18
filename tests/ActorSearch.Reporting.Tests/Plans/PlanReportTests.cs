using System.Text.Json;
using ActorSearch.Reporting.Plans;

namespace ActorSearch.Reporting.Tests.Plans;

public sealed class PlanReportTests
{
    private static readonly SplitSizes Splits = new(1000, 200, 100);

    [Fact]
    public void A_plan_shows_each_distinct_network_once_and_why_points_are_rejected()
    {
        var report = Plan("layers: [1], kernel_size: [2, 3], learning_rate: [0.1, 0.01], batch_size: [8]", replicates: 2);

        using var text = new StringWriter { NewLine = "\n" };
        PlanReportWriter.WriteText(report, text, width: null);

        Assert.Equal(
            """
            planned: 8 trials of 4 points, 2 replicates each
            Images 1x28x28, 10 classes: 1000 to train, 200 to validate, 100 to test
              layers: 1
              kernel_size: 2, 3
              learning_rate: 0.1, 0.01
              batch_size: 8
            Memory: about 2.42 MiB for the largest trial
            Work: about 8.66 G multiply-accumulates

            Rejected: 4 trials that cannot be built
            trials  reason
            -----------------------------------------------------------
                 4  conv1: padding same needs an odd kernel_size, not 2

            Network 1 of 1: 4 trials
            layer    what                           input     output    parameters     macs
            -------------------------------------------------------------------------------
            input                                             1x28x28
            conv1    conv 3x3, stride 1, padding 1  1x28x28   16x28x28         160  112,896
            relu1    relu                           16x28x28  16x28x28           0        0
            pool1    max pool 2x2                   16x28x28  16x14x14           0        0
            flatten  flatten                        16x14x14  3136x1x1           0        0
            output   linear 3136 to 10              3136x1x1  10x1x1        31,370   31,360
            total                                                           31,530  144,256

            """,
            text.ToString());
    }

    [Fact]
    public void Rows_of_a_residual_block_stand_before_their_sum_and_say_what_goes_into_them()
    {
        using var text = new StringWriter { NewLine = "\n" };
        PlanReportWriter.WriteText(Plan("architecture: [resnet18]"), text, width: null);

        Assert.Contains(
            """
            block2-relu           relu                                    64x7x7    64x7x7             0           0
            block3.conv1          conv 3x3, stride 2, padding 1, no bias  64x7x7    128x4x4       73,728   1,179,648
            block3.norm1          batch norm                              128x4x4   128x4x4          256       2,048
            block3.relu1          relu                                    128x4x4   128x4x4            0           0
            block3.conv2          conv 3x3, stride 1, padding 1, no bias  128x4x4   128x4x4      147,456   2,359,296
            block3.norm2          batch norm                              128x4x4   128x4x4          256       2,048
            block3.shortcut       conv 1x1, stride 2, padding 0, no bias  64x7x7    128x4x4        8,192     131,072
            block3.shortcut-norm  batch norm                              128x4x4   128x4x4          256       2,048
            block3                sum with the shortcut                   64x7x7    128x4x4            0           0
            block3-relu           relu                                    128x4x4   128x4x4            0           0
            block4.conv1          conv 3x3, stride 1, padding 1, no bias  128x4x4   128x4x4      147,456   2,359,296
            """,
            text.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_room_the_sizes_that_go_in_give_way_first()
    {
        using var text = new StringWriter { NewLine = "\n" };
        PlanReportWriter.WriteText(Plan("architecture: [resnet-small]"), text, width: 80);

        Assert.Contains("block1.conv1  conv 3x3, stride 1, padding 1  16x12x12       2,320    331,776\n", text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("(not shown at this width: input)\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_networks_stand_beside_each_other_before_their_layers()
    {
        using var text = new StringWriter { NewLine = "\n" };
        PlanReportWriter.WriteText(Plan("architecture: [lenet, conv-stack, resnet18], layers: [1, 2], learning_rate: [0.1, 0.01]"), text, width: null);

        Assert.Contains(
            """

            network  architecture  layers  trials  parameters        macs
            -------------------------------------------------------------
                  1  lenet         -            2      61,706     416,520
                  2  conv-stack    1            2      31,530     144,256
                  3  conv-stack    2            2      20,490   1,031,744
                  4  resnet18      -            2  11,175,370  33,053,952

            Network 1 of 4: 2 trials: architecture lenet; layers -

            """,
            text.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Work_is_three_forward_passes_an_image_and_epoch_summed_over_the_trials()
    {
        var report = Plan("layers: [1, 2], epochs: [2, 3]");

        Assert.Equal(3.0 * 1000 * (2 + 3) * (144_256 + 1_031_744), report.TotalMultiplyAccumulates);
        Assert.Equal(report.Trials.Max(t => t.MemoryBytes), report.MaxMemoryBytes);
    }

    [Fact]
    public void A_network_names_the_values_that_set_it_apart_and_no_others()
    {
        var report = Plan("layers: [1, 2], activation: [relu, tanh], learning_rate: [0.1, 0.01]");

        Assert.Equal(4, report.Networks.Length);
        Assert.All(report.Networks, n => Assert.Equal(["layers", "activation"], n.Values.Select(v => v.Key)));
        Assert.Equal(8, report.Networks.Sum(n => n.Trials));
    }

    [Fact]
    public void Points_that_mean_the_same_are_counted_and_their_network_is_shown_once()
    {
        var report = Plan("architecture: [lenet, conv-stack], layers: [1, 2]");

        Assert.Equal(1, report.CoincidingPoints);
        Assert.Equal(3, report.Networks.Length);
        Assert.Equal(3, report.Trials.Length);
    }

    [Fact]
    public void Networks_beyond_the_limit_are_counted_in_a_line()
    {
        using var text = new StringWriter { NewLine = "\n" };
        PlanReportWriter.WriteText(Plan("layers: [1, 2, 3]"), text, width: null, maxNetworks: 1);

        Assert.Contains("Network 1 of 3", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Network 2 of 3", text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("... and 2 more networks.\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_of_a_plan_is_one_line()
    {
        var json = PlanReportWriter.ToJson(Plan("layers: [1, 2], kernel_size: [2, 3]"));

        Assert.DoesNotContain('\n', json);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal("actorsearch/plan/1", root.GetProperty("schema").GetString());
        Assert.Equal(4, root.GetProperty("points").GetInt32());
        Assert.Equal(2, root.GetProperty("rejections")[0].GetProperty("trials").GetInt32());
        Assert.Equal(1, root.GetProperty("networks")[0].GetProperty("values").GetProperty("layers")[0].GetInt32());
        Assert.Equal(31_530, root.GetProperty("networks")[0].GetProperty("network").GetProperty("parameters").GetInt64());
    }

    [Fact]
    public void The_json_of_a_layer_says_what_goes_in_and_what_comes_out()
    {
        using var document = JsonDocument.Parse(PlanReportWriter.ToJson(Plan("architecture: [resnet-small]")));
        var layers = document.RootElement.GetProperty("networks")[0].GetProperty("network").GetProperty("layers").EnumerateArray()
            .Select(l => $"{l.GetProperty("name")} {l.GetProperty("input")} {l.GetProperty("output")} {l.GetProperty("parameters")}")
            .ToArray();

        Assert.Equal("conv1 1x28x28 16x24x24 416", layers[0]);
        Assert.Contains("block1.conv1 16x12x12 16x12x12 2320", layers);
        Assert.Contains("block1 16x12x12 16x12x12 0", layers);
        Assert.Equal("output 512x1x1 10x1x1 5130", layers[^1]);
    }

    private static PlanReport Plan(string space, int replicates = 1) => PlanReport.From(
        SampleStudy.Read($$"""
            study: planned
            dataset: { name: glyphs }
            space: { {{space}} }
            replicates: {{replicates}}
            """),
        SampleStudy.Image,
        classes: 10,
        Splits);
}
