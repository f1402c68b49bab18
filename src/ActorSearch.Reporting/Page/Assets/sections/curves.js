import { buildChart } from "../charting.js";
import { createCurvesChart } from "../charts/curves.js";
import { element } from "../dom.js";
import { initialPicks, pickLimit } from "../picking.js";

/** Learning curves of the trials that the reader picked in the ranking. */
export const curvesSection = {
    id: "curves",
    title: "Learning curves",
    watches: ["picked", "theme"],
    lead: (model) => `The trials picked in the ranking, at most ${pickLimit}. At first these are the best five points' first trials.`
        + (model.curvesThinned ? " Long curves are thinned to keep the page small; their first and last epochs are always there." : ""),
    build(body, context) {
        const set = (picked) => context.state.set({ picked });
        const buttons = element("p", { class: "controls button-row" },
            element("button", { type: "button", onclick: () => set(initialPicks(context.model())) }, "Show the best five"),
            element("button", { type: "button", onclick: () => set([]) }, "Show none"));
        return buildChart(body, context, createCurvesChart, "tall", [buttons]);
    },
};
