// Saves a page as browsers do, as it stands once it is drawn, and opens what was saved.
import { writeFileSync } from "node:fs";
import { find, openPage, pageFile, untilShown } from "./harness.mjs";

await openPage(async (page) => {
    await untilShown(page);
    const saved = `${pageFile}.saved.html`;
    writeFileSync(saved, `<!DOCTYPE html>\n${await page.evaluate(() => document.documentElement.outerHTML)}`);
    await page.goto(`file://${saved}`);
    await untilShown(page);
    find("sections", await page.locator("main section").count());
    find("rows", await page.locator("#ranking tbody tr").count());
    await page.locator("#filter").fill("rank=1");
    await page.waitForFunction(() => document.querySelectorAll("#ranking tbody tr").length === 1);

    // The same of a page that was live: nothing is left to draw it from.
    writeFileSync(saved, `<!DOCTYPE html>\n${await page.evaluate(() => {
        document.documentElement.dataset.live = "true";
        document.getElementById("study").remove();
        return document.documentElement.outerHTML;
    })}`);
    await page.goto(`file://${saved}`);
    find("kept", await page.locator("#ranking tbody tr").count());
    find("notices", await page.locator(".notice").allTextContents());
});
