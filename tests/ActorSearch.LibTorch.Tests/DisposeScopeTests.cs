using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void What_is_made_in_a_scope_goes_with_it()
    {
        var before = Tensor.TotalCount;
        Tensor a, b;
        using (var scope = NewDisposeScope())
        {
            a = ones(2);
            b = a + 1;
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(b));
            Assert.Same(scope, CurrentDisposeScope);
        }

        Assert.True(a.IsInvalid && b.IsInvalid);
        Assert.Equal(before, Tensor.TotalCount);
        Assert.True(Tensor.PeakCount >= before + 2);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_result_moves_to_the_outer_scope_and_goes_with_that()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope()) kept = (ones(2) + 1).MoveToOuterDisposeScope();
            Assert.Equal(2f, kept[0].item<float>());
        }

        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void What_is_detached_outlives_every_scope()
    {
        Tensor a, b, c, d;
        using (var outer = NewDisposeScope())
        {
            using var inner = NewDisposeScope();
            a = ones(1).DetachFromDisposeScope();
            b = inner.Detach(ones(1));
            (c, d) = inner.Detach(ones(1), ones(1));
            var moved = inner.MoveToOuter(ones(1));
            Assert.True(outer.Contains(moved));
        }

        foreach (var t in new[] { a, b, c, d })
        {
            Assert.False(t.IsInvalid);
            t.Dispose();
        }
    }

    [Fact]
    public void Disposing_a_tensor_early_strikes_it_off_the_scope()
    {
        using var scope = NewDisposeScope();
        ones(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Everything_but_some_can_be_disposed_at_once()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(1), ones(1));
        scope.DisposeEverythingBut(b);
        Assert.True(a.IsInvalid);
        Assert.False(b.IsInvalid);
        scope.DisposeEverything();
        Assert.True(b.IsInvalid);
    }

    [Fact]
    public void A_tensor_can_be_attached_and_moved_to_another_s_scope()
    {
        var free = ones(1);
        using var outer = NewDisposeScope();
        var neighbour = ones(1);
        using (var inner = NewDisposeScope())
        {
            inner.Attach(free);
            free.MoveToOtherDisposeScope(neighbour);
        }

        Assert.False(free.IsInvalid);
        Assert.True(outer.Contains(free));
        Assert.Equal(3, WrappedTensorDisposeScope(() => ones(2) + 2)[0].ToDouble());
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = ones(1));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(elsewhere!));
        elsewhere!.Dispose();
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_data_and_a_module_takes_it_out_of_the_scope()
    {
        nn.Module<Tensor, Tensor> layer;
        using (var scope = NewDisposeScope())
        {
            var data = ones(2);
            var parameter = new TorchSharp.Modules.Parameter(data);
            Assert.True(data.IsInvalid);
            Assert.True(scope.Contains(parameter));
            layer = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm2d(2));
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.All(layer.parameters(), p => Assert.False(p.IsInvalid));
        var all = layer.parameters().Concat(layer.buffers()).ToList();
        layer.Dispose();
        Assert.All(all, t => Assert.True(t.IsInvalid));
    }
}
