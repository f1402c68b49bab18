/**
 * Pieces of ECharts options in the page's colours, and the scales and words that charts share. Text reaches the page as
 * text only: tooltips are elements, labels are painted.
 */
import { element } from "./dom.js";
import { formatNumber, isFigure, shorten } from "./format.js";

/** What a tooltip shows: a heading and rows of [text, figure, colour or null]. */
export function tooltipBox(title, rows, note) {
    const line = ([text, figure, color]) => {
        const swatch = element("span", { class: "chart-swatch" });
        if (color) swatch.style.background = color;
        const row = element("div", {}, color ? swatch : null, element("span", {}, shorten(text, 60)), element("b", {}, shorten(figure, 60)));
        row.style.cssText = "display:flex;gap:0.6em;align-items:baseline";
        swatch.style.cssText += ";flex:none;width:0.7em;height:0.7em;border-radius:2px";
        row.lastChild.style.cssText = "margin-left:auto;font-weight:600;font-variant-numeric:tabular-nums";
        return row;
    };
    const heading = element("div", {}, shorten(title, 90));
    heading.style.cssText = "font-weight:600;margin-bottom:0.2em;white-space:normal";
    const remark = note ? element("div", {}, shorten(note, 160)) : null;
    if (remark) remark.style.cssText = "opacity:0.8;margin-top:0.2em;white-space:normal";
    const box = element("div", { class: "chart-tooltip" }, heading, rows.map(line), remark);
    box.style.cssText = "max-width:min(26rem,80vw);overflow-wrap:anywhere;font-size:13px;line-height:1.45";
    return box;
}

/** A tooltip in the page's colours that stays inside the chart. */
export function tooltipStyle(palette, more = {}) {
    return {
        confine: true,
        transitionDuration: 0,
        backgroundColor: palette.raised,
        borderColor: palette.border,
        borderWidth: 1,
        padding: [6, 10],
        textStyle: { color: palette.text, fontSize: 13 },
        extraCssText: "box-shadow:0 4px 16px rgb(0 0 0 / 0.18);z-index:10",
        ...more,
    };
}

/** Lines, ticks and labels of an axis. */
export function axisStyle(palette, more = {}) {
    return {
        nameTextStyle: { color: palette.muted, fontSize: 12 },
        axisLine: { show: true, lineStyle: { color: palette.axis } },
        axisTick: { show: false },
        splitLine: { show: true, lineStyle: { color: palette.grid } },
        minorSplitLine: { show: false },
        ...more,
        axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true, ...more.axisLabel },
    };
}

/** A logarithmic axis from the least to the greatest of some positive values, with labels at 1, 2 and 5 where decades are few. */
export function logAxis(low, high, palette, format = formatNumber, more = {}) {
    const pad = Math.max(high / low, 1.02) ** 0.03;
    const bounds = { min: low / pad, max: high * pad };
    const ticks = logTicks(low, high).filter((tick) => tick >= bounds.min && tick <= bounds.max);
    return axisStyle(palette, {
        type: "log",
        ...bounds,
        ...more,
        axisTick: { show: false, customValues: ticks },
        axisLabel: { customValues: ticks, formatter: (value) => format(value), ...more.axisLabel },
    });
}

/** Round numbers for a logarithmic axis: even steps up to fivefold, 1, 2, 5 over two decades, else powers of ten, at most some nine. */
export function logTicks(low, high) {
    if (!(low > 0) || !(high >= low) || !Number.isFinite(high)) return [1];
    if (high / low <= 5) {
        const { min, max, step } = niceScale(low, high, 4);
        const count = Math.round((max - min) / step) + 1;
        return Array.from({ length: count }, (_, i) => Number((min + i * step).toPrecision(12))).filter((tick) => tick > 0);
    }
    const first = Math.floor(Math.log10(low));
    const final = Math.ceil(Math.log10(high));
    const steps = Math.log10(high / low) <= 2.2 ? [1, 2, 5] : [1];
    const stride = Math.max(1, Math.ceil((final - first) / 8));
    const ticks = [];
    for (let decade = first; decade <= final; decade += stride) {
        for (const step of steps) ticks.push(Number(`${step}e${decade}`));
    }
    const from = ticks.findLastIndex((tick) => tick <= low);
    const to = ticks.findIndex((tick) => tick >= high);
    const bounded = ticks.slice(Math.max(0, from), to < 0 ? ticks.length : to + 1);
    return bounded.length > 0 ? bounded : [low];
}

/** The least and greatest of some numbers, null where there are none. */
export function extentOf(values) {
    let low = Infinity;
    let high = -Infinity;
    for (const value of values) {
        if (!isFigure(value)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
    }
    return low <= high ? [low, high] : null;
}

/** Round bounds and step of a linear axis: at least the extent, about so many steps. */
export function niceScale(low, high, steps = 4) {
    const span = high - low || Math.abs(high) * 0.2 || 1;
    const raw = span / steps;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((s) => s * power).find((s) => s >= raw * 0.999) ?? 10 * power;
    const tidy = (value) => Number(value.toPrecision(12));
    const [from, to] = high > low ? [low, high] : [low - span / 2, high + span / 2];
    return { min: tidy(Math.floor(from / step + 1e-9) * step), max: tidy(Math.ceil(to / step - 1e-9) * step), step: tidy(step) };
}

/** A fill of slanted lines, for what is missing or paused. */
export function hatchFill(palette) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = palette.hole;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = palette.axis;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const x of [-8, 0, 8]) {
        pen.moveTo(x - 1, 9);
        pen.lineTo(x + 9, -1);
    }
    pen.stroke();
    return { image: tile, repeat: "repeat" };
}

/** The width of a text in pixels, as charts paint it. */
export function textWidth(text, size = 11) {
    return echarts.format.getTextRect(String(text), `${size}px sans-serif`).width;
}

/** Rows of numbers as one typed array, which ECharts takes as it is, where it copies arrays of arrays at every drawing. */
export function flatRows(items, width, rowOf) {
    const flat = new Float64Array(items.length * width);
    items.forEach((item, i) => flat.set(rowOf(item), i * width));
    return flat;
}

/** What a metric is called in a sentence: `validation accuracy`. */
export function metricName(metric) {
    return String(metric ?? "metric").replaceAll("_", " ");
}

/** A configuration in a line: `#3 relu, 0.01`; with `dimensions` their names stand before the values. */
export function pointName(point, dimensions, most = 60) {
    const rank = point.rank === null || point.rank === undefined ? "no rank" : `#${point.rank}`;
    const values = point.values
        .map((value, i) => (value === null ? null : dimensions ? `${dimensions[i].name} ${shorten(value, 24)}` : shorten(value, 24)))
        .filter((value) => value !== null);
    return shorten(values.length === 0 ? rank : `${rank} ${values.join(", ")}`, most);
}
