using System.Text;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Nodes;

/// <summary>Takes a stream of text apart into lines and remembers the last few, whatever the stream holds.</summary>
/// <param name="onLine">Hears each line, in one line and safe to show.</param>
internal sealed class LastLines(Action<string> onLine)
{
    private const int Kept = 3;
    private const int MaxLength = 300;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = [];
    private readonly StringBuilder _line = new();

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyCollection<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Takes the next piece of the stream. A long line is cut, and its rest is dropped.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character == '\n')
            {
                End();
            }
            else if (_line.Length < MaxLength)
            {
                _line.Append(character);
            }
        }
    }

    /// <summary>Takes what is there as a line.</summary>
    public void End()
    {
        var line = SafeText.OneLine(_line.ToString()).Trim();
        _line.Clear();
        if (line.Length == 0)
        {
            return;
        }

        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }

        onLine(line);
    }
}
