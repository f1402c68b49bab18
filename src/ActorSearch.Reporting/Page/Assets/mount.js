/** A chart's frame in its host: controls, drawing, notes below; light and dark, wide and narrow, on screen and on paper. */
import { element, fill } from "./dom.js";
import { tooltipStyle } from "./option.js";
import { paletteOf } from "./palette.js";

// A4 less usual margins, at 96 pixels an inch: what is wider would be cut off on paper.
const printWidth = 680;
const animatedItems = 500;

// Whether the page is about to be printed. Charts that are made for paper only, far down the page, have to know too.
const paper = { isOn: false, charts: new Set() };
if (typeof window !== "undefined") {
    for (const [event, isOn] of [["beforeprint", true], ["afterprint", false]]) {
        window.addEventListener(event, () => {
            paper.isOn = isOn;
            paper.charts.forEach((redraw) => redraw());
        });
    }
}

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
    let frame = 0;

    function update() {
        const model = context.model();
        const state = context.state.get();
        const width = paper.isOn ? Math.min(plot.clientWidth, printWidth) : plot.clientWidth;
        if (width === 0 || !model) return;
        const palette = paper.isOn ? paletteOf("light") : context.palette();
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
        // Paper does not wait for the next frame.
        if (paper.isOn) chart.getZr().flush();
    }

    const soon = () => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(update);
    };
    const observer = new ResizeObserver(soon);
    observer.observe(host);
    paper.charts.add(update);
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", parts.name);
    update();

    return {
        update,
        chart: () => chart,
        dispose() {
            cancelAnimationFrame(frame);
            observer.disconnect();
            paper.charts.delete(update);
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

/** What every option begins with: colours, text, tooltip, a description for screen readers, and motion only where it is wanted. */
function frameOption(palette, plot, built) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return {
        animation: !still && !paper.isOn && (built.items ?? 0) <= animatedItems,
        animationDuration: 300,
        animationDurationUpdate: 200,
        backgroundColor: "transparent",
        darkMode: palette.theme === "dark",
        textStyle: { fontFamily: getComputedStyle(plot).fontFamily || "sans-serif", color: palette.text },
        aria: { enabled: true, label: { enabled: true, description: built.description ?? "" } },
        tooltip: tooltipStyle(palette),
    };
}
