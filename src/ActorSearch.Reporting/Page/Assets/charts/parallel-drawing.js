/** What ECharts draws of the parallel coordinates, the axes, and the plan by which their lines are drawn. */
import { formatCounted, shorten } from "../format.js";
import { metricName, textWidth, tooltipStyle } from "../option.js";

/** Option and plan of the axes in a width, with `least` the height of the chart's box; `empty` says why there is nothing to draw. */
export function parallelDrawing({ model, axes, places }, palette, width, least) {
    if (model.points.length === 0) return { empty: "The study has no points yet." };
    if (axes.length < 2) return { empty: "Parallel coordinates need a dimension and a metric; there is only one of them." };

    // Side by side where there is room for the names, else one below the other.
    const lastRoom = Math.max(64, 18 + Math.max(...axes[axes.length - 1].ticks.map(({ text }) => textWidth(shorten(text, 24)))));
    const isUpright = (width - 60) / (axes.length - 1) >= 84;
    // Names that are too wide for their axis's room stand on two rows in turn.
    const gap = (width - 70 - lastRoom) / (axes.length - 1);
    const isStaggered = isUpright && axes.some(({ name }) => textWidth(name, 12) * 1.1 > gap - 8);
    const sides = isUpright ? { left: 70, right: lastRoom, top: isStaggered ? 50 : 34, bottom: 14 } : { left: 16, right: 16, top: 30, bottom: 26 };
    const height = isUpright ? Math.max(least, 320) : sides.top + sides.bottom + (axes.length - 1) * 72;
    const from = isUpright ? sides.left : sides.top;
    const room = isUpright ? width - sides.left - sides.right : height - sides.top - sides.bottom;
    const step = room / (axes.length - 1);
    const plan = {
        places, axes: axes.length, isUpright,
        along: axes.map((_, a) => from + a * step),
        across: isUpright ? { from: height - sides.bottom, to: sides.top } : { from: sides.left, to: width - sides.right },
    };
    const span = Math.abs(plan.across.to - plan.across.from);
    return {
        plan,
        height,
        items: model.points.length,
        description: `Parallel coordinates of ${formatCounted(model.points.length, "point")} over ${axes.map(({ name }) => shorten(name, 40)).join(", ")}, coloured by ${metricName(model.study.metric)}.`,
        option: {
            animation: false,
            parallel: { ...sides, layout: isUpright ? "horizontal" : "vertical", parallelAxisDefault: {} },
            parallelAxis: axes.map((axis, a) => axisOption(axis, a, { palette, isUpright, step, span, isStaggered, isFirst: a === 0, isLast: a === axes.length - 1 })),
            series: [],
            tooltip: tooltipStyle(palette, { trigger: "item", showContent: true }),
        },
    };
}

function axisOption(axis, a, { palette, isUpright, isStaggered, step, span, isFirst, isLast }) {
    const room = isUpright ? (isLast ? 150 : step - 16) : 90;
    const ticks = thinTicks(axis.ticks, isUpright ? 15 : Math.max(30, ...axis.ticks.map(({ text }) => Math.min(90, textWidth(text) + 10))), span);
    const texts = new Map(ticks.map(({ at, text }) => [at.toFixed(6), text]));
    const labelBack = palette.theme === "dark" ? "rgba(21,26,34,0.78)" : "rgba(255,255,255,0.78)";
    const nameRoom = Math.min((isStaggered ? 2 : 1) * step - 8, isFirst || isLast ? 124 : Infinity);
    return {
        id: axis.id,
        dim: a,
        type: "value",
        min: 0,
        max: 1,
        name: shorten(axis.name, isUpright ? 200 : 36),
        nameLocation: isUpright ? "end" : "start",
        nameGap: isUpright ? (isStaggered && a % 2 === 1 ? 29 : 12) : 3,
        nameTruncate: isUpright ? { maxWidth: nameRoom } : undefined,
        nameTextStyle: {
            color: palette.text, fontSize: 12, fontWeight: 600,
            ...(isUpright ? {} : { align: "left", verticalAlign: "bottom", padding: [1, 4, 1, 0], backgroundColor: labelBack, borderRadius: 3 }),
        },
        axisLine: { show: true, lineStyle: { color: palette.muted, width: 1.5 } },
        axisTick: { show: true, length: 4, lineStyle: { color: palette.muted }, customValues: ticks.map(({ at }) => at) },
        axisLabel: {
            customValues: ticks.map(({ at }) => at),
            formatter: (at) => shorten(texts.get(Number(at).toFixed(6)) ?? "", Math.max(4, Math.floor(room / 6.2))),
            color: palette.text, fontSize: 11, margin: 6, hideOverlap: true,
            backgroundColor: labelBack, padding: [1, 3], borderRadius: 3,
        },
        splitLine: { show: false },
        areaSelectStyle: { width: 22, borderWidth: 1.5, borderColor: palette.accent, color: palette.accent, opacity: 0.3 },
    };
}

function thinTicks(ticks, room, span) {
    const most = Math.max(2, Math.floor(span / room));
    const stride = Math.ceil(ticks.length / most);
    return ticks.filter((_, i) => i % stride === 0);
}
