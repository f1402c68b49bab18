import { element, fill, longText, shortened } from "../dom.js";
import { formatCount, formatCounted } from "../format.js";

const failureOutcomes = ["failed", "diverged", "rejected", "collapsed", "stopped"];
const outcomeWords = {
    failed: "Something broke that should not have.",
    diverged: "A loss became infinite or no number.",
    rejected: "The network cannot be built.",
    collapsed: "It ended no better than always answering the commonest class. These are ranked all the same.",
    stopped: "Stopped early. These are ranked all the same.",
};
const trialsAtOnce = 20;
const reasonLength = 160;
const reasonsApart = 6;
const reasonsAtOnce = 30;

/** What did not go as planned, grouped by outcome and reason. */
export const failuresSection = {
    id: "failures",
    title: "Failures",
    watches: [],
    lead: (model) => (model.trials.some((trial) => failureOutcomes.includes(trial.outcome))
        ? "Trials that did not go to their end, or to no good one, with the reason that each of them gave."
        : "No trial failed, diverged or was rejected."),
    build(body, context) {
        const open = new Set();
        let key = "";
        const update = () => {
            const groups = groupFailures(context.model().trials);
            const sign = JSON.stringify(groups.map(({ outcome, reasons }) => [outcome, reasons.map(({ reason, trials }) => [reason, trials.map((t) => t.index)])]));
            if (sign !== key) {
                key = sign;
                fill(body, groups.map((group) => outcomeBlock(group, context, open)));
            }
        };
        update();
        return { update };
    },
};

/**
 * Failed trials by outcome, then by reason, the commonest first. Where an outcome has very many reasons, those that
 * differ in their numbers only (an epoch, a step) are one.
 */
export function groupFailures(trials) {
    return failureOutcomes.map((outcome) => {
        const failed = trials.filter((trial) => trial.outcome === outcome);
        const exact = groupedBy(failed, (trial) => trial.reason);
        const groups = exact.size > reasonsApart ? groupedBy(failed, (trial) => trial.reason.replace(/\d+(?:[.,]\d+)*/g, "\u2026")) : exact;
        const reasons = [...groups].map(([reason, list]) => ({
            reason: list.every((trial) => trial.reason === list[0].reason) ? list[0].reason : reason,
            isPattern: list.some((trial) => trial.reason !== list[0].reason),
            trials: list,
        }));
        return { outcome, count: failed.length, reasons: reasons.sort((a, b) => b.trials.length - a.trials.length) };
    }).filter(({ count }) => count > 0);
}

function groupedBy(items, key) {
    const groups = new Map();
    for (const item of items) {
        const name = key(item);
        const list = groups.get(name);
        if (list) {
            list.push(item);
        } else {
            groups.set(name, [item]);
        }
    }

    return groups;
}

function outcomeBlock({ outcome, count, reasons }, context, open) {
    const list = element("div");
    const draw = (limit) => fill(list,
        reasons.slice(0, limit).map((reason) => reasonBox(outcome, reason, context, open)),
        reasons.length > limit
            ? element("button", { type: "button", class: "controls", onclick: () => draw(Infinity) }, `Show the other ${formatCount(reasons.length - limit)} reasons`)
            : null);
    draw(reasonsAtOnce);
    return element("div", { class: "failure" },
        element("div", { class: "failure-head" },
            element("h3", null, element("span", { class: "outcome", "data-outcome": outcome }, outcome), ` ${formatCounted(count, "trial")}`),
            element("button", {
                type: "button",
                class: "quiet controls",
                onclick: () => {
                    context.state.set({ filter: `outcome=${outcome}` });
                    context.goTo("ranking");
                },
            }, "Show in the ranking")),
        element("p", { class: "failure-words" }, outcomeWords[outcome]),
        list);
}

function reasonBox(outcome, { reason, isPattern, trials }, context, open) {
    const key = `${outcome} ${reason}`;
    const inside = element("div");
    const words = element("span", { class: "reason", dir: "auto" }, reason === "" ? "(no reason given)" : shortened(reason, reasonLength));
    const box = element("details", { class: "reason-box", open: open.has(key) },
        element("summary", null, element("span", { class: "reason-count" }, `${formatCount(trials.length)} \u00d7`), words),
        inside);
    const draw = (limit = trialsAtOnce) => {
        open[box.open ? "add" : "delete"](key);
        if (box.open) {
            const whole = reason.length > reasonLength ? element("p", { class: "whole", dir: "auto", tabindex: "0" }, reason) : null;
            fill(inside, whole, trialTable(trials, limit, context.model(), isPattern), trials.length > limit
                ? element("button", { type: "button", class: "controls", onclick: () => draw(Infinity) }, `Show the other ${formatCount(trials.length - limit)}`)
                : null);
        }
    };
    box.addEventListener("toggle", () => draw());
    draw();
    return box;
}

function trialTable(trials, limit, model, isPattern) {
    const heads = ["Trial", "Seed", ...model.dimensions.map((d) => d.name), "Epochs", "Attempts", "Worker", ...(isPattern ? ["Reason"] : [])];
    return element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Trials with this reason" },
        element("table", { class: "plain" },
            element("thead", null, element("tr", null, heads.map((head) => element("th", { scope: "col", dir: "auto" }, head)))),
            element("tbody", null, trials.slice(0, limit).map((trial) => element("tr", null,
                element("th", { scope: "row" }, element("code", null, trial.id)),
                element("td", { class: "number" }, formatCount(trial.replicate)),
                model.dimensions.map((_, place) => element("td", null, longText(model.points[trial.point]?.values[place] ?? "-", 28))),
                element("td", { class: "number" }, formatCount(trial.epochs)),
                element("td", { class: "number" }, formatCount(trial.attempts)),
                element("td", null, longText(trial.worker ?? "-", 28)),
                isPattern ? element("td", { class: "remark-cell" }, longText(trial.reason, 90)) : null)))));
}
