using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Server;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Http.Tests.Server;

/// <summary>A coordinator over a store in memory, behind a real server on a free port, and a client for it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Study = "tests";

    /// <summary>How long tests wait for what must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly ServerOptions Plain = new(new Uri("http://127.0.0.1:0"), "results.db", "1.2.3");

    private readonly Task _running;
    private readonly Reception _reception;

    private TestServer(
        CoordinatorServer server, Reception reception, CoordinatorActor actor, WatchedCoordinator coordinator, StoreInMemory store, StudyBoard board,
        ManualTime time, ScriptedSubmissions submissions, LogLines log)
    {
        (Server, Actor, Coordinator, Store, Board) = (server, actor, coordinator, store, board);
        (Time, Submissions, Log) = (time, submissions, log);
        _reception = reception;
        _running = Task.Run(actor.RunAsync);
        Client = NewClient();
    }

    public CoordinatorServer Server { get; }

    public CoordinatorActor Actor { get; }

    public WatchedCoordinator Coordinator { get; }

    public StoreInMemory Store { get; }

    public StudyBoard Board { get; }

    public ManualTime Time { get; }

    public ScriptedSubmissions Submissions { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    public static async Task<TestServer> StartAsync(int trials = 2, ServerOptions? options = null, ReceptionOptions? patience = null)
    {
        var time = new ManualTime();
        var store = new StoreInMemory();
        var board = new StudyBoard();
        var studies = new List<HostedStudy>();
        var service = CoordinatorOptions.Default with { IsService = true };
        if (trials > 0)
        {
            var plan = Plans.Of(Study, trials);
            var (study, events) = await StudyHosting.OpenAsync(
                store,
                Study,
                new StudyCommand.Create(plan.Definition, plan.Trials),
                new StudyCommand.Open(service.LeaseDuration, WorkersAreGone: false),
                time);
            studies.Add(study);
            board.Recorded(study.State, events);
        }

        var actor = new CoordinatorActor(store, studies, time, service, board);
        var coordinator = new WatchedCoordinator(actor.Ref);
        var submissions = new ScriptedSubmissions();
        var log = new LogLines();
        var reception = new Reception(coordinator, board, store, submissions, time, patience);
        var server = await CoordinatorServer.StartAsync(options ?? Plain, reception, log, time, CancellationToken.None);
        return new TestServer(server, reception, actor, coordinator, store, board, time, submissions, log);
    }

    public HttpClient NewClient(HttpMessageHandler? handler = null) =>
        new(handler ?? new SocketsHttpHandler(), disposeHandler: true) { BaseAddress = Server.Address, Timeout = Patience };

    public static WireMessage.Claim ClaimOf(string worker, int waitMs = 0, int capacity = 1) =>
        new(worker, capacity, MemoryBytes: null, Neighbours: 0, [], [], waitMs);

    /// <summary>Says something and returns the answer with its status.</summary>
    public async Task<(HttpStatusCode Status, WireMessage Message)> SayAsync(WireMessage message, CancellationToken cancellation = default)
    {
        using var content = new ByteArrayContent(WireCodec.Encode(message));
        using var response = await Client.PostAsync(new Uri($"/v1/{WireCodec.ManifestOf(message)}", UriKind.Relative), content, cancellation);
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>Says something that must succeed, with an answer of a type.</summary>
    public async Task<T> AskAsync<T>(WireMessage message)
        where T : WireMessage
    {
        var (status, answer) = await SayAsync(message);
        Assert.Equal(HttpStatusCode.OK, status);
        return Assert.IsType<T>(answer);
    }

    /// <summary>Says something that must be refused, and returns the lines.</summary>
    public async Task<ImmutableArray<string>> RefusedAsync(HttpStatusCode expected, HttpMethod method, string path, byte[]? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new ByteArrayContent(body) };
        using var response = await Client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return Assert.IsType<WireMessage.Refused>(await ReadAsync(response)).Lines;
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<ClusterState> StatusAsync()
    {
        using var response = await Client.GetAsync(new Uri("/v1/status", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Assert.IsType<WireMessage.Status>(await ReadAsync(response)).Cluster;
    }

    /// <summary>Lets the clock go on until something is done, whenever it makes its timers.</summary>
    public async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
    }

    /// <summary>The message of an answer, as its header names it.</summary>
    public static async Task<WireMessage> ReadAsync(HttpResponseMessage response)
    {
        var manifest = Assert.Single(response.Headers.GetValues("ActorSearch-Manifest"));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return WireCodec.Decode(manifest, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Sends bytes as they are, and returns all that comes until the server closes the connection, or says something.</summary>
    public async Task<string> SendRawAsync(ReadOnlyMemory<byte> bytes, bool endAfter = true, string? until = null)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Server.Address.Port);
        using var answer = new MemoryStream();
        try
        {
            await socket.SendAsync(bytes, SocketFlags.None);
            if (endAfter)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            using var stream = new NetworkStream(socket);
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience) is var read and > 0)
            {
                answer.Write(buffer, 0, read);
                if (until is not null && Encoding.Latin1.GetString(answer.ToArray()).Contains(until, StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Closed with a reset: what came before counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _reception.Dispose();
        Actor.Stop();
        await _running.WaitAsync(Patience);
    }
}
