import assert from "node:assert/strict";
import { test } from "node:test";
import { extentOf, flatRows, logTicks, niceScale, pointName } from "../../../../src/ActorSearch.Reporting/Page/Assets/option.js";
import { contrastOf, goodness, inkOn, paletteOf, rampColor } from "../../../../src/ActorSearch.Reporting/Page/Assets/palette.js";

for (const theme of ["light", "dark"]) {
    const palette = paletteOf(theme);

    test(`Text is easy to read on a ${theme} page`, () => {
        for (const ink of [palette.text, palette.muted]) {
            for (const ground of [palette.surface, palette.raised]) assert.ok(contrastOf(ink, ground) >= 4.5, `${ink} on ${ground}`);
        }
    });

    test(`Lines and the best stand out from a ${theme} page`, () => {
        for (const color of [...palette.series, palette.accent, palette.best]) assert.ok(contrastOf(color, palette.surface) >= 3, color);
    });

    test(`Text in a cell of the heat map is easy to read on a ${theme} page, whatever its value`, () => {
        for (let share = 0; share <= 1; share += 0.01) {
            const ground = rampColor(palette.ramp, share);
            assert.ok(contrastOf(inkOn(ground), ground) >= 4.2, `${share}: ${ground}`);
        }
    });

    test(`The better a value, the more it stands out from a ${theme} page`, () => {
        const contrasts = Array.from({ length: 21 }, (_, i) => contrastOf(rampColor(palette.ramp, i / 20), palette.surface));
        assert.deepEqual(contrasts, [...contrasts].sort((a, b) => a - b));
    });
}

test("The best end of a range is the high one, and the low one of a loss", () => {
    assert.equal(goodness(3, 1, 3, true), 1);
    assert.equal(goodness(3, 1, 3, false), 0);
    assert.equal(goodness(9, 1, 3, true), 1);
    assert.equal(goodness(2, 2, 2, true), 0.5);
});

test("Ticks of a logarithmic axis are round, few, and enclose what is drawn", () => {
    assert.deepEqual(logTicks(0.05, 2.3), [0.05, 0.1, 0.2, 0.5, 1, 2, 5]);
    assert.deepEqual(logTicks(3, 70000), [1, 10, 100, 1000, 10000, 100000]);
    assert.deepEqual(logTicks(1.92, 2.06), [1.9, 1.95, 2, 2.05, 2.1]);
    for (const [low, high] of [[1e-12, 1e12], [1, 1], [5, 5.0001], [999, 1001], [0.1, 100]]) {
        const ticks = logTicks(low, high);
        assert.ok(ticks.length >= 2 && ticks.length <= 12, `${low} to ${high}: ${ticks}`);
        assert.ok(ticks[0] <= low && ticks[ticks.length - 1] >= high, `${low} to ${high}: ${ticks}`);
        assert.ok(ticks.every((tick) => tick > 0));
    }
    assert.deepEqual(logTicks(0, 5), [1]);
});

test("A linear scale has round bounds about its values, and room about a single one", () => {
    assert.deepEqual(niceScale(0.931, 0.987, 5), { min: 0.92, max: 1, step: 0.02 });
    assert.deepEqual(niceScale(0, 1, 4), { min: 0, max: 1, step: 0.5 });
    for (const value of [0, 0.97, -3, 1e-9, 1e9]) {
        const { min, max, step } = niceScale(value, value);
        assert.ok(min < value && value < max && step > 0, `${value}: ${min} to ${max}`);
    }
});

test("The extent of values is that of the numbers among them", () => {
    assert.deepEqual(extentOf([null, 3, NaN, 1, undefined, Infinity]), [1, 3]);
    assert.equal(extentOf([null]), null);
});

test("Rows lie flat one after the other", () => {
    assert.deepEqual([...flatRows([{ a: 1, b: 2 }, { a: 3, b: 4 }], 2, ({ a, b }) => [a, b])], [1, 2, 3, 4]);
});

test("A configuration in a line has its rank and what applies to it", () => {
    const dimensions = [{ name: "layers" }, { name: "momentum" }];
    assert.equal(pointName({ rank: 3, values: ["2", null] }), "#3 2");
    assert.equal(pointName({ rank: null, values: ["2", "0.9"] }, dimensions), "no rank layers 2, momentum 0.9");
    assert.equal(pointName({ rank: 1, values: ["x".repeat(300)] }).length <= 60, true);
});
