import assert from "node:assert/strict";
import { test } from "node:test";
import { curveNames, curvePairs, pickedCurves } from "../../../../src/ActorSearch.Reporting/Page/Assets/charts/curves.js";
import { effectPanels } from "../../../../src/ActorSearch.Reporting/Page/Assets/charts/effects.js";
import { interactionOf } from "../../../../src/ActorSearch.Reporting/Page/Assets/charts/interaction.js";
import { stretchesOf, workerTotals } from "../../../../src/ActorSearch.Reporting/Page/Assets/charts/timeline.js";
import { tradeoffOf } from "../../../../src/ActorSearch.Reporting/Page/Assets/charts/tradeoff.js";

const dimensions = [
    { index: 0, name: "layers", levels: ["1", "2"], numbers: [1, 2] },
    { index: 1, name: "activation", levels: ["relu", "tanh", null], numbers: null },
];
const point = (index, rank, mean, values, more = {}) => ({ index, rank, mean, values, best: false, low: null, high: null, ...more });

test("Values that are missing are gaps in a curve, and values a logarithm has none of too", () => {
    assert.deepEqual(curvePairs([1, 2, 3], [0.5, null, 0], false), [[1, 0.5], [2, null], [3, 0]]);
    assert.deepEqual(curvePairs([1, 5], [0.5, 0], true), [[1, 0.5], [5, null]]);
    assert.deepEqual(curvePairs([1, 2], null, false), [[1, null], [2, null]]);
});

test("Picked trials are named by what tells them apart", () => {
    const points = [point(0, 1, 0.9, ["1", "relu"]), point(1, 2, 0.8, ["1", "tanh"])];
    const model = { dimensions, points, study: { replicates: true } };
    const picks = (...trials) => trials.map(([index, replicate]) => ({ point: points[index], trial: { point: index, replicate } }));
    assert.deepEqual(curveNames(model, picks([0, 0], [1, 0])).map(({ full }) => full), ["#1 \u00b7 activation relu", "#2 \u00b7 activation tanh"]);
    assert.deepEqual(curveNames(model, picks([0, 0], [0, 1])).map(({ full }) => full), ["#1 seed 1", "#1 seed 2"]);
});

test("A picked trial that is no longer there is left out", () => {
    const model = { trials: [{ index: 0, point: 0 }], points: [point(0, 1, 0.9, [])], curves: () => null };
    assert.equal(pickedCurves(model, [0, 7]).length, 1);
});

test("Effects stand in the order of their shares, those without one last", () => {
    const main = (dimension, share) => ({ dimension, share, range: null, levels: [{ level: 0, mean: 0.9, counted: 3, missing: "" }, { level: -1, mean: null, counted: 0, missing: "1 failed" }] });
    const panels = effectPanels({ dimensions, effects: { mains: [main(0, null), main(1, 0.4), main(9, 0.9)] } });
    assert.deepEqual(panels.map(({ name }) => name), ["activation", "layers"]);
    assert.deepEqual(panels[1].levels.map(({ text }) => text), ["1", "n/a"]);
    assert.deepEqual(panels.map(({ isOrdered }) => isOrdered), [false, false]);
    assert.deepEqual(effectPanels({ dimensions, effects: null }), []);
});

test("An interaction is the same either way round", () => {
    const cells = [[0.1, 1, 0], [0.2, 2, 0], [0.3, 3, 1], [0.4, 4, 0], [0.5, 5, 0], [null, 0, 6]];
    const model = { dimensions, effects: { interactions: [{ first: 0, second: 1, share: 0.1, cells }] } };
    const straight = interactionOf(model, [0, 1]);
    const turned = interactionOf(model, [1, 0]);
    assert.deepEqual(straight.cells.map(({ mean }) => mean), [0.1, 0.2, 0.3, 0.4, 0.5, null]);
    assert.deepEqual(turned.cells.map(({ mean }) => mean), [0.1, 0.4, 0.2, 0.5, 0.3, null]);
    for (const cell of straight.cells) {
        assert.deepEqual(turned.cells.find((other) => other.row === cell.column && other.column === cell.row), { ...cell, row: cell.column, column: cell.row });
    }
    assert.equal(interactionOf(model, [0, 0]), null);
    assert.equal(interactionOf(model, [0, 5]), null);
    assert.equal(interactionOf({ dimensions, effects: { interactions: [] } }, [0, 1]), null);
});

test("An attempt's parts fill its span, in their order; a lost one is lost all of it", () => {
    const stretches = stretchesOf([[10, 20, 1, 6, 2, 1, 0, 4], [20, 25, 1, 1, 1, 1, 1, 5], [30, 31, 0, 0, 0, 0, 0, 6]]);
    assert.deepEqual(stretches, [
        [10, 11, "loading", 0], [11, 17, "training", 0], [17, 19, "evaluating", 0], [19, 20, "recording", 0], [20, 25, "lost", 1], [30, 31, "training", 2],
    ]);
});

test("Shares of a worker's time add up to one, and to nothing without any", () => {
    const totals = workerTotals({ totals: { waiting: 1, training: 3 } });
    assert.equal(totals.reduce((sum, { share }) => sum + share, 0), 1);
    assert.equal(totals.find(({ kind }) => kind === "training").share, 0.75);
    assert.ok(workerTotals({ totals: {} }).every(({ share }) => share === 0));
});

test("The trade-off's front is that of the points which the filter shows", () => {
    const points = [point(0, 1, 0.9, [], { seconds: 5 }), point(1, 2, 0.8, [], { seconds: 2 }), point(2, null, null, [], { seconds: 1 }), point(3, 3, 0.7, [], { seconds: 0 }), point(4, 4, 0.6, [], { seconds: 3 })];
    const model = { points, study: { maximize: true } };
    const all = tradeoffOf(model, [0, 1, 2, 3, 4], "seconds");
    assert.deepEqual(all.front.map(({ index }) => index), [1, 0]);
    assert.equal(all.faded.length, 0);
    const some = tradeoffOf(model, [0, 4], "seconds");
    assert.deepEqual(some.front.map(({ index }) => index), [4, 0]);
    assert.deepEqual(some.faded.map(({ index }) => index), [1]);
    assert.deepEqual(tradeoffOf({ ...model, study: { maximize: false } }, [0, 1, 4], "seconds").front.map(({ index }) => index), [1, 4]);
    assert.deepEqual(tradeoffOf(model, [2, 3], "seconds").front, []);
});
