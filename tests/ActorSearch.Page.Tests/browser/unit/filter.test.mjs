import assert from "node:assert/strict";
import { test } from "node:test";
import { filterExamples, filterPoints, mergeBrush, parseFilter, quoteFilterValue } from "../../../../src/ActorSearch.Reporting/Page/Assets/filter.js";
import { readModel } from "../../../../src/ActorSearch.Reporting/Page/Assets/model.js";
import { smallDocument } from "./studies.mjs";

const model = readModel(smallDocument());

function passing(text) {
    const filter = parseFilter(text, model);
    assert.deepEqual(filter.errors, [], text);
    return filterPoints(filter, model);
}

function errorOf(text) {
    const { errors } = parseFilter(text, model);
    assert.equal(errors.length, 1, text);
    return errors[0];
}

const cases = [
    ["", [0, 1, 2, 3]],
    ["best", [0, 1]],
    ["!best", [2, 3]],
    ["ranked", [0, 1, 2]],
    ["unranked", [3]],
    ["activation=relu", [1]],
    ["activation=RELU", [1]],
    ["activation=leaky", [0, 2]],
    ["activation=relu|leaky_relu", [0, 1, 2]],
    ["activation!=relu", [0, 2, 3]],
    ["activation=-", [3]],
    ["learning_rate=0.1", [2, 3]],
    ["learning_rate=1e-1", [2, 3]],
    ["learning_rate<0.1", [0, 1]],
    ["learning_rate<=0.1", [0, 1, 2, 3]],
    ["learning_rate>0.01", [2, 3]],
    ["learning_rate=0.05..1", [2, 3]],
    ["learning_rate=..0.05", [0, 1]],
    ["learning_rate=0.01|0.1 best", [0, 1]],
    ["mean>=89%", [0, 1]],
    ["mean>89%", [0]],
    ["mean=0.85..0.895", [1]],
    ["parameters<2k", [1]],
    ["parameters>=0.1M", [2]],
    ["rank=1|3", [0, 2]],
    ["outcome=diverged", [3]],
    ["!outcome=diverged", [0, 1, 2]],
    ["worker=two", [0]],
    ["reason=nan", [3]],
    ["trial=aaaaa4", [2]],
    ["epochs=3", [0, 1, 2, 3]],
    ["diverged", [3]],
    ["\"is NaN at epoch 1\"", [3]],
    ["seeds diverged", [3]],
    ["\"activation\"=relu", [1]],
    ["  best   activation=relu ", [1]],
];
for (const [text, expected] of cases) {
    test(`The filter ${text || "(empty)"} lets ${expected.length} points pass`, () => assert.deepEqual(passing(text), expected));
}

test("A name that there is none of is told, with those that there are", () => assert.match(errorOf("lr=0.1"), /no "lr".*learning_rate.*activation.*mean/));
test("A value that a dimension never has is told, with those that it has", () => assert.match(errorOf("activation=gelu"), /never gelu.*leaky_relu, relu/));
test("Texts cannot be compared like numbers", () => assert.match(errorOf("activation<relu"), /no numbers/));
test("What is no number is told", () => assert.match(errorOf("mean>much"), /much.*no number/));
test("A term without a value is told", () => assert.match(errorOf("mean>"), /no value/));
test("A comparison with several values is told", () => assert.match(errorOf("mean>0.1|0.2"), /one/));
test("An operator alone is told", () => assert.match(errorOf("<="), /no name/));
test("A quote that is not closed is told, and its text looked for", () => {
    const filter = parseFilter('"NaN at', model);
    assert.match(filter.errors[0], /quote/);
    assert.deepEqual(filterPoints(filter, model), [3]);
});

test("A term that cannot be read leaves the others in force", () => {
    const filter = parseFilter("best lr=3", model);
    assert.deepEqual(filterPoints(filter, model), [0, 1]);
    assert.equal(filter.errors.length, 1);
});

test("No text, however odd, makes the filter throw", () => {
    const signs = ['"', "|", "=", "<", ">", "!", "..", " ", "best", "a", "1e400", "-", "%", "\u202e", "\ud83d", "__proto__", "constructor", "toString="];
    for (let i = 0; i < 3000; i++) {
        const text = Array.from({ length: 1 + (i % 6) }, (_, k) => signs[(i * 7 + k * 11 + ((i * k) % 5)) % signs.length]).join("");
        filterPoints(parseFilter(text, model), model);
    }
});

test("Words that every object knows are no names", () => {
    assert.match(errorOf("constructor=1"), /no "constructor"/);
    assert.deepEqual(passing("toString"), []);
});

test("A quoted value is read back as it was", () => {
    for (const value of ["relu", "16-32-64", "a b", "a|b", "1..2", "x=1"]) {
        const document = smallDocument();
        document.dimensions[1].levels[1] = value;
        const other = readModel(document);
        const filter = parseFilter(`activation=${quoteFilterValue(value)}`, other);
        assert.deepEqual(filter.errors, [], value);
        assert.deepEqual(filterPoints(filter, other), [1], value);
    }
});

test("A brush takes the place of the brush before and leaves what was typed", () => {
    assert.equal(mergeBrush("best", "", "learning_rate=0.01..0.1"), "best learning_rate=0.01..0.1");
    assert.equal(mergeBrush("best learning_rate=0.01..0.1", "learning_rate=0.01..0.1", "activation=relu"), "best activation=relu");
    assert.equal(mergeBrush("activation=relu best", "", "activation=leaky_relu"), "best activation=leaky_relu");
    assert.equal(mergeBrush("best activation=relu", "activation=relu", ""), "best");
});

test("Every example passes without an error, and some points with it", () => {
    const examples = filterExamples(model);
    assert.ok(examples.includes("best") && examples.includes("outcome=diverged"));
    for (const example of examples) {
        const count = passing(example).length;
        assert.ok(count > 0 && count < model.points.length, example);
    }
});
