// Sorts, filters, opens, picks and turns the pages of the ranking, with the mouse.
import { find, openPage, untilShown } from "./harness.mjs";

const rows = "#ranking .ranking > tbody > tr:not(.trials)";

await openPage(async (page) => {
    await untilShown(page);
    const texts = (selector) => page.locator(selector).allTextContents();
    const ranks = async () => (await texts(`${rows} .rank-cell`)).map((text) => Number.parseInt(text, 10));
    const tests = async () => (await texts(`${rows} td:nth-last-child(${await page.locator("#ranking th.head-remark").count() + 1})`)).map(Number);
    const column = (name) => page.locator(`#ranking th[data-column="${name}"]`);
    const filter = async (text) => {
        await page.fill("#filter", text);
        await page.press("#filter", "Enter");
        await page.waitForFunction((wanted) => document.getElementById("filter").value === wanted, text);
        await frame(page);
        return page.locator("#filter-count").textContent();
    };

    find("ranks at first", await ranks());
    find("count at first", await page.locator("#filter-count").textContent());

    await column("test").getByRole("button").click();
    await page.waitForSelector('#ranking th[data-column="test"][aria-sort="descending"]');
    find("test figures sorted", await tests());
    await column("test").getByRole("button").click();
    await page.waitForSelector('#ranking th[data-column="test"][aria-sort="ascending"]');
    find("test figures turned round", await tests());
    find("sorted columns", await page.locator("#ranking th[aria-sort]").count());
    find("address of the sort", new URL(page.url()).hash);
    await column("rank").getByRole("button").click();
    await page.waitForSelector('#ranking th[data-column="rank"][aria-sort="ascending"]');

    await page.locator("#ranking .pager").getByRole("button", { name: "Next" }).click().catch(() => {});
    find("ranks of the second page", await ranks());
    await page.locator("#ranking .pager").getByRole("button", { name: "First" }).click().catch(() => {});

    find("count of relu", await filter("activation=relu"));
    const place = await column("value:activation").evaluate((cell) => cell.cellIndex + 1);
    find("values of relu", [...new Set(await texts(`${rows} > :nth-child(${place})`))]);
    find("count of an unknown name", await filter("activation=relu lr=1"));
    find("errors", await texts("#filter-errors li"));
    find("invalid", await page.getAttribute("#filter", "aria-invalid"));
    find("count of nothing", await filter("rank>100000"));
    find("rows of nothing", await page.locator(rows).count());
    find("words of nothing", await page.locator("#ranking .nothing").isVisible());
    await page.locator(".filter").getByRole("button", { name: "Clear" }).click();
    await frame(page);
    find("count when cleared", await page.locator("#filter-count").textContent());

    const chip = page.locator(".chip").first();
    await chip.click();
    await frame(page);
    find("filter of the chip", [await chip.textContent(), await page.inputValue("#filter"), await chip.getAttribute("aria-pressed")]);
    await chip.click();
    await frame(page);
    find("filter when the chip is let go", await page.inputValue("#filter"));

    const opener = page.locator(`${rows} .opener`).first();
    await opener.click();
    find("trials of the first row", await page.locator("#ranking tr.trials tbody tr").count());
    find("opened", await opener.getAttribute("aria-expanded"));
    await opener.click();
    find("trials when closed", await page.locator("#ranking tr.trials tbody tr").count());

    find("picked at first", await page.locator(`${rows} input[type=checkbox]`).evaluateAll((boxes) => boxes.filter((box) => box.checked || box.indeterminate).length));
    for (let place = 5; place < 13; place++) {
        await page.locator(`${rows} input[type=checkbox]`).nth(place).click();
    }

    find("picked at most", await page.locator(`${rows} input[type=checkbox]`).evaluateAll((boxes) => boxes.filter((box) => box.checked || box.indeterminate).length));
    find("refusal", await page.locator(".pick-message").textContent());
    find("shown marks", await page.evaluate(() => document.querySelectorAll("main script, main img, main iframe").length));
});

function frame(page) {
    return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
