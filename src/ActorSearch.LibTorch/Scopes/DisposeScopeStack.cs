namespace TorchSharp;

/// <summary>The open scopes of one thread, innermost last.</summary>
internal sealed class DisposeScopeStack
{
    [ThreadStatic]
    private static DisposeScopeStack? ofThread;

    private readonly List<DisposeScope> scopes = [];

    internal static DisposeScopeStack OfThread => ofThread ??= new DisposeScopeStack();

    internal DisposeScope? Current => scopes.Count == 0 ? null : scopes[^1];

    internal DisposeScope Open()
    {
        var scope = new DisposeScope(this);
        scopes.Add(scope);
        return scope;
    }

    internal void Remove(DisposeScope scope) => scopes.Remove(scope);
}
