using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ActorSearch.Training.Checkpoints.Pickles;

/// <summary>Reads a pickle that must have a known form; anything else ends the reading.</summary>
internal ref struct PickleReader(ReadOnlySpan<byte> pickle)
{
    private readonly ReadOnlySpan<byte> _pickle = pickle;
    private int _at;

    /// <summary>The next instruction.</summary>
    public readonly byte Next => _at < _pickle.Length ? _pickle[_at] : throw Unexpected();

    /// <summary>Takes instructions that must be these.</summary>
    public void Expect(scoped ReadOnlySpan<byte> instructions)
    {
        if (!_pickle[_at..].StartsWith(instructions))
        {
            throw Unexpected();
        }

        _at += instructions.Length;
    }

    /// <summary>Takes a text.</summary>
    public string ReadText()
    {
        var length = ReadInt32(Opcodes.Text);
        return Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>Takes a text that must be this one.</summary>
    public void ExpectText(string text)
    {
        var start = _at;
        if (ReadText() != text)
        {
            throw Unexpected(start);
        }
    }

    /// <summary>Takes a whole number from 0.</summary>
    public long ReadInteger() => ReadInt32(Opcodes.Int32);

    /// <summary>Takes a whole number that must be this one.</summary>
    public void ExpectInteger(long value)
    {
        var start = _at;
        if (ReadInteger() != value)
        {
            throw Unexpected(start);
        }
    }

    /// <summary>Takes the name of something that a module holds: two lines.</summary>
    public string ReadGlobal()
    {
        Expect([Opcodes.Global]);
        var rest = _pickle[_at..];
        var module = rest.IndexOf((byte)'\n');
        var name = module < 0 ? -1 : rest[(module + 1)..].IndexOf((byte)'\n');
        return name < 0 ? throw Unexpected() : Encoding.ASCII.GetString(Take(module + name + 2));
    }

    /// <summary>Takes the name of something that a module holds, which must be this.</summary>
    public void ExpectGlobal(string lines)
    {
        var start = _at;
        if (ReadGlobal() != lines)
        {
            throw Unexpected(start);
        }
    }

    /// <summary>Sees to it that nothing is left.</summary>
    public readonly void ExpectEnd()
    {
        if (_at != _pickle.Length)
        {
            throw Unexpected();
        }
    }

    private int ReadInt32(byte instruction)
    {
        var start = _at;
        Expect([instruction]);
        var value = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        return value >= 0 ? value : throw Unexpected(start);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _pickle.Length - _at)
        {
            throw Unexpected();
        }

        var taken = _pickle.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly FormatException Unexpected(int? at = null) => new(string.Create(
        CultureInfo.InvariantCulture, $"byte {at ?? _at} of its pickle is not that of a plain dictionary of tensors"));
}
