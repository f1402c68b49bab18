// Reads pairs of lines, a whole document and the changes that lead to it (or null for the first), and holds that the
// page's script makes the one of the other, and leaves alone what it was given.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { applyDelta } from "../../../src/ActorSearch.Reporting/Page/Assets/model.js";

const lines = readFileSync(0, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
assert.ok(lines.length > 4);
let shown = null;
for (let place = 0; place < lines.length; place += 2) {
    const [whole, changes] = [lines[place], lines[place + 1]];
    if (changes === null) {
        shown = whole;
        continue;
    }

    assert.equal(applyDelta({ ...shown, version: shown.version - 1 }, changes), null);
    const before = JSON.stringify(shown);
    const next = applyDelta(shown, changes);
    assert.deepEqual(next, whole);
    assert.equal(JSON.stringify(shown), before);
    shown = next;
}

console.log("all as meant");
