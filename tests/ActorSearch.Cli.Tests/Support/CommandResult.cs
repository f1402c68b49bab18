namespace ActorSearch.Cli.Tests.Support;

/// <summary>What a process left.</summary>
internal sealed record CommandResult(int Status, string Output, string Error)
{
    /// <summary>Fails with all that was said unless the status is as expected.</summary>
    public CommandResult MustEndWith(int status)
    {
        Assert.True(Status == status, $"ended with {Status}, expected {status}\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }
}
