using System.Buffers.Binary;
using System.Text;

namespace ActorSearch.Training.Checkpoints.Pickles;

/// <summary>Writes a pickle's instructions.</summary>
internal sealed class PickleWriter(Stream stream)
{
    /// <summary>Writes instructions as they are.</summary>
    public void Write(ReadOnlySpan<byte> instructions) => stream.Write(instructions);

    /// <summary>Puts a text on the stack.</summary>
    public void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteInt32(Opcodes.Text, bytes.Length);
        stream.Write(bytes);
    }

    /// <summary>Puts a whole number on the stack.</summary>
    /// <exception cref="CheckpointException">It takes more than 32 bits, as no number of a file below 4 GiB does.</exception>
    public void WriteInteger(long value) => WriteInt32(
        Opcodes.Int32, value is >= 0 and <= int.MaxValue ? (int)value : throw new CheckpointException($"a tensor has a size of {value}; a checkpoint holds smaller ones"));

    /// <summary>Puts something that a module holds on the stack.</summary>
    /// <param name="lines">The module and the name, each with a line feed behind it.</param>
    public void WriteGlobal(string lines)
    {
        stream.WriteByte(Opcodes.Global);
        stream.Write(Encoding.ASCII.GetBytes(lines));
    }

    private void WriteInt32(byte instruction, int value)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(int)];
        bytes[0] = instruction;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], value);
        stream.Write(bytes);
    }
}
