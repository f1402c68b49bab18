using ActorSearch.Core.Checksums;
using ActorSearch.Core.Inspection;
using ActorSearch.Core.Networks;
using ActorSearch.Reporting.Inspection.Page;
using ActorSearch.Reporting.Inspection.Pictures;

namespace ActorSearch.Reporting.Tests.Inspection;

public class PictureTests
{
    [Fact]
    public void A_picture_comes_out_of_its_file_as_it_went_in()
    {
        var picture = new Raster(3, 2);
        for (var i = 0; i < 6; i++)
        {
            picture.Fill(i % 3, i / 3, 1, new Rgba((byte)(40 * i), (byte)(255 - i), (byte)(7 * i), (byte)(200 + i)));
        }

        var read = PngReader.Read(Png.Encode(picture));

        Assert.Equal((3, 2), (read.Width, read.Height));
        Assert.Equal([.. picture.Row(0), .. picture.Row(1)], read.Pixels);
    }

    [Fact]
    public void The_check_of_the_standards_example_is_the_published_one() =>
        Assert.Equal(0xCBF43926, Crc32.Of("12345"u8, "6789"u8));

    [Fact]
    public void Small_images_are_enlarged_by_whole_factors()
    {
        var picture = PngOf(InspectionPictures.Of(new InspectedImage(0, new ImageShape(1, 2, 3), [0, 50, 100, 150, 200, 250])));

        // 128 pixels hold 3 columns of 42.
        Assert.Equal((126, 84), (picture.Width, picture.Height));
        Assert.Equal([0, 0, 0, 255], picture[41, 41]);
        Assert.Equal([50, 50, 50, 255], picture[42, 41]);
        Assert.Equal([150, 150, 150, 255], picture[41, 42]);
        Assert.Equal([250, 250, 250, 255], picture[125, 83]);
    }

    [Fact]
    public void Of_large_images_every_so_many_pixels_are_drawn()
    {
        var pixels = Enumerable.Range(0, 300 * 4).Select(i => (byte)(i % 251)).ToArray();
        var picture = PngOf(InspectionPictures.Of(new InspectedImage(0, new ImageShape(1, 4, 300), [.. pixels])));

        Assert.Equal((100, 2), (picture.Width, picture.Height));
        Assert.Equal(pixels[(3 * 300) + 3], picture[1, 1][0]);
    }

    [Fact]
    public void Three_channels_are_colours_and_of_other_numbers_the_first_is_shown()
    {
        var colour = InspectionPictures.Of(new InspectedImage(0, new ImageShape(3, 1, 1), [10, 20, 30]));
        Assert.Equal([10, 20, 30, 255], PngOf(colour)[0, 0]);
        var other = InspectionPictures.Of(new InspectedImage(0, new ImageShape(2, 1, 1), [10, 20]));
        Assert.Equal([10, 10, 10, 255], PngOf(other)[0, 0]);
        Assert.Equal("the first channel", other.Legend);
    }

    [Fact]
    public void Kernels_are_blue_below_nothing_and_red_above_on_one_scale()
    {
        var picture = InspectionPictures.Of(new KernelBank("conv1", 2, 2, 1, 1, [-2f, 1f]));

        Assert.Equal("blue to -2, white at 0, red to 2", picture.Legend);
        var png = PngOf(picture);
        Assert.Equal([33, 102, 172, 255], png[0, 0]);

        // Half way from white to red; between the kernels is nothing.
        Assert.Equal([212, 136, 145, 255], png[png.Width - 1, 0]);
        Assert.Equal([0, 0, 0, 0], png[png.Width / 2, 0]);
    }

    [Fact]
    public void Kernels_over_three_channels_are_colours_about_grey()
    {
        var picture = InspectionPictures.Of(new KernelBank("conv1", 1, 1, 3, 1, [-1f, 0f, 1f]));
        Assert.Equal([0, 128, 255, 255], PngOf(picture)[0, 0]);
    }

    [Fact]
    public void Maps_are_grey_unless_one_is_below_nothing()
    {
        var layer = new LayerPlan.Activation("relu1", new ImageShape(2, 1, 2), "relu");
        var grey = InspectionPictures.Of(new LayerMaps(layer, 2, [0f, 4f, 2f, 0f]));
        Assert.Equal("black at 0, white from 4", grey.Legend);
        Assert.Equal([255, 255, 255, 255], PngOf(grey)[63, 0]);
        var signed = InspectionPictures.Of(new LayerMaps(layer, 2, [0f, 4f, -2f, 0f]));
        Assert.Equal("blue from -4 down, white at 0, red from 4", signed.Legend);
    }

    [Fact]
    public void A_value_that_sticks_out_does_not_set_the_scale_unless_there_is_no_other()
    {
        var layer = new LayerPlan.Activation("relu1", new ImageShape(1, 20, 20), "relu");
        float[] values = [1000f, .. Enumerable.Repeat(2f, 399)];
        Assert.Equal("black at 0, white from 2", InspectionPictures.Of(new LayerMaps(layer, 1, [.. values])).Legend);
        float[] lone = [1000f, .. new float[399]];
        Assert.Equal("black at 0, white from 1E+03", InspectionPictures.Of(new LayerMaps(layer, 1, [.. lone])).Legend);
    }

    [Fact]
    public void Values_that_are_no_numbers_stand_out_and_scale_nothing()
    {
        var layer = new LayerPlan.Activation("relu1", new ImageShape(1, 1, 3), "relu");
        var picture = InspectionPictures.Of(new LayerMaps(layer, 1, [float.NaN, float.PositiveInfinity, 3f]));
        Assert.Equal("black at 0, white from 3", picture.Legend);
        Assert.Equal([255, 0, 255, 255], PngOf(picture)[0, 0]);
    }

    [Fact]
    public void Figures_can_be_read_on_every_colour_of_a_heat_table()
    {
        var colours = PageStyle.Css.Split('\n').Where(l => l.StartsWith(".right", StringComparison.Ordinal) || l.StartsWith(".wrong", StringComparison.Ordinal)).ToArray();

        Assert.Equal(4 * PageStyle.HeatSteps, colours.Length);
        Assert.All(colours, rule =>
        {
            var hex = rule.Split('#').Skip(1).Select(h => Convert.FromHexString(h[..6])).Select(b => new Rgba(b[0], b[1], b[2])).ToArray();
            Assert.True(PageStyle.Contrast(hex[0], hex[1]) >= 4.5, rule);
        });
    }

    private static PngReader PngOf(Picture picture) => PngReader.Read(Png.Encode(picture.Raster));
}
