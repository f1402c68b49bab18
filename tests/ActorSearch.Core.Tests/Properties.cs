using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests;

/// <summary>Runs properties; a failure prints the smallest value that FsCheck found, and its seed.</summary>
internal static class Properties
{
    public static void Holds<T>(Gen<T> values, Action<T> property, int times = 500) =>
        Prop.ForAll(values.ToArbitrary(), value => property(value)).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(times));
}
