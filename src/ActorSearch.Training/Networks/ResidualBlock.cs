using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// The sum of what two ways make of one input (He et al. 2016). The modules of both ways are children of the block under
/// their own names, so that parameters are named as the rows of the plan are: <c>block1.conv1.weight</c>.
/// </summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    // Arrays and not modules, or TorchSharp would register the ways as children too.
    private readonly nn.Module<Tensor, Tensor>[] _body;
    private readonly nn.Module<Tensor, Tensor>[] _shortcut;

    /// <param name="body">The way with the layers, by their names within the block.</param>
    /// <param name="shortcut">The way around them; empty for the input itself.</param>
    public ResidualBlock(
        IReadOnlyCollection<(string Name, nn.Module<Tensor, Tensor> Module)> body,
        IReadOnlyCollection<(string Name, nn.Module<Tensor, Tensor> Module)> shortcut)
        : base(nameof(ResidualBlock))
    {
        _body = [.. body.Select(m => m.Module)];
        _shortcut = [.. shortcut.Select(m => m.Module)];
        foreach (var (name, module) in body.Concat(shortcut))
        {
            register_module(name, module);
        }
    }

    public override Tensor forward(Tensor input)
    {
        using var changed = Through(_body, input);
        using var around = Through(_shortcut, input);
        return changed + around;
    }

    private static Tensor Through(nn.Module<Tensor, Tensor>[] modules, Tensor input)
    {
        var value = input.alias();
        foreach (var module in modules)
        {
            using var used = value;
            value = module.call(used);
        }

        return value;
    }
}
