// Takes the experiment file out of the page, and a chart's figures as a table.
import { readFileSync } from "node:fs";
import { find, openPage, untilShown } from "./harness.mjs";

await openPage(async (page) => {
    await untilShown(page);
    find("file shown", await page.locator("#answer .source").textContent());
    const coming = page.waitForEvent("download");
    await page.locator("#answer").getByRole("button", { name: "Download" }).click();
    const download = await coming;
    find("name of the download", download.suggestedFilename());
    find("file downloaded", readFileSync(await download.path(), "utf8"));

    await page.evaluate(() => {
        window.copied = [];
        navigator.clipboard.writeText = async (text) => window.copied.push(text);
    });
    await page.locator("#answer").getByRole("button", { name: "Copy the file" }).click();
    await page.locator("#answer").getByRole("button", { name: "Copied" }).waitFor();
    find("file copied", await page.evaluate(() => window.copied[0]));
    await page.locator("#answer .command button").click();
    find("command copied", await page.evaluate(() => window.copied[1]));

    const tables = [];
    for (const section of ["curves", "effects", "interactions", "parallel", "tradeoff", "timeline"]) {
        await page.locator(`.contents a[href="#${section}"]`).click();
        await page.locator(`#${section} .as-table > summary`).click();
        await page.locator(`#${section} .chart-table tbody tr`).first().waitFor();
        tables.push([section, await page.locator(`#${section} .chart-table caption`).textContent(), await page.locator(`#${section} .chart-table tbody tr`).count()]);
    }

    find("tables", tables);
});
