using ActorSearch.Core.Scheduling;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Tests.Studies;

namespace ActorSearch.Core.Tests.Scheduling;

public sealed class StudyOrderTests
{
    [Fact]
    public void In_a_queue_the_study_submitted_first_is_offered_first()
    {
        var busy = Running(2);
        var idle = Running(0);

        Assert.Equal([busy, idle], StudyOrder.Of([busy, idle], StudySharing.Queue));
    }

    [Fact]
    public void Studies_that_share_are_offered_by_the_number_of_their_running_trials()
    {
        var most = Running(2);
        var least = Running(0);
        var middle = Running(1);

        Assert.Equal([least, middle, most], StudyOrder.Of([most, least, middle], StudySharing.Share));
    }

    [Fact]
    public void Of_studies_with_as_many_running_trials_the_older_one_is_offered_first()
    {
        var older = Running(1);
        var newer = Running(1);

        Assert.Same(older, StudyOrder.Of([older, newer], StudySharing.Share)[0]);
    }

    [Theory]
    [InlineData(StudySharing.Queue)]
    [InlineData(StudySharing.Share)]
    public void A_study_that_is_over_is_offered_to_nobody(StudySharing sharing)
    {
        var over = StudyFixture.Of(1);
        over.Claim();
        over.Finish(1, attempt: 1);

        Assert.Empty(StudyOrder.Of([over.State], sharing));
    }

    private static StudyState Running(int trials)
    {
        var study = StudyFixture.Of(3);
        study.Claim(trials);
        return study.State;
    }
}
