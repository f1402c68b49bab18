namespace ActorSearch.Data.Tests;

/// <summary>A linear model trained by stochastic gradient descent, image by image.</summary>
internal static class SoftmaxRegression
{
    private const int Epochs = 6;
    private const float LearningRate = 0.005f;

    public static double Accuracy(ImageSet train, ImageSet held)
    {
        var weights = new float[train.ClassCount][];
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = new float[train.ImageLength + 1];
        }

        var x = new float[train.ImageLength + 1];
        for (var step = 0; step < Epochs * train.Count; step++)
        {
            var i = step % train.Count;
            var scores = Scores(weights, train.Image(i), x);
            var largest = scores.Max();
            var powers = scores.Select(score => MathF.Exp(score - largest)).ToArray();
            var sum = powers.Sum();
            for (var k = 0; k < weights.Length; k++)
            {
                var slope = LearningRate * ((powers[k] / sum) - (train.Labels.Span[i] == k ? 1 : 0));
                for (var j = 0; j < x.Length; j++)
                {
                    weights[k][j] -= slope * x[j];
                }
            }
        }

        var hits = 0;
        for (var i = 0; i < held.Count; i++)
        {
            var scores = Scores(weights, held.Image(i), x);
            hits += Array.IndexOf(scores, scores.Max()) == held.Labels.Span[i] ? 1 : 0;
        }

        return (double)hits / held.Count;
    }

    private static float[] Scores(float[][] weights, ReadOnlySpan<byte> image, float[] x)
    {
        for (var j = 0; j < image.Length; j++)
        {
            x[j] = (image[j] - 64f) / 64f;
        }

        x[^1] = 1;
        var scores = new float[weights.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            for (var j = 0; j < x.Length; j++)
            {
                scores[k] += weights[k][j] * x[j];
            }
        }

        return scores;
    }
}
