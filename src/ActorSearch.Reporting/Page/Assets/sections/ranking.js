import { createFilterBar } from "../filterbar.js";
import { element, setText } from "../dom.js";
import { formatCount } from "../format.js";
import { createRows, hasRemarks } from "./ranking-rows.js";
import { nextSort, readSort, sortPoints } from "../sorting.js";
import { pickLimit } from "../picking.js";

const pageLength = 50;

/** The ranking: a table of points that can be sorted, filtered, opened and picked from, fifty at a time. */
export const rankingSection = {
    id: "ranking",
    title: "Ranking",
    eager: true,
    watches: ["visible", "filter", "sort", "picked"],
    lead: rankingLead,
    build: buildRanking,
};

function rankingLead({ study, points }) {
    const what = study.replicates
        ? "A point is a configuration with all its seeds; points are ranked by the mean over them."
        : "Every configuration that was tried, best first.";
    const star = points.some((point) => point.best) ? " A star marks those that cannot be told apart from the best." : "";
    const open = study.replicates
        ? "Open a row for its trials, a seed each. Ticking a row picks the learning curve of its first seed; the others can be ticked inside."
        : "Open a row for its trial; tick it for the learning curve.";
    return `${what}${star} ${open}`;
}

function buildRanking(body, context) {
    let page = 0;
    let order = [];
    const bar = createFilterBar(context);
    const message = element("p", { class: "pick-message", role: "status" });
    const rows = createRows(context, (words) => setText(message, words));
    const head = element("thead");
    const caption = element("caption", { class: "unseen" });
    const table = element("table", { class: "ranking" }, caption, head, rows.element);
    const scroller = element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Ranking of the points" }, table);
    const nothing = element("p", { class: "nothing" }, "No point passes the filter.");
    const pager = createPager((next) => {
        page = next;
        show();
        scroller.scrollTop = 0;
        if (scroller.getBoundingClientRect().top < 0) {
            scroller.scrollIntoView({ block: "start" });
        }
    });

    const show = () => {
        const model = context.model();
        const pages = Math.max(1, Math.ceil(order.length / pageLength));
        page = Math.min(page, pages - 1);
        const shown = order.slice(page * pageLength, (page + 1) * pageLength).map((index) => model.points[index]);
        rows.show(shown);
        pager.show(page, pages, order.length);
        setText(caption, `Points by ${model.study.metric}: ${formatCount(shown.length)} of ${formatCount(order.length)} rows`);
        nothing.hidden = order.length > 0;
        scroller.hidden = order.length === 0;
    };
    const update = (changed) => {
        const { visible, sort, picked } = context.state.get();
        const model = context.model();
        if (changed === null || changed.has("model")) {
            fillHead(head, context);
        }

        if (changed === null || changed.has("model") || changed.has("visible") || changed.has("sort")) {
            page = changed !== null && !changed.has("model") ? 0 : page;
            order = sortPoints(visible, sort, model);
            markSort(head, readSort(sort, model));
        }

        if (picked.length < pickLimit) {
            setText(message, `${picked.length} of at most ${pickLimit} trials are picked for the learning curves.`);
        }

        bar.update();
        show();
    };

    body.append(bar.element, message, scroller, nothing, pager.element);
    update(null);
    return { update };
}

function fillHead(head, context) {
    const model = context.model();
    const columns = [
        ["rank", "Rank", "rank"],
        ["mean", model.study.metric.replaceAll("_", " "), "mean"],
        ...model.dimensions.map((dimension) => [`value:${dimension.name}`, dimension.name, "value"]),
        ["parameters", "Parameters", "number"],
        ["work", "Work", "number", "Multiply-accumulates of one image's forward pass"],
        ["seconds", "Time", "number", "Wall time of a trial, median over the seeds"],
        ["test", "Test", "number", "Test accuracy, mean over the seeds: reported, never used to choose"],
        ...(hasRemarks(model) ? [["remark", "Remark", "remark"]] : []),
    ];
    const key = JSON.stringify(columns);
    if (head.dataset.key === key) {
        return;
    }

    head.dataset.key = key;
    const cells = columns.map(([column, words, kind, title]) => element("th", { scope: "col", class: `head-${kind}`, "data-column": column },
        element("button", {
            type: "button",
            title: title ?? words,
            onclick: () => context.state.set({ sort: nextSort(context.state.get().sort, column, context.model()) }),
        }, element("span", { class: "head-words", dir: "auto" }, words), element("span", { class: "arrow", "aria-hidden": "true" }))));
    head.replaceChildren(element("tr", null,
        element("th", { scope: "col", class: "head-open" }, element("span", { class: "unseen" }, "Open and pick")),
        cells));
}

function markSort(head, { column, descending }) {
    for (const cell of head.querySelectorAll("th[data-column]")) {
        if (cell.dataset.column === column) {
            cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
        } else {
            cell.removeAttribute("aria-sort");
        }
    }
}

function createPager(turn) {
    let current = 0;
    let last = 0;
    const words = element("span", { class: "pager-words", "aria-live": "polite" });
    const button = (label, target) => element("button", { type: "button", onclick: () => turn(Math.min(last, Math.max(0, target()))) }, label);
    const first = button("First", () => 0);
    const previous = button("Previous", () => current - 1);
    const next = button("Next", () => current + 1);
    const end = button("Last", () => last);
    return {
        element: element("nav", { class: "pager controls", "aria-label": "Pages of the ranking" }, first, previous, words, next, end),
        show(page, pages, rowCount) {
            current = page;
            last = pages - 1;
            for (const [one, off] of [[first, page === 0], [previous, page === 0], [next, page === last], [end, page === last]]) {
                one.setAttribute("aria-disabled", String(off));
            }

            const from = page * pageLength + 1;
            setText(words, `${formatCount(from)} to ${formatCount(Math.min(rowCount, from + pageLength - 1))} of ${formatCount(rowCount)}`);
            this.element.hidden = pages === 1;
        },
    };
}
