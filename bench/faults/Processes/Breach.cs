namespace ActorSearch.Faults.Processes;

/// <summary>A promise that was broken. The message says which, and where to look.</summary>
public sealed class Breach(string message) : Exception(message)
{
    /// <summary>Throws where something that must hold does not.</summary>
    public static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new Breach(otherwise);
        }
    }
}
