import { createChartBlock } from "../charting.js";
import { createTimelineChart } from "../charts/timeline.js";
import { element, fill, longText } from "../dom.js";
import { formatCounted, formatDuration, formatPercent } from "../format.js";

const spentKinds = ["waiting", "loading", "training", "evaluating", "recording", "lost"];

/** Where the time went, for every worker. */
export const timelineSection = {
    id: "timeline",
    title: "Where the time went",
    watches: ["theme"],
    applies: (model) => (model.timeline?.workers.length ?? 0) > 0,
    lead: (model) => `${formatCounted(model.timeline.workers.length, "worker")} over ${formatDuration(model.timeline.duration)}`
        + `${model.timeline.pauses.length > 0 ? `, with ${formatCounted(model.timeline.pauses.length, "pause")} while nothing ran` : ""}.`
        + (model.timeline.merged ? " Neighbouring trials are drawn as one, for there are very many." : ""),
    build(body, context) {
        const totals = element("div");
        const block = createChartBlock(context, createTimelineChart, "timeline");
        const show = () => fill(totals, totalsTable(context.model().timeline));
        show();
        fill(body, totals, block.element);
        block.start();
        return {
            update(changed) {
                if (changed.has("model")) {
                    show();
                }

                block.update();
            },
        };
    },
};

function totalsTable({ workers }) {
    const all = Object.fromEntries(spentKinds.map((kind) => [kind, workers.reduce((sum, worker) => sum + (worker.totals[kind] ?? 0), 0)]));
    const kinds = spentKinds.filter((kind) => all[kind] > 0);
    const row = (name, totals) => {
        const whole = spentKinds.reduce((sum, kind) => sum + (totals[kind] ?? 0), 0);
        const bar = element("span", { class: "spent-bar", "aria-hidden": "true" }, kinds.map((kind) => {
            const part = element("span", { class: `spent spent-${kind}` });
            part.style.flexGrow = String(totals[kind] ?? 0);
            return part;
        }));
        return element("tr", null,
            element("th", { scope: "row" }, longText(name, 32)),
            element("td", { class: "bar-cell" }, bar),
            kinds.map((kind) => element("td", { class: "number", title: formatDuration(totals[kind]) }, whole > 0 ? formatPercent((totals[kind] ?? 0) / whole) : "-")),
            element("td", { class: "number" }, formatDuration(whole)));
    };
    return element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Time of each worker" },
        element("table", { class: "plain" },
            element("caption", { class: "unseen" }, "Shares of each worker's time"),
            element("thead", null, element("tr", null,
                element("th", { scope: "col" }, "Worker"),
                element("th", { scope: "col" }, element("span", { class: "unseen" }, "Shares as a bar")),
                kinds.map((kind) => element("th", { scope: "col" }, element("span", { class: `key spent-${kind}`, "aria-hidden": "true" }), ` ${kind}`)),
                element("th", { scope: "col" }, "Together"))),
            element("tbody", null, workers.length > 1 ? row("all workers", all) : null, workers.map((worker) => row(worker.name, worker.totals)))));
}
