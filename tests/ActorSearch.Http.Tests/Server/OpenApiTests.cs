using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Http.Server;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Http.Tests.Server;

public sealed class OpenApiTests
{
    private static readonly string[] Routes =
    [
        "post /v1/claim", "post /v1/withdraw", "post /v1/renew", "post /v1/report-epoch", "post /v1/finish", "post /v1/fail",
        "post /v1/hand-back", "post /v1/run-out-of-memory", "post /v1/node-report", "post /v1/submit",
        "get /v1/status", "get /v1/studies/{name}", "get /v1/studies/{name}/events", "get /v1/openapi.json", "get /health",
    ];

    private static readonly TrialLease Lease = new(Plans.Of("it", 1).Trials[0], 1, 7, DateTimeOffset.UnixEpoch, MaxNeighbours: 2);

    private static readonly TrialId Trial = Lease.Plan.Id;

    private static readonly NodeState Node = new(
        "gpu-a", "1", [new DeviceState("cpu", "", 1, null, null, 0, null)], [new WorkerState("gpu-a/0~1", "cpu", "idle")]);

    public static TheoryData<WireMessage> Messages =>
    [
        TestServer.ClaimOf("w") with { Holding = [new HeldTrial(Trial, 1)], UnableFor = ["it"], MemoryBytes = 1 },
        TestServer.ClaimOf("w"),
        new WireMessage.Withdraw("w"),
        new WireMessage.Renew("w", "it", Trial, 1),
        new WireMessage.ReportEpoch("w", "it", Trial, 1, Plans.Epoch),
        new WireMessage.Finish("w", "it", Trial, 1, Plans.Result),
        new WireMessage.Finish("w", "it", Trial, 1, new TrialResult(TrialOutcome.Diverged, "so", null, null, null, 0, 1)),
        new WireMessage.Finish("w", "it", Trial, 1, Plans.Result with { LoadingSeconds = 1.5, EvaluatingSeconds = 0.5, Machine = "Z80" }),
        new WireMessage.Fail("w", "it", Trial, 1, "error"),
        new WireMessage.HandBack("w", "it", Trial, 1, "reason"),
        new WireMessage.RunOutOfMemory("w", "it", Trial, 1, 2, "error"),
        new WireMessage.NodeReport(Node),
        new WireMessage.Submit("source", "it.yaml", false, true),
        new WireMessage.Granted("it", 60_000, [Lease, Lease with { MaxNeighbours = null }]),
        new WireMessage.NothingNow(),
        new WireMessage.Acknowledged("it", Trial, 1, Acknowledgement.AlreadyRecorded, true),
        new WireMessage.Noted(),
        new WireMessage.Submitted("it", "begun"),
        new WireMessage.StudyDescription(Plans.Of("it", 1).Definition),
        new WireMessage.StudyDescription(Plans.Of("it", 1).Definition with { ValidationImages = 5000 }),
        new WireMessage.Status(new ClusterState(
            "1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "s", null, [new StudySummary("it", 1, 0, 0, 1)],
            [new NodeHeard(Node, DateTimeOffset.UnixEpoch)],
            System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty.Add("stale", 1))),
        new WireMessage.Refused(["why"]),
        new WireMessage.Unavailable("why"),
    ];

    [Fact]
    public async Task The_description_names_every_route_and_every_message()
    {
        await using var server = await TestServer.StartAsync();

        using var document = await ReadAsync(server);
        var root = document.RootElement;

        Assert.Equal("3.1.0", root.GetProperty("openapi").GetString());
        Assert.Equal(
            Routes.Order(),
            root.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name} {p.Name}")).Order());
        Assert.Equal(
            Messages.Select(m => WireCodec.ManifestOf(m.Data)).Distinct().Order(),
            root.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => s.Name).Order());
    }

    [Fact]
    public async Task Whatever_is_described_is_served()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var route in Routes)
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{name}", TestServer.Study, StringComparison.Ordinal));
            using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path);
            using var response = await server.Client.SendAsync(request);
            Assert.Equal(method == "get" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task Every_reference_of_the_description_leads_somewhere()
    {
        await using var server = await TestServer.StartAsync();
        using var document = await ReadAsync(server);
        var check = new SchemaCheck(document.RootElement);
        var references = References(document.RootElement).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.Equal(JsonValueKind.Object, check.Resolve(r).ValueKind));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_fits_its_description_and_a_changed_one_does_not(WireMessage message)
    {
        using var document = JsonDocument.Parse(OpenApiDescription.Bytes);
        var manifest = WireCodec.ManifestOf(message);
        var schema = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty(manifest);
        var check = new SchemaCheck(document.RootElement);
        var body = JsonNode.Parse(WireCodec.Encode(message))!.AsObject();

        Assert.Null(ProblemOf(body));
        foreach (var name in body.Select(p => p.Key).ToList())
        {
            var kept = body[name]?.DeepClone();
            body.Remove(name);
            Assert.NotNull(ProblemOf(body));
            body[name] = new JsonArray(new JsonObject { ["strange"] = 1 });
            Assert.NotNull(ProblemOf(body));
            body[name] = kept;
        }

        body["strange"] = 1;
        Assert.NotNull(ProblemOf(body));

        string? ProblemOf(JsonObject value)
        {
            using var parsed = JsonDocument.Parse(value.ToJsonString());
            return check.Problem(schema, parsed.RootElement);
        }
    }

    private static async Task<JsonDocument> ReadAsync(TestServer server) =>
        JsonDocument.Parse((await server.GetAsync("/v1/openapi.json")).Text);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(
            p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
