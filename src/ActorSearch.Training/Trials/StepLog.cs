using static TorchSharp.torch;

namespace ActorSearch.Training.Trials;

/// <summary>
/// Losses and hits of the steps of one pass, kept on the device and read back at intervals, so that a GPU never waits
/// for the program inside a pass.
/// </summary>
internal sealed class StepLog : IDisposable
{
    private readonly Tensor _losses;
    private readonly Tensor _hits;
    private readonly long[] _counts;
    private readonly double[] _readLosses;
    private int _recorded;
    private int _read;

    /// <summary>Makes the log of a pass.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="device">Where they are taken.</param>
    public StepLog(int steps, Device device)
    {
        _losses = zeros(steps, dtype: float32, device: device).DetachFromDisposeScope();
        _hits = zeros(steps, dtype: int64, device: device).DetachFromDisposeScope();
        _counts = new long[steps];
        _readLosses = new double[steps];
    }

    /// <summary>Notes a step.</summary>
    /// <param name="loss">Mean loss of the step [].</param>
    /// <param name="logits">Scores [n, classes].</param>
    /// <param name="labels">Labels [n].</param>
    public void Record(Tensor loss, Tensor logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _losses.narrow(0, _recorded, 1).copy_(loss);
        _hits.narrow(0, _recorded, 1).copy_(logits.argmax(1).eq(labels).sum());
        _counts[_recorded++] = labels.shape[0];
    }

    /// <summary>Reads back what was recorded since the last reading; the first step whose loss is NaN or infinite, from 0, or null.</summary>
    public int? ReadFirstNotFinite()
    {
        if (_read == _recorded)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var losses = _losses.narrow(0, _read, _recorded - _read).cpu().data<float>().ToArray();
        int? first = null;
        for (var i = 0; i < losses.Length; i++)
        {
            _readLosses[_read + i] = losses[i];
            first ??= float.IsFinite(losses[i]) ? null : _read + i;
        }

        _read = _recorded;
        return first;
    }

    /// <summary>The loss of a step that was read back.</summary>
    public double LossOf(int step) => _readLosses[step];

    /// <summary>Mean loss and share of hits over all images of the pass.</summary>
    public (double Loss, double Accuracy) Summarise() => Summarise(first: 0);

    /// <summary>Mean loss and share of hits over the images of the recorded steps from one on, counted from 0.</summary>
    public (double Loss, double Accuracy) Summarise(int first)
    {
        ReadFirstNotFinite();
        using var scope = NewDisposeScope();
        var hits = _hits.narrow(0, first, _recorded - first).sum().cpu().item<long>();
        double loss = 0;
        long images = 0;
        for (var i = first; i < _recorded; i++)
        {
            loss += _readLosses[i] * _counts[i];
            images += _counts[i];
        }

        return (loss / images, hits / (double)images);
    }

    public void Dispose()
    {
        _losses.Dispose();
        _hits.Dispose();
    }
}
