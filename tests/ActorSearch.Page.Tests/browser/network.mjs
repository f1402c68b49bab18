// Opens a page that loads its charts library, from a network that gives FILE for every address, or nothing without FILE.
import { readFileSync } from "node:fs";
import { find, openPage, scenarioArguments, untilShown } from "./harness.mjs";

const [file] = scenarioArguments;
await openPage(async (page) => {
    await untilShown(page);
    find("drawing", await page.evaluate(() => typeof echarts));
    find("notices", await page.locator(".notice").allTextContents());
    find("rows", await page.locator("main table tbody tr").count());
}, {
    route: (requested) => file
        ? requested.fulfill({ body: readFileSync(file), contentType: "text/javascript", headers: { "Access-Control-Allow-Origin": "*" } })
        : requested.abort(),
});
