using System.Text.Json.Serialization.Metadata;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>One sort of message.</summary>
/// <param name="Manifest">Its word in the protocol.</param>
/// <param name="MaxBytes">Most bytes of a body.</param>
/// <param name="Json">Its reader and writer.</param>
internal sealed record WireKind(string Manifest, int MaxBytes, JsonTypeInfo Json);
