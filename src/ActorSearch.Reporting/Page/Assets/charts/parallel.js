/** All dimensions, the metric and what it costs side by side, a line for every point; a brush on an axis is a filter. */
import { element } from "../dom.js";
import { parseFilter } from "../filter.js";
import { formatCount, formatCounted, formatDuration, formatLarge, formatMetric, isFigure } from "../format.js";
import { mountChart } from "../mount.js";
import { metricName, tooltipBox } from "../option.js";
import { rampColor } from "../palette.js";
import { brushTerm, parallelAxes, parallelGoodness, parallelPlaces } from "./parallel-axes.js";
import { parallelDrawing } from "./parallel-drawing.js";
import { colorGroups, createLineLayers, nearestLine } from "./parallel-lines.js";

const filterDelay = 90;
const linesInMotion = 1500;
const tableLimit = 500;
const highlightLimit = 12;
const fadedLimit = 2500;

/** Draws the parallel coordinates. Brushing calls `context.brush(text)` with terms of the filter's language. */
export function createParallelChart(host, context) {
    let data = null;
    let layers = null;
    let scene = null;
    let shown = [];
    let pending = 0;
    let repaint = 0;
    let drawn = { scene: null, lines: null, isFaded: false };
    let brushed = null;
    let sent = "";
    const brushes = new Map();

    const frame = mountChart(host, context, {
        name: "Parallel coordinates",
        controls: () => [element("span", { class: "chart-hint" }, "drag along an axis to filter, click it to let go")],
        depends: () => [],
        build: ({ model, palette, width, height }) => {
            if (data?.model !== model) data = readLines(model);
            const built = parallelDrawing(data, palette, width, height);
            scene = built.empty ? null : { plan: built.plan, palette };
            if (built.empty) layers?.clear();
            return built;
        },
        drawn: (chart) => {
            if (layers === null) {
                layers = createLineLayers(chart.getZr());
                listen(chart);
            }
            for (const [id, intervals] of brushes) paintBrush(chart, id, intervals);
            showLines(context.state.get().visible);
        },
    });

    /** Shows a brush, or none, without taking it for the hand's. */
    function paintBrush(chart, id, intervals) {
        chart?.dispatchAction({ type: "axisAreaSelect", parallelAxisId: id, intervals }, { silent: true });
    }

    function listen(chart) {
        chart.on("axisareaselected", ({ parallelAxisId, intervals }) => {
            if (intervals.length === 0) brushes.delete(parallelAxisId);
            else brushes.set(parallelAxisId, intervals);
            preview();
        });
        chart.getZr().on("mousemove", ({ offsetX, offsetY, event }) => {
            cancelAnimationFrame(repaint);
            if (event?.buttons) repaint = requestAnimationFrame(() => hover(chart, -1, -1));
            else repaint = requestAnimationFrame(() => hover(chart, offsetX, offsetY));
        });
        chart.getZr().on("globalout", () => {
            cancelAnimationFrame(repaint);
            hover(chart, -1, -1);
        });
    }

    /** Shows at once what a brush will leave, and sets the filter, which others follow, when the hand rests. */
    function preview() {
        const text = brushText();
        clearTimeout(pending);
        pending = setTimeout(() => {
            pending = 0;
            if (text !== sent) {
                sent = text;
                context.brush?.(text);
            }
            dropStaleBrushes();
            showLines(context.state.get().visible);
        }, filterDelay);
        if (text === brushed) return;
        brushed = text;
        const { test } = parseFilter(text, data.model);
        const passed = data.model.points.filter(test).map((point) => point.index);
        // A hand in motion sees every so-manieth line; all of them are painted when it rests.
        const stride = Math.ceil(passed.length / linesInMotion);
        showLines(stride > 1 ? passed.filter((_, i) => i % stride === 0) : passed);
    }

    function brushText() {
        return data.axes.map((axis) => brushTerm(axis, brushes.get(axis.id) ?? [])).filter(Boolean).join(" ");
    }

    function showLines(visible) {
        if (scene === null) return;
        const all = data.model.points.length;
        shown = visible ?? data.model.points.map((_, i) => i);
        const { plan, palette } = scene;
        const isThin = shown.length > 300;
        const isFaded = shown.length < all;
        const isNew = scene !== drawn.scene;
        if (isNew || isFaded !== drawn.isFaded) {
            layers.replace("faded", isFaded ? [{ lines: data.faded, color: palette.faded, width: 1, opacity: all > 300 ? 0.35 : 0.6 }] : [], plan);
        }
        if (!isNew && shown.length === drawn.lines.length && shown.every((line, i) => line === drawn.lines[i])) return;
        drawn = { scene, lines: shown, isFaded };
        const groups = colorGroups(shown, data.goodness).map(({ lines, share }) => ({
            lines,
            color: share === null ? palette.missing : rampColor(palette.ramp, 0.12 + 0.88 * share),
            width: isThin ? 1 : 1.6,
            opacity: shown.length > 2000 ? 0.5 : isThin ? 0.65 : 0.9,
        }));
        const best = shown.filter((i) => data.highlight.has(i));
        groups.push({ lines: Uint32Array.from(best), color: palette.best, width: 2.5, opacity: 1 });
        layers.replace("shown", groups, plan);
        layers.replace("hovered", [], plan);
    }

    function hover(chart, x, y) {
        if (scene === null || layers === null || frame.chart() === null) return;
        const line = x < 0 ? -1 : nearestLine(shown, scene.plan, x, y, 8);
        layers.replace("hovered", line < 0 ? [] : [{ lines: Uint32Array.of(line), color: scene.palette.text, width: 3, opacity: 1 }], scene.plan);
        if (line < 0) {
            chart.dispatchAction({ type: "hideTip" });
            return;
        }
        const point = data.model.points[line];
        chart.dispatchAction({ type: "showTip", x, y, tooltip: { formatter: () => parallelTooltip(point, data.model) } });
    }

    /** Brushes whose terms the filter no longer holds, because somebody changed it elsewhere, are let go. */
    function dropStaleBrushes() {
        if (brushes.size === 0 || pending !== 0 || scene === null) return;
        const { filter } = context.state.get();
        for (const [id, intervals] of [...brushes]) {
            const axis = data.axes.find((one) => one.id === id);
            const term = axis ? brushTerm(axis, intervals) : null;
            if (term === "" || (term !== null && (filter ?? "").includes(term))) continue;
            brushes.delete(id);
            sent = null;
            if (axis) paintBrush(frame.chart(), id, []);
        }
    }

    return {
        update() {
            frame.update();
            if (pending !== 0) return;
            brushed = null;
            dropStaleBrushes();
            showLines(context.state.get().visible);
        },
        dispose() {
            clearTimeout(pending);
            cancelAnimationFrame(repaint);
            scene = null;
            frame.dispose();
        },
        table: () => parallelTable(context.model(), context.state.get().visible),
    };
}

function readLines(model) {
    const axes = parallelAxes(model);
    const best = model.points.filter((point) => point.best);
    const few = best.length <= highlightLimit ? best : best.slice(0, 1);
    return {
        model,
        axes,
        places: parallelPlaces(model, axes),
        goodness: parallelGoodness(model),
        faded: Uint32Array.from(model.points.filter((_, i) => i % Math.ceil(model.points.length / fadedLimit) === 0), (point) => point.index),
        highlight: new Set(few.map((point) => point.index)),
    };
}

function parallelTooltip(point, model) {
    const rows = [[metricName(model.study.metric), formatMetric(point.mean)]];
    model.dimensions.forEach(({ name }, d) => rows.push([name, point.values[d] ?? "-"]));
    if (isFigure(point.parameters)) rows.push(["parameters", formatLarge(point.parameters)]);
    if (isFigure(point.seconds)) rows.push(["training time", formatDuration(point.seconds)]);
    return tooltipBox(isFigure(point.rank) ? `#${formatCount(point.rank)}` : "not ranked", rows.slice(0, 18), point.remark || null);
}

function parallelTable(model, visible) {
    const points = (visible ?? model.points.map((_, i) => i)).map((i) => model.points[i]).filter(Boolean);
    const first = points.slice(0, tableLimit);
    return {
        caption: points.length > tableLimit ? `The first ${formatCount(tableLimit)} of ${formatCounted(points.length, "point")} that the filter shows` : `${formatCounted(points.length, "point")} that the filter shows`,
        columns: ["Rank", ...model.dimensions.map(({ name }) => name), metricName(model.study.metric), "Parameters", "Training time"],
        rows: first.map((point) => [
            formatCount(point.rank), ...point.values.map((value) => value ?? "-"), formatMetric(point.mean), formatLarge(point.parameters), formatDuration(point.seconds),
        ]),
    };
}
