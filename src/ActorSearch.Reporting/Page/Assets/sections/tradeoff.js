import { createChartBlock } from "../charting.js";
import { createTradeoffChart } from "../charts/tradeoff.js";
import { createFilterEcho } from "../filterbar.js";
import { fill } from "../dom.js";

/** What a better result costs: the metric against time, parameters or work. */
export const tradeoffSection = {
    id: "tradeoff",
    title: "What it costs",
    watches: ["visible", "filter", "picked", "theme"],
    lead: () => "The metric against time, parameters or work. On the line are the points that no other beats in both (the Pareto front).",
    build(body, context) {
        const echo = createFilterEcho(context);
        const block = createChartBlock(context, createTradeoffChart, "tall");
        fill(body, echo.element, block.element);
        echo.update();
        block.start();
        return {
            update() {
                echo.update();
                block.update();
            },
        };
    },
};
