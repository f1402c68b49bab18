import { createTradeoffChart } from "../charts/tradeoff.js";
import { buildFilteredChart } from "../filterbar.js";

/** What a better result costs: the metric against time, parameters or work. */
export const tradeoffSection = {
    id: "tradeoff",
    title: "What it costs",
    watches: ["visible", "filter", "picked", "theme"],
    lead: () => "The metric against time, parameters or work. On the line are the points that no other beats in both (the Pareto front).",
    build: (body, context) => buildFilteredChart(body, context, createTradeoffChart, "tall"),
};
