using System.Text;
using System.Text.Json.Nodes;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>What is no message, each with the words that a person needs.</summary>
public sealed class WireRefusalTests
{
    private const string Measured5 =
        "{\"step\":5,\"train_loss\":1,\"train_accuracy\":1,\"validation_loss\":1,\"validation_accuracy\":1}";

    private const string Over = "gpu-a/0~3f9a12-" + "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890";

    [Theory]
    [InlineData("")]
    [InlineData("Claim")]
    [InlineData("claim ")]
    [InlineData("claims")]
    [InlineData("study-created")]
    [InlineData("../status")]
    public void A_manifest_that_is_no_word_of_the_protocol_is_unknown(string manifest)
    {
        var exception = Assert.Throws<WireException>(() => WireCodec.Decode(manifest, "{}"u8));

        Assert.Equal(WireRefusal.UnknownManifest, exception.Reason);
        Assert.Contains($"'{manifest}'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(WireRefusal.UnknownManifest, Assert.Throws<WireException>(() => WireCodec.MaxBytes(manifest)).Reason);
    }

    [Fact]
    public void A_refusal_is_one_short_line_whatever_was_sent()
    {
        var wild = string.Concat(Enumerable.Repeat("\u001b[2J\r\n\u202e\ud83d\u2028", 10_000));
        var body = Encoding.UTF8.GetBytes($$"""{"worker":"ann","{{new string('x', 5000)}}\u001b\r\n\u202e":1}""");

        foreach (var act in new Action[] { () => WireCodec.Decode(wild, "{}"u8), () => WireCodec.Decode("withdraw", body) })
        {
            var exception = Assert.Throws<WireException>(act);
            Assert.InRange(exception.Message.Length, 1, 1000);
            Assert.DoesNotContain(exception.Message, c => char.IsControl(c) || c is '\u202e' or '\u2028');
        }
    }

    public static TheoryData<string> Manifests => [.. WireCodec.Manifests];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_body_of_the_bound_is_read_and_one_byte_more_is_too_large(string manifest)
    {
        var golden = File.ReadAllText(WireFiles.Golden(manifest)).TrimEnd();
        var max = WireCodec.MaxBytes(manifest);

        WireCodec.Decode(manifest, Encoding.UTF8.GetBytes(golden.PadRight(max)));
        var exception = Assert.Throws<WireException>(() => WireCodec.Decode(manifest, Encoding.UTF8.GetBytes(golden.PadRight(max + 1))));

        Assert.Equal(WireRefusal.TooLarge, exception.Reason);
        Assert.StartsWith($"{manifest}: has {max + 1} bytes", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_message_that_was_cut_is_malformed_wherever_it_was_cut(string manifest)
    {
        var body = Encoding.UTF8.GetBytes(File.ReadAllText(WireFiles.Golden(manifest)).TrimEnd());
        for (var length = 0; length < body.Length; length++)
        {
            AssertMalformed(manifest, body[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_field_that_no_message_has_or_that_stands_twice_is_malformed(string manifest)
    {
        var golden = JsonNode.Parse(File.ReadAllText(WireFiles.Golden(manifest)))!.AsObject();
        var extra = golden.DeepClone();
        extra["extra"] = 1;
        Assert.Contains("extra", AssertMalformed(manifest, extra.ToJsonString()).Message, StringComparison.Ordinal);
        foreach (var (name, value) in golden)
        {
            var json = golden.ToJsonString();
            var twice = $$"""{"{{name}}":{{value?.ToJsonString() ?? "null"}},{{json[1..]}}""";
            Assert.Contains(name, AssertMalformed(manifest, twice).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_field_that_is_missing_is_malformed(string manifest)
    {
        var names = JsonNode.Parse(File.ReadAllText(WireFiles.Golden(manifest)))!.AsObject().Select(f => f.Key);
        foreach (var name in names)
        {
            var body = JsonNode.Parse(File.ReadAllText(WireFiles.Golden(manifest)))!.AsObject();
            body.Remove(name);
            Assert.Contains(name, AssertMalformed(manifest, body.ToJsonString()).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("\"withdraw\"")]
    [InlineData("{\"worker\":\"ann\"}{}")]
    [InlineData("{\"worker\":\"ann\"} x")]
    [InlineData("{\"worker\":\"ann\",}")]
    [InlineData("{\"worker\":'ann'}")]
    [InlineData("{\"worker\":\"ann\"/**/}")]
    [InlineData("\u0000")]
    [InlineData("\ufeff{\"worker\":\"ann\"}")]
    [InlineData("{\"worker\":\"\\ud83d\"}")]
    [InlineData("{\"$type\":\"x\",\"worker\":\"ann\"}")]
    public void What_is_no_object_of_the_message_is_malformed(string body) => AssertMalformed("withdraw", body);

    [Fact]
    public void Bytes_that_are_no_text_are_malformed()
    {
        AssertMalformed("withdraw", [.. "{\"worker\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        AssertMalformed("unable", [.. "{\"reason\":\""u8, 0xe2, 0x82, .. "\"}"u8]);
        AssertMalformed("unable", [.. "{\"reason\":\""u8, 0xed, 0xa0, 0xbd, .. "\"}"u8]);
    }

    [Fact]
    public void A_body_as_deep_as_its_bound_allows_is_malformed_and_ends_no_process()
    {
        var depth = WireCodec.MaxBytes("submit") / 2;

        AssertMalformed("submit", Encoding.ASCII.GetBytes(new string('[', depth)));
        AssertMalformed("submit", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"source\":", depth / 10))));
        AssertMalformed("status", Encoding.ASCII.GetBytes("{\"cluster\":" + new string('[', depth) + new string(']', depth) + "}"));
    }

    [Theory]
    // Names.
    [InlineData("claim", "worker", "\"\"", "expected 1 to 100 letters")]
    [InlineData("claim", "worker", "\"gpu a\"", "expected 1 to 100 letters")]
    [InlineData("claim", "worker", "\"gpu\\u00e9\"", "expected 1 to 100 letters")]
    [InlineData("claim", "worker", "\"a\\nb\"", "expected 1 to 100 letters")]
    [InlineData("claim", "worker", "\"" + Over + "\"", "expected 1 to 100 letters")]
    [InlineData("claim", "worker", "null", "worker")]
    [InlineData("claim", "unable_for.0", "\"../etc\"", "a study's name is at most 100 letters")]
    [InlineData("claim", "unable_for.0", "null", "a study's name")]
    [InlineData("withdraw", "worker", "\"?\"", "expected 1 to 100 letters")]
    [InlineData("renew", "worker", "\"?\"", "expected 1 to 100 letters")]
    [InlineData("renew", "study", "\"\"", "a study's name")]
    [InlineData("report-epoch", "study", "\"-a\"", "a study's name")]
    [InlineData("finish", "worker", "\" \"", "expected 1 to 100 letters")]
    [InlineData("fail", "study", "\"" + Over + "\"", "a study's name")]
    [InlineData("hand-back", "worker", "\"'\"", "expected 1 to 100 letters")]
    [InlineData("run-out-of-memory", "study", "\"a b\"", "a study's name")]
    [InlineData("granted", "study", "\"a~b\"", "a study's name")]
    [InlineData("acknowledged", "study", "\"\"", "a study's name")]
    [InlineData("submitted", "study", "\"\"", "a study's name")]
    [InlineData("study", "definition.name", "\"\"", "a study's name")]
    [InlineData("status", "cluster.studies.0.name", "\"\"", "a study's name")]
    [InlineData("node-report", "node.name", "\"\"", "expected 1 to 100 letters")]
    [InlineData("node-report", "node.workers.0.name", "\"\"", "expected 1 to 100 letters")]
    [InlineData("node-report", "node.version", "\"" + Over + "\"", "expected at most 100 characters")]
    [InlineData("node-report", "node.devices.0.name", "\"" + Over + "\"", "expected at most 100 characters")]
    [InlineData("node-report", "node.workers.0.device", "\"" + Over + "\"", "expected at most 100 characters")]
    [InlineData("status", "cluster.version", "\"" + Over + "\"", "expected at most 100 characters")]
    // Numbers.
    [InlineData("claim", "capacity", "0", "expected 1 to 1000, not 0")]
    [InlineData("claim", "capacity", "1001", "expected 1 to 1000, not 1001")]
    [InlineData("claim", "capacity", "1.5", "capacity")]
    [InlineData("claim", "capacity", "\"1\"", "capacity")]
    [InlineData("claim", "capacity", "99999999999999999999", "capacity")]
    [InlineData("claim", "memory_bytes", "-1", "expected at least 0, not -1")]
    [InlineData("claim", "neighbours", "-1", "expected at least 0")]
    [InlineData("claim", "wait_ms", "-1", "expected 0 to 60000")]
    [InlineData("claim", "wait_ms", "60001", "expected 0 to 60000")]
    [InlineData("claim", "holding.0.attempt", "0", "expected at least 1")]
    [InlineData("renew", "attempt", "0", "expected at least 1, not 0")]
    [InlineData("report-epoch", "attempt", "-1", "expected at least 1")]
    [InlineData("report-epoch", "metrics.epoch", "0", "metrics.epoch: expected at least 1")]
    [InlineData("report-epoch", "metrics.train_accuracy", "92.5", "expected 0 to 1")]
    [InlineData("report-epoch", "metrics.validation_accuracy", "-0.1", "expected 0 to 1")]
    [InlineData("report-epoch", "metrics.seconds", "\"NaN\"", "expected 0 or more")]
    [InlineData("report-epoch", "metrics.seconds", "-1", "expected 0 or more")]
    [InlineData("report-epoch", "metrics.train_loss", "\"nan\"", "train_loss")]
    [InlineData("report-epoch", "metrics.train_loss", "\"0.5\"", "train_loss")]
    [InlineData("report-epoch", "metrics.train_loss", "null", "train_loss")]
    [InlineData("report-epoch", "metrics.test_accuracy", "1.5", "expected 0 to 1")]
    [InlineData("report-epoch", "metrics.batches", "[null]", "metrics.batches: expected no null")]
    [InlineData("report-epoch", "metrics.batches", "[" + Measured5 + "," + Measured5 + "]", "expected more than 5, since measurements follow one another")]
    [InlineData("epoch-done", "metrics.batches", "[{\"step\":0,\"train_loss\":1,\"train_accuracy\":1,\"validation_loss\":1,\"validation_accuracy\":1}]", "expected more than 0")]
    [InlineData("epoch-done", "metrics.batches", "[{\"step\":1,\"train_loss\":1,\"train_accuracy\":2,\"validation_loss\":1,\"validation_accuracy\":1}]", "expected 0 to 1")]
    [InlineData("epoch-done", "metrics.batches", "[{\"step\":1,\"train_loss\":1,\"train_accuracy\":1,\"validation_loss\":1,\"validation_accuracy\":-1}]", "expected 0 to 1")]
    [InlineData("finish", "result.best.batches", "[]", "expected none")]
    [InlineData("study", "definition.curves", "{\"every_batches\":0,\"test\":true}", "definition.curves.every_batches: expected at least 1")]
    [InlineData("study", "definition.validation_images", "0", "definition.validation_images: expected at least 1")]
    [InlineData("study", "definition.train_images", "0", "definition.train_images: expected at least 1")]
    [InlineData("study", "definition.data_set.resize", "{\"height\":0,\"width\":1}", "definition.data_set.resize.height: expected 1 to 1024")]
    [InlineData("study", "definition.data_set.resize", "{\"height\":1,\"width\":-1}", "definition.data_set.resize.width: expected 1 to 1024")]
    [InlineData("study", "definition.data_set.normalise", "{\"mean\":[0.5],\"deviation\":[0]}", "deviation: expected numbers from")]
    [InlineData("study", "definition.data_set.normalise", "{\"mean\":[0,0,0,0,0],\"deviation\":[1]}", "mean: expected a list of at most 4")]
    [InlineData("study", "definition.data_set.normalise", "{\"mean\":null,\"deviation\":[1]}", "mean")]
    [InlineData("study", "definition.data_set.normalise", "{\"mean\":[0.5],\"deviation\":[\"NaN\"]}", "deviation: expected numbers from")]
    [InlineData("fail", "attempt", "0", "expected at least 1")]
    [InlineData("hand-back", "attempt", "0", "expected at least 1")]
    [InlineData("run-out-of-memory", "neighbours", "-1", "expected at least 0")]
    [InlineData("granted", "lease_ms", "0", "expected 1 to 86400000")]
    [InlineData("granted", "lease_ms", "86400001", "expected 1 to 86400000")]
    [InlineData("granted", "leases.1.attempt", "0", "expected at least 1")]
    [InlineData("granted", "leases.1.max_neighbours", "-1", "expected at least 0")]
    [InlineData("granted", "leases.0.seed", "-1", "seed")]
    [InlineData("granted", "leases.0.deadline", "\"soon\"", "deadline")]
    [InlineData("granted", "leases.0.plan.replicate", "-1", "expected at least 0")]
    [InlineData("granted", "leases.0.plan.parameters", "-1", "expected at least 0")]
    [InlineData("granted", "leases.0.plan.multiply_accumulates", "-1", "expected at least 0")]
    [InlineData("granted", "leases.0.plan.memory_bytes", "-1", "expected at least 0")]
    [InlineData("acknowledged", "attempt", "0", "expected at least 1")]
    [InlineData("abandon", "attempt", "0", "expected at least 1")]
    [InlineData("epoch-done", "attempt", "0", "expected at least 1")]
    [InlineData("epoch-done", "metrics.epoch", "0", "expected at least 1")]
    [InlineData("trial-done", "attempt", "0", "expected at least 1")]
    [InlineData("trial-failed", "attempt", "0", "expected at least 1")]
    [InlineData("trial-out-of-memory", "attempt", "0", "expected at least 1")]
    [InlineData("node-report", "node.devices.0.workers", "-1", "expected at least 0")]
    [InlineData("node-report", "node.devices.0.memory_bytes", "-1", "expected at least 0")]
    [InlineData("node-report", "node.devices.0.used_bytes", "-1", "expected at least 0")]
    [InlineData("node-report", "node.devices.0.reserved_bytes", "-1", "expected at least 0")]
    [InlineData("node-report", "node.devices.0.utilisation_percent", "101", "expected 0 to 100")]
    [InlineData("study", "definition.classes", "0", "expected at least 1")]
    [InlineData("study", "definition.max_attempts", "0", "expected at least 1")]
    [InlineData("study", "definition.image.channels", "0", "expected at least 1")]
    [InlineData("study", "definition.image.height", "-28", "expected at least 1")]
    [InlineData("study", "definition.image.width", "0", "expected at least 1")]
    [InlineData("study", "definition.data_set.train", "-1", "expected at least 0")]
    [InlineData("study", "definition.data_set.validation", "-1", "expected at least 0")]
    [InlineData("study", "definition.data_set.test", "-1", "expected at least 0")]
    [InlineData("study", "definition.data_set.validation_from_test", "1", "validation_from_test")]
    [InlineData("status", "cluster.studies.0.trials", "-1", "expected at least 0")]
    [InlineData("status", "cluster.studies.0.ended", "109", "expected 0 to 108")]
    [InlineData("status", "cluster.studies.0.failed", "41", "expected 0 to 40")]
    [InlineData("status", "cluster.studies.0.running", "109", "expected 0 to 108")]
    [InlineData("status", "cluster.counters.stale", "-1", "expected at least 0")]
    // Words.
    [InlineData("acknowledged", "word", "\"Maybe\"", "expected one of AlreadyRecorded, Recorded, Stale")]
    [InlineData("acknowledged", "word", "0", "expected one of AlreadyRecorded, Recorded, Stale")]
    [InlineData("acknowledged", "word", "\"recorded\"", "expected one of AlreadyRecorded, Recorded, Stale")]
    [InlineData("acknowledged", "ends_attempt", "1", "ends_attempt")]
    [InlineData("submitted", "opening", "\"opened\"", "expected one of begun, extended, resumed, complete")]
    [InlineData("finish", "result.outcome", "\"Failed\"", "expected one of Collapsed, Completed, Diverged")]
    [InlineData("finish", "result.outcome", "\"Great\"", "expected one of")]
    [InlineData("trial-done", "result.outcome", "\"Rejected\"", "expected one of Collapsed, Completed, Diverged")]
    [InlineData("study", "definition.objective.metric", "\"TestLoss\"", "expected one of")]
    // Results.
    [InlineData("finish", "result.best", "null", "expected best, test_loss and test_accuracy")]
    [InlineData("finish", "result.test_loss", "null", "expected best, test_loss and test_accuracy")]
    [InlineData("finish", "result.test_accuracy", "null", "expected best, test_loss and test_accuracy")]
    [InlineData("finish", "result.test_accuracy", "91", "expected 0 to 1")]
    [InlineData("finish", "result.epochs", "-1", "expected at least 0")]
    [InlineData("finish", "result.seconds", "-1", "expected 0 or more")]
    [InlineData("finish", "result.loading_seconds", "-1", "result.loading_seconds: expected 0 or more")]
    [InlineData("finish", "result.loading_seconds", "\"Infinity\"", "result.loading_seconds: expected 0 or more")]
    [InlineData("finish", "result.evaluating_seconds", "-0.5", "result.evaluating_seconds: expected 0 or more")]
    [InlineData("finish", "result.evaluating_seconds", "\"NaN\"", "result.evaluating_seconds: expected 0 or more")]
    [InlineData("finish", "result.machine", "5", "machine")]
    [InlineData("finish", "result.best.epoch", "0", "expected at least 1")]
    // Identities and configurations.
    [InlineData("renew", "trial", "\"30d048a6\"", "expected 32 hexadecimal digits")]
    [InlineData("renew", "trial", "null", "trial")]
    [InlineData("claim", "holding.0.trial", "\"x\"", "expected 32 hexadecimal digits")]
    [InlineData("claim", "holding.0", "{\"attempt\":1}", "trial")]
    [InlineData("claim", "holding.0", "{\"trial\":\"30d048a604e9ec38670b1bcf9e80bd3f\"}", "attempt")]
    [InlineData("granted", "leases.0.plan.config", "{\"depth\":3}", "'depth' is no hyperparameter")]
    [InlineData("granted", "leases.0.plan.config", "{\"layers\":0}", "a whole number from 1 to 64")]
    [InlineData("granted", "leases.0.plan.config", "{\"stride\":2,\"dropout\":0.5}", "expected the canonical form")]
    [InlineData("granted", "leases.0.plan.config", "null", "config")]
    [InlineData("granted", "leases.0.plan.rejection", "\"does not fit\"", "expected null")]
    // Nulls and lists.
    [InlineData("granted", "leases", "null", "leases")]
    [InlineData("granted", "leases", "[]", "expected one at least")]
    [InlineData("granted", "leases.0", "null", "expected no null")]
    [InlineData("granted", "leases.0.plan", "null", "plan")]
    [InlineData("train", "leases", "[]", "expected one at least")]
    [InlineData("train", "leases.1", "null", "expected no null")]
    [InlineData("refused", "lines.0", "null", "expected no null")]
    [InlineData("node-report", "node", "null", "node")]
    [InlineData("node-report", "node.devices.0", "null", "expected no null")]
    [InlineData("node-report", "node.workers.0", "null", "expected no null")]
    [InlineData("status", "cluster.studies.0", "null", "expected no null")]
    [InlineData("status", "cluster.nodes.0", "null", "expected no null")]
    [InlineData("status", "cluster.nodes.0.state", "null", "state")]
    [InlineData("status", "cluster.counters", "null", "counters")]
    [InlineData("status", "cluster.counters.stale", "null", "stale")]
    [InlineData("study", "definition.data_set", "null", "data_set")]
    [InlineData("study", "definition.image", "{\"channels\":1,\"height\":28}", "width")]
    public void What_a_message_may_not_say_is_malformed_and_named(string manifest, string field, string value, string phrase)
    {
        var body = JsonNode.Parse(File.ReadAllText(WireFiles.Golden(manifest)))!;
        Set(body, field.Split('.'), JsonNode.Parse(value));

        var exception = AssertMalformed(manifest, body.ToJsonString());

        Assert.StartsWith($"{manifest}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(phrase, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fail", "error", WireLimits.TextLength)]
    [InlineData("hand-back", "reason", WireLimits.TextLength)]
    [InlineData("run-out-of-memory", "error", WireLimits.TextLength)]
    [InlineData("finish", "result.reason", WireLimits.TextLength)]
    [InlineData("finish", "result.machine", WireLimits.NoteLength)]
    [InlineData("trial-done", "result.reason", WireLimits.TextLength)]
    [InlineData("trial-failed", "error", WireLimits.TextLength)]
    [InlineData("trial-out-of-memory", "error", WireLimits.TextLength)]
    [InlineData("unable", "reason", WireLimits.TextLength)]
    [InlineData("unavailable", "reason", WireLimits.TextLength)]
    [InlineData("refused", "lines.0", WireLimits.LineLength)]
    [InlineData("node-report", "node.devices.0.model", WireLimits.NoteLength)]
    [InlineData("node-report", "node.workers.0.does", WireLimits.NoteLength)]
    [InlineData("status", "cluster.store", WireLimits.PathLength)]
    [InlineData("status", "cluster.store_failure", WireLimits.TextLength)]
    [InlineData("status", "cluster.nodes.0.state.workers.0.does", WireLimits.NoteLength)]
    [InlineData("submit", "source", ExperimentReader.MaxCharacters)]
    [InlineData("submit", "file_name", WireLimits.PathLength)]
    [InlineData("study", "definition.source", ExperimentReader.MaxCharacters)]
    [InlineData("study", "definition.data_set.name", WireLimits.NameLength)]
    [InlineData("study", "definition.data_set.path", WireLimits.PathLength)]
    [InlineData("study", "definition.data_fingerprint", WireLimits.NameLength)]
    public void A_text_of_the_bound_is_read_and_one_character_more_is_malformed(string manifest, string field, int length)
    {
        WireCodec.Decode(manifest, With(length));
        var exception = AssertMalformed(manifest, With(length + 1));

        Assert.Contains($"expected at most {length} characters", exception.Message, StringComparison.Ordinal);

        byte[] With(int characters)
        {
            var body = JsonNode.Parse(File.ReadAllText(WireFiles.Golden(manifest)))!;
            Set(body, field.Split('.'), JsonValue.Create(new string('\u6f22', characters)));
            return Encoding.UTF8.GetBytes(body.ToJsonString());
        }
    }

    [Theory]
    [InlineData("claim", "holding", WireLimits.Holding)]
    [InlineData("claim", "unable_for", WireLimits.UnableFor)]
    [InlineData("granted", "leases", WireLimits.Capacity)]
    [InlineData("train", "leases", WireLimits.Capacity)]
    [InlineData("refused", "lines", WireLimits.Lines)]
    [InlineData("node-report", "node.devices", WireLimits.Devices)]
    [InlineData("node-report", "node.workers", WireLimits.Workers)]
    [InlineData("status", "cluster.studies", WireLimits.StatusEntries)]
    [InlineData("status", "cluster.nodes", WireLimits.StatusEntries)]
    public void A_list_of_the_bound_is_read_and_one_element_more_is_malformed(string manifest, string field, int count)
    {
        WireCodec.Decode(manifest, With(count));
        var exception = AssertMalformed(manifest, With(count + 1));

        Assert.Contains($"{field}: expected a list of at most {count}", exception.Message, StringComparison.Ordinal);

        byte[] With(int elements)
        {
            var body = JsonNode.Parse(File.ReadAllText(WireFiles.Golden(manifest)))!;
            var first = field.Split('.').Aggregate(body, (node, name) => node[name]!)[0]!.ToJsonString();
            if (field == "cluster.nodes")
            {
                first = first[..first.IndexOf("\"devices\"", StringComparison.Ordinal)]
                    + "\"devices\":[],\"workers\":[]},\"at\":\"2026-01-01T00:00:00+00:00\"}";
            }

            Set(body, field.Split('.'), JsonNode.Parse($"[{string.Join(',', Enumerable.Repeat(first, elements))}]"));
            return Encoding.UTF8.GetBytes(body.ToJsonString());
        }
    }

    [Fact]
    public void More_counters_than_the_bound_are_malformed()
    {
        var body = JsonNode.Parse(File.ReadAllText(WireFiles.Golden("status")))!;
        var counters = Enumerable.Range(0, WireLimits.Counters + 1).Select(i => KeyValuePair.Create($"c{i}", (JsonNode?)JsonValue.Create(i)));
        Set(body, ["cluster", "counters"], new JsonObject(counters));

        Assert.Contains("cluster.counters: expected at most 1000", AssertMalformed("status", body.ToJsonString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_no_receiver_would_take_is_not_written()
    {
        foreach (var message in new WireMessage[]
        {
            new WireMessage.Withdraw("no name"), new WireMessage.Refused(default), new WireMessage.NodeReport(new NodeState("a", "1", default, [])),
            new WireMessage.Train([]), new WireMessage.Submit(new string('a', 1_000_001), "a", false, false),
        })
        {
            Assert.Equal(WireRefusal.Malformed, Assert.Throws<WireException>(() => WireCodec.Encode(message)).Reason);
        }
    }

    internal static WireException AssertMalformed(string manifest, byte[] body)
    {
        var exception = Assert.Throws<WireException>(() => WireCodec.Decode(manifest, body));
        Assert.Equal(WireRefusal.Malformed, exception.Reason);
        return exception;
    }

    private static WireException AssertMalformed(string manifest, string body) => AssertMalformed(manifest, Encoding.UTF8.GetBytes(body));

    private static void Set(JsonNode node, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.Length > 1)
        {
            Set(node is JsonArray list ? list[int.Parse(path[0], null)]! : node[path[0]]!, path[1..], value);
        }
        else if (node is JsonArray list)
        {
            list[int.Parse(path[0], null)] = value;
        }
        else
        {
            node[path[0]] = value;
        }
    }
}
