namespace ActorSearch.Cli.Tests.Support;

/// <summary>The checkout that the tests lie in.</summary>
internal static class Checkout
{
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorSearch.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests lie in no checkout");
        }

        return folder.FullName;
    }
}
