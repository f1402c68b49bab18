using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;

namespace ActorSearch.Reporting.Studies;

/// <summary>Finds the hyperparameters that tell a study's trials apart.</summary>
public static class VariedDimensions
{
    /// <summary>
    /// Those that the experiment file varies, in its order; then those that differ among the trials all the same, as
    /// after the file was changed. A hyperparameter that follows from the ones before it (the default channels of so
    /// many layers, the weight decay of an optimizer) says nothing new and is left out.
    /// </summary>
    public static ImmutableArray<string> Of(StudyDefinition definition, IReadOnlyList<TrialConfig> configs)
    {
        var names = ExperimentReader.Read(definition.Source) is ExperimentReading.Valid { Spec: var spec }
            ? [.. spec.VariedNames]
            : new List<string>();
        var groups = new int[configs.Count];
        foreach (var name in names)
        {
            groups = Refine(groups, ValuesOf(name, configs));
        }

        foreach (var name in Hyperparameters.All.Select(p => p.Name).Except(names, StringComparer.Ordinal).ToArray())
        {
            var values = ValuesOf(name, configs);
            var refined = Refine(groups, values);
            if (refined.AsSpan().ContainsAnyExcept(0) && refined.Max() > groups.Max())
            {
                names.Add(name);
                groups = refined;
            }
        }

        return [.. names];
    }

    /// <summary>A number for each distinct value of a hyperparameter, for each trial.</summary>
    private static int[] ValuesOf(string name, IReadOnlyList<TrialConfig> configs)
    {
        var numbers = new Dictionary<LevelOrNone, int>();
        var values = new int[configs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var level = new LevelOrNone(configs[i].Get(name));
            if (!numbers.TryGetValue(level, out values[i]))
            {
                values[i] = numbers[level] = numbers.Count;
            }
        }

        return values;
    }

    /// <summary>The groups of trials that agree both on the groups so far and on the values.</summary>
    private static int[] Refine(int[] groups, int[] values)
    {
        if (!values.AsSpan().ContainsAnyExcept(0))
        {
            return groups;
        }

        var numbers = new Dictionary<(int, int), int>();
        var refined = new int[groups.Length];
        for (var i = 0; i < refined.Length; i++)
        {
            if (!numbers.TryGetValue((groups[i], values[i]), out refined[i]))
            {
                refined[i] = numbers[(groups[i], values[i])] = numbers.Count;
            }
        }

        return refined;
    }

    private readonly record struct LevelOrNone(ParameterValue? Value);
}
