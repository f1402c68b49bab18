using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Space;

/// <summary>One meaning, one canonical form, one identity.</summary>
public sealed class TrialConfigTests
{
    [Fact]
    public void The_order_of_keys_does_not_matter() => Properties.Holds(
        from stated in RandomConfigs.Stated
        from shuffled in Gen.Shuffle(stated.ToArray())
        select (stated, shuffled),
        c => AssertSame(c.stated, c.shuffled));

    [Fact]
    public void The_canonical_form_of_a_canonical_form_is_itself() => Properties.Holds(
        RandomConfigs.Any,
        config =>
        {
            Assert.Equal(config, TrialConfig.From(config.Stated));
            Assert.Equal(config.ToCanonicalJson(), TrialConfig.From(config.Stated).ToCanonicalJson());
        },
        times: 3000);

    [Fact]
    public void Stating_what_is_in_force_anyway_changes_nothing() => Properties.Holds(
        from config in RandomConfigs.Any
        from parameter in Gen.Elements(Hyperparameters.All.ToArray())
        select (config, parameter),
        c =>
        {
            if (c.config.Get(c.parameter.Name) is { } value)
            {
                AssertSame(c.config.Stated, [.. c.config.Stated.Where(s => s.Key != c.parameter.Name), new(c.parameter.Name, value)]);
            }
        },
        times: 3000);

    [Fact]
    public void A_key_that_does_not_apply_changes_nothing() => Properties.Holds(
        from config in RandomConfigs.Any
        from parameter in Gen.Elements(Hyperparameters.All.Where(p => !p.AppliesTo(TrialConfig.Empty) || p.Name == "layers").ToArray())
        from value in RandomConfigs.ValuesOf(parameter)
        select (config, parameter, value),
        c =>
        {
            if (!c.parameter.AppliesTo(c.config))
            {
                AssertSame(c.config.Stated, [.. c.config.Stated, new(c.parameter.Name, c.value)]);
            }
        },
        times: 3000);

    [Fact]
    public void The_canonical_form_has_sorted_keys_and_no_defaults() => Properties.Holds(RandomConfigs.Any, config =>
    {
        Assert.Equal(config.Stated.Select(s => s.Key).Order(StringComparer.Ordinal), config.Stated.Select(s => s.Key));
        Assert.All(config.Stated, s =>
        {
            var parameter = Hyperparameters.Find(s.Key)!;
            Assert.True(parameter.AppliesTo(config), s.Key);
            Assert.NotEqual(parameter.Default(config), s.Value);
        });
    });

    [Fact]
    public void Different_canonical_forms_have_different_identities_and_texts() => Properties.Holds(
        from first in RandomConfigs.Any
        from second in RandomConfigs.Any
        select (first, second),
        c =>
        {
            var isSame = c.first.Equals(c.second);
            Assert.Equal(isSame, TrialId.Of(c.first, 0) == TrialId.Of(c.second, 0));
            Assert.Equal(isSame, c.first.ToCanonicalJson() == c.second.ToCanonicalJson());
            Assert.NotEqual(TrialId.Of(c.first, 0), TrialId.Of(c.first, 1));
        });

    [Fact]
    public void Configurations_of_one_meaning_train_one_network() => Properties.Holds(RandomConfigs.Stated, stated =>
    {
        var image = new ImageShape(1, 28, 28);
        var config = TrialConfig.From(stated);
        Assert.Equal(NetworkPlanner.Plan(config, image, 10), NetworkPlanner.Plan(TrialConfig.From(config.Stated), image, 10));
    });

    public static TheoryData<string, string> SameMeaning => new()
    {
        { "{}", "layers=2" },
        { "{}", "channels=[16,32]" },
        { "{}", "channels=[16,32] layers=2" },
        { "{}", "channels=[16,32,64] layers=2" },
        { "layers=3", "channels=[16,32,64]" },
        { "layers=4", "channels=[16,32,64,64]" },
        { "channels=8", "channels=[8,8]" },
        { "channels=8 layers=3", "channels=[8,8,8]" },
        { "channels=[8,8,8]", "channels=[8,8,8] layers=3" },
        { "channels=[8]", "channels=[8,9] layers=1" },
        { "architecture=lenet", "architecture=lenet layers=5" },
        { "architecture=lenet", "architecture=lenet channels=[6,16]" },
        { "architecture=lenet", "architecture=lenet channels=[6,16,99]" },
        { "architecture=lenet", "architecture=lenet kernel_size=5 hidden=[120,84]" },
        { "architecture=lenet channels=7", "architecture=lenet channels=[7,7]" },
        { "{}", "momentum=0.5" },
        { "{}", "optimizer=adam momentum=0.5" },
        { "optimizer=momentum", "optimizer=momentum momentum=0.9" },
        { "optimizer=adamw", "optimizer=adamw weight_decay=0.01" },
        { "{}", "weight_decay=0" },
        { "{}", "padding=same pooling=max activation=relu batch_norm=false dropout=0 epochs=5 batch_size=64" },
        { "{}", "convolution=native init=default loss=cross_entropy global_pooling=none schedule=constant" },
        { "{}", "first_kernel_size=3" },
        { "kernel_size=5", "kernel_size=5 first_kernel_size=5" },
        { "kernel_size=5 first_kernel_size=3", "first_kernel_size=3 kernel_size=5 layers=2" },
        { "layers=1 kernel_size=5", "layers=1 first_kernel_size=5" },
        { "channels=[8] kernel_size=5", "channels=[8] kernel_size=7 first_kernel_size=5" },
        { "layers=1", "layers=1 kernel_size=7 first_kernel_size=3" },
        { "architecture=lenet", "architecture=lenet first_kernel_size=5" },
        { "architecture=cnn-dropout", "architecture=cnn-dropout channels=[10,20] kernel_size=5 padding=valid hidden=[50] dropout=0.5 stride=1 layers=3" },
        { "architecture=vgg-small", "architecture=vgg-small channels=[64,64,128,128,256] batch_norm=true init=kaiming hidden=[256,128]" },
        { "architecture=vgg-small", "architecture=vgg-small padding=valid stride=2 first_kernel_size=7 layers=4" },
        { "architecture=vgg-small channels=8", "architecture=vgg-small channels=[8,8,8,8]" },
        { "architecture=vgg16", "architecture=vgg16 input_size=64 dropout=0.5 hidden=[4096,4096] batch_norm=false init=default" },
        { "architecture=vgg16", "architecture=vgg16 channels=8 layers=3 kernel_size=5 first_kernel_size=7 stride=2 padding=1" },
        { "architecture=resnet-small", "architecture=resnet-small channels=[16,32] kernel_size=5 padding=valid hidden=[] batch_norm=false" },
        { "architecture=resnet-small", "architecture=resnet-small first_kernel_size=3 stride=2 layers=1" },
        { "architecture=resnet18", "architecture=resnet18 batch_norm=true init=kaiming hidden=[] dropout=0" },
        { "architecture=resnet18", "architecture=resnet18 channels=8 kernel_size=7 stride=2 padding=3 pooling=avg global_pooling=avg layers=9" },
        { "{}", "schedule_epochs=3 schedule_factor=0.5" },
        { "schedule=cosine", "schedule=cosine schedule_epochs=3 schedule_factor=0.5" },
        { "schedule=step", "schedule=step schedule_epochs=10 schedule_factor=0.1" },
    };

    public static TheoryData<string, string> AnotherMeaning => new()
    {
        { "{}", "layers=1" },
        { "layers=3", "layers=3 channels=[16,32]" },
        { "channels=[16,32]", "channels=[32,16]" },
        { "architecture=lenet", "architecture=conv-stack" },
        { "architecture=lenet", "architecture=lenet channels=[6]" },
        { "architecture=lenet", "architecture=lenet padding=same" },
        { "optimizer=momentum", "optimizer=momentum momentum=0.8" },
        { "optimizer=adamw", "optimizer=adamw weight_decay=0" },
        { "optimizer=adam", "optimizer=adam weight_decay=0.01" },
        { "hidden=[]", "hidden=[1]" },
        { "learning_rate=0.1", "learning_rate=0.10000000000000002" },
        { "kernel_size=5", "kernel_size=5 first_kernel_size=3" },
        { "kernel_size=5 first_kernel_size=3", "kernel_size=3 first_kernel_size=5" },
        { "channels=[8] layers=3", "channels=[8] layers=3 first_kernel_size=5" },
        { "channels=[8] layers=3 kernel_size=5", "channels=[8] layers=3 first_kernel_size=5" },
        { "{}", "input_size=28" },
        { "{}", "convolution=loops" },
        { "convolution=loops", "convolution=im2col" },
        { "{}", "loss=nll" },
        { "{}", "init=xavier" },
        { "{}", "schedule=cosine" },
        { "schedule=step", "schedule=step schedule_epochs=5" },
        { "architecture=vgg16", "architecture=vgg16 dropout=0" },
        { "architecture=vgg16", "architecture=vgg16 batch_norm=true" },
        { "architecture=vgg-small", "architecture=vgg-small batch_norm=false" },
        { "architecture=resnet18", "architecture=resnet18 init=default" },
        { "architecture=cnn-dropout", "channels=[10,20] kernel_size=5 padding=valid hidden=[50] dropout=0.5" },
    };

    [Theory]
    [MemberData(nameof(SameMeaning))]
    public void Two_ways_of_saying_one_thing_are_one_trial(string one, string other) =>
        AssertSame(Parse(one), Parse(other));

    [Theory]
    [MemberData(nameof(AnotherMeaning))]
    public void Two_things_are_two_trials(string one, string other) =>
        Assert.NotEqual(TrialId.Of(TrialConfig.From(Parse(one)), 0), TrialId.Of(TrialConfig.From(Parse(other)), 0));

    [Fact]
    public void A_negative_zero_is_zero() => AssertSame(
        Parse("optimizer=adamw weight_decay=0"),
        [new("optimizer", new ParameterValue.Word("adamw")), new("weight_decay", new ParameterValue.Real(-0.0))]);

    [Fact]
    public void Every_default_is_a_value_that_its_own_hyperparameter_accepts() => Properties.Holds(
        RandomConfigs.Any,
        config => Assert.All(Hyperparameters.All, parameter =>
        {
            var value = parameter.Default(config);
            Assert.True(value is null || parameter.Kind.Accepts(value), $"{parameter.Name}: {value} is not {parameter.Kind.Expected}");
        }));

    [Fact]
    public void Every_hyperparameter_can_be_found_and_none_stands_twice()
    {
        Assert.All(Hyperparameters.All, p => Assert.Same(p, Hyperparameters.Find(p.Name)));
        Assert.Null(Hyperparameters.Find("Layers"));
    }

    [Fact]
    public void A_name_or_a_value_that_is_not_accepted_is_refused_with_what_would_be_right()
    {
        Assert.Contains(
            "'depth'", Assert.Throws<ArgumentException>(() => TrialConfig.From([new("depth", new ParameterValue.Integer(1))])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "a whole number from 1 to 64",
            Assert.Throws<ArgumentException>(() => TrialConfig.From([new("layers", new ParameterValue.Integer(0))])).Message,
            StringComparison.Ordinal);
    }

    private static void AssertSame(
        IEnumerable<KeyValuePair<string, ParameterValue>> one, IEnumerable<KeyValuePair<string, ParameterValue>> other)
    {
        var first = TrialConfig.From(one);
        var second = TrialConfig.From(other);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.Equal(first.ToCanonicalJson(), second.ToCanonicalJson());
        Assert.Equal(TrialId.Of(first, 0), TrialId.Of(second, 0));
    }

    internal static ImmutableArray<KeyValuePair<string, ParameterValue>> Parse(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "{}").Select(p =>
        {
            var (name, value) = (p.Split('=')[0], p.Split('=')[1]);
            return KeyValuePair.Create(name, ParseValue(Hyperparameters.Find(name)!.Kind, value));
        })];

    private static ParameterValue ParseValue(ParameterKind kind, string text) => kind switch
    {
        ParameterKind.RealNumber => new ParameterValue.Real(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        ParameterKind.Switch => new ParameterValue.Flag(text == "true"),
        _ when text.StartsWith('[') => new ParameterValue.Integers(
            [.. text.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(v => long.Parse(v, System.Globalization.CultureInfo.InvariantCulture))]),
        _ => long.TryParse(text, out var number) ? new ParameterValue.Integer(number) : new ParameterValue.Word(text),
    };
}
