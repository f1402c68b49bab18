using System.Text;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Simulation;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Protocol;

public sealed class StudyEventJsonTests
{
    private const string Id = "eb7e9128c41bd1bfa75e75a1d87726df";

    public static TheoryData<string> Kinds => [.. RandomEvents.ByKind.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_kind_of_event_is_tested() => Assert.Equal(
        typeof(StudyEvent).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(StudyEvent))).Select(t => t.Name).Order(StringComparer.Ordinal),
        RandomEvents.ByKind.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_reads_back_as_it_was_written(string kind) => Properties.Holds(
        RandomEvents.ByKind[kind],
        happened =>
        {
            var body = StudyEventJson.Encode(happened);
            Assert.Equal(happened, StudyEventJson.Decode(StudyEventJson.KindOf(happened), body));
            Assert.DoesNotContain((byte)'\n', body);
        },
        times: 300);

    [Fact]
    public void A_kind_is_a_word_of_its_own()
    {
        var kinds = RandomEvents.ByKind.Values.Select(g => StudyEventJson.KindOf(g.Sample(1, 1).First())).ToList();

        Assert.Equal(kinds.Count, kinds.Distinct().Count());
        Assert.All(kinds, k => Assert.Matches("^[a-z]+-[a-z]+$", k));
    }

    public static TheoryData<string, string> Golden => new()
    {
        { "study-created", """{"definition":{"name":"demo","seed":22,"data_set":{"name":"glyphs","path":null,"train":null,"validation":null,"test":null},"data_fingerprint":"00ff","image":{"channels":1,"height":28,"width":28},"classes":10,"objective":{"metric":"ValidationAccuracy","maximize":true},"max_attempts":3,"source":"study: demo"},"at":"2026-01-01T00:00:00+00:00"}""" },
        { "study-redefined", """{"definition":{"name":"demo","seed":22,"data_set":{"name":"mnist","path":"data/mnist","train":100,"validation":50,"test":50},"data_fingerprint":"00ff","image":{"channels":3,"height":28,"width":32},"classes":10,"objective":{"metric":"TrainLoss","maximize":false},"max_attempts":3,"source":"study: demo"},"at":"2026-01-01T00:00:00+00:00"}""" },
        { "trials-added", """{"trials":[{"id":"eb7e9128c41bd1bfa75e75a1d87726df","config":{"batch_norm":true,"channels":[8,8],"learning_rate":0.1,"padding":2,"pooling":"avg"},"replicate":1,"parameters":100,"multiply_accumulates":1000,"memory_bytes":4096,"rejection":null}],"at":"2026-01-01T00:00:00+00:00"}""" },
        { "study-opened", """{"lease_duration":"00:01:00","at":"2026-01-01T00:00:00+00:00"}""" },
        { "trial-leased", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":1,"worker":"ann","deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""" },
        { "lease-renewed", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":1,"deadline":"2026-01-01T00:01:00.5+00:00","at":"2026-01-01T00:00:00.5+00:00"}""" },
        { "epoch-reported", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":1,"metrics":{"epoch":1,"train_loss":"NaN","train_accuracy":0.1,"validation_loss":"Infinity","validation_accuracy":0.125,"seconds":1.5},"deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""" },
        { "trial-finished", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":2,"result":{"outcome":"Completed","reason":"","best":{"epoch":1,"train_loss":0.5,"train_accuracy":0.8,"validation_loss":0.6,"validation_accuracy":0.7,"seconds":1.5},"test_loss":0.6,"test_accuracy":0.7,"epochs":1,"seconds":2},"at":"2026-01-01T00:00:00+00:00"}""" },
        { "attempt-ended", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":2,"end":"Expired","reason":"worker ann went silent","gives_up":false,"at":"2026-01-01T00:00:00+00:00"}""" },
        { "study-completed", """{"at":"2026-01-01T00:00:00+00:00"}""" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void What_the_first_release_wrote_is_read_and_written_the_same_for_ever(string kind, string body)
    {
        var happened = StudyEventJson.Decode(kind, Encoding.UTF8.GetBytes(body));

        Assert.Equal(kind, StudyEventJson.KindOf(happened));
        Assert.Equal(body, Encoding.UTF8.GetString(StudyEventJson.Encode(happened)));
    }

    [Fact]
    public void What_the_first_release_wrote_says_nothing_of_what_it_did_not_measure()
    {
        var finished = Assert.IsType<StudyEvent.Finished>(Written("trial-finished"));
        var created = Assert.IsType<StudyEvent.Created>(Written("study-created"));

        Assert.Equal((null, null, null), (finished.Result.LoadingSeconds, finished.Result.EvaluatingSeconds, finished.Result.Machine));
        Assert.Null(created.Definition.ValidationImages);

        static StudyEvent Written(string kind) =>
            StudyEventJson.Decode(kind, Encoding.UTF8.GetBytes(Golden.First(g => g.Data.Item1 == kind).Data.Item2));
    }

    [Fact]
    public void A_lease_written_by_the_first_release_means_what_it_meant()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            new StudyEvent.Leased(TrialId.Parse(Id), 1, "ann", now.AddMinutes(1), now),
            StudyEventJson.Decode("trial-leased", Encoding.UTF8.GetBytes(Golden.First(g => g.Data.Item1 == "trial-leased").Data.Item2)));
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("Completed", """{"at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("study-completed", "")]
    [InlineData("study-completed", "null")]
    [InlineData("study-completed", "{}")]
    [InlineData("study-completed", "[]")]
    [InlineData("study-completed", "3")]
    [InlineData("study-completed", """{"at":"2026-01-01T00:00:00+00:00"}x""")]
    [InlineData("study-completed", """{"at":"2026-01-01T00:00:00+00:00","extra":1}""")]
    [InlineData("study-completed", """{"at":"yesterday"}""")]
    [InlineData("study-completed", """{"at":null}""")]
    [InlineData("study-completed", """{"at":5}""")]
    [InlineData("study-opened", """{"lease_duration":"soon","at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("trials-added", """{"trials":null,"at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("trials-added", """{"trials":[null],"at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("trials-added", """{"trials":{},"at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("lease-renewed", """{"trial":5,"attempt":1,"deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("lease-renewed", """{"trial":null,"attempt":1,"deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("lease-renewed", """{"trial":"xyz","attempt":1,"deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("lease-renewed", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":1.5,"deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("lease-renewed", """{"trial":"\ud83d","attempt":1,"deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("trial-leased", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":1,"worker":null,"deadline":"2026-01-01T00:01:00+00:00","at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("attempt-ended", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":2,"end":"Vanished","reason":"","gives_up":false,"at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("attempt-ended", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":2,"end":99,"reason":"","gives_up":false,"at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("attempt-ended", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":2,"end":"1","reason":"","gives_up":false,"at":"2026-01-01T00:00:00+00:00"}""")]
    [InlineData("attempt-ended", """{"trial":"eb7e9128c41bd1bfa75e75a1d87726df","attempt":2,"end":"Failed, HandedBack","reason":"","gives_up":false,"at":"2026-01-01T00:00:00+00:00"}""")]
    public void What_is_no_event_is_a_format_error(string kind, string body) =>
        Assert.Throws<FormatException>(() => StudyEventJson.Decode(kind, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"depth":3}""", "'depth'")]
    [InlineData("""{"layers":0}""", "a whole number from 1 to 64")]
    [InlineData("""{"layers":1.5}""", "")]
    [InlineData("""{"layers":"two"}""", "a whole number")]
    [InlineData("""{"channels":[1,"a"]}""", "")]
    [InlineData("""{"channels":[1,99999999999999999999]}""", "")]
    [InlineData("""{"channels":[]}""", "a list of whole numbers")]
    [InlineData("""{"learning_rate":"NaN"}""", "a number")]
    [InlineData("""{"learning_rate":1e999}""", "a number")]
    [InlineData("""{"learning_rate":{}}""", "")]
    [InlineData("""{"learning_rate":null}""", "")]
    [InlineData("[]", "object")]
    [InlineData("null", "")]
    public void A_configuration_of_another_version_is_a_format_error_that_names_the_key(string config, string phrase)
    {
        var body = $$"""{"trials":[{"id":"{{Id}}","config":{{config}},"replicate":0,"parameters":1,"multiply_accumulates":1,"memory_bytes":1,"rejection":null}],"at":"2026-01-01T00:00:00+00:00"}""";

        var exception = Assert.Throws<FormatException>(() => StudyEventJson.Decode("trials-added", Encoding.UTF8.GetBytes(body)));

        Assert.Contains("trials-added", exception.Message, StringComparison.Ordinal);
        Assert.Contains(phrase, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_event_is_a_format_error_wherever_it_was_cut() => Assert.All(Golden, row =>
    {
        var (kind, body) = row.Data;
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => StudyEventJson.Decode(kind, bytes.AsSpan(0, length)));
        }
    });

    [Fact]
    public void Damaged_events_are_format_errors_or_read_back_and_nothing_else()
    {
        var random = new SplitMix64(22);
        var originals = Golden.Select(g => (g.Data.Item1, Encoding.UTF8.GetBytes(g.Data.Item2))).ToArray();
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (kind, body) = originals[random.Between(0, originals.Length - 1)];
            var damaged = Damage(body, random);
            try
            {
                var happened = StudyEventJson.Decode(kind, damaged);
                Assert.Equal(happened, StudyEventJson.Decode(kind, StudyEventJson.Encode(happened)));
            }
            catch (FormatException)
            {
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"{exception.GetType()} on {kind} {Encoding.UTF8.GetString(damaged)}: {exception}");
            }
        }

        Assert.InRange(refused, 5_000, 19_999);
    }

    /// <summary>Changes, removes, repeats or swaps a few bytes, or puts a piece of JSON where it does not belong.</summary>
    private static byte[] Damage(byte[] body, SplitMix64 random)
    {
        string[] pieces = ["null", "-1", "[", "]", "{", "}", "\"", "1e999", "\\ud83d", "true", ",", ":", "99999999999999999999", "\"NaN\"", "\u00ff", "{}", "[]"];
        var bytes = body.ToList();
        for (var times = random.Between(1, 3); times > 0; times--)
        {
            var at = random.Between(0, bytes.Count - 1);
            switch (random.Between(0, 4))
            {
                case 0:
                    bytes[at] = (byte)random.Next();
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Between(1, 8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Between(1, 20), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Between(0, pieces.Length - 1)]));
                    break;
                default:
                    ReplaceValue(bytes, at, Encoding.UTF8.GetBytes(pieces[random.Between(0, pieces.Length - 1)]));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    private static void ReplaceValue(List<byte> bytes, int from, byte[] piece)
    {
        var colon = bytes.IndexOf((byte)':', from);
        var end = colon < 0 ? -1 : bytes.FindIndex(colon, b => b is (byte)',' or (byte)'}');
        if (end > 0)
        {
            bytes.RemoveRange(colon + 1, end - colon - 1);
            bytes.InsertRange(colon + 1, piece);
        }
    }
}
