namespace ActorSearch.Data.Tests.Support;

/// <summary>A folder of small photos, train and test, three classes.</summary>
internal static class PhotoFolder
{
    public static readonly string[] Classes = ["automobile", "ship", "truck"];

    public static TempFolder OfSplits(int train = 12, int test = 4, int side = 6)
    {
        var folder = new TempFolder();
        foreach (var (split, count) in new[] { ("train", train), ("test", test) })
        {
            for (var k = 0; k < Classes.Length; k++)
            {
                for (var i = 0; i < count; i++)
                {
                    Put(folder, $"{split}/{Classes[k]}/{i:00}.png", Photo(k, i + (split == "test" ? 100 : 0), side));
                }
            }
        }

        return folder;
    }

    /// <summary>A photo whose first pixel is (class, number, side).</summary>
    public static byte[] Photo(int label, int number, int side = 6) =>
        PngFiles.Rgb(side, side, (x, y) => x + y == 0 ? ((byte)label, (byte)number, (byte)side) : ((byte)(10 * x), (byte)(10 * y), (byte)number));

    public static string Put(TempFolder folder, string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        return folder.Write(name, content);
    }
}
