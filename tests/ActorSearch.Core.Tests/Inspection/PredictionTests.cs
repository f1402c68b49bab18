using ActorSearch.Core.Inspection;

namespace ActorSearch.Core.Tests.Inspection;

public class PredictionTests
{
    [Fact]
    public void Scores_become_probabilities_by_softmax()
    {
        // e^0 : e^ln2 : e^ln5 = 1 : 2 : 5.
        var said = Prediction.Of(7, label: 1, [0f, MathF.Log(2), MathF.Log(5)]);

        Assert.Equal((7, 1, 2, false), (said.Number, said.Label, said.Answer, said.IsRight));
        Assert.Equal(5 / 8.0, said.Probability, 6);
        Assert.Equal(2 / 8.0, said.LabelProbability, 6);
        Assert.Equal(Math.Log(4), said.Loss, 6);
    }

    [Fact]
    public void Logarithms_of_probabilities_stay_what_they_are()
    {
        var said = Prediction.Of(0, label: 0, [MathF.Log(0.75f), MathF.Log(0.25f)]);
        Assert.Equal(0.75, said.Probability, 6);
        Assert.Equal(-Math.Log(0.75), said.Loss, 6);
    }

    [Fact]
    public void Scores_of_any_size_overflow_nothing()
    {
        var said = Prediction.Of(0, label: 1, [1e30f, -1e30f]);
        Assert.Equal((0, 1, 0), (said.Answer, said.Probability, said.LabelProbability));
        Assert.True(said.Loss is > 1e30 and < double.PositiveInfinity);
    }

    [Fact]
    public void Of_equal_scores_the_first_is_the_answer() => Assert.Equal(1, Prediction.Of(0, 0, [1f, 3f, 3f]).Answer);

    [Fact]
    public void A_score_that_is_no_number_makes_the_loss_none() =>
        Assert.True(double.IsNaN(Prediction.Of(0, 0, [1f, float.NaN]).Loss));
}
