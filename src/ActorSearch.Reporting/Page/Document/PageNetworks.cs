using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Page.Document;

/// <summary>The distinct networks of a study's points, those of the best points first.</summary>
/// <param name="Shown">The networks with the first of their points; as many as the page has tables for.</param>
/// <param name="Indices">Of each point its network's index, or -1.</param>
internal sealed record PageNetworks(ImmutableArray<(NetworkPlan Network, PointRow Point)> Shown, int[] Indices)
{
    /// <summary>Tables of layers on one page; nobody reads more, and a network of 60 layers takes 5 kB.</summary>
    public const int Most = 60;

    public static PageNetworks Of(StudyReport report)
    {
        var shown = new List<(NetworkPlan, PointRow)>();
        var byModel = new Dictionary<string, int>(StringComparer.Ordinal);
        var byPlan = new Dictionary<NetworkPlan, int>();
        var indices = new int[report.Points.Length];
        for (var p = 0; p < indices.Length; p++)
        {
            var point = report.Points[p];
            var model = ModelOf(point.Config);
            if (!byModel.TryGetValue(model, out indices[p]))
            {
                byModel[model] = indices[p] = IndexOf(point);
            }
        }

        return new PageNetworks([.. shown], indices);

        int IndexOf(PointRow point)
        {
            if (shown.Count == Most
                || NetworkPlanner.Plan(point.Config, report.Definition.Image, report.Definition.Classes) is not NetworkPlanning.Planned planned)
            {
                return -1;
            }

            if (byPlan.TryGetValue(planned.Network, out var known))
            {
                return known;
            }

            shown.Add((planned.Network, point));
            return byPlan[planned.Network] = shown.Count - 1;
        }
    }

    /// <summary>What of a configuration decides its layers: all of the model, and the loss, which may add one.</summary>
    private static string ModelOf(TrialConfig config) => string.Join(' ', config.Stated
        .Where(e => e.Key == ParameterNames.Loss || Hyperparameters.Find(e.Key)?.Section != ParameterSection.Training)
        .Select(e => $"{e.Key}={e.Value}"));
}
