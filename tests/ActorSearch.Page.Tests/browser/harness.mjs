// What the scenarios have in common. A scenario is a program, `node scenario.mjs PAGE [ARGUMENT...]`, that prints what it
// finds as lines of JSON, {"name": ..., "value": ...}; the test that runs it decides what is right.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** The page's file and the scenario's other arguments. */
export const [pageFile, ...scenarioArguments] = process.argv.slice(2);

/** Prints a finding. */
export function find(name, value) {
    console.log(JSON.stringify({ name, value: value ?? null }));
}

/**
 * Opens the page and runs `body(page)`, then prints what went wrong meanwhile, as `problems`: messages on the console,
 * errors, dialogs, what the policy stopped; and `requests`: every address asked for but the page's own.
 * Options: `route` handles requests to other addresses, `viewport`, `scheme` ("light" or "dark"), `url` in place of the file.
 */
export async function openPage(body, { route, viewport, scheme, url } = {}) {
    const browser = await chromium.launch({
        executablePath: process.env.ACTORSEARCH_CHROMIUM,
        args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    const problems = [];
    const requests = [];
    try {
        const address = url ?? pathToFileURL(pageFile).href;
        const page = await browser.newPage({ viewport: viewport ?? { width: 1280, height: 900 }, colorScheme: scheme ?? "light" });
        page.setDefaultTimeout(60_000);
        page.on("console", (message) => {
            if (["error", "warning", "assert"].includes(message.type())) {
                problems.push(`${message.type()}: ${message.text()}`);
            } else if (message.text().startsWith("policy: ")) {
                problems.push(message.text());
            }
        });
        page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
        page.on("dialog", async (dialog) => {
            problems.push(`dialog: ${dialog.message()}`);
            await dialog.dismiss();
        });
        page.on("request", (request) => {
            if (!request.url().startsWith(address) && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
                requests.push(request.url());
            }
        });
        await page.addInitScript(() => document.addEventListener(
            "securitypolicyviolation",
            (event) => console.info(`policy: ${event.violatedDirective} stopped ${event.blockedURI} ${event.sample}`)));
        if (route) {
            await page.route((requested) => !requested.href.startsWith(address), route);
        }

        await page.goto(address);
        await body(page);
    } finally {
        await browser.close();
    }

    find("problems", problems);
    find("requests", requests);
}

/** Waits until the page shows its study. */
export async function untilShown(page) {
    await page.waitForFunction(() => document.getElementById("waiting") === null);
}
