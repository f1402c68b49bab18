import { createChartBlock } from "../charting.js";
import { createTimelineChart } from "../charts/timeline.js";
import { element, fill } from "../dom.js";
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
        const show = () => fill(totals, totalsBar(context.model().timeline));
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

/** All workers' time as one bar with its key; each worker's own is in the chart and its table. */
function totalsBar({ workers }) {
    const totals = spentKinds.map((kind) => [kind, workers.reduce((sum, worker) => sum + (worker.totals[kind] ?? 0), 0)]).filter(([, seconds]) => seconds > 0);
    const whole = totals.reduce((sum, [, seconds]) => sum + seconds, 0);
    return [
        element("div", { class: "spent-bar", "aria-hidden": "true" }, totals.map(([kind, seconds]) => {
            const part = element("span", { class: `spent spent-${kind}` });
            part.style.flexGrow = String(seconds / whole);
            return part;
        })),
        element("ul", { class: "spent-key", "aria-label": "Time of all workers together" }, totals.map(([kind, seconds]) => element("li", null,
            element("span", { class: `key spent-${kind}`, "aria-hidden": "true" }),
            element("b", null, kind),
            ` ${formatPercent(seconds / whole)}`,
            element("span", { class: "soft" }, ` ${formatDuration(seconds)}`)))),
    ];
}
