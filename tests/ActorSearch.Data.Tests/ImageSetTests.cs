namespace ActorSearch.Data.Tests;

public sealed class ImageSetTests
{
    [Fact]
    public void Images_are_rows_of_bytes()
    {
        var set = new ImageSet(2, 1, 3, 4, new byte[] { 0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15 }, new byte[] { 3, 0 });
        Assert.Equal((2, 6), (set.Count, set.ImageLength));
        Assert.Equal([10, 11, 12, 13, 14, 15], set.Image(1).ToArray());
        Assert.Equal([1, 0, 0, 1], set.ClassCounts());
    }

    [Fact]
    public void Images_taken_bring_their_labels()
    {
        var set = new ImageSet(1, 1, 2, 3, new byte[] { 0, 1, 2, 3, 4, 5 }, new byte[] { 0, 1, 2 }).Take([2, 0]);
        Assert.Equal([4, 5, 0, 1], set.Pixels.ToArray());
        Assert.Equal([2, 0], set.Labels.ToArray());
    }

    [Fact]
    public void Bytes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ImageSet(1, 2, 2, 2, new byte[7], new byte[2]));
        Assert.Throws<ArgumentException>(() => new ImageSet(1, 1, 1, 2, new byte[1], new byte[] { 2 }));
    }
}
