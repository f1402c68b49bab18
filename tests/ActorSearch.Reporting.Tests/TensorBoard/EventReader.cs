using System.Buffers.Binary;

namespace ActorSearch.Reporting.Tests.TensorBoard;

/// <summary>Reads event files by the published formats, independently of the writer.</summary>
internal static class EventReader
{
    /// <summary>The events of a file; every checksum is checked, bit by bit.</summary>
    public static List<ProtoFields> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<ProtoFields>();
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(Checksum(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            var payload = bytes.Slice(12, length);
            Assert.Equal(Checksum(payload), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(ProtoFields.Read(payload));
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    /// <summary>The points of a file's scalar curves by tag: step and value.</summary>
    public static Dictionary<string, List<(long Step, float Value)>> Curves(string path)
    {
        var curves = new Dictionary<string, List<(long, float)>>();
        foreach (var happened in Read(path))
        {
            foreach (var value in happened.Messages(5).SelectMany(s => s.Messages(1)).Where(v => !v.Text(1).StartsWith('_')))
            {
                var tensor = value.Message(8);
                Assert.Equal(1UL, tensor.Number(1));
                Assert.Empty(tensor.Message(2).Messages(2));
                if (!curves.TryGetValue(value.Text(1), out var points))
                {
                    curves[value.Text(1)] = points = [];
                    Assert.Equal("scalars", value.Message(9).Message(1).Text(1));
                    Assert.Equal(1UL, value.Message(9).Number(4));
                }

                points.Add(((long)happened.Number(2), BinaryPrimitives.ReadSingleLittleEndian(tensor.Bytes(5))));
            }
        }

        return curves;
    }

    /// <summary>What lies in a file for the table of hyperparameters under a tag; null where nothing does.</summary>
    public static ProtoFields? HParams(string path, string tag) => Read(path)
        .SelectMany(e => e.Messages(5)).SelectMany(s => s.Messages(1))
        .Where(v => v.Text(1) == tag)
        .Select(v =>
        {
            Assert.Equal("hparams", v.Message(9).Message(1).Text(1));
            return ProtoFields.Read(v.Message(9).Message(1).Bytes(2));
        })
        .SingleOrDefault();

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
            }
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }
}
