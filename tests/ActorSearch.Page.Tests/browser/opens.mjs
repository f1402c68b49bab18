// Opens a page, scrolls through it so that every section is built, and says what stands in it.
import { find, openPage, untilShown } from "./harness.mjs";

await openPage(async (page) => {
    await untilShown(page);
    find("title", await page.title());
    find("heading", await page.locator("h1").first().textContent());
    for (const section of await page.locator("main section:not([hidden])").elementHandles()) {
        await section.evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
        await page.waitForFunction((element) => element.lastElementChild.childElementCount > 0, section);
    }

    find("sections", await page.locator("main section").count());
    find("charts", await page.locator("main canvas").count());
    find("notices", await page.locator(".notice").allTextContents());
    find("marked", await page.evaluate(() => globalThis.marked ?? null));
});
