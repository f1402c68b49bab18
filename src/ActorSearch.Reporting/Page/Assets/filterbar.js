import { buildChart } from "./charting.js";
import { element, fill, setText } from "./dom.js";
import { filterNames } from "./filter-comparisons.js";
import { filterExamples } from "./filter.js";
import { formatCounted, formatCount } from "./format.js";

/** The filter's field with its examples, its help, its errors and the number of points that pass. */

const typingPause = 120;

/** A block of { element, update() }; what is typed goes into the state's `filter`. */
export function createFilterBar(context) {
    let timer = 0;
    const input = element("input", {
        type: "search",
        id: "filter",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        maxlength: "2000",
        placeholder: "for example best, or a name = value",
        "aria-describedby": "filter-errors filter-count",
        oninput: () => {
            clearTimeout(timer);
            timer = setTimeout(commit, typingPause);
        },
        onchange: () => commit(),
        onkeydown: (event) => {
            if (event.key === "Enter") {
                commit();
            } else if (event.key === "Escape" && input.value !== "") {
                event.preventDefault();
                input.value = "";
                commit();
            }
        },
    });
    const commit = () => {
        clearTimeout(timer);
        context.state.set({ filter: input.value.trim() });
    };
    const clear = element("button", { type: "button", class: "quiet", onclick: () => context.state.set({ filter: "" }) }, "Clear");
    const count = element("p", { id: "filter-count", class: "filter-count", "aria-live": "polite" });
    const errors = element("ul", { id: "filter-errors", class: "filter-errors", "aria-live": "polite" });
    const chips = element("ul", { class: "chips", "aria-label": "Examples of filters" });
    const names = element("p", { class: "names" });

    return {
        element: element("form", { class: "filter controls", role: "search", "aria-label": "Filter the points", onsubmit: (event) => event.preventDefault() },
            element("div", { class: "filter-row" },
                element("label", { for: "filter" }, "Filter"),
                element("span", { class: "filter-field" }, input, element("kbd", { "aria-hidden": "true" }, "/")),
                clear,
                count),
            errors,
            element("div", { class: "filter-row" }, chips),
            element("details", { class: "help" }, element("summary", null, "How to write a filter"), helpText(), names)),
        update() {
            const { filter, visible } = context.state.get();
            const model = context.model();
            if (input.value.trim() !== filter) {
                input.value = filter;
            }

            const problems = context.filter().errors;
            input.setAttribute("aria-invalid", String(problems.length > 0));
            clear.hidden = filter === "";
            setText(count, countWords(visible.length, model.points.length, filter));
            if (errors.textContent !== problems.join("")) {
                fill(errors, problems.map((problem) => element("li", { dir: "auto" }, problem)));
            }

            errors.hidden = problems.length === 0;
            fillChips(chips, filterExamples(model), filter, context);
            setText(names, `Names: ${filterNames(model).join(", ")}.`);
        },
    };
}

/** A line under a chart that follows the filter: how many points it shows, and a way back to all. */
export function createFilterEcho(context) {
    const words = element("span", null);
    const clear = element("button", { type: "button", class: "quiet", onclick: () => context.state.set({ filter: "" }) }, "Show all points");
    return {
        element: element("p", { class: "echo controls" }, words, clear),
        update() {
            const { filter, visible } = context.state.get();
            clear.hidden = filter === "";
            setText(words, filter === ""
                ? `All ${formatCounted(context.model().points.length, "point")} are shown.`
                : `${countWords(visible.length, context.model().points.length, filter)}: ${filter}`);
        },
    };
}

function countWords(passing, total, filter) {
    return filter === "" ? formatCounted(total, "point") : `${formatCount(passing)} of ${formatCounted(total, "point")} ${passing === 1 ? "passes" : "pass"}`;
}

function fillChips(chips, examples, filter, context) {
    const key = JSON.stringify([examples, filter]);
    if (chips.dataset.key === key) {
        return;
    }

    chips.dataset.key = key;
    const buttons = [...chips.querySelectorAll("button")];
    const focused = buttons.indexOf(document.activeElement);
    fill(chips, examples.map((example) => element("li", null, element("button", {
        type: "button",
        class: "chip",
        "aria-pressed": String(filter === example),
        onclick: () => context.state.set({ filter: context.state.get().filter === example ? "" : example }),
    }, example))));
    chips.querySelectorAll("button")[focused]?.focus();
}

/** A section's build of a chart that shows what the filter leaves, with the filter's words above it. */
export function buildFilteredChart(body, context, create, size) {
    const echo = createFilterEcho(context);
    const chart = buildChart(body, context, create, size, [echo.element]);
    echo.update();
    return {
        update() {
            echo.update();
            chart.update();
        },
    };
}

function helpText() {
    const rows = [
        ["activation=relu", "a value; several stand apart by |, as in layers=2|3"],
        ["learning_rate<=0.01", "compares numbers; also <, >, >= and !="],
        ["learning_rate=0.001..0.1", "a range with both its ends"],
        ["parameters<100k mean>=90%", "k, M, G and % may follow a number; terms apart by spaces must all hold"],
        ["outcome=diverged", "points of which at least one trial did"],
        ["best, ranked, unranked", "the group that cannot be told apart from the best; points with and without a rank"],
        ["!best", "turns a term round"],
        ["\"no memory\"", "any other word is looked for in every text; quotes keep spaces together"],
    ];
    return element("dl", null, rows.map(([term, words]) => [element("dt", null, element("code", null, term)), element("dd", null, words)]));
}
