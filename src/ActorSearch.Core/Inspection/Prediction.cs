namespace ActorSearch.Core.Inspection;

/// <summary>What a network says of one image.</summary>
/// <param name="Number">The image's number within its split, from 0.</param>
/// <param name="Label">The class that it is of.</param>
/// <param name="Answer">The class of the highest probability; the first of several.</param>
/// <param name="Loss">Minus the logarithm of the label's probability, in nats.</param>
/// <param name="Probability">Probability of the answer, by softmax, 0 to 1.</param>
/// <param name="LabelProbability">Probability of the label, 0 to 1.</param>
public sealed record Prediction(int Number, int Label, int Answer, double Loss, double Probability, double LabelProbability)
{
    /// <summary>Whether the answer is the label.</summary>
    public bool IsRight => Answer == Label;

    /// <summary>Reads a network's scores.</summary>
    /// <param name="number">The image's number within its split, from 0.</param>
    /// <param name="label">The class that it is of.</param>
    /// <param name="scores">
    /// Scores [classes]: logits, or logarithms of probabilities, which softmax leaves as they are.
    /// A score that is NaN makes loss and probabilities NaN.
    /// </param>
    public static Prediction Of(int number, int label, ReadOnlySpan<float> scores)
    {
        var answer = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            answer = scores[i] > scores[answer] ? i : answer;
        }

        // Taking the highest score off first keeps the exponentials from overflowing; the quotients stay the same.
        double sum = 0;
        foreach (var score in scores)
        {
            sum += Math.Exp((double)score - scores[answer]);
        }

        var loss = Math.Log(sum) + scores[answer] - scores[label];
        return new Prediction(number, label, answer, loss, 1 / sum, Math.Exp(-loss));
    }
}
