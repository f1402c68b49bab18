// Opens a page, draws every chart and says what each shows: what it is called, its description, its table, its tooltip.
import { find, openPage, untilShown } from "./harness.mjs";

const charts = ["curves", "effects", "interactions", "parallel", "tradeoff", "timeline"];

/** Moves the mouse down a chart until a tooltip shows, and says what stands in that. */
async function tooltip(page, id) {
    const plot = page.locator(`#${id} .chart-plot`);
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    const tip = page.locator(`#${id} .chart-tooltip`);
    for (let y = 30; y < box.height - 20 && !(await tip.isVisible()); y += 7) {
        await plot.hover({ position: { x: box.width * 0.45, y } });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }

    return await tip.isVisible() ? tip.textContent() : null;
}

await openPage(async (page) => {
    await untilShown(page);
    for (const id of charts) {
        const section = page.locator(`#${id}`);
        if (!(await section.isVisible())) {
            find(id, { hidden: true });
            continue;
        }

        await section.scrollIntoViewIfNeeded();
        await section.locator(".chart[aria-label]").waitFor();
        const isDrawn = await section.locator(".chart-plot").isVisible();
        if (isDrawn) await section.locator("canvas").first().waitFor();
        await section.locator("details.as-table > summary").click();
        await section.locator(".chart-table table").waitFor();
        find(id, {
            hidden: false,
            isDrawn,
            name: await section.locator(".chart").getAttribute("aria-label"),
            description: isDrawn ? await section.locator(".chart-plot").getAttribute("aria-label") : await section.locator(".chart-message").textContent(),
            rows: await section.locator(".chart-table tbody tr").count(),
            isPainted: !isDrawn || await section.locator("canvas").evaluateAll((canvases) => canvases.some((canvas) => {
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                return data.some((value) => value !== 0);
            })),
            overflow: await section.evaluate((box) => box.scrollWidth - box.clientWidth),
        });
    }

    find("tooltip", await tooltip(page, "parallel"));
    find("worker", await tooltip(page, "timeline"));
    find("marked", await page.evaluate(() => globalThis.marked ?? null));
    find("markup", await page.locator(".chart script, .chart img, .chart-tooltip img").count());
});
