// Uses the page without a mouse.
import { find, openPage, untilShown } from "./harness.mjs";

await openPage(async (page) => {
    await untilShown(page);
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName);
    await page.keyboard.press("Tab");
    find("first stop", await focused());
    find("first stop is in sight", await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0));
    await page.keyboard.press("Enter");
    find("after the first link", await focused());

    await page.keyboard.press("/");
    find("after a slash", await focused());
    await page.keyboard.type("activation=relu");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.includes("filter="));
    await page.keyboard.type("/");
    find("a slash in the field", await page.inputValue("#filter"));
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !location.hash.includes("filter="));
    find("after Escape", [await page.inputValue("#filter"), await focused()]);

    await page.locator('#ranking th[data-column="parameters"] button').focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector('#ranking th[data-column="parameters"][aria-sort="ascending"]');
    find("focus after sorting", await page.evaluate(() => document.activeElement.closest("th")?.dataset.column));

    await page.locator("#ranking .opener").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#ranking tr.trials");
    find("focus after opening", await page.evaluate(() => [document.activeElement.className, document.activeElement.getAttribute("aria-expanded")]));
    await page.keyboard.press("Tab");
    const before = await page.evaluate(() => document.activeElement.getAttribute("data-focus"));
    await page.keyboard.press("Space");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    find("focus stays on the box", before !== null && before === await page.evaluate(() => document.activeElement.getAttribute("data-focus")));

    await page.locator(".scheme input:checked").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    find("theme by arrows", await page.evaluate(() => document.documentElement.dataset.theme));

    await page.locator(".contents a").nth(4).focus();
    await page.keyboard.press("Enter");
    find("after a link of the contents", await page.evaluate(() => [document.activeElement.tagName, document.activeElement.closest("section")?.id]));

    const nameless = await page.evaluate(() => [...document.querySelectorAll("button, input, select, a[href]")]
        .filter((one) => one.checkVisibility() && !one.textContent.trim() && !one.getAttribute("aria-label") && !one.labels?.length)
        .map((one) => one.outerHTML.slice(0, 120)));
    find("controls without a name", nameless);
    find("headings", await page.locator("h1, h2, h3").evaluateAll((all) => all.map((one) => Number(one.tagName[1]))));
});
