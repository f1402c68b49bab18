import { copyButton } from "../handing.js";
import { element, fill, longText } from "../dom.js";
import { formatCounted } from "../format.js";

/** All that is needed to repeat the study. */
export const provenanceSection = {
    id: "provenance",
    title: "To repeat it",
    watches: [],
    lead: () => "Seed, data, versions and machines of this study, and the experiment file that it was made from.",
    build(body, context) {
        let key = "";
        const update = () => {
            const { provenance } = context.model();
            const sign = JSON.stringify(provenance);
            if (sign !== key) {
                key = sign;
                fill(body, ...provenanceParts(provenance));
            }
        };
        update();
        return { update };
    },
};

function provenanceParts({ rows, machines, source }) {
    return [
        element("dl", { class: "facts-list" }, rows.map(([label, text]) => element("div", null,
            element("dt", { dir: "auto" }, label),
            element("dd", null, longText(String(text ?? "-"), 200))))),
        machines.length === 0 ? null : [
            element("h3", null, "Machines"),
            element("ul", { class: "machines" }, machines.map(([text, trials]) => element("li", null, longText(text, 160), element("span", { class: "soft" }, ` ${formatCounted(trials, "trial")}`)))),
        ],
        source ? [
            element("div", { class: "recipe-head" },
                element("h3", null, "The experiment file"),
                element("span", { class: "controls" }, copyButton("Copy the file", () => source))),
            element("pre", { class: "source", tabindex: "0", "aria-label": "The experiment file of this study" }, source),
        ] : null,
    ];
}
