// Brushes an axis of the parallel coordinates with the mouse, and says what the filter became: `brushing.mjs PAGE AXIS FROM TO FILTER`,
// the axis by its number from the left, from and to as shares of its length from above; the filter that it should become
// is waited for, so that a brush on its way is not taken for the whole one.
import { find, openPage, scenarioArguments, untilShown } from "./harness.mjs";

const [axis, from, to] = scenarioArguments.slice(0, 3).map(Number);
const expected = scenarioArguments[3];

await openPage(async (page) => {
    await untilShown(page);
    const section = page.locator("#parallel");
    await section.scrollIntoViewIfNeeded();
    const plot = section.locator(".chart-plot");
    await plot.locator("canvas").first().waitFor();
    await plot.scrollIntoViewIfNeeded();
    const { x, top, bottom } = await plot.evaluate((element, number) => {
        const chart = globalThis.echarts.getInstanceByDom(element);
        const rect = chart.getModel().getComponent("parallel").coordinateSystem.getRect();
        const axes = chart.getOption().parallelAxis.length;
        const host = element.getBoundingClientRect();
        return { x: host.left + rect.x + (number * rect.width) / (axes - 1), top: host.top + rect.y, bottom: host.top + rect.y + rect.height };
    }, axis);
    const at = (share) => top + share * (bottom - top);
    find("before", await page.evaluate(() => document.getElementById("filter").value));
    await page.mouse.move(x, at(from));
    await page.mouse.down();
    for (let step = 1; step <= 8; step++) {
        await page.mouse.move(x, at(from + ((to - from) * step) / 8));
    }

    await page.mouse.up();
    await page.waitForFunction((text) => document.getElementById("filter").value === text, expected, { timeout: 20_000 }).catch(() => null);
    find("filter", await page.evaluate(() => document.getElementById("filter").value));
    find("count", await page.locator("#filter-count").textContent());

    // A filter that is emptied elsewhere lets the brush go: the next brush begins anew.
    await page.evaluate(() => {
        const field = document.getElementById("filter");
        field.value = "";
        field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.waitForFunction(() => {
        const chart = globalThis.echarts.getInstanceByDom(document.querySelector("#parallel .chart-plot"));
        return chart.getModel().queryComponents({ mainType: "parallelAxis" }).every((model) => model.activeIntervals.length === 0);
    });
    find("after", await page.evaluate(() => document.getElementById("filter").value));
});
