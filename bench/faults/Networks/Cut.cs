namespace ActorSearch.Faults.Networks;

/// <summary>How a node is cut off.</summary>
internal enum Cut
{
    /// <summary>Its cable is pulled: both ends know.</summary>
    LinkDown,

    /// <summary>Nothing arrives on either side, and nobody is told.</summary>
    BothWays,

    /// <summary>What the coordinator sends does not arrive.</summary>
    FromCoordinator,

    /// <summary>What the node sends does not arrive.</summary>
    ToCoordinator,
}
