// Follows a study that goes on, played by a stand-in for the network: node follows.mjs SHELL DOCUMENT.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { find, openPage, pageFile, scenarioArguments, untilShown } from "./harness.mjs";

const whole = JSON.parse(readFileSync(scenarioArguments[0], "utf8"));

await openPage(async (page) => {
    await page.addInitScript((document) => {
        window.fetch = async () => new Response(JSON.stringify(document), { headers: { "content-type": "application/json" } });
        window.EventSource = class extends EventTarget {
            constructor() {
                super();
                window.stream = this;
                setTimeout(() => this.dispatchEvent(new Event("open")));
            }

            close() {}
        };
        window.send = (kind, data) => window.stream.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
    }, whole);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(pathToFileURL(pageFile).href);
    await untilShown(page);
    await page.waitForSelector(".badge[data-kind=live]");
    find("badge", await page.locator(".badge").textContent());
    find("progress", await page.locator(".progress-text").textContent());

    await page.fill("#filter", "ranked");
    await page.press("#filter", "Enter");
    await page.locator('#ranking th[data-column="parameters"] button').click();
    await page.waitForSelector('#ranking th[data-column="parameters"][aria-sort]');
    await page.locator("#ranking .opener").nth(1).click();
    await page.locator("#ranking .opener").nth(1).focus();
    const view = () => page.evaluate(() => ({
        filter: document.getElementById("filter").value,
        sort: document.querySelector("#ranking th[aria-sort]").dataset.column,
        open: document.querySelectorAll("#ranking tr.trials").length,
        focus: document.activeElement.getAttribute("data-focus"),
        scroll: Math.round(window.scrollY),
        hash: window.location.hash,
    }));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    find("view before", JSON.stringify(await view()));
    await page.evaluate(({ version, study, answer, points }) => {
        window.row = document.querySelector("#ranking .opener[aria-expanded=true]").closest("tr");
        window.send("delta", {
            from: version,
            version: version + 1,
            set: { study: { ...study, counts: { ...study.counts, waiting: Math.max(0, (study.counts.waiting ?? 0) - 1) } }, answer: { ...answer, sentence: "It is another one now." }, points },
            trials: {},
            curves: {},
        });
    }, whole);
    await page.waitForFunction(() => document.querySelector(".sentence").textContent === "It is another one now.");
    find("view after", JSON.stringify(await view()));
    find("row that looks as before stays the same node", await page.evaluate(() => window.row.isConnected));

    const before = await page.locator(".progress-text").textContent();
    await page.evaluate(({ version, study }) => {
        window.recipe = document.querySelector(".recipe");
        window.send("delta", {
            from: version + 1,
            version: version + 2,
            set: { study: { ...study, counts: { ...study.counts, waiting: Math.max(0, (study.counts.waiting ?? 0) - 2) } } },
        });
    }, whole);
    await page.waitForFunction((text) => document.querySelector(".progress-text").textContent !== text, before);
    find("answer that says the same stays the same node", await page.evaluate(() => window.recipe.isConnected));

    await page.evaluate(() => window.stream.dispatchEvent(new Event("error")));
    await page.waitForSelector(".badge[data-kind=lost]");
    find("badge when lost", await page.locator(".badge").textContent());
    await page.waitForSelector(".badge[data-kind=live]");
    await page.evaluate(() => window.send("ended", { status: "complete" }));
    await page.waitForSelector(".badge[data-kind=ended]");
    find("badge at the end", await page.locator(".badge").textContent());
}, { url: "about:blank" });
