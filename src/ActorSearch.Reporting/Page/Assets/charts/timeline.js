/** Where the time went: a row for every worker, its time by kind beside it. */
import { element } from "../dom.js";
import { formatCount, formatCounted, formatDuration, formatDurationTick, formatPercent, shorten } from "../format.js";
import { mountChart } from "../mount.js";
import { axisStyle, flatRows, hatchFill, pointName, textWidth, tooltipBox, tooltipStyle } from "../option.js";

const timeKinds = ["loading", "training", "evaluating", "recording", "lost", "waiting"];
const timelineRowLimit = 40;

/** Draws the model's timeline. */
export function createTimelineChart(host, context) {
    const frame = mountChart(host, context, {
        name: "Where the time went",
        depends: () => [],
        build: ({ model, palette, width }) => timelineDrawing(model, palette, width),
    });
    return { update: frame.update, dispose: frame.dispose, table: () => timelineTable(context.model()) };
}

/**
 * Stretches of one kind, [from, to, kind, span], of a worker's spans: what an attempt went into, one after the other in
 * the order loading, training, evaluating, recording (a schematic order: training and evaluating take turns, and the
 * recording has its share at either end). An attempt that was lost is all of that kind.
 */
export function stretchesOf(spans) {
    const stretches = [];
    spans.forEach((span, index) => {
        const [from, to, loading, training, evaluating, recording, isLost] = span;
        if (isLost) {
            stretches.push([from, to, "lost", index]);
            return;
        }
        const parts = [["loading", loading], ["training", training], ["evaluating", evaluating], ["recording", recording]];
        const known = parts.reduce((sum, [, length]) => sum + (length ?? 0), 0);
        const scale = known > 0 ? (to - from) / known : 0;
        let at = from;
        for (const [kind, length] of parts) {
            if (!(length > 0)) continue;
            stretches.push([at, at + length * scale, kind, index]);
            at += length * scale;
        }
        if (known === 0) stretches.push([from, to, "training", index]);
    });
    return stretches;
}

/** A worker's time by kind and in all, in seconds. */
export function workerTotals(worker) {
    const all = timeKinds.reduce((sum, kind) => sum + (worker.totals?.[kind] ?? 0), 0);
    return timeKinds.map((kind) => ({ kind, seconds: worker.totals?.[kind] ?? 0, share: all > 0 ? (worker.totals?.[kind] ?? 0) / all : 0 }));
}

function timelineDrawing(model, palette, width) {
    const timeline = model.timeline;
    const workers = timeline?.workers ?? [];
    if (workers.length === 0) return { empty: "No worker has taken a trial yet." };

    const isWide = width >= 720;
    const shownRows = Math.min(workers.length, timelineRowLimit);
    const row = workers.length > 12 ? 20 : 30;
    const names = workers.map(({ name }) => shorten(name, 28));
    const left = Math.min(width * 0.28, 20 + Math.max(...names.map((name) => textWidth(name))));
    const scrolls = workers.length > shownRows;
    const right = scrolls ? 34 : 14;
    const totalsWidth = isWide ? Math.max(150, width * 0.2) : width - left - right;
    const chartWidth = isWide ? width - left - totalsWidth - 28 - right : width - left - right;
    const body = shownRows * row;
    const second = isWide ? 30 : 30 + body + 84;
    const duration = Math.max(timeline.duration, 1e-9);
    // Round numbers of hours or minutes make better ticks than those of seconds.
    const unit = duration > 7200 ? 3600 : duration > 120 ? 60 : 1;
    const hatch = hatchFill(palette);
    const data = [];
    workers.forEach((worker, y) => {
        for (const [from, to, kind, span] of stretchesOf(worker.spans)) data.push({ y, from: from / unit, to: to / unit, kind, span });
    });
    const categories = (gridIndex, show) => axisStyle(palette, {
        gridIndex, type: "category", data: names, inverse: true, axisLine: { show: false }, splitLine: { show: false },
        axisLabel: { show, interval: 0, width: left - 12, overflow: "truncate" },
    });
    const title = (text, x, top) => ({ text, left: x, top, padding: 0, textStyle: { color: palette.text, fontSize: 12, fontWeight: 600 } });
    const totals = workers.map(workerTotals);
    return {
        keep: true,
        shape: workers.length,
        items: data.length,
        height: isWide ? 30 + body + 76 : second + body + 34,
        description: timelineDescription(timeline, totals),
        foot: timelineLegend(palette, timeline),
        option: {
            title: [title("Time since the start", left, 4), title("Share of the time", isWide ? width - right - totalsWidth : left, second - 26)],
            grid: [
                { left, top: 30, width: chartWidth, height: body, outerBoundsMode: "none" },
                { left: isWide ? width - right - totalsWidth : left, top: second, width: totalsWidth, height: body, outerBoundsMode: "none" },
            ],
            xAxis: [
                axisStyle(palette, { gridIndex: 0, type: "value", min: 0, max: duration / unit, splitNumber: Math.max(2, Math.round(chartWidth / 110)), axisLabel: { formatter: (value) => formatDurationTick(value * unit), showMaxLabel: false } }),
                axisStyle(palette, { gridIndex: 1, type: "value", min: 0, max: 1, interval: isWide ? 0.5 : 0.25, splitLine: { show: false }, axisLabel: { alignMinLabel: "left", alignMaxLabel: "right", formatter: (share) => `${Math.round(100 * share)} %` } }),
            ],
            yAxis: [categories(0, true), categories(1, !isWide)],
            dataZoom: timelineZoom(palette, { left, chartWidth, top: 30 + body + 34, scrolls, shownRows, width }),
            series: [
                timelineBars("waiting", workers.map((_, y) => ({ y, from: 0, to: duration / unit, kind: "waiting" })), palette, 1, true),
                timelineBars("spans", data, palette, 2, false),
                pauseBands((timeline.pauses ?? []).map((pause) => pause.map((at) => at / unit)), hatch),
                ...timeKinds.map((kind, k) => ({
                    id: `total ${kind}`, name: kind, type: "bar", stack: "total", xAxisIndex: 1, yAxisIndex: 1, barWidth: Math.min(16, row - 8), color: palette.kinds[kind],
                    data: totals.map((kinds) => kinds[k].share), cursor: "default", itemStyle: { borderColor: palette.surface, borderWidth: 0.5 }, emphasis: { disabled: true },
                })),
            ],
            tooltip: tooltipStyle(palette, {
                trigger: "item",
                formatter: ({ seriesId, dataIndex }) => (seriesId === "spans"
                    ? spanTooltip(data[dataIndex], workers, model, palette)
                    : totalsTooltip(workers[dataIndex], totals[dataIndex], palette)),
            }),
        },
    };
}

function timelineBars(id, data, palette, z, silent) {
    let last = null;
    return {
        id, type: "custom", xAxisIndex: 0, yAxisIndex: 0, z, silent, clip: true, progressive: 4000, cursor: "default",
        encode: { x: [0, 1], y: 2 },
        dimensions: ["from", "to", "worker"],
        data: flatRows(data, 3, ({ from, to, y }) => [from, to, y]),
        renderItem: (params, api) => {
            const { kind, y } = data[params.dataIndex];
            const [from, middle] = api.coord([api.value(0), y]);
            const to = api.coord([api.value(1), y])[0];
            const area = params.coordSys;
            if (to < area.x || from > area.x + area.width) return null;
            // What would cover a pixel that the same kind has covered already is not drawn again.
            const spot = `${y} ${kind} ${Math.round(to)}`;
            if (params.dataIndex > 0 && to - from < 0.5 && spot === last) return null;
            last = spot;
            // What was lost is worth a pixel however short it was; all else has its true width.
            const height = Math.max(4, api.size([0, 1])[1] - 8);
            const x = Math.max(from, area.x);
            return {
                type: "rect",
                shape: { x, y: middle - height / 2, width: Math.max(kind === "lost" ? 1 : 0, Math.min(to, area.x + area.width) - x), height },
                style: { fill: palette.kinds[kind] },
            };
        },
    };
}

function pauseBands(pauses, hatch) {
    return {
        id: "pauses", type: "custom", xAxisIndex: 0, yAxisIndex: 0, z: 3, silent: true, clip: true, encode: { x: [0, 1] },
        data: pauses.map(([from, to]) => [from, to, 0]),
        renderItem: (params, api) => {
            const area = params.coordSys;
            const from = Math.max(area.x, api.coord([api.value(0), 0])[0]);
            const to = Math.min(area.x + area.width, api.coord([api.value(1), 0])[0]);
            return to <= from ? null : { type: "rect", shape: { x: from, y: area.y, width: Math.max(1, to - from), height: area.height }, style: { fill: hatch } };
        },
    };
}

function timelineZoom(palette, { left, chartWidth, top, scrolls, shownRows, width }) {
    const look = {
        borderColor: "transparent", backgroundColor: palette.hole, fillerColor: "rgba(86,180,233,0.25)", handleStyle: { color: palette.raised, borderColor: palette.accent },
        moveHandleStyle: { color: palette.axis }, textStyle: { color: palette.muted, fontSize: 11 }, showDetail: false, showDataShadow: false, brushSelect: false,
    };
    const zooms = [
        { ...look, id: "time", type: "slider", xAxisIndex: 0, filterMode: "none", left, width: chartWidth, top, height: 16, moveHandleSize: 5 },
        { id: "time inside", type: "inside", xAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: true, preventDefaultMouseMove: false },
    ];
    if (scrolls) {
        const rows = { yAxisIndex: [0, 1], filterMode: "none", startValue: 0, endValue: shownRows - 1 };
        zooms.push({ ...look, ...rows, id: "workers", type: "slider", orient: "vertical", left: width - 18, width: 12, top: 30, zoomLock: true, moveHandleSize: 0 });
    }
    return zooms;
}

function spanTooltip(stretch, workers, model, palette) {
    const worker = workers[stretch.y];
    const [from, to, loading, training, evaluating, recording, isLost, index] = worker.spans[stretch.span];
    const trial = index >= 0 ? model.trials[index] : undefined;
    const parts = isLost
        ? [["lost", formatDuration(to - from), palette.kinds.lost]]
        : [["loading", loading], ["training", training], ["evaluating", evaluating], ["recording", recording]].map(([kind, seconds]) => [kind, formatDuration(seconds), palette.kinds[kind]]);
    const point = trial && model.points[trial.point];
    return tooltipBox(
        trial ? `${worker.name}: trial ${trial.id}` : `${worker.name}: several trials`,
        [["from", formatDuration(from)], ["took", formatDuration(to - from)], ...parts],
        point ? pointName(point) : null);
}

function totalsTooltip(worker, kinds, palette) {
    return worker && tooltipBox(worker.name, kinds.map(({ kind, seconds, share }) => [kind, `${formatDuration(seconds)}  ${formatPercent(share)}`, palette.kinds[kind]]));
}

function timelineLegend(palette, timeline) {
    const entry = (text, style) => {
        const swatch = element("span", { class: "chart-swatch", "aria-hidden": "true" });
        swatch.style.cssText = `display:inline-block;width:0.8em;height:0.8em;border-radius:2px;${style}`;
        const item = element("li", {}, swatch, ` ${text}`);
        item.style.cssText = "white-space:nowrap";
        return item;
    };
    // What the colours stand for is said above the chart, with everybody's totals.
    if ((timeline.pauses ?? []).length === 0) return [];
    const hatched = `background:repeating-linear-gradient(135deg,${palette.hole} 0 2px,${palette.axis} 2px 3px)`;
    const list = element("ul", { class: "chart-legend" }, entry("nobody ran the study", hatched));
    list.style.cssText = "list-style:none;margin:0.3rem 0 0;padding:0;font-size:0.8125rem";
    return list;
}

function timelineDescription(timeline, totals) {
    const sums = timeKinds.map((kind, k) => [kind, totals.reduce((sum, kinds) => sum + kinds[k].seconds, 0)]);
    const all = sums.reduce((sum, [, seconds]) => sum + seconds, 0);
    return `Timeline of ${formatCounted(totals.length, "worker")} over ${formatDuration(timeline.duration)}: ${sums.map(([kind, seconds]) => `${kind} ${formatPercent(all > 0 ? seconds / all : 0)}`).join(", ")}.`;
}

function timelineTable(model) {
    return {
        caption: "Time of each worker by what it went into",
        columns: ["Worker", "Attempts", ...timeKinds.map((kind) => kind[0].toUpperCase() + kind.slice(1))],
        rows: (model.timeline?.workers ?? []).map((worker) => [
            worker.name,
            model.timeline.merged ? "-" : formatCount(worker.spans.length),
            ...workerTotals(worker).map(({ seconds, share }) => `${formatDuration(seconds)} (${formatPercent(share)})`),
        ]),
    };
}
