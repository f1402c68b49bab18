namespace ActorSearch.Coordination.Links;

/// <summary>What a coordinator did not take.</summary>
public enum CoordinatorRefusal
{
    /// <summary>The message: it is wrong, or what it asks for is not to be.</summary>
    Message,

    /// <summary>Whoever sent it: with this token nobody is let in.</summary>
    Unauthorised,

    /// <summary>It does not have what the message is about.</summary>
    Unknown,
}
