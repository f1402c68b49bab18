// Gets the charts library by npm and checks it: node fetch.mjs FOLDER SECONDS
// It appears in FOLDER at once and whole, or not at all; then the last line says why, and the status is 1.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [folder, seconds] = [resolve(process.argv[2]), Number(process.argv[3])];
const source = dirname(fileURLToPath(import.meta.url));
const { charts } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
const licences = ["echarts/NOTICE", "echarts/LICENSE", "echarts/licenses/LICENSE-d3", "zrender/LICENSE", "tslib/LICENSE.txt"];

mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(folder, "fetch-"));
try {
    for (const name of ["package.json", "package-lock.json"]) {
        copyFileSync(join(source, name), join(work, name));
    }

    const windows = process.platform === "win32";
    const npm = spawnSync(
        windows ? "npm.cmd" : "npm",
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=1"],
        { cwd: work, encoding: "utf8", timeout: seconds * 1000, killSignal: "SIGKILL", shell: windows });
    if (npm.error?.code === "ENOENT") {
        throw new Error("npm is not installed");
    }
    if (npm.error?.code === "ETIMEDOUT") {
        throw new Error(`npm did not bring it within ${seconds} s`);
    }
    if (npm.status !== 0) {
        const errors = `${npm.stderr ?? ""}`.split("\n").filter((line) => /^npm err(or|!)/i.test(line));
        throw new Error(`npm failed: ${errors[0]?.replace(/^npm \S+\s*/i, "") ?? `status ${npm.status}`}; ${errors[1]?.replace(/^npm \S+\s*/i, "") ?? ""}`);
    }

    const library = readFileSync(join(work, "node_modules", "echarts", charts.file));
    const integrity = `sha384-${createHash("sha384").update(library).digest("base64")}`;
    if (integrity !== charts.integrity) {
        throw new Error(`its ${charts.file} has the hash ${integrity}, and ${charts.integrity} is pinned`);
    }

    const texts = licences.map((name) => [name, join(work, "node_modules", name)]).filter(([, path]) => existsSync(path));
    writeFileSync(
        join(work, "licences.txt"),
        texts.map(([name, path]) => `==== ${name} ====\n\n${readFileSync(path, "utf8").trim()}\n`).join("\n"));
    writeFileSync(join(work, "echarts.min.js"), library);
    // The library last: where it is, all is.
    renameSync(join(work, "licences.txt"), join(folder, "licences.txt"));
    renameSync(join(work, "echarts.min.js"), join(folder, "echarts.min.js"));
} catch (error) {
    console.log(error.message);
    process.exitCode = 1;
} finally {
    rmSync(work, { recursive: true, force: true });
}
