using System.Collections.Immutable;

namespace ActorSearch.Core.Inspection;

/// <summary>How often images of each class were taken for each class.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="Counts">Images [label, answer], row-major.</param>
public sealed record ConfusionMatrix(int Classes, ImmutableArray<int> Counts)
{
    /// <summary>Images of a class that were taken for a class.</summary>
    public int this[int label, int answer] => Counts[(label * Classes) + answer];

    /// <summary>Number of images.</summary>
    public long Total => Counts.Sum(c => (long)c);

    /// <summary>Share of images answered rightly, 0 to 1; NaN without images.</summary>
    public double Accuracy => Enumerable.Range(0, Classes).Sum(k => (double)this[k, k]) / Total;

    /// <summary>Counts what was predicted.</summary>
    public static ConfusionMatrix Of(int classes, IEnumerable<Prediction> predictions)
    {
        var counts = new int[classes * classes];
        foreach (var prediction in predictions)
        {
            counts[(prediction.Label * classes) + prediction.Answer]++;
        }

        return new ConfusionMatrix(classes, ImmutableArray.Create(counts));
    }

    /// <summary>Images of a class.</summary>
    public int Labelled(int label) => Enumerable.Range(0, Classes).Sum(k => this[label, k]);

    /// <summary>Images that were taken for a class.</summary>
    public int Answered(int answer) => Enumerable.Range(0, Classes).Sum(k => this[k, answer]);

    /// <summary>Share of a class's images that were answered rightly; null for a class without images.</summary>
    public double? Recall(int label) => Labelled(label) is > 0 and var all ? this[label, label] / (double)all : null;

    /// <summary>Share of the images taken for a class that are of it; null where none was.</summary>
    public double? Precision(int answer) => Answered(answer) is > 0 and var all ? this[answer, answer] / (double)all : null;

    /// <summary>The pairs that were confused most often, most often first; equals by label, then by answer.</summary>
    public ImmutableArray<ConfusedPair> MostConfused(int most) =>
    [
        .. Enumerable.Range(0, Classes)
            .SelectMany(PairsOf)
            .OrderByDescending(p => p.Count)
            .Take(most),
    ];

    public bool Equals(ConfusionMatrix? other) =>
        other is not null && Classes == other.Classes && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Classes, Total);

    private IEnumerable<ConfusedPair> PairsOf(int label)
    {
        var all = (double)Labelled(label);
        return Enumerable.Range(0, Classes)
            .Where(answer => answer != label && this[label, answer] > 0)
            .Select(answer => new ConfusedPair(label, answer, this[label, answer], this[label, answer] / all));
    }
}
