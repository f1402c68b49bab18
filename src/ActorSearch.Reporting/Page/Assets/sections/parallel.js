import { createParallelChart } from "../charts/parallel.js";
import { buildFilteredChart } from "../filterbar.js";

/** Parallel coordinates: all points at once; a brush on an axis is a filter. */
export const parallelSection = {
    id: "parallel",
    title: "All points at once",
    watches: ["visible", "filter", "picked", "theme"],
    applies: (model) => model.dimensions.length > 0,
    lead: () => "A line is a point, an axis a dimension. What is brushed here is the filter of the ranking, and the other way round.",
    build: (body, context) => buildFilteredChart(body, context, createParallelChart, "tall"),
};
