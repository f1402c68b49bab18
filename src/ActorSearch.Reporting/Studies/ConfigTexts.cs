using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Studies;

/// <summary>Configurations in a few words.</summary>
public static class ConfigTexts
{
    /// <summary>The values in force of some hyperparameters, <c>layers=2</c> each; those that do not apply are left out.</summary>
    public static IEnumerable<string> ValuesOf(TrialConfig config, IEnumerable<string> names) =>
        from name in names
        let value = config.Get(name)
        where value is not null
        select $"{name}={value}";
}
