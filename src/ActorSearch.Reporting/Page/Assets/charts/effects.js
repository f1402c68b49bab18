/** Main effects: for every dimension a small panel of its levels' means, the largest share of the variance first. */
import { element } from "../dom.js";
import { formatCount, formatCounted, formatMetric, formatNumber, formatPercent, isFigure, noLevel, shorten } from "../format.js";
import { mountChart } from "../mount.js";
import { axisStyle, extentOf, metricName, niceScale, textWidth, tooltipBox, tooltipStyle } from "../option.js";

const effectPanelHeight = 210;
const effectPanelWidth = 250;

/** Draws the main effects of the model. */
export function createEffectsChart(host, context) {
    const frame = mountChart(host, context, {
        name: "Main effects",
        depends: () => [],
        build: ({ model, palette, width }) => effectsDrawing(model, palette, width),
    });
    return { update: frame.update, dispose: frame.dispose, table: () => effectsTable(context.model()) };
}

/** The main effects as panels, largest share first, those without a share last; equal shares as given. */
export function effectPanels(model) {
    return (model.effects?.mains ?? [])
        .map((main) => ({ ...main, dimension: model.dimensions[main.dimension] }))
        .filter((main) => main.dimension !== undefined)
        .sort((a, b) => (b.share ?? -1) - (a.share ?? -1))
        .map((main) => ({
            name: main.dimension.name,
            share: main.share,
            range: main.range,
            isOrdered: main.dimension.numbers !== null && main.levels.every(({ level }) => typeof main.dimension.levels[level] === "string"),
            levels: main.levels.map((level) => ({ ...level, text: main.dimension.levels[level.level] ?? noLevel })),
        }));
}

function effectsDrawing(model, palette, width) {
    const panels = effectPanels(model);
    if (panels.length === 0) return { empty: "The study varies no dimension." };
    const extent = extentOf(panels.flatMap(({ levels }) => levels.map(({ mean }) => mean)));
    if (extent === null) return { empty: "No trial has a metric yet." };

    const columns = Math.max(1, Math.min(panels.length, Math.floor(width / effectPanelWidth)));
    const rows = Math.ceil(panels.length / columns);
    const slack = (extent[1] - extent[0]) * 0.08 || Math.abs(extent[0]) * 0.01 || 0.01;
    const scale = niceScale(extent[0] - slack, extent[1] + slack, 3);
    const decimals = (String(scale.step).split(".")[1] ?? "").length;
    const tick = (value) => (Math.abs(value) >= 1e5 || scale.step < 1e-6 ? formatNumber(value, 3) : value.toFixed(decimals));
    const gutter = Math.max(textWidth(tick(scale.min)), textWidth(tick(scale.max))) + 12;
    const cell = (width - gutter) / columns;
    const option = { title: [], grid: [], xAxis: [], yAxis: [], series: [] };
    const slanted = panels.map((panel) => isSlantedPanel(panel, cell - 18));
    panels.forEach((panel, i) => {
        const row = Math.floor(i / columns);
        const column = i % columns;
        const box = { left: gutter + column * cell, top: row * effectPanelHeight, width: cell - 18 };
        addPanel(option, panel, i, box, { scale, tick, isFirst: column === 0, palette, isDeep: slanted.slice(row * columns, (row + 1) * columns).some(Boolean), goal: model.study.maximize });
    });
    return {
        items: panels.reduce((sum, { levels }) => sum + levels.length, 0),
        height: rows * effectPanelHeight,
        foot: element("p", { class: "chart-note" }, effectsNote(panels, model)),
        description: effectsDescription(model, panels),
        option: {
            ...option,
            tooltip: tooltipStyle(palette, {
                trigger: "item",
                formatter: ({ seriesIndex, dataIndex }) => effectsTooltip(panels[option.series[seriesIndex].panel], dataIndex, model),
            }),
        },
    };
}

function hasRoomForLevels({ levels }, width) {
    return levels.every(({ text }) => textWidth(shorten(text, 14)) < width / levels.length - 4);
}

function isSlantedPanel(panel, width) {
    return panel.levels.length <= 8 && !hasRoomForLevels(panel, width);
}

function addPanel(option, panel, i, box, { scale, tick, isFirst, palette, goal, isDeep }) {
    const count = panel.levels.length;
    const band = box.width / count;
    const fits = hasRoomForLevels(panel, box.width);
    const counted = fits && band >= 34;
    const isSlanted = isSlantedPanel(panel, box.width);
    const means = panel.levels.map(({ mean }) => mean);
    const best = extentOf(means)?.[goal ? 1 : 0];
    option.title.push({
        text: shorten(panel.name, Math.max(12, Math.floor(box.width / 6))),
        subtext: isFigure(panel.share) ? `${formatPercent(panel.share)} of the variance` : "share unknown",
        left: box.left,
        top: box.top + 2,
        padding: 0,
        itemGap: 0,
        textStyle: { color: palette.text, fontSize: 13, fontWeight: 600, lineHeight: 17, width: box.width, overflow: "truncate" },
        subtextStyle: { color: palette.muted, fontSize: 12, lineHeight: 16 },
    });
    option.grid.push({ left: box.left, top: box.top + 48, width: box.width, height: effectPanelHeight - 48 - (isDeep ? 58 : 48), outerBoundsMode: "none" });
    option.xAxis.push(axisStyle(palette, {
        gridIndex: i,
        type: "category",
        data: panel.levels.map(({ text }) => String(text)),
        splitLine: { show: false },
        axisLabel: {
            interval: fits || isSlanted ? 0 : "auto",
            rotate: isSlanted ? 30 : 0,
            lineHeight: 15,
            formatter: (text, at) => {
                const level = shorten(text, isSlanted ? 9 : 14);
                return counted ? `${level}\n{count|n ${formatCount(panel.levels[at].counted)}}` : level;
            },
            rich: { count: { color: palette.missing, fontSize: 10, lineHeight: 14 } },
        },
    }));
    option.yAxis.push(axisStyle(palette, {
        gridIndex: i,
        type: "value",
        min: scale.min,
        max: scale.max,
        interval: scale.step,
        axisLine: { show: false },
        axisLabel: { show: isFirst, formatter: tick },
    }));
    option.series.push({
        panel: i,
        type: "line",
        xAxisIndex: i,
        yAxisIndex: i,
        color: palette.accent,
        connectNulls: false,
        showAllSymbol: true,
        lineStyle: { width: panel.isOrdered ? 2 : 0, color: palette.accent },
        cursor: "default",
        data: panel.levels.map((level) => {
            if (!isFigure(level.mean)) return "-";
            const color = level.mean === best ? palette.best : palette.accent;
            const size = count > 30 ? 5 : count > 12 ? 7 : 9;
            return {
                value: level.mean,
                symbol: "circle",
                symbolSize: size,
                itemStyle: { color: level.missing ? palette.surface : color, borderColor: color, borderWidth: level.missing ? 2 : 1 },
            };
        }),
    });
    option.series.push({
        panel: i,
        type: "scatter",
        xAxisIndex: i,
        yAxisIndex: i,
        symbol: "path://M0,0L8,8M8,0L0,8",
        symbolSize: 8,
        symbolOffset: [0, -8],
        itemStyle: { color: "transparent", borderColor: palette.missing, borderWidth: 2 },
        data: panel.levels.map(({ mean }) => (isFigure(mean) ? "-" : scale.min)),
    });
}

function effectsTooltip(panel, at, model) {
    const level = panel.levels[at];
    const rows = [[`mean ${metricName(model.study.metric)}`, formatMetric(level.mean)], ["counted", formatCount(level.counted)]];
    return tooltipBox(`${panel.name} ${level.text}`, rows, level.missing ? `missing: ${level.missing}` : null);
}

function effectsNote(panels, model) {
    const levels = panels.flatMap((panel) => panel.levels);
    const notes = [`Mean ${metricName(model.study.metric)} of each level, all other dimensions averaged over; orange is the best.`];
    if (levels.some(({ missing }) => missing)) notes.push("A hollow circle: not all of its points have a metric.");
    if (levels.some(({ mean }) => !isFigure(mean))) notes.push("A cross: none has.");
    return notes.join(" ");
}

function effectsDescription(model, panels) {
    const shares = panels.slice(0, 5).map(({ name, share }) => `${shorten(name, 40)} ${formatPercent(share)}`);
    return `Means of ${metricName(model.study.metric)} by level of ${formatCounted(panels.length, "dimension")}. Shares of the variance: ${shares.join(", ")}.`;
}

function effectsTable(model) {
    return {
        caption: `Mean ${metricName(model.study.metric)} by level of each dimension, with the dimension's share of the variance`,
        columns: ["Dimension", "Share", "Level", "Mean", "Counted", "Missing"],
        rows: effectPanels(model).flatMap(({ name, share, levels }) => levels.map((level) => [
            name, formatPercent(share), String(level.text), formatMetric(level.mean), formatCount(level.counted), level.missing || "none",
        ])),
    };
}
