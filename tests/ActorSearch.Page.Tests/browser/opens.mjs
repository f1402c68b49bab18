// Opens a page, scrolls through it so that every section is built, and says what stands in it.
import { find, openPage, untilShown } from "./harness.mjs";

await openPage(async (page) => {
    await untilShown(page);
    find("title", await page.title());
    find("heading", await page.locator("h1").first().textContent());
    await page.evaluate(async () => {
        for (const section of document.querySelectorAll("main section")) {
            section.scrollIntoView();
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
    });

    find("sections", await page.locator("main section").count());
    find("charts", await page.locator("main canvas").count());
    find("notices", await page.locator(".notice").allTextContents());
    find("marked", await page.evaluate(() => globalThis.marked ?? null));
});
