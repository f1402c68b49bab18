using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Space;

/// <summary>
/// Identities and seeds as the first release derived them. A store holds them for ever: if one of these tests fails,
/// the program is wrong and not the test.
/// </summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("{}", 0, "{}", "eb7e9128c41bd1bfa75e75a1d87726df", 5633416904603918981UL)]
    [InlineData("{}", 1, "{}", "eb3be3b9ba7d4e37771e6702ef768e53", 3350435713942643281UL)]
    [InlineData("learning_rate=1e-3 epochs=2 optimizer=sgd", 0, "{\"epochs\":2,\"optimizer\":\"sgd\"}", "3ecaa59f408345ad96859a518f2ce12e", 7129480635634313046UL)]
    [InlineData("learning_rate=1.0e-05 dropout=0.50 batch_norm=true", 0, "{\"batch_norm\":true,\"dropout\":0.5,\"learning_rate\":1E-05}", "dfb1c0daf950a7ea5ac65289837952c2", 1307856271857126459UL)]
    [InlineData("architecture=lenet layers=7 activation=tanh", 0, "{\"activation\":\"tanh\",\"architecture\":\"lenet\"}", "588e4b515d46db49ac302a0ebed8fad9", 7133490709238932221UL)]
    [InlineData("channels=8 layers=3 kernel_size=5 padding=valid", 2, "{\"channels\":[8,8,8],\"kernel_size\":5,\"padding\":\"valid\"}", "ac4e4afcec81a36e6d65642351e13cec", 3563417761805483438UL)]
    [InlineData("padding=1 hidden=[64,32] optimizer=momentum momentum=0.8 weight_decay=0.0005", 0, "{\"hidden\":[64,32],\"momentum\":0.8,\"optimizer\":\"momentum\",\"padding\":1,\"weight_decay\":0.0005}", "9f66f840dde344d722992c5b9487c7a4", 6598172075100529912UL)]
    [InlineData("architecture=resnet18 batch_norm=false convolution=im2col", 0, "{\"architecture\":\"resnet18\",\"batch_norm\":false,\"convolution\":\"im2col\"}", "b2a28f124186e8d59a6f5a68aeea4987", 1802742704688177172UL)]
    [InlineData("architecture=vgg16 input_size=32 init=kaiming schedule=step schedule_epochs=5", 0, "{\"architecture\":\"vgg16\",\"init\":\"kaiming\",\"input_size\":32,\"schedule\":\"step\",\"schedule_epochs\":5}", "514c719e258be418d74a9d57eacca4dc", 6993611969830517125UL)]
    [InlineData("architecture=lenet first_kernel_size=3 init=xavier loss=nll global_pooling=avg", 0, "{\"architecture\":\"lenet\",\"first_kernel_size\":3,\"global_pooling\":\"avg\",\"init\":\"xavier\",\"loss\":\"nll\"}", "19422cf76bfd9ece29207ceab1f7c334", 1625037971168847264UL)]
    public void Identities_and_seeds_never_change(string stated, int replicate, string json, string id, ulong seed)
    {
        var config = TrialConfig.From(TrialConfigTests.Parse(stated));
        var trial = TrialId.Of(config, replicate);

        Assert.Equal(json, config.ToCanonicalJson());
        Assert.Equal(id, trial.ToString());
        Assert.Equal(seed, SeedDerivation.TrialSeed(22, trial));
    }

    [Theory]
    [InlineData("epochs=2")]
    [InlineData("epochs=2 architecture=lenet")]
    public void The_way_in_which_convolutions_are_computed_changes_the_trial_and_not_what_it_draws(string rest)
    {
        var native = Plan(rest, replicate: 1);
        var loops = Plan($"{rest} convolution=loops", replicate: 1);

        Assert.NotEqual(native.Id, loops.Id);
        Assert.Equal(SeedDerivation.TrialSeed(22, native.Id), SeedDerivation.TrialSeed(22, native));
        Assert.Equal(SeedDerivation.TrialSeed(22, native), SeedDerivation.TrialSeed(22, loops));
        Assert.NotEqual(SeedDerivation.TrialSeed(22, native), SeedDerivation.TrialSeed(22, Plan($"{rest} convolution=loops", replicate: 0)));
        Assert.NotEqual(SeedDerivation.TrialSeed(22, native), SeedDerivation.TrialSeed(22, Plan($"{rest} kernel_size=5 stride=2", replicate: 1)));

        static TrialPlan Plan(string stated, int replicate)
        {
            var config = TrialConfig.From(TrialConfigTests.Parse(stated));
            return new TrialPlan(TrialId.Of(config, replicate), config, replicate, 1, 1, 1, Rejection: null);
        }
    }

    [Fact]
    public void An_identity_reads_back_from_its_text()
    {
        var id = TrialId.Of(TrialConfig.Empty, 0);

        Assert.Equal(id, TrialId.Parse(id.ToString()));
        Assert.Equal(id.ToString()[..8], id.Short);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0000000000000000000000000000000g")]
    [InlineData("000000000000000000000000000000000")]
    [InlineData(" 0000000000000000000000000000000")]
    public void A_text_that_is_no_identity_is_refused(string text) => Assert.Throws<FormatException>(() => TrialId.Parse(text));

    [Fact]
    public void Seeds_differ_by_purpose_and_parent_and_stay_below_two_to_the_63()
    {
        var seeds = Enumerable.Range(0, 1000).Select(i => SeedDerivation.Derive((ulong)i, "weights"))
            .Concat(Enumerable.Range(0, 1000).Select(i => SeedDerivation.Derive((ulong)i, "shuffle")))
            .ToList();

        Assert.Equal(2000, seeds.Distinct().Count());
        Assert.All(seeds, s => Assert.True(s < 1UL << 63));
    }
}
