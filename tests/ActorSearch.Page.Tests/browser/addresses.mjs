// Opens the page at addresses that others share, and at garbage.
import { pathToFileURL } from "node:url";
import { find, openPage, pageFile, untilShown } from "./harness.mjs";

const garbage = ["%", "%E0%A4%A", "filter=%ff%fe&sort=%00&theme=plaid", "=&=&=", "__proto__=1&constructor=2", "sort=-value:nothing",
    `filter=${encodeURIComponent("<script>globalThis.marked=1</script> \"=|..!")}`, `filter=${"x".repeat(20000)}`, "ranking", "no-such-place"];

await openPage(async (page) => {
    const address = pathToFileURL(pageFile).href;
    const broken = [];
    for (const hash of garbage) {
        await page.goto("about:blank");
        await page.goto(`${address}#${hash}`);
        await untilShown(page);
        if (await page.locator("#answer .sentence").count() !== 1 || await page.evaluate(() => globalThis.marked !== undefined)) {
            broken.push(hash.slice(0, 60));
        }
    }

    find("broken by", broken);
    await page.goto("about:blank");
    await page.goto(`${address}#filter=activation%3Drelu&sort=-parameters&theme=dark`);
    await untilShown(page);
    find("filter", await page.inputValue("#filter"));
    find("sort", await page.locator("#ranking th[aria-sort]").evaluateAll((all) => all.map((one) => [one.dataset.column, one.getAttribute("aria-sort")])));
    find("theme", await page.evaluate(() => document.documentElement.dataset.theme));
    await page.evaluate(() => {
        location.hash = "#filter=best";
    });
    await page.waitForFunction(() => document.getElementById("filter").value === "best");
    find("rank after a change of the address", await page.locator("#ranking .rank-cell").first().textContent());
});
