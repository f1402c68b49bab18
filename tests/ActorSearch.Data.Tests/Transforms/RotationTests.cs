using ActorSearch.Data.Transforms;

namespace ActorSearch.Data.Tests.Transforms;

public sealed class RotationTests
{
    private static readonly ImageSet Square = new(1, 3, 3, 2, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, new byte[] { 1 });

    [Theory]
    [InlineData(0, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(90, new byte[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 })]
    [InlineData(180, new byte[] { 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    [InlineData(-90, new byte[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 })]
    [InlineData(360, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Quarter_turns_of_a_square_are_exact_and_counter_clockwise(double degrees, byte[] expected)
    {
        var turned = Rotation.Apply(Square, degrees);
        Assert.Equal(expected, turned.Pixels.ToArray());
        Assert.Equal(Square.Labels.ToArray(), turned.Labels.ToArray());
    }

    [Fact]
    public void A_square_of_an_even_side_turns_about_the_point_between_its_pixels()
    {
        var images = new ImageSet(1, 2, 2, 1, new byte[] { 1, 2, 3, 4, 11, 12, 13, 14 }, new byte[2]);
        Assert.Equal([2, 4, 1, 3, 12, 14, 11, 13], Rotation.Apply(images, 90).Pixels.ToArray());
    }

    [Fact]
    public void A_half_turn_of_a_rectangle_is_exact_for_every_channel()
    {
        var images = new ImageSet(2, 1, 3, 1, new byte[] { 1, 2, 3, 4, 5, 6 }, new byte[1]);
        Assert.Equal([3, 2, 1, 6, 5, 4], Rotation.Apply(images, 180).Pixels.ToArray());
    }

    [Fact]
    public void An_eighth_turn_mixes_pixels_by_their_distance()
    {
        var turned = Rotation.Apply(new ImageSet(1, 3, 3, 1, new byte[] { 0, 0, 0, 0, 0, 200, 0, 0, 0 }, new byte[1]), 45).Pixels.ToArray();

        // What is up and right of the centre by a pixel each lies sqrt(2) to its right before: 0.414 beyond the bright
        // pixel, so 0.586 of it. What is right of the centre comes from (0.707, 0.707): 0.707 * 0.293 of it.
        Assert.Equal([0, 41, 117, 0, 0, 41, 0, 0, 0], turned);
    }

    [Fact]
    public void Corners_turned_out_of_the_image_leave_zeros()
    {
        var white = new ImageSet(1, 9, 9, 1, Enumerable.Repeat(byte.MaxValue, 81).ToArray(), new byte[1]);
        var turned = Rotation.Apply(white, 45).Image(0).ToArray();
        Assert.Equal((0, 255), (turned[0], turned[40]));
    }
}
