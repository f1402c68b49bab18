/** The metric against what it costs: seconds, parameters or work, with the Pareto front. */
import { element } from "../dom.js";
import { formatCount, formatCounted, formatDuration, formatDurationTick, formatLarge, formatMetric, isFigure, shorten } from "../format.js";
import { mountChart } from "../mount.js";
import { axisStyle, extentOf, flatRows, logAxis, metricName, niceScale, pointName, tooltipBox, tooltipStyle } from "../option.js";
import { paretoFront } from "../pareto.js";

const tradeoffCosts = [
    { field: "seconds", text: "Training time", axis: "training time of a trial", format: formatDuration, tick: formatDurationTick },
    { field: "parameters", text: "Parameters", axis: "parameters", format: formatLarge, tick: formatLarge },
    { field: "macs", text: "Work", axis: "multiply-adds of an image", format: formatLarge, tick: formatLarge },
];

/** Draws every point's metric against a cost that the reader chooses; points that the filter leaves out are faded. */
export function createTradeoffChart(host, context) {
    const isKnown = ({ field }) => context.model().points.some((point) => isFigure(point[field]));
    let cost = tradeoffCosts.find(isKnown) ?? tradeoffCosts[0];
    const frame = mountChart(host, context, {
        name: "Metric against cost",
        controls: (redraw) => {
            const choose = () => {
                cost = tradeoffCosts[select.selectedIndex];
                redraw();
            };
            const select = element("select", { onchange: choose }, tradeoffCosts.map((c) => element("option", { value: c.field, selected: c === cost }, c.text)));
            return [element("label", { class: "chart-select" }, "against ", select), element("span", { class: "chart-hint" }, "line: Pareto front \u00b7 orange: cannot be told apart from the best")];
        },
        depends: (model, state) => [state.visible, cost],
        build: ({ model, state, palette, width }) => tradeoffDrawing(tradeoffOf(model, state.visible, cost.field), model, cost, palette, width),
    });
    return { update: frame.update, dispose: frame.dispose, table: () => tradeoffTable(tradeoffOf(context.model(), context.state.get().visible, cost.field), context.model(), cost) };
}

/** Points with a cost and a metric, those that the filter shows, and the Pareto front among these by rising cost. */
export function tradeoffOf(model, visible, field) {
    const isUsable = (point) => isFigure(point.mean) && isFigure(point[field]) && point[field] > 0;
    const all = model.points.filter(isUsable);
    const shows = visible && visible.length < model.points.length ? new Set(visible) : null;
    const shown = shows === null ? all : all.filter((point) => shows.has(point.index));
    const faded = shows === null ? [] : all.filter((point) => !shows.has(point.index));
    const front = paretoFront(shown.map((point) => ({ cost: point[field], value: point.mean })), model.study.maximize).map((i) => shown[i]);
    return { all, shown, faded, front };
}

function tradeoffDrawing({ all, shown, faded, front }, model, cost, palette, width) {
    if (all.length === 0) return { empty: `No point has both a metric and ${cost.axis}.` };
    const pair = (point) => [point[cost.field], point.mean];
    const costs = extentOf(all.map((point) => point[cost.field]));
    const best = shown.filter((point) => point.best);
    const bars = best.length <= 200 ? best.filter((point) => isFigure(point.low) && isFigure(point.high)) : [];
    const means = extentOf([...all.map(({ mean }) => mean), ...bars.flatMap(({ low, high }) => [low, high])]);
    const scale = niceScale(means[0], means[1], 5);
    const size = all.length > 3000 ? 4 : all.length > 300 ? 6 : 9;
    const pointsOf = {};
    const dots = (id, points, color, z, more = {}) => (pointsOf[id] = points) && ({
        id, type: "scatter", dimensions: ["cost", "metric"], data: flatRows(points, 2, pair), symbolSize: size, large: points.length > 2000, largeThreshold: 2000, progressive: 0, z, color,
        itemStyle: { color, opacity: points.length > 1000 ? 0.55 : 0.85 }, emphasis: { scale: 1.4 }, cursor: "default", ...more,
    });
    const steps = front.flatMap((point, i) => (i === 0 ? [pair(point)] : [[point[cost.field], front[i - 1].mean], pair(point)]));
    if (front.length > 0) steps.push([costs[1], front[front.length - 1].mean]);
    const onFront = new Set(front);
    const labelled = labelledPoints(front, cost, costs, width);
    const series = [
        dots("faded", faded, palette.faded, 1, { silent: true, itemStyle: { color: palette.faded, opacity: 0.45 } }),
        dots("shown", shown.filter((point) => !point.best && !onFront.has(point)), palette.accent, 2),
        {
            id: "front line", type: "line", data: steps, showSymbol: false, silent: true, z: 3, color: palette.text,
            lineStyle: { color: palette.text, width: 1.5, opacity: 0.75 }, tooltip: { show: false },
        },
        intervalBars(bars, pair, palette),
        dots("best", best.filter((point) => !onFront.has(point)), palette.best, 5),
        dots("front", front, palette.text, 6, {
            large: false,
            symbolSize: Math.max(9, size + 3),
            itemStyle: { color: ({ dataIndex }) => (front[dataIndex].best ? palette.best : palette.accent), opacity: 1, borderColor: palette.text, borderWidth: 1.5 },
        }),
        rankLabels(labelled, new Set(bars), cost, model.study.maximize, palette),
    ];
    return {
        keep: true,
        shape: cost.field,
        items: all.length,
        description: `${metricName(model.study.metric)} against ${cost.axis} of ${formatCounted(shown.length, "point")}. On the Pareto front: ${front.slice(0, 6).map((p) => `${pointName(p, null, 40)} with ${formatMetric(p.mean)} at ${cost.format(p[cost.field])}`).join("; ")}.`,
        foot: element("p", { class: "chart-note" }, tradeoffNote(front, shown, model, cost)),
        option: {
            grid: { left: 8, right: 20, top: 34, bottom: 30, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
            xAxis: logAxis(costs[0], costs[1], palette, cost.tick, { name: `${cost.axis} (log)`, nameLocation: "middle", nameGap: 26, splitLine: { show: false } }),
            yAxis: axisStyle(palette, { type: "value", min: scale.min, max: scale.max, interval: scale.step, name: metricName(model.study.metric), nameGap: 14, nameTextStyle: { color: palette.muted, fontSize: 12, align: "left" } }),
            series,
            tooltip: tooltipStyle(palette, {
                trigger: "item",
                formatter: ({ seriesId, dataIndex }) => {
                    const point = pointsOf[seriesId]?.[dataIndex];
                    return point ? tradeoffTooltip(point, model, onFront.has(point)) : null;
                },
            }),
        },
    };
}

/** Which points of the front have room for their rank above them, from the best downwards. */
function labelledPoints(front, cost, [low, high], width) {
    const scale = (width - 80) / Math.max(1e-9, Math.log(high / low));
    const labelled = [];
    let last = Infinity;
    for (let i = front.length - 1; i >= 0; i--) {
        const x = Math.log(front[i][cost.field] / low) * scale;
        if (!isFigure(front[i].rank) || last - x < 44) continue;
        labelled.push(front[i]);
        last = x;
    }
    return labelled;
}

/** Ranks beyond the ends of the intervals, where these are drawn, so that no bar runs through a rank. */
function rankLabels(points, barred, cost, maximize, palette) {
    const end = (point) => (barred.has(point) ? (maximize ? point.high : point.low) : point.mean);
    return {
        id: "ranks", type: "scatter", silent: true, z: 7, symbolSize: 9, itemStyle: { color: "transparent", opacity: 1 }, tooltip: { show: false },
        data: points.map((point) => [point[cost.field], end(point)]),
        label: {
            show: true, position: maximize ? "top" : "bottom", distance: 4, padding: [1, 3], borderRadius: 3, fontSize: 11,
            color: palette.text, backgroundColor: palette.surface, formatter: ({ dataIndex }) => `#${formatCount(points[dataIndex].rank)}`,
        },
        labelLayout: { hideOverlap: true },
    };
}

function intervalBars(points, pair, palette) {
    return {
        id: "intervals", type: "custom", silent: true, z: 4, tooltip: { show: false }, data: points.map((point) => [...pair(point), point.low, point.high]), encode: { x: 0, y: [1, 2, 3] },
        renderItem: (params, api) => {
            const [x, low] = api.coord([api.value(0), api.value(2)]);
            const high = api.coord([api.value(0), api.value(3)])[1];
            const style = { stroke: palette.best, lineWidth: 1.5, opacity: 0.8 };
            const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
            return { type: "group", children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)] };
        },
    };
}

function tradeoffTooltip(point, model, isOnFront) {
    const rows = [[metricName(model.study.metric), formatMetric(point.mean)]];
    if (isFigure(point.low)) rows.push(["interval", `${formatMetric(point.low)} to ${formatMetric(point.high)}`]);
    for (const { field, text, format } of tradeoffCosts) if (isFigure(point[field])) rows.push([text, format(point[field])]);
    model.dimensions.forEach(({ name }, d) => rows.push([name, point.values[d] ?? "-"]));
    const notes = [isOnFront ? "On the Pareto front." : "", point.best ? "Cannot be told apart from the best." : "", point.remark];
    return tooltipBox(pointName(point), rows.slice(0, 16), notes.filter(Boolean).join(" ") || null);
}

function tradeoffNote(front, shown, model, cost) {
    if (front.length === 0) return "The filter leaves no point with a metric.";
    const remarked = front.filter(({ remark }) => remark).length;
    return `${formatCounted(front.length, "point")} of ${formatCount(shown.length)} ${front.length === 1 ? "is" : "are"} on the Pareto front: no other has ${model.study.maximize ? "a higher" : "a lower"} ${metricName(model.study.metric)} at no more ${cost.text.toLowerCase()}.${remarked === 0 ? "" : ` ${formatCount(remarked)} of them ${remarked === 1 ? "has" : "have"} a remark in the ranking.`}`;
}

function tradeoffTable({ front }, model, cost) {
    return {
        caption: `Pareto front of ${metricName(model.study.metric)} against ${cost.axis}`,
        columns: ["Rank", "Configuration", "Metric", cost.text],
        rows: front.map((point) => [formatCount(point.rank), shorten(pointName(point, model.dimensions, 400), 400), formatMetric(point.mean), cost.format(point[cost.field])]),
    };
}
