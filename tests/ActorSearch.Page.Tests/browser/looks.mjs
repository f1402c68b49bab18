// Light and dark, paper, and windows from a small telephone's to a wall's.
import { find, openPage, untilShown } from "./harness.mjs";

const widths = [320, 360, 768, 1280, 2560, 3840];

await openPage(async (page) => {
    await untilShown(page);
    const look = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]);
    find("of a dark system", await look());
    await page.getByRole("radio", { name: "Light" }).check();
    find("light", await look());
    find("address", await page.evaluate(() => location.hash));
    await page.getByRole("radio", { name: "Auto" }).check();
    find("auto", await look());

    for (const section of await page.locator("main section").all()) {
        await section.scrollIntoViewIfNeeded();
    }

    const wide = [];
    for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        wide.push(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth));
    }

    find("pixels beyond the window", wide);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    const paper = await page.pdf({ format: "A4" });
    find("pages of paper", (paper.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length);
    find("after printing", await look());
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    find("on paper", await look());
    find("controls on paper", await page.locator("button:not(th > button), input, select, nav").evaluateAll((all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.className !== "long").map((one) => one.outerHTML.slice(0, 120))));
    find("sections built for paper", await page.locator(".section-body[data-built]").count());
}, { scheme: "dark" });
