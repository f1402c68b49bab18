/**
 * What all charts share: the frame in its host (controls, drawing, notes below), and pieces of ECharts options in the
 * page's colours. Text reaches the page as text only: tooltips are elements, labels are painted.
 */
import { element, fill } from "./dom.js";
import { formatNumber, isFigure, shorten } from "./format.js";
import { paletteOf } from "./palette.js";

// A4 less usual margins, at 96 pixels an inch: what is wider would be cut off on paper.
const printWidth = 680;
const animatedItems = 500;

/**
 * Puts a chart into its host and keeps it right: drawn when the host has a width, redrawn when that changes, light and
 * of paper's width in print, and only when something that it shows has changed. The host grows with its content.
 *
 * parts: {
 *     name: what a screen reader calls the chart,
 *     controls(redraw) -> elements above it (optional),
 *     depends(model, state) -> array of what it shows; the same values again need no drawing,
 *     build({ model, state, palette, width, height }) -> { option, description, items, height?, keep?, foot?, empty? },
 *     drawn(chart, built) after each drawing (optional),
 * }
 * Without a host (where the library that draws is missing) nothing is drawn.
 * With `keep` true the drawing is merged into the last one (zoom stays), else it begins anew.
 */
export function mountChart(host, context, parts) {
    // Without the library there are tables only.
    if (host === null) return { update() {}, dispose() {}, chart: () => null };

    const baseHeight = host.clientHeight || 360;
    const controls = element("div", { class: "chart-controls" });
    const plot = element("div", { class: "chart-plot" });
    const message = element("p", { class: "chart-message", hidden: true });
    const foot = element("div", { class: "chart-foot" });
    plot.style.width = "100%";
    plot.style.height = `${baseHeight}px`;
    host.style.height = "auto";
    fill(controls, parts.controls?.(() => update()) ?? []);
    controls.hidden = controls.childElementCount === 0;
    fill(host, controls, message, plot, foot);

    let chart = null;
    let last = null;
    let lastShape = null;
    let printing = false;
    let frame = 0;

    function update() {
        const model = context.model();
        const state = context.state.get();
        const width = printing ? Math.min(plot.clientWidth, printWidth) : plot.clientWidth;
        if (width === 0 || !model) return;
        const palette = printing ? paletteOf("light") : context.palette();
        const key = [model, palette.theme, width, ...parts.depends(model, state)];
        if (last && key.length === last.length && key.every((part, i) => Object.is(part, last[i]))) return;
        last = key;
        draw(parts.build({ model, state, palette, width, height: baseHeight }), palette, width);
    }

    function draw(built, palette, width) {
        message.hidden = !built.empty;
        message.textContent = built.empty ?? "";
        plot.hidden = Boolean(built.empty);
        fill(foot, built.foot ?? []);
        if (built.empty) {
            chart?.clear();
            lastShape = null;
            return;
        }

        const height = Math.round(built.height ?? baseHeight);
        plot.style.height = `${height}px`;
        chart ??= echarts.init(plot, null, { renderer: "canvas", width, height });
        if (chart.getWidth() !== width || chart.getHeight() !== height) chart.resize({ width, height, silent: true });
        const shape = `${palette.theme} ${width} ${height} ${built.shape ?? ""}`;
        const option = { ...frameOption(palette, plot, built), ...built.option };
        chart.setOption(option, built.keep && shape === lastShape ? { replaceMerge: ["series"] } : { notMerge: true });
        lastShape = shape;
        parts.drawn?.(chart, built);
    }

    const soon = () => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(update);
    };
    const toPaper = (paper) => () => {
        printing = paper;
        update();
        chart?.getZr().flush();
    };
    const beforePrint = toPaper(true);
    const afterPrint = toPaper(false);
    const observer = new ResizeObserver(soon);
    observer.observe(host);
    window.addEventListener("beforeprint", beforePrint);
    window.addEventListener("afterprint", afterPrint);
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", parts.name);
    update();

    return {
        update,
        chart: () => chart,
        dispose() {
            cancelAnimationFrame(frame);
            observer.disconnect();
            window.removeEventListener("beforeprint", beforePrint);
            window.removeEventListener("afterprint", afterPrint);
            chart?.dispose();
            chart = null;
            fill(host);
        },
    };
}

/** A group of buttons of which one is pressed. Choices are [value, text]. */
export function choiceButtons(label, choices, chosen, onChoice) {
    const buttons = choices.map(([value, text]) => element("button", {
        type: "button",
        class: "chart-choice",
        "aria-pressed": String(value === chosen),
        onclick: () => {
            buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(choices[i][0] === value)));
            onChoice(value);
        },
    }, text));
    return element("div", { class: "chart-choices", role: "group", "aria-label": label }, buttons);
}

/** A box to tick. */
export function tickBox(text, checked, onChange) {
    const box = element("input", { type: "checkbox", checked, onchange: () => onChange(box.checked) });
    return element("label", { class: "chart-tick" }, box, " ", text);
}

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

/** What every option begins with: colours, text, tooltip, a description for screen readers, and motion only where it is wanted. */
export function frameOption(palette, plot, built) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return {
        animation: !still && (built.items ?? 0) <= animatedItems,
        animationDuration: 300,
        animationDurationUpdate: 200,
        backgroundColor: "transparent",
        darkMode: palette.theme === "dark",
        textStyle: { fontFamily: getComputedStyle(plot).fontFamily || "sans-serif", color: palette.text },
        aria: { enabled: true, label: { enabled: true, description: built.description ?? "" } },
        tooltip: tooltipStyle(palette),
    };
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
