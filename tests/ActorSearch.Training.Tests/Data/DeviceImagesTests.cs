using ActorSearch.Core.Experiments;
using ActorSearch.Data;
using ActorSearch.Training.Data;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests.Data;

public sealed class DeviceImagesTests
{
    /// <summary>Two images of two channels, one row and two columns.</summary>
    private static ImageSet Images => new(2, 1, 2, 3, new byte[] { 0, 51, 102, 153, 204, 255, 0, 255 }, new byte[] { 0, 2 });

    [Fact]
    public void Without_normalisation_pixels_run_from_0_to_1() =>
        Assert.Equal([0, 0.2f, 0.4f, 0.6f, 0.8f, 1, 0, 1], Values(null));

    [Fact]
    public void One_mean_and_one_deviation_are_those_of_all_channels()
    {
        float[] plain = [0, 0.2f, 0.4f, 0.6f, 0.8f, 1, 0, 1];

        Assert.Equal(plain.Select(v => (v - 0.5f) / 0.25f), Values(new Normalisation([0.5], [0.25])));
    }

    [Fact]
    public void Each_channel_may_have_its_own()
    {
        Assert.Equal(
            [(0 - 0.5f) / 2, (0.2f - 0.5f) / 2, (0.4f + 1) / 4, (0.6f + 1) / 4, (0.8f - 0.5f) / 2, (1 - 0.5f) / 2, (0 + 1f) / 4, (1 + 1f) / 4],
            Values(new Normalisation([0.5, -1], [2, 4])));
    }

    [Fact]
    public void A_mean_of_all_channels_may_stand_beside_a_deviation_of_each() =>
        Assert.Equal(Values(new Normalisation([0.5, 0.5], [2, 4])), Values(new Normalisation([0.5], [2, 4])));

    [Fact]
    public void Taken_images_are_normalised_as_sliced_ones_are()
    {
        using var scope = NewDisposeScope();
        using var images = new DeviceImages(Images, CPU, new Normalisation([0.1], [0.3]));

        var taken = images.Take(tensor(new long[] { 1, 0 })).Images;

        Assert.Equal(images.Slice(1, 1).Images.data<float>().ToArray(), taken.narrow(0, 0, 1).data<float>().ToArray());
        Assert.Equal([2, 2, 1, 2], taken.shape);
    }

    [Fact]
    public void Numbers_for_another_number_of_channels_are_refused()
    {
        var refusal = Assert.Throws<DataException>(() => new DeviceImages(Images, CPU, new Normalisation([0, 0, 0], [1])));

        Assert.Equal("dataset.normalise.mean: 3 numbers for images of 2 channels; expected one, or one a channel", refusal.Message);
    }

    [Fact]
    public void Nothing_is_left_of_images_that_were_given_up()
    {
        var before = Tensor.TotalCount;

        new DeviceImages(Images, CPU, new Normalisation([0.1], [0.3])).Dispose();

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static float[] Values(Normalisation? normalise)
    {
        using var scope = NewDisposeScope();
        using var images = new DeviceImages(Images, CPU, normalise);
        return images.Slice(0, 2).Images.data<float>().ToArray();
    }
}
