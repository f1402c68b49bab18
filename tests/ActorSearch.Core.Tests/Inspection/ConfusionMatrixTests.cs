using ActorSearch.Core.Inspection;

namespace ActorSearch.Core.Tests.Inspection;

public class ConfusionMatrixTests
{
    /// <summary>Of class 0: three right, one taken for 1, two for 2. Of class 1: one right, one taken for 0. Of class 2: none.</summary>
    private static readonly ConfusionMatrix Matrix = ConfusionMatrix.Of(
        3, new[] { (0, 0), (0, 0), (0, 0), (0, 1), (0, 2), (0, 2), (1, 1), (1, 0) }.Select((p, i) => new Prediction(i, p.Item1, p.Item2, 1, 1, 1)));

    [Fact]
    public void It_counts_labels_by_rows_and_answers_by_columns()
    {
        Assert.Equal([3, 1, 2, 1, 1, 0, 0, 0, 0], Matrix.Counts);
        Assert.Equal((2, 8L, 0.5), (Matrix[0, 2], Matrix.Total, Matrix.Accuracy));
    }

    [Fact]
    public void Recall_is_of_a_row_and_precision_of_a_column()
    {
        Assert.Equal((0.5, 0.5, null), (Matrix.Recall(0), Matrix.Recall(1), Matrix.Recall(2)));
        Assert.Equal((0.75, 0.5, 0.0), (Matrix.Precision(0), Matrix.Precision(1), Matrix.Precision(2)));
    }

    [Fact]
    public void The_most_confused_come_first_and_equals_in_the_order_of_the_table() =>
        Assert.Equal(
            [new ConfusedPair(0, 2, 2, 1 / 3.0), new ConfusedPair(0, 1, 1, 1 / 6.0), new ConfusedPair(1, 0, 1, 0.5)],
            Matrix.MostConfused(3));
}
