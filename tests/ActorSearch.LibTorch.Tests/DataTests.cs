using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class DataTests
{
    [Fact]
    public void Arrays_of_every_type_become_tensors_of_their_type()
    {
        using var scope = NewDisposeScope();
        Check(tensor(new byte[] { 1, 2 }), uint8);
        Check(tensor(new sbyte[] { 1, 2 }), int8);
        Check(tensor(new short[] { 1, 2 }), int16);
        Check(tensor(new[] { 1, 2 }), int32);
        Check(tensor(new[] { 1L, 2 }), int64);
        Check(tensor(new[] { 1f, 2 }), float32);
        Check(tensor(new[] { 1.0, 2 }), float64);
        Check(tensor(new List<float> { 1, 2 }), float32);
        Check(from_array(new[] { 1f, 2 }), float32);
        Check(frombuffer(new byte[] { 0, 1, 2, 3 }, uint8, count: 2, offset: 1), uint8);
        Check(tensor(new byte[] { 1, 2 }, dtype: float32), float32);
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>().ToArray());

        static void Check(Tensor t, ScalarType type)
        {
            Assert.Equal(type, t.dtype);
            Assert.Equal(type.ElementSize(), t.ElementSize);
            Assert.Equal([1.0, 2.0], t.to(float64).data<double>().ToArray());
        }
    }

    [Fact]
    public void Shapes_come_from_dimensions_or_from_the_array()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2, 3], tensor(new byte[6], [2L, 3]).shape);
        Assert.Equal([1, 2, 3], tensor(new Memory<byte>(new byte[9], 2, 6), [1L, 2, 3]).shape);
        Assert.Equal([3, 2], tensor(new List<int> { 1, 2, 3, 4, 5, 6 }, 3, 2).shape);
        Assert.Equal([2, 2], tensor(new[,] { { 1f, 2 }, { 3, 4 } }).shape);
        Assert.Equal(3, tensor(new[,] { { 1f, 2 }, { 3, 4 } })[1, 0].ToDouble());
        Assert.Equal([], tensor(3).shape);
        Assert.Equal([0, 4], zeros(0, 4).shape);
        var t = zeros(2, 3, 4);
        Assert.Equal((3, 24, 4, 3), (t.dim(), t.numel(), t.size(-1), t.ndim));
        Assert.Equal([12, 4, 1], t.stride());
        Assert.False(t.transpose(0, 1).is_contiguous());
        Assert.Equal("[2x3x4], type = Float32, device = cpu", t.ToString());
    }

    [Fact]
    public void Factories_fill_with_what_they_say()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1f, 1], ones(2).data<float>().ToArray());
        Assert.Equal([0.5, 0.5], full(2, 0.5, float64).data<double>().ToArray());
        Assert.Equal([7L, 7], full(2, 7).data<long>().ToArray());
        Assert.Equal([0L, 1, 2], arange(3).data<long>().ToArray());
        Assert.Equal([1f, 1.5f], arange(1, 2, 0.5).data<float>().ToArray());
        Assert.Equal([0f, 0.5f, 1], linspace(0, 1, 3).data<float>().ToArray());
        Assert.Equal([1f, 0, 0, 1], eye(2).data<float>().ToArray());
        var like = zeros(2, float64);
        Assert.Equal(float64, like.ones_like().dtype);
        Assert.Equal([3f, 3], full_like(like, 3, float32).data<float>().ToArray());
        Assert.Equal([0.0, 0], zeros_like(like).data<double>().ToArray());
        Assert.Equal(2, empty_like(like).numel());
        Assert.True(rand(2, requires_grad: true).requires_grad);
        Assert.Equal(int32, empty(2, 2, int32).dtype);
    }

    [Fact]
    public void One_element_is_read_as_its_type_or_as_a_number()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2.5f, tensor(2.5f).item<float>());
        Assert.Equal(2.5, tensor(2.5f).ToDouble());
        Assert.Equal(3L, tensor(3L).ToInt64());
        Assert.Equal(3, (int)tensor(3.9));
        Assert.True(tensor(true).item<bool>() && tensor(true).ToBoolean() && (bool)tensor(1L));
        Assert.Throws<ArgumentException>(() => tensor(2.5f).item<double>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
    }

    [Fact]
    public void Elements_are_read_and_written_through_strides()
    {
        using var scope = NewDisposeScope();
        var t = arange(6, float32).view(2, 3).t();
        var data = t.data<float>();
        Assert.Equal([0f, 3, 1, 4, 2, 5], data.ToArray());
        Assert.Equal([0f, 3, 1, 4, 2, 5], data);
        Assert.Equal(4, data[1, 1]);
        data[1, 1] = 9;
        data.CopyFrom([7f], tensorIndex: 1);
        Assert.Equal([0f, 7, 1, 9, 2, 5], data.ToArray());
        var part = new float[2];
        data.CopyTo(part, tensorIndex: 3);
        Assert.Equal([9f, 2], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => data[3, 0]);
        Assert.Throws<ArgumentException>(() => t.data<double>());
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using var scope = NewDisposeScope();
        var t = zeros(4, uint8);
        t.bytes = new byte[] { 1, 2, 3, 4 };
        t.bytes[0] = 9;
        Assert.Equal([9, 2, 3, 4], t.data<byte>().ToArray());
        Assert.Throws<ArgumentException>(() => t.bytes = new byte[3]);
        Assert.Throws<InvalidOperationException>(() => zeros(2, 2).t().bytes.Length);
    }

    [Fact]
    public void Types_devices_and_copies()
    {
        using var scope = NewDisposeScope();
        var t = ones(2);
        Assert.Equal(float64, t.to(float64, CPU).dtype);
        Assert.Equal(float64, t.type_as(zeros(1, float64)).dtype);
        Assert.Equal(float64, t.to(zeros(1, float64)).dtype);
        Assert.True(t.cpu().is_cpu() && !t.is_cuda && t.to("cpu").device.type == DeviceType.CPU);
        var copy = t.clone();
        t.add_(1);
        Assert.Equal(1f, copy[0].item<float>());
        var taken = t.to_type(int32, disposeAfter: true);
        Assert.True(t.IsInvalid && taken.is_integral() && !taken.is_floating_point());
        Assert.True(copy.Equals(ones(2)));
        Assert.False(copy.Equals(zeros(2)));
        Assert.True(copy.allclose(ones(2) + 1e-9));
        Assert.False(allclose(copy, zeros(2)));
    }

    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1)]
    [InlineData("cuda", DeviceType.CUDA, -1)]
    [InlineData("cuda:1", DeviceType.CUDA, 1)]
    public void Devices_are_written_as_libtorch_writes_them(string text, DeviceType type, int index)
    {
        Assert.Equal((type, index, text), (device(text).type, device(text).index, device(text).ToString()));
        Assert.Equal(text, new Device(type, index).ToString());
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:0:1")]
    [InlineData("1")]
    public void What_is_no_device_is_refused(string text) => Assert.Throws<ArgumentException>(() => new Device(text));

    [Fact]
    public void Cuda_is_offered_only_where_it_is()
    {
        Assert.Equal(cuda.is_available(), cuda.device_count() > 0);
        Assert.Equal(cuda.is_available(), TryInitializeDeviceType(DeviceType.CUDA));
        if (cuda.is_available()) cuda.synchronize();
        else Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => cuda.synchronize());
    }
}
