using ActorSearch.Cli.Stacks;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Tests.Stacks;

/// <summary>What this build says of its stack. That both have the same members is the compiler's word: they are an <see cref="IStack"/>.</summary>
public sealed class StackTests
{
    [Fact]
    public void What_a_build_takes_by_itself_it_has()
    {
        Assert.True(Stack.This.Has(Stack.This.DefaultLink));
        Assert.True(Stack.This.Has(LinkKind.Http), "every stack has HTTP");
        Assert.Equal(Stack.This.LiteDb is not null, Stack.This.DefaultStore.Name == "LiteDB");
        Assert.Contains(Stack.This.Name, new[] { "nuget", "system" });
    }

    [Fact]
    public void Each_stack_has_one_and_nothing_outside_asks_which_it_is()
    {
        var source = Path.Combine(Checkout.Root(), "src", "ActorSearch.Cli");
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(source, f), File.ReadAllText);

        Assert.Equal(
            [Path.Combine("Stacks", "Nuget", "Stack.cs"), Path.Combine("Stacks", "System", "Stack.cs")],
            files.Where(f => f.Value.Contains(": IStack\n", StringComparison.Ordinal)).Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(files, f => f.Value.Contains("\n#if", StringComparison.Ordinal));
        Assert.DoesNotContain(files, f => f.Value.Contains("ActorSearch.Akka", StringComparison.Ordinal) && !f.Key.StartsWith(Path.Combine("Stacks", "Nuget"), StringComparison.Ordinal));
    }
}
