import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBytes, formatCount, formatCounted, formatDuration, formatDurationTick, formatLarge, formatMetric, formatNumber, formatPercent, formatShortSeconds, shorten } from "../../../../src/ActorSearch.Reporting/Page/Assets/format.js";

// The cases of the terminal's figures (tests of ActorSearch.Reporting's Figures) and their limits.
const cases = [
    [formatMetric, 0.98765, "0.9877"], [formatMetric, 0, "0.0000"], [formatMetric, 0.00001, "1.000e-5"], [formatMetric, 1234567, "1.235e+6"],
    [formatMetric, -0.5, "-0.5000"], [formatMetric, null, "-"], [formatMetric, NaN, "-"], [formatMetric, Infinity, "-"],
    [formatCount, 1200, "1,200"], [formatCount, 999, "999"], [formatCount, 1234567, "1,234,567"], [formatCount, -1200, "-1,200"], [formatCount, null, "-"],
    [formatShortSeconds, 0, "0"], [formatShortSeconds, 99.95, "100"], [formatShortSeconds, 99.94, "99.9"], [formatShortSeconds, 9.995, "10.0"],
    [formatShortSeconds, 1.234, "1.23"], [formatShortSeconds, 0.0123, "0.012"], [formatShortSeconds, undefined, "-"],
    [formatDuration, 12.34, "12.3 s"], [formatDuration, 200, "3 min 20 s"], [formatDuration, 7200, "2 h"], [formatDuration, 8040, "2 h 14 min"],
    [formatDuration, 3599.6, "1 h"], [formatDuration, 7199, "2 h"], [formatDuration, 90000, "1 d 1 h"], [formatDuration, null, "-"],
    [formatDurationTick, 50, "50 s"], [formatDurationTick, 0.05, "0.05 s"], [formatDurationTick, 3600, "1 h"],
    [formatPercent, 0.1234, "12.3 %"], [formatPercent, null, "-"],
    [formatLarge, 12345678, "12.3 M"], [formatLarge, 999.4, "999"], [formatLarge, 999.5, "1 k"], [formatLarge, 0, "0"],
    [formatBytes, 1536, "1.5 KiB"], [formatBytes, 0, "0 B"], [formatBytes, null, "-"],
    [formatNumber, 0.1 + 0.2, "0.3"], [formatNumber, 1e-7, "1e-7"], [formatNumber, 2500000, "2.5e6"], [formatNumber, 0, "0"],
];

for (const [format, value, text] of cases) {
    test(`${format.name} says ${String(value)} as ${text}`, () => assert.equal(format(value), text));
}

test("Only one of a thing has no plural", () => {
    assert.equal(formatCounted(1, "trial"), "1 trial");
    assert.equal(formatCounted(0, "trial"), "0 trials");
    assert.equal(formatCounted(1200, "trial"), "1,200 trials");
});

test("A long text keeps both its ends, in one line, and no half character", () => {
    assert.equal(shorten("abcdefghij", 10), "abcdefghij");
    assert.equal(shorten("abcdefghijk", 6), "abc\u2026jk");
    assert.equal(shorten("a\n\t b", 10), "a b");
    assert.equal(shorten("\u{1F600}".repeat(5), 5), "\u{1F600}".repeat(5));
    assert.equal(Array.from(shorten("\u{1F600}".repeat(300), 12)).length, 12);
    assert.ok(shorten("\u{1F600}".repeat(300), 12).isWellFormed?.() ?? true);
    assert.equal(shorten(null, 5), "-");
});
