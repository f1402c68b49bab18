import assert from "node:assert/strict";
import { test } from "node:test";
import { paretoFront } from "../../../../src/ActorSearch.Reporting/Page/Assets/pareto.js";

const at = (...pairs) => pairs.map(([cost, value]) => ({ cost, value }));

/** The definition, in quadratic time. */
function frontByDefinition(points, maximize) {
    const value = (p) => (maximize ? p.value : -p.value);
    return points.map((_, i) => i).filter((i) => {
        const p = points[i];
        return Number.isFinite(p.cost) && Number.isFinite(p.value) && !points.some((q) => Number.isFinite(q.cost) && Number.isFinite(q.value)
            && q.cost <= p.cost && value(q) >= value(p) && (q.cost < p.cost || value(q) > value(p)));
    });
}

test("A point that costs less and is worth more beats the others", () => {
    assert.deepEqual(paretoFront(at([3, 0.9], [1, 0.95], [2, 0.8]), true), [1]);
});

test("The front goes by rising cost", () => {
    assert.deepEqual(paretoFront(at([3, 0.9], [1, 0.5], [2, 0.7], [2.5, 0.6]), true), [1, 2, 0]);
});

test("With a loss the lowest is the best", () => {
    assert.deepEqual(paretoFront(at([1, 0.5], [2, 0.2], [3, 0.3]), false), [0, 1]);
});

test("Points equal in both stand on the front together, points equal in one do not", () => {
    assert.deepEqual(paretoFront(at([1, 0.5], [1, 0.5], [2, 0.5], [1, 0.4], [3, 0.6], [3, 0.6]), true), [0, 1, 4, 5]);
});

test("Points without a cost or a value are left out", () => {
    assert.deepEqual(paretoFront([{ cost: null, value: 1 }, { cost: 1, value: null }, { cost: NaN, value: 1 }, { cost: 1, value: 0.1 }], true), [3]);
    assert.deepEqual(paretoFront([], true), []);
});

test("The front is what the definition says, ties and all", () => {
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let study = 0; study < 200; study++) {
        const points = Array.from({ length: 1 + Math.floor(next() * 40) }, () => ({
            cost: next() < 0.1 ? null : Math.floor(next() * 8), value: next() < 0.1 ? null : Math.floor(next() * 8) / 8,
        }));
        for (const maximize of [true, false]) {
            assert.deepEqual([...paretoFront(points, maximize)].sort((a, b) => a - b), frontByDefinition(points, maximize));
        }
    }
});
