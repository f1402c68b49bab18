using ActorSearch.Core.Experiments;
using ActorSearch.Core.Studies;

namespace ActorSearch.Core.Tests.Studies;

/// <summary>What a run may do with a study that the store holds already.</summary>
public sealed class StudyOpeningTests
{
    [Fact]
    public void A_study_that_the_store_lacks_is_begun() =>
        Assert.IsType<StudyOpening.Begin>(StudyOpening.Decide(StudyState.Empty, Plan(StudyFixture.Empty(), 2), resume: false, extend: false));

    [Fact]
    public void An_unfinished_study_goes_on_only_when_asked_to()
    {
        var study = StudyFixture.Of(2);

        var refused = Assert.IsType<StudyOpening.Refused>(StudyOpening.Decide(study.State, Plan(study, 2), resume: false, extend: false));
        Assert.Contains("0 of 2 trials done", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("--resume", refused.Remedy, StringComparison.Ordinal);
        Assert.IsType<StudyOpening.GoOn>(StudyOpening.Decide(study.State, Plan(study, 2), resume: true, extend: false));
    }

    [Fact]
    public void A_finished_study_is_complete_however_it_is_asked()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Finish(1, attempt: 1);

        Assert.IsType<StudyOpening.AlreadyComplete>(StudyOpening.Decide(study.State, Plan(study, 1), resume: false, extend: false));
        Assert.IsType<StudyOpening.AlreadyComplete>(StudyOpening.Decide(study.State, Plan(study, 1), resume: true, extend: true));
    }

    [Fact]
    public void A_changed_grid_is_followed_only_when_asked_to()
    {
        var study = StudyFixture.Of(2);

        var refused = Assert.IsType<StudyOpening.Refused>(StudyOpening.Decide(study.State, Plan(study, 8), resume: true, extend: false));
        Assert.Equal("new: 6 trials", refused.Differences[0]);
        Assert.Equal("  and 3 more", refused.Differences[^1]);
        Assert.Contains("--extend", refused.Remedy, StringComparison.Ordinal);
        Assert.IsType<StudyOpening.Extend>(StudyOpening.Decide(study.State, Plan(study, 8), resume: false, extend: true));
        Assert.Equal(
            ["no longer in the file: 1 trial", "  learning_rate=0.002"],
            Assert.IsType<StudyOpening.Refused>(StudyOpening.Decide(study.State, Plan(study, 1), resume: true, extend: false)).Differences);
    }

    [Fact]
    public void Another_seed_is_refused_even_when_asked_to_extend()
    {
        var study = StudyFixture.Of(2);
        var plan = Plan(study, 2);

        var refused = Assert.IsType<StudyOpening.Refused>(
            StudyOpening.Decide(study.State, plan with { Definition = plan.Definition with { Seed = 23 } }, resume: true, extend: true));

        Assert.Equal(["seed: 22 in the store, 23 in the file"], refused.Differences);
    }

    [Fact]
    public void Another_normalisation_is_refused_although_the_images_are_the_same()
    {
        var study = StudyFixture.Of(2);
        var plan = Plan(study, 2);
        var dataSet = plan.Definition.DataSet with { Normalise = new Normalisation([0.5], [0.25, 0.5]) };

        var refused = Assert.IsType<StudyOpening.Refused>(StudyOpening.Decide(
            study.State, plan with { Definition = plan.Definition with { DataSet = dataSet } }, resume: true, extend: true));

        Assert.Equal(["dataset.normalise: none in the store, mean 0.5, std 0.25 0.5 in the file"], refused.Differences);
    }

    [Fact]
    public void A_study_of_an_older_store_goes_on_although_it_does_not_know_its_validation_images()
    {
        var study = StudyFixture.Of(2);
        var plan = Plan(study, 2);
        var asked = plan with { Definition = plan.Definition with { ValidationImages = 5000 } };

        Assert.IsType<StudyOpening.GoOn>(StudyOpening.Decide(study.State, asked, resume: true, extend: false));
        Assert.IsType<StudyOpening.Extend>(StudyOpening.Decide(
            study.State, asked with { Trials = Plan(study, 3).Trials }, resume: false, extend: true));

        study.Do(new StudyCommand.Extend(asked.Definition, Plan(study, 3).Trials));
        Assert.Equal(5000, study.State.Definition!.ValidationImages);
    }

    private static StudyPlan Plan(StudyFixture study, int trials) => new(study.Definition, StudyFixture.Plans(1, trials));
}
