import { element, longText, shortened } from "../dom.js";
import { formatCount, formatLarge, formatMetric, formatShortSeconds } from "../format.js";
import { changePick, changePointPick, pickedOf } from "../picking.js";

/**
 * The rows of the ranking, and the trials in those that are open. A row that looks as before is left alone when the
 * study goes on, so that focus, selection and a screen reader's place stay where they were.
 */
export function createRows(context, tell) {
    const body = element("tbody");
    const open = new Set();
    let drawn = new Map();

    const pick = (change) => {
        const { picked, refused } = change(context.state.get().picked);
        context.state.set({ picked });
        tell(refused ?? `${picked.length} trials are picked for the learning curves.`);
        return refused === null;
    };
    let shown = [];
    const toggle = (key) => {
        open[open.has(key) ? "delete" : "add"](key);
        show(shown);
    };
    const show = (points) => {
        shown = points;
        const scale = scaleOf(points, context.model());
        const next = new Map();
        const nodes = [];
        for (const point of points) {
            const key = rowKey(point);
            const picked = context.state.get().picked.filter((index) => point.trials.some((trial) => trial.index === index));
            const sign = JSON.stringify([{ ...point, trials: null, network: null, index: 0 }, open.has(key) ? point.trials : null, picked, open.has(key), scale, hasRemarks(context.model())]);
            const old = drawn.get(key);
            const row = old?.sign === sign ? old : { sign, nodes: drawPoint(point, key) };
            next.set(key, row);
            nodes.push(...row.nodes);
        }

        const focused = document.activeElement?.dataset?.focus;
        settle(body, nodes);
        drawn = next;
        if (focused && document.activeElement === document.body) {
            body.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
        }
    };
    const drawPoint = (point, key) => {
        const row = pointRow(point, key, open.has(key), context, scaleOf(shown, context.model()), { pick, toggle });
        return open.has(key) ? [row, trialsRow(point, key, context, pick)] : [row];
    };
    return { element: body, show };
}

const remarked = new WeakMap();

/** Whether any point has a remark; without one their column is left out. */
export function hasRemarks(model) {
    if (!remarked.has(model)) {
        remarked.set(model, model.points.some((point) => point.remark !== ""));
    }

    return remarked.get(model);
}

function rowKey(point) {
    return point.trials[0] ? point.trials[0].index : -1 - point.index;
}

/** Puts nodes into a parent in order, moving only those that stand elsewhere. */
function settle(parent, nodes) {
    const wanted = new Set(nodes);
    for (const child of [...parent.children]) {
        if (!wanted.has(child)) {
            child.remove();
        }
    }

    nodes.forEach((node, place) => {
        if (parent.children[place] !== node) {
            parent.insertBefore(node, parent.children[place] ?? null);
        }
    });
}

/** The stretch of the metric that the bars of a page span, and the best point's interval in it. */
function scaleOf(points, model) {
    const ends = points.flatMap((point) => [point.low, point.mean, point.high]).filter((value) => value !== null);
    if (ends.length === 0) {
        return null;
    }

    const low = ends.reduce((a, b) => Math.min(a, b));
    const high = ends.reduce((a, b) => Math.max(a, b));
    const best = model.points[0];
    return { low, high, bestLow: best?.low ?? null, bestHigh: best?.high ?? null };
}

function pointRow(point, key, isOpen, context, scale, { pick, toggle }) {
    const name = point.rank === null ? "a point without a rank" : `rank ${point.rank}`;
    const state = pickedOf(point, context.state.get().picked);
    const box = element("input", {
        type: "checkbox",
        "aria-label": `Show the learning curve of ${name}${point.trials.length > 1 ? ", its first seed" : ""}`,
        title: point.trials.length > 1 ? "Learning curve of its first seed; the others are inside" : "Learning curve",
        "data-focus": `pick ${key}`,
        checked: state === "all",
        indeterminate: state === "some",
        onchange: () => {
            if (!pick((picked) => changePointPick(context.model(), picked, point, state === "none"))) {
                box.checked = false;
            }
        },
    });
    const opener = element("button", {
        type: "button",
        class: "opener",
        "aria-expanded": String(isOpen),
        "aria-label": `Trials of ${name}`,
        "data-focus": `open ${key}`,
        onclick: () => toggle(key),
    });
    return element("tr", { class: point.best ? "best" : point.rank === null ? "unranked" : null },
        element("td", { class: "open-cell" }, opener, box),
        element("th", { scope: "row", class: "rank-cell" },
            point.rank === null ? "-" : formatCount(point.rank),
            point.best ? element("span", { class: "star", title: "Cannot be told apart from the best", role: "img", "aria-label": "among the best" }, "\u2605") : null),
        element("td", { class: "mean-cell" }, meanCell(point, scale)),
        point.values.map((value) => element("td", { class: "value-cell" }, value === null ? "-" : longText(value, 28))),
        element("td", { class: "number" }, formatLarge(point.parameters)),
        element("td", { class: "number" }, formatLarge(point.macs)),
        element("td", { class: "number" }, point.seconds === null ? "-" : `${formatShortSeconds(point.seconds)} s`),
        element("td", { class: "number" }, formatMetric(point.test)),
        hasRemarks(context.model()) ? element("td", { class: "remark-cell" }, point.remark === "" ? null : longText(point.remark, 60)) : null);
}

function meanCell(point, scale) {
    if (point.mean === null) {
        return "-";
    }

    const sure = point.low !== null && point.high !== null;
    return [
        element("span", { class: "mean" }, formatMetric(point.mean)),
        sure ? element("span", { class: "interval-words" }, `${formatMetric(point.low)} to ${formatMetric(point.high)}`) : null,
        scale === null ? null : intervalBar(point, scale),
    ];
}

function intervalBar(point, scale) {
    const place = (value) => (scale.high > scale.low ? (100 * (value - scale.low)) / (scale.high - scale.low) : 50);
    const bar = element("span", { class: "interval", "aria-hidden": "true" });
    if (scale.bestLow !== null && scale.bestHigh !== null) {
        const [from, to] = [scale.bestLow, scale.bestHigh].map((value) => Math.min(100, Math.max(0, place(value))));
        bar.append(stretch("interval-best", from, to));
    }

    if (point.low !== null && point.high !== null) {
        bar.append(stretch("interval-range", place(point.low), place(point.high)));
    }

    const dot = element("span", { class: "interval-mean" });
    dot.style.left = `${place(point.mean)}%`;
    bar.append(dot);
    return bar;
}

function stretch(name, from, to) {
    const part = element("span", { class: name });
    part.style.left = `${from}%`;
    part.style.width = `${Math.max(0, to - from)}%`;
    return part;
}

const numberHeads = new Set(["Seed", "Best epoch", "Epochs", "Test", "Time", "Attempts"]);

function trialsRow(point, key, context, pick) {
    const model = context.model();
    const picked = context.state.get().picked;
    const heads = ["Curve", "Trial", "Seed", "Outcome", model.study.metric.replaceAll("_", " "), "Best epoch", "Epochs", "Test", "Time", "Attempts", "Worker", "Reason"];
    const rows = point.trials.map((trial) => {
        const box = element("input", {
            type: "checkbox",
            "aria-label": `Show the learning curve of trial ${trial.id}`,
            "data-focus": `trial ${trial.index}`,
            checked: picked.includes(trial.index),
            disabled: model.curves(trial) === null,
            onchange: () => {
                if (!pick((before) => changePick(before, trial.index, box.checked))) {
                    box.checked = false;
                }
            },
        });
        return element("tr", null,
            element("td", null, box),
            element("th", { scope: "row" }, element("code", null, trial.id)),
            element("td", { class: "number" }, formatCount(trial.replicate)),
            element("td", null, element("span", { class: "outcome", "data-outcome": trial.outcome }, shortened(String(trial.outcome), 24))),
            element("td", { class: "number" }, formatMetric(trial.metric)),
            element("td", { class: "number" }, formatCount(trial.epoch)),
            element("td", { class: "number" }, formatCount(trial.epochs)),
            element("td", { class: "number" }, formatMetric(trial.testAccuracy)),
            element("td", { class: "number" }, trial.seconds === null ? "-" : `${formatShortSeconds(trial.seconds)} s`),
            element("td", { class: "number" }, formatCount(trial.attempts)),
            element("td", null, trial.worker === null ? "-" : longText(trial.worker, 24)),
            element("td", { class: "remark-cell" }, trial.reason === "" ? null : longText(trial.reason, 90)));
    });
    const span = (hasRemarks(model) ? 8 : 7) + model.dimensions.length;
    return element("tr", { class: "trials" }, element("td", { colspan: span },
        element("table", { class: "plain" },
            element("caption", { class: "unseen" }, `Trials of ${point.rank === null ? "this point" : `rank ${point.rank}`}`),
            element("thead", null, element("tr", null, heads.map((head) => element("th", { scope: "col", class: numberHeads.has(head) ? "number" : null }, head)))),
            element("tbody", null, rows))));
}
