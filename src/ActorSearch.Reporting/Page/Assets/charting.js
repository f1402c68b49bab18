import { element, fill, longText } from "./dom.js";
import { formatCounted } from "./format.js";

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
    const numbers = columns.map((_, place) => place > 0 && rows.every((row) => isNumberText(row[place])));
    const kind = (place) => (numbers[place] ? "number" : null);
    return [
        element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": caption },
            element("table", { class: "plain" },
                element("caption", null, caption),
                element("thead", null, element("tr", null, columns.map((column, place) => element("th", { scope: "col", class: kind(place), dir: "auto" }, String(column))))),
                element("tbody", null, shown.map((row) => element("tr", null, row.map((value, place) =>
                    element(place === 0 ? "th" : "td", { scope: place === 0 ? "row" : null, class: kind(place) }, longText(cellText(value), 120)))))))),
        more > 0 ? element("button", { type: "button", onclick: showAll }, `Show the other ${formatCounted(more, "row")}`) : null,
    ];
}

function cellText(value) {
    return value === null || value === undefined ? "-" : String(value);
}

function isNumberText(value) {
    return /^([-+]?[\d.,]+(e[-+]?\d+)?( ([%a-zA-Z]{1,3}))?|-)$/.test(cellText(value));
}
