namespace TorchSharp.Modules;

/// <summary>A module without parameters or buffers of its own.</summary>
public abstract class ParameterLessModule<T, TResult> : torch.nn.Module<T, TResult>
{
    protected ParameterLessModule(string name) : base(name)
    {
    }
}
