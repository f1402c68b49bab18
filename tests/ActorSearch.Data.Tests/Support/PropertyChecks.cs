using FsCheck;

namespace ActorSearch.Data.Tests.Support;

internal static class PropertyChecks
{
    /// <summary>Checks a property on random cases; a failure shows the case and the seed that repeats it.</summary>
    public static void Holds(this Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
}
