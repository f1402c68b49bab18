import { element, fill } from "./dom.js";
import { formatCount } from "./format.js";

/** A chart with its words: the drawing itself belongs to a chart module, the table under it says the same as text. */

const tableRows = 200;

/** Whether the library that draws is there; without it the tables stand open in the charts' place. */
export function canDraw() {
    return typeof echarts !== "undefined";
}

/**
 * A chart's block in a section: { element, update() }. `create(host, context)` is a chart module's; `size` names a height
 * of the style sheet.
 */
export function createChartBlock(context, create, size) {
    const host = element("div", { class: `chart chart-${size}` });
    // A chart without a place in the page draws nothing, and gives its table all the same.
    const table = element("div", { class: "chart-table" });
    const summary = element("summary", null, "Show as table");
    const details = element("details", { class: "as-table" }, summary, table);
    const block = element("figure", { class: "figure" }, canDraw() ? host : null, details);
    let chart = null;
    let all = false;

    const draw = () => {
        chart = create(host, context);
        details.open = details.open || !canDraw();
    };
    const fillTable = () => {
        if (details.open && chart !== null) {
            fill(table, chartTable(chart.table(), all, () => {
                all = true;
                fillTable();
            }));
        }
    };
    details.addEventListener("toggle", fillTable);
    return {
        element: block,
        /** Draws the chart once its block is in the page and has its size. */
        start() {
            draw();
            fillTable();
        },
        update() {
            chart?.update();
            fillTable();
        },
    };
}

/** A section's build of nothing but a chart, for most of them. */
export function buildChart(body, context, create, size, before = []) {
    const block = createChartBlock(context, create, size);
    fill(body, before, block.element);
    block.start();
    return { update: () => block.update() };
}

function chartTable({ caption, columns, rows }, all, showAll) {
    const shown = all ? rows : rows.slice(0, tableRows);
    const more = rows.length - shown.length;
    return [
        element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": caption },
            element("table", { class: "plain" },
                element("caption", null, caption),
                element("thead", null, element("tr", null, columns.map((column) => element("th", { scope: "col" }, String(column))))),
                element("tbody", null, shown.map((row) => element("tr", null, row.map(cellOf)))))),
        more > 0 ? element("button", { type: "button", onclick: showAll }, `Show the other ${formatCount(more)} rows`) : null,
    ];
}

function cellOf(value, place) {
    const isNumber = typeof value === "number" || /^[-+]?[\d.,]+(e[-+]?\d+)?( %)?$/.test(String(value ?? ""));
    const text = value === null || value === undefined ? "-" : String(value);
    return place === 0
        ? element("th", { scope: "row", dir: "auto" }, text)
        : element("td", { class: isNumber ? "number" : null, dir: "auto" }, text);
}
