using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using static ActorSearch.Cli.Tests.Progress.Studies;

namespace ActorSearch.Cli.Tests.Progress;

public sealed class PlainViewTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reason_from_a_network_stays_on_its_line(bool givesUp)
    {
        var failed = new StudyEvent.AttemptEnded(Trials[0].Id, 1, AttemptEnd.Failed, "no\u001b[31m memory\nleft", givesUp, Noon);
        var study = Study.Apply(New, Leased(0, worker: 1));
        var state = ProgressState.Of(study, Setting).Apply(study, failed);

        var line = PlainView.Line(state, study, failed);

        Assert.Contains(@"no\u001b[31m memory left", line, StringComparison.Ordinal);
    }
}
