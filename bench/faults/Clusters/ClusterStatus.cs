using System.Net.Http.Headers;
using System.Text.Json;

namespace ActorSearch.Faults.Clusters;

/// <summary>A coordinator's answer to how it is; what a document lacks counts as nothing.</summary>
/// <param name="StoreFailure">Why the store takes nothing; null while all is well.</param>
/// <param name="Counters">How often what happened since the coordinator's start.</param>
internal sealed record ClusterStatus(string? StoreFailure, IReadOnlyDictionary<string, long> Counters)
{
    private static readonly HttpClient Http = Onlooker.MakeClient();

    /// <summary>Asks a coordinator; null where it does not answer.</summary>
    public static async Task<ClusterStatus?> AskAsync(string coordinator, string? token = null)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{coordinator}/v1/status");
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            using var answer = await Http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                return null;
            }

            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            var cluster = document.RootElement.GetProperty("cluster");
            return new ClusterStatus(
                cluster.TryGetProperty("store_failure", out var failure) ? failure.GetString() : null,
                cluster.GetProperty("counters").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64()));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>A counter; 0 where nothing was counted.</summary>
    public long this[string counter] => Counters.GetValueOrDefault(counter);
}
