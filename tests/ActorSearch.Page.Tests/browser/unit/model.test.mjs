import assert from "node:assert/strict";
import { test } from "node:test";
import { applyDelta, readModel } from "../../../../src/ActorSearch.Reporting/Page/Assets/model.js";
import { smallDocument } from "./studies.mjs";

test("A point has its values, its network and its trials by replicate", () => {
    const { points, networks } = readModel(smallDocument());
    assert.deepEqual(points[0].values, ["0.01", "leaky_relu"]);
    assert.deepEqual(points[0].trials.map((trial) => trial.id), ["aaaaa2", "aaaaa5"]);
    assert.deepEqual(points[1].trials.map((trial) => [trial.replicate, trial.point]), [[0, 1], [1, 1]]);
    assert.equal(points[0].network, networks[0]);
    assert.equal(points[1].network, null);
    assert.equal(points[0].best, true);
    assert.equal(points[2].best, false);
});

test("A dimension that does not apply to a point has no value there", () => {
    assert.deepEqual(readModel(smallDocument()).points[3].values, ["0.1", null]);
});

test("Columns are found by their names, whatever their order", () => {
    const document = smallDocument();
    document.points.columns.reverse();
    document.points.rows.forEach((row) => row.reverse());
    assert.deepEqual(readModel(document).points, readModel(smallDocument()).points);
});

test("A curve without epochs counts from one, one that was thinned keeps its own, and none is null", () => {
    const { curves, trials } = readModel(smallDocument());
    assert.deepEqual(curves(trials[1]).epochs, [1, 2]);
    assert.deepEqual(curves(trials[2]).epochs, [1, 5]);
    assert.equal(curves(trials[1]).testLoss, null);
    assert.equal(curves(trials[0]), null);
});

test("A document of another schema is refused in words", () => {
    assert.throws(() => readModel({ schema: "other/1" }), /actorsearch\/page\/1.*other\/1/);
    assert.throws(() => readModel(null), /schema/);
});

test("A delta replaces keys whole, and trials, curves and texts by row, and leaves the document before as it was", () => {
    const before = smallDocument();
    const kept = structuredClone(before);
    const place = before.texts.rows.length;
    const row = ["aaaaa1", 0, place, place, 0.5];
    const after = applyDelta(before, { from: 7, version: 9, set: { answer: { sentence: "Wait." } }, trials: { 0: row }, texts: { [place]: "a new one" }, curves: { 3: [null, [1], [1], [1], [1], null, null] } });
    assert.deepEqual(before, kept);
    assert.equal(after.version, 9);
    assert.equal(after.answer.sentence, "Wait.");
    assert.equal(after.trials.rows[0], row);
    assert.equal(after.trials.rows[1], before.trials.rows[1]);
    assert.equal(readModel(after).trials[0].reason, "a new one");
    assert.deepEqual(readModel(after).curves({ index: 3 }).trainLoss, [1]);
});

test("A delta that follows another document changes nothing", () => {
    assert.equal(applyDelta(smallDocument(), { from: 6, version: 9, set: {} }), null);
});

test("Ten thousand trials are read without going over them again and again", () => {
    const document = smallDocument();
    const [point, trial] = [document.points.rows[0], document.trials.rows[1]];
    document.points.rows = Array.from({ length: 10000 }, (_, index) => [...point.slice(0, -1), [index]]);
    document.trials.rows = Array.from({ length: 10000 }, () => trial);
    const { points } = readModel(document);
    assert.ok(points.every((one, index) => one.trials.length === 1 && one.trials[0].index === index));
});
