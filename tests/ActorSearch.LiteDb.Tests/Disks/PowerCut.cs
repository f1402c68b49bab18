namespace ActorSearch.LiteDb.Tests.Disks;

/// <summary>What lies on a disk after the power was cut: all that was flushed, and of the rest any blocks at all.</summary>
internal static class PowerCut
{
    private const int Block = 4096;

    /// <summary>Writes the files as they may be found.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="before">The files as they were before the first operation.</param>
    /// <param name="operations">What was asked of the disk up to the cut.</param>
    /// <param name="random">Decides which blocks that were not flushed made it.</param>
    public static void Leave(string folder, IReadOnlyDictionary<string, byte[]> before, IReadOnlyList<Operation> operations, Random random)
    {
        foreach (var (name, content) in before)
        {
            var own = operations.Where(o => o.File == name).ToList();
            var flushed = own.FindLastIndex(o => o.Kind == OperationKind.Flush);
            using var file = new MemoryStream();
            file.Write(content);
            foreach (var (i, operation) in own.Index())
            {
                Apply(file, operation, i <= flushed ? null : random);
            }

            File.WriteAllBytes(Path.Combine(folder, name), file.ToArray());
        }
    }

    private static void Apply(MemoryStream file, Operation operation, Random? mayBeLost)
    {
        if (operation.Kind == OperationKind.SetLength && mayBeLost?.Next(2) is not 0)
        {
            file.SetLength(operation.At);
        }

        if (operation.Kind == OperationKind.Write)
        {
            for (var at = 0; at < operation.Bytes!.Length; at += Block)
            {
                if (mayBeLost?.Next(2) is not 0)
                {
                    file.Position = operation.At + at;
                    file.Write(operation.Bytes.AsSpan(at, Math.Min(Block, operation.Bytes.Length - at)));
                }
            }
        }
    }
}
