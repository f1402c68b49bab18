using ActorSearch.Akka.Messages;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Tests.Client.Doubles;
using Akka.Actor;
using Akka.Configuration;

namespace ActorSearch.Akka.Tests.Doubles;

/// <summary>An actor system of somebody else's, with Akka's own settings, that can also write messages of the wire.</summary>
internal sealed class AkkaPeer : IAsyncDisposable
{
    private readonly ActorSystem _system;

    public AkkaPeer(string name = "actorsearch", string serializers = "") => _system = ActorSystem.Create(
        name,
        ConfigurationFactory.ParseString($$"""
            akka {
              loglevel = OFF
              stdout-loglevel = OFF
              actor {
                provider = remote
                serializers { wire = "{{typeof(WireSerializer).AssemblyQualifiedName}}" {{serializers}} }
                serialization-bindings { "{{typeof(WireEnvelope).AssemblyQualifiedName}}" = wire }
              }
              remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0, maximum-frame-size = 20000000b }
              coordinated-shutdown { run-by-clr-shutdown-hook = off, exit-clr = off }
            }
            """));

    public ActorSelection To(NodeAddress node, string path = "/user/coordinator/reception", string system = "actorsearch") =>
        _system.ActorSelection($"akka.tcp://{system}@{node}{path}");

    public Task<object> AskAsync(NodeAddress node, object message) => To(node).Ask<object>(message, Patience.Limit);

    public async ValueTask DisposeAsync() => await _system.Terminate().WaitAsync(Patience.Limit);
}
