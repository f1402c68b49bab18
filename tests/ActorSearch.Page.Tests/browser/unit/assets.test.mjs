import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../../src/ActorSearch.Reporting/Page/Assets/", import.meta.url));
const modules = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".js"));
const forbidden = /\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|document\.write|\beval\s*\(|new Function\b|setHTMLUnsafe|createContextualFragment|DOMParser|srcdoc|\bimport\s*\(/;

test("There are modules to look at", () => assert.ok(modules.length > 20));

for (const path of modules) {
    test(`${path} makes no markup and no code from text`, () => {
        const found = forbidden.exec(readFileSync(folder + path, "utf8"));
        assert.equal(found, null, `${path} has ${found?.[0]}`);
    });
}

test("The skeleton has no script of its own, and loads nothing", () => {
    const skeleton = readFileSync(folder + "page.html", "utf8");
    assert.doesNotMatch(skeleton, /<script|\son\w+=|https?:/);
});

const styles = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".css"));

test("The style loads nothing", () => {
    assert.ok(styles.length > 0);
    styles.forEach((path) => assert.doesNotMatch(readFileSync(folder + path, "utf8"), /url\(|@import/, path));
});
