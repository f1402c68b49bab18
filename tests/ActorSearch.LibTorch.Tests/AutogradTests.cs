using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class AutogradTests
{
    [Fact]
    public void Gradients_add_up_until_they_are_taken_away()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        Assert.True(x.is_leaf);
        Assert.Null(x.grad);
        (x * 3).sum().backward();
        (x * 3).sum().backward();
        Assert.Equal([6f, 6], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Backward_takes_a_gradient_and_may_keep_the_graph()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var y = x * x;
        Assert.False(y.is_leaf);
        y.retain_grad();
        y.backward([tensor(new[] { 1f, 10f })], retain_graph: true);
        y.backward([tensor(new[] { 1f, 10f })]);
        Assert.Equal([4f, 40], x.grad!.data<float>().ToArray());
        Assert.NotNull(y.grad);
    }

    [Fact]
    public void No_grad_records_nothing_on_its_own_thread_until_it_ends()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
            var elsewhere = false;
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();
            Assert.True(elsewhere);
        }

        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).detach().requires_grad);
    }

    [Fact]
    public void Inference_mode_ends_where_it_is_disposed()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Each_thread_keeps_the_number_of_threads_it_set()
    {
        var before = get_num_threads();
        var seen = new int[2];
        using var barrier = new Barrier(2);
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() =>
        {
            set_num_threads(1 + i);
            barrier.SignalAndWait();
            using var scope = NewDisposeScope();
            var x = ones([64, 64], requires_grad: true);
            x.mm(x).sum().backward();
            seen[i] = get_num_threads();
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        set_num_threads(before);
        Assert.Equal([1, 2], seen);
        Assert.True(get_num_interop_threads() >= 1);
        Assert.Matches(@"^\d+\.\d+", __version__);
    }
}
