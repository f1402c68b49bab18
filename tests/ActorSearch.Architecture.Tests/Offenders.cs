namespace ActorSearch.Architecture.Tests;

/// <summary>An assertion that names all who break a rule, not only the first.</summary>
internal static class Offenders
{
    public static void None<T>(IEnumerable<T> offenders)
    {
        T[] all = [.. offenders];
        Assert.True(all.Length == 0, $"The rule is broken by:{string.Concat(all.Select(one => $"\n  {one}"))}");
    }
}
