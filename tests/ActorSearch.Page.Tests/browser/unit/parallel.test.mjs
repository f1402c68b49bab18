import assert from "node:assert/strict";
import { test } from "node:test";
import { brushTerm, parallelAxes, parallelGoodness, parallelPlaces } from "../../../../src/ActorSearch.Reporting/Page/Assets/charts/parallel-axes.js";
import { colorGroups, nearestLine } from "../../../../src/ActorSearch.Reporting/Page/Assets/charts/parallel-lines.js";
import { filterPoints, parseFilter } from "../../../../src/ActorSearch.Reporting/Page/Assets/filter.js";

const names = ["learning_rate", "a name \"quoted\"", "momentum"];
const levels = [["0.001", "0.01", "0.1", "1", "10", "100"], ["two words", "a|b", "x=1"], [null, "0.9"]];

/** A grid of 6 x 3 points, a third without momentum, one without a metric. */
function gridModel(maximize = true) {
    const dimensions = levels.map((texts, index) => ({ index, name: names[index].replaceAll("\"", ""), levels: texts, numbers: index === 0 ? texts.map(Number) : null }));
    const points = [];
    for (let a = 0; a < 6; a++) {
        for (let b = 0; b < 3; b++) {
            const at = [a, b, b === 2 ? -1 : 1];
            points.push({
                index: points.length, rank: points.length + 1, best: false, mean: points.length === 17 ? null : (maximize ? 0.99 : 0.1) - points.length * (maximize ? 0.01 : -0.01),
                levels: at, values: at.map((level, d) => levels[d][level] ?? null), parameters: 10 ** (1 + a), seconds: 5 + b, trials: [], remark: "",
            });
        }
    }
    return { dimensions, points, trials: [], study: { metric: maximize ? "validation_accuracy" : "validation_loss", maximize } };
}

const axisOf = (model, term) => parallelAxes(model).find((axis) => axis.term === term);
const passing = (model, term) => {
    const filter = parseFilter(term, model);
    assert.deepEqual(filter.errors, [], term);
    return filterPoints(filter, model);
};

test("There is an axis for every dimension, the metric and what it costs, as far as these are known", () => {
    const model = gridModel();
    assert.deepEqual(parallelAxes(model).map(({ term }) => term), ["learning_rate", "a name quoted", "momentum", "mean", "parameters", "seconds"]);
    const bare = { ...model, points: model.points.map((point) => ({ ...point, seconds: null, parameters: null, mean: null })) };
    assert.deepEqual(parallelAxes(bare).map(({ term }) => term), ["learning_rate", "a name quoted", "momentum"]);
});

test("Points to which a dimension does not apply stand below its levels, of which that is none", () => {
    const model = gridModel();
    const axis = axisOf(model, "momentum");
    assert.deepEqual(axis.ticks.map(({ text }) => text), ["n/a", "0.9"]);
    assert.deepEqual(axis.levels.map(({ text }) => text), ["0.9"]);
    assert.equal(passing(model, brushTerm(axis, [[axis.ticks[0].at - 0.01, axis.ticks[0].at + 0.01]])).length, 6);
});

test("The best metric stands highest, that of a loss too", () => {
    for (const maximize of [true, false]) {
        const { places } = axisOf(gridModel(maximize), "mean");
        assert.equal(Math.max(...places), places[0]);
        assert.ok(places[17] < Math.min(...places.slice(0, 17)), "a point without a metric stands below");
    }
});

test("A brush on a level is a term that lets through just what lies in it", () => {
    const model = gridModel();
    for (const axis of parallelAxes(model).filter((a) => a.levels !== null)) {
        for (const { at } of axis.levels) {
            const inside = model.points.filter((_, i) => Math.abs(axis.places[i] - at) < 1e-6).map(({ index }) => index);
            const term = brushTerm(axis, [[at - 0.01, at + 0.01]]);
            if (axis.levels.length > 1 || axis.lacks) assert.deepEqual(passing(model, term), inside, term);
        }
    }
});

test("A brush on any stretch of figures lets through just what lies in it", () => {
    const model = gridModel();
    for (const term of ["mean", "parameters", "seconds"]) {
        const axis = axisOf(model, term);
        for (let from = 0.125; from < 0.95; from += 0.05) {
            for (let to = from + 0.04; to < 1; to += 0.07) {
                const passed = new Set(passing(model, brushTerm(axis, [[from, to]])));
                model.points.forEach((point, i) => {
                    const place = axis.places[i];
                    if (place >= from && place <= to) assert.ok(passed.has(i), `${term} ${i} at ${place} in ${from} to ${to}`);
                    if (place < from - 0.002 || place > to + 0.002) assert.ok(!passed.has(i), `${term} ${i} at ${place} not in ${from} to ${to}`);
                });
            }
        }
    }
});

test("A brush to an axis's end has no bound there, and one over the whole axis says nothing", () => {
    const axis = axisOf(gridModel(), "seconds");
    assert.match(brushTerm(axis, [[0.5, 1]]), /^seconds>=/);
    assert.match(brushTerm(axis, [[0, 0.5]]), /^seconds<=/);
    assert.match(brushTerm(axis, [[0.2, 0.5]]), /^seconds=[\d.]+\.\.[\d.]+$/);
    assert.match(brushTerm(axis, [[0.1, 0.2], [0.5, 0.6]]), /^seconds=.+\|.+$/);
    assert.equal(brushTerm(axis, [[0, 1]]), "");
    assert.equal(brushTerm(axis, []), "");
    assert.equal(brushTerm(axisOf(gridModel(), "learning_rate"), [[0, 1]]), "");
});

test("Two brushes on one axis are either of both", () => {
    const model = gridModel();
    const axis = axisOf(model, "learning_rate");
    assert.equal(brushTerm(axis, [[0, 0.1], [0.9, 1]]), "learning_rate=0.001|100");
});

test("Many neighbouring numbers are a range", () => {
    const axis = axisOf(gridModel(), "learning_rate");
    assert.equal(brushTerm(axis, [[0, 0.8]]), "learning_rate=0.001..10");
});

test("A brush between two levels takes the nearer one", () => {
    const axis = axisOf(gridModel(), "learning_rate");
    const [first, second] = axis.levels;
    const near = first.at + (second.at - first.at) * 0.4;
    assert.equal(brushTerm(axis, [[near, near + 0.001]]), "learning_rate=0.001");
});

test("Only points without a metric are in a brush about none", () => {
    const model = gridModel();
    assert.equal(brushTerm(axisOf(model, "mean"), [[0.01, 0.05]]), "unranked");
});

test("Lines of one level lie beside one another, the better above, and never in another level's room", () => {
    const model = gridModel();
    const axes = parallelAxes(model);
    const places = parallelPlaces(model, axes);
    const band = axes[0].band;
    for (let i = 0; i < model.points.length; i++) {
        assert.ok(Math.abs(places[i * axes.length] - axes[0].places[i]) < band / 2);
        if (i % 3 > 0) assert.ok(places[i * axes.length] < places[(i - 1) * axes.length]);
    }
});

test("Colours go from the worst of the best 95 % to the best, and the best lies on top", () => {
    const model = gridModel();
    const good = parallelGoodness(model);
    assert.equal(good[0], 1);
    assert.ok(Number.isNaN(good[17]));
    const groups = colorGroups(model.points.map((_, i) => i), good);
    assert.equal(groups[0].share, null);
    assert.ok(groups[groups.length - 1].lines.includes(0));
    assert.equal(groups.reduce((sum, { lines }) => sum + lines.length, 0), model.points.length);
});

test("The line under the pointer is the nearest one, between two axes too, and none is far", () => {
    const plan = { places: Float32Array.of(0, 1, 1, 0.5), axes: 2, along: [100, 200], across: { from: 300, to: 100 }, isUpright: true };
    assert.equal(nearestLine([0, 1], plan, 100, 298, 8), 0);
    assert.equal(nearestLine([0, 1], plan, 200, 201, 8), 1);
    assert.equal(nearestLine([0, 1], plan, 150, 202, 8), 0);
    assert.equal(nearestLine([0, 1], plan, 150, 250, 8), -1);
    assert.equal(nearestLine([1], plan, 150, 202, 8), -1);
    assert.equal(nearestLine([0, 1], plan, 300, 200, 8), -1);
});
