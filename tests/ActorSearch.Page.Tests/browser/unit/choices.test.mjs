import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, writeAddress } from "../../../../src/ActorSearch.Reporting/Page/Assets/address.js";
import { readModel } from "../../../../src/ActorSearch.Reporting/Page/Assets/model.js";
import { changePick, changePointPick, initialPicks, keptPicks, pickedOf, pickLimit } from "../../../../src/ActorSearch.Reporting/Page/Assets/picking.js";
import { nextSort, readSort, sortPoints } from "../../../../src/ActorSearch.Reporting/Page/Assets/sorting.js";
import { createState } from "../../../../src/ActorSearch.Reporting/Page/Assets/state.js";
import { smallDocument } from "./studies.mjs";

const model = readModel(smallDocument());
const all = [0, 1, 2, 3];

test("Points are sorted by any column, either way, and those without a value stand last", () => {
    assert.deepEqual(sortPoints(all, "rank", model), [0, 1, 2, 3]);
    assert.deepEqual(sortPoints(all, "-rank", model), [2, 1, 0, 3]);
    assert.deepEqual(sortPoints(all, "mean", model), [2, 1, 0, 3]);
    assert.deepEqual(sortPoints(all, "-mean", model), [0, 1, 2, 3]);
    assert.deepEqual(sortPoints(all, "parameters", model), [1, 0, 3, 2]);
    assert.deepEqual(sortPoints(all, "seconds", model), [2, 1, 0, 3]);
    assert.deepEqual(sortPoints(all, "value:activation", model), [0, 2, 1, 3]);
    assert.deepEqual(sortPoints(all, "-value:activation", model), [1, 0, 2, 3]);
});

test("A column that there is none of gives the order of the ranks", () => {
    assert.deepEqual(sortPoints(all, "-nonsense", model), all);
    assert.equal(readSort("value:", model).column, "rank");
});

test("A first click shows a column's better end, a second one turns it round", () => {
    assert.equal(nextSort("rank", "mean", model), "-mean");
    assert.equal(nextSort("-mean", "mean", model), "mean");
    assert.equal(nextSort("rank", "parameters", model), "parameters");
    assert.equal(nextSort("parameters", "parameters", model), "-parameters");
    assert.equal(nextSort("rank", "mean", { ...model, study: { ...model.study, maximize: false } }), "mean");
});

test("Sorting leaves the list that it was given", () => {
    const given = [3, 1];
    sortPoints(given, "rank", model);
    assert.deepEqual(given, [3, 1]);
});

test("A state tells of what changed, and only then", () => {
    const state = createState({ filter: "", visible: [1], pair: [0, 1] });
    const told = [];
    const stop = state.subscribe((_, changed) => told.push(changed));
    state.set({ filter: "", visible: [1], pair: [0, 1] });
    assert.deepEqual(told, []);
    state.set({ filter: "best", visible: [1] });
    state.set({ visible: [1, 2] });
    assert.deepEqual(told, [["filter"], ["visible"]]);
    stop();
    state.set({ filter: "" });
    assert.equal(told.length, 2);
    assert.equal(state.get().filter, "");
});

test("A listener may set the state again", () => {
    const state = createState({ filter: "", visible: [] });
    state.subscribe((current) => state.set({ visible: current.filter === "" ? [] : [1] }));
    state.set({ filter: "best" });
    assert.deepEqual(state.get().visible, [1]);
});

test("A view's address is read back as it was", () => {
    const view = { filter: 'activation=relu|tanh "a b" mean>=90%&x#y+1', sort: "-value:learning_rate", scheme: "dark" };
    assert.deepEqual(readAddress(writeAddress(view)), view);
    assert.equal(writeAddress({ filter: "", sort: "rank", scheme: "auto" }), "");
});

test("An address of garbage says nothing, and never throws", () => {
    for (const hash of ["", "#", "#ranking", "#%", "#%E0%A4%A", "#theme=purple", "#=&&==", "#filter=", "#\ud800", "#" + "=%".repeat(50000), "#__proto__=1"]) {
        assert.deepEqual(readAddress(hash), {}, hash.slice(0, 20));
    }
});

test("An address's filter is one line of bounded length", () => {
    const { filter } = readAddress("#filter=a%00%0Ab" + "x".repeat(100000));
    assert.ok(filter.startsWith("a  b") && filter.length <= 2000);
});

test("At first the best points' trials that have curves are picked", () => assert.deepEqual(initialPicks(model), [1, 2]));

test("While a study goes on its best stay picked, until the reader picks for himself", () => {
    assert.deepEqual(keptPicks(model, [], []), [1, 2]);
    assert.deepEqual(keptPicks(model, [4], [4]), [1, 2]);
    assert.deepEqual(keptPicks(model, [4], [1, 2]), [4]);
    assert.deepEqual(keptPicks(model, [], [1, 2]), [], "none is a choice too");
});

test("No more than twelve trials can be picked, and the refusal says so", () => {
    const full = Array.from({ length: pickLimit }, (_, index) => index + 100);
    const { picked, refused } = changePick(full, 1, true);
    assert.equal(picked, full);
    assert.match(refused, /12/);
    assert.equal(changePick(full, 100, false).picked.length, pickLimit - 1);
});

test("Picking a point takes its first trial with a curve, letting go takes all of its trials out", () => {
    const [point] = model.points;
    const { picked } = changePointPick(model, [7], point, true);
    assert.deepEqual(picked, [7, 1]);
    assert.equal(pickedOf(point, picked), "some");
    assert.equal(pickedOf(point, [1, 4]), "all");
    assert.deepEqual(changePointPick(model, [7, 1, 4], point, false).picked, [7]);
    assert.match(changePointPick(model, [], model.points[3], true).refused, /curve/);
});
