using ActorSearch.Data.Transforms;

namespace ActorSearch.Data.Tests.Transforms;

public sealed class ShiftTests
{
    /// <summary>Two images of two channels, three rows and four columns, all pixels apart.</summary>
    private static readonly ImageSet Images = new(2, 3, 4, 2, Enumerable.Range(1, 48).Select(i => (byte)i).ToArray(), new byte[] { 0, 1 });

    [Fact]
    public void A_shift_by_nothing_changes_nothing() =>
        Assert.Equal(Images.Pixels.ToArray(), Shift.Apply(Images, 0, 0).Pixels.ToArray());

    [Fact]
    public void A_shift_down_and_right_brings_zeros_in_above_and_on_the_left()
    {
        var shifted = Shift.Apply(Images, 1, 2);

        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 5, 6], shifted.Image(0)[..12].ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 0, 37, 38, 0, 0, 41, 42], shifted.Image(1)[12..].ToArray());
        Assert.Equal(Images.Labels.ToArray(), shifted.Labels.ToArray());
    }

    [Fact]
    public void A_shift_up_and_left_brings_zeros_in_below_and_on_the_right() =>
        Assert.Equal([6, 7, 8, 0, 10, 11, 12, 0, 0, 0, 0, 0], Shift.Apply(Images, -1, -1).Image(0)[..12].ToArray());

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, -4)]
    [InlineData(int.MaxValue, int.MinValue)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void A_shift_as_far_as_the_image_leaves_nothing_of_it(int down, int right) =>
        Assert.All(Shift.Apply(Images, down, right).Pixels.ToArray(), pixel => Assert.Equal(0, pixel));

    [Fact]
    public void Two_shifts_of_one_direction_are_one()
    {
        var twice = Shift.Apply(Shift.Apply(Images, 1, 1), 1, 2);
        Assert.Equal(Shift.Apply(Images, 2, 3).Pixels.ToArray(), twice.Pixels.ToArray());
    }

    [Fact]
    public void A_shift_there_and_back_keeps_what_never_left()
    {
        var back = Shift.Apply(Shift.Apply(Images, 1, 1), -1, -1);
        Assert.Equal([1, 2, 3, 0, 5, 6, 7, 0, 0, 0, 0, 0], back.Image(0)[..12].ToArray());
    }
}
