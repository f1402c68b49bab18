using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Tests.Networks;

namespace ActorSearch.Core.Tests.Space;

/// <summary>docs/SPACE.md says of every hyperparameter and architecture what the program does.</summary>
public sealed class SpacePageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "SPACE.md"));

    public static TheoryData<string> Keys => [.. Hyperparameters.All.Select(p => p.Name)];

    public static TheoryData<string> KeysOfFamilies => [.. Hyperparameters.All.Where(DiffersByFamily).Select(p => p.Name)];

    public static TheoryData<string> Architectures => [.. Families.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_stands_there_with_the_values_it_takes_and_what_it_does(string key)
    {
        var parameter = Hyperparameters.Find(key)!;
        var otherwise = DiffersByFamily(parameter) ? "by architecture" : $"`{parameter.Default(StatingWhatMakesItApply(key))}`";
        Has($"| `{key}` | {parameter.Kind.Expected} | {otherwise} | {parameter.Summary} |");
    }

    [Theory]
    [MemberData(nameof(KeysOfFamilies))]
    public void Every_key_that_architectures_differ_in_stands_there_with_what_each_takes(string key) =>
        Has($"| `{key}` | {string.Join(" | ", Families.All.Select(f => Without(key, f)))} |");

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Every_architecture_stands_there_with_what_it_costs_on_an_image_of_mnist(string architecture)
    {
        var plan = Plans.Of($"architecture={architecture}");
        var features = plan.Layers.Single(l => l is LayerPlan.Flatten).Output.Channels;
        Has(string.Create(
            CultureInfo.InvariantCulture, $"| `{architecture}` | {features:N0} | {plan.Parameters:N0} | {plan.MultiplyAccumulates:N0} |"));
    }

    [Fact]
    public void The_columns_of_the_architectures_stand_in_their_order() =>
        Has($"| key | {string.Join(" | ", Families.All.Select(f => $"`{f.Name}`"))} |");

    private static void Has(string line) => Assert.True(Page.Contains(line), $"docs/SPACE.md lacks the line\n{line}");

    private static bool DiffersByFamily(Hyperparameter parameter) =>
        parameter.Section == ParameterSection.Model && parameter.Name != ParameterNames.Architecture
        && Families.All.Select(f => Without(parameter.Name, f)).Distinct().Count() > 1;

    /// <summary>What a key means to a family that does not state it.</summary>
    private static string Without(string key, Family family)
    {
        var config = TrialConfig.From([new(ParameterNames.Architecture, new ParameterValue.Word(family.Name))]);
        return !Hyperparameters.Find(key)!.AppliesTo(config) ? "-"
            : config.Get(key) is { } value ? $"`{value}`"
            : key == ParameterNames.InputSize ? "the images'" : "its own";
    }

    private static TrialConfig StatingWhatMakesItApply(string key) => TrialConfig.From(key switch
    {
        ParameterNames.Momentum => TrialConfigTests.Parse("optimizer=momentum"),
        ParameterNames.ScheduleEpochs or ParameterNames.ScheduleFactor => TrialConfigTests.Parse("schedule=step"),
        _ => ImmutableArray<KeyValuePair<string, ParameterValue>>.Empty,
    });
}
