import { copyButton, downloadButton } from "../handing.js";
import { element, fill, longText } from "../dom.js";
import { formatCount, formatDuration, formatLarge, formatMetric } from "../format.js";

/** The answer: which configuration to use, how sure that is, and the file that trains it. */
export const answerSection = {
    id: "answer",
    title: "The answer",
    eager: true,
    watches: [],
    build(body, context) {
        let shown = "";
        const update = () => {
            // What says the same is left alone: somebody may be selecting it, or copying the file.
            const { study, answer, confidence, dimensions, points } = context.model();
            const key = JSON.stringify([study.metric, answer, confidence, dimensions, { ...points[answer.point], network: null, trials: null }]);
            if (key !== shown) {
                shown = key;
                fill(body, ...answerParts(context.model()));
            }
        };
        update();
        return { update };
    },
};

function answerParts(model) {
    const { answer, confidence } = model;
    const point = model.points[answer.point] ?? null;
    return [
        element("p", { class: "sentence", dir: "auto" }, answer.sentence),
        element("div", { class: "answer-grid" },
            element("div", { class: "answer-words" },
                point === null ? null : tiles(model, point),
                confidence.statement === "" ? null : [
                    element("h3", null, "How sure this is"),
                    element("p", { class: "confidence", dir: "auto" }, confidence.statement),
                ],
                answer.notes.length === 0 ? null : element("ul", { class: "notes" }, answer.notes.map((note) => element("li", { dir: "auto" }, note)))),
            answer.experiment === null || answer.experiment === undefined ? null : recipe(answer)),
    ];
}

function tiles(model, point) {
    const sure = point.low !== null && point.high !== null;
    const facts = [
        [model.study.metric.replaceAll("_", " "), formatMetric(point.mean), sure ? `${formatMetric(point.low)} to ${formatMetric(point.high)}` : null],
        ["test accuracy", formatMetric(point.test), "not used to choose"],
        ["parameters", formatLarge(point.parameters), point.parameters === null ? null : formatCount(point.parameters)],
        ["work for one image", formatLarge(point.macs), "multiply-accumulates"],
        ["time to train", formatDuration(point.seconds), point.counted > 1 ? "median of its seeds" : null],
    ];
    const shown = facts.filter(([, value]) => value !== "-");
    const values = model.dimensions.map((dimension, place) => [dimension.name, point.values[place]]).filter(([, value]) => value !== null);
    return [
        values.length === 0 ? null : element("dl", { class: "chosen" }, values.map(([name, value]) =>
            element("div", null, element("dt", null, name), element("dd", null, longText(value, 48))))),
        element("dl", { class: "tiles" }, shown.map(([name, value, remark]) =>
            element("div", { class: "tile" },
                element("dt", null, name),
                element("dd", null, value),
                remark === null ? null : element("dd", { class: "tile-remark" }, remark)))),
    ];
}

function recipe(answer) {
    return element("div", { class: "recipe" },
        element("div", { class: "recipe-head" },
            element("h3", null, "Train it again"),
            element("span", { class: "controls" },
                copyButton("Copy the file", () => answer.experiment),
                downloadButton("Download", answer.experimentName, () => answer.experiment))),
        element("p", { class: "file-name" }, element("code", null, answer.experimentName)),
        element("pre", { class: "source", tabindex: "0", "aria-label": `The experiment file ${answer.experimentName}` }, answer.experiment),
        element("div", { class: "command" },
            element("pre", { tabindex: "0", "aria-label": "The command that runs it" }, answer.command),
            copyButton("Copy", () => answer.command)));
}
