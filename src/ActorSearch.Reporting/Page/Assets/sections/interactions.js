import { createChartBlock } from "../charting.js";
import { createInteractionChart } from "../charts/interaction.js";
import { element, fill, shortened } from "../dom.js";
import { formatPercent } from "../format.js";

/** How two dimensions work together: a heat map of any pair. */
export const interactionsSection = {
    id: "interactions",
    title: "Interactions",
    watches: ["pair", "theme"],
    applies: (model) => model.dimensions.length > 1,
    lead: () => "The mean of every combination of two dimensions. Where the best row depends on the column, the two work together.",
    build(body, context) {
        const share = element("span", { class: "pair-share" });
        const selects = [0, 1].map((place) => element("select", {
            id: `pair-${place}`,
            onchange: () => context.state.set({ pair: choosePair(context.state.get().pair, place, Number(selects[place].value)) }),
        }));
        const controls = element("p", { class: "button-row controls" },
            element("label", { for: "pair-0" }, "Rows"), selects[0],
            element("label", { for: "pair-1" }, "Columns"), selects[1],
            share);
        const block = createChartBlock(context, createInteractionChart, "square");
        const show = () => {
            const model = context.model();
            const { pair } = context.state.get();
            selects.forEach((select, place) => fillSelect(select, model, pair[place]));
            const found = model.effects?.interactions?.find((one) => pair.includes(one.first) && pair.includes(one.second));
            share.textContent = found?.share !== null && found?.share !== undefined
                ? `Together, beyond what each does alone, they explain ${formatPercent(found.share)} of the variance.`
                : "";
        };
        show();
        fill(body, controls, block.element);
        block.start();
        return {
            update() {
                show();
                block.update();
            },
        };
    },
};

/** The pair that says most: the interaction with the largest share, else the first two dimensions. */
export function initialPair(model) {
    const known = (model.effects?.interactions ?? []).filter((one) => one.share !== null);
    if (known.length === 0) {
        return [0, Math.min(1, model.dimensions.length - 1)];
    }

    const most = known.reduce((a, b) => (b.share > a.share ? b : a));
    return [most.first, most.second];
}

/** The pair when the study has gone on: what was shown, as far as the study still has it. */
export function keptPair(model, pair) {
    return pair.every((place) => place < model.dimensions.length) && pair[0] !== pair[1] ? pair : initialPair(model);
}

/** The pair after a choice; choosing the other one's dimension swaps the two. */
export function choosePair(pair, place, dimension) {
    const next = pair[1 - place] === dimension ? [pair[1], pair[0]] : [...pair];
    next[place] = dimension;
    return next;
}

function fillSelect(select, model, chosen) {
    const key = JSON.stringify(model.dimensions.map((d) => d.name));
    if (select.dataset.key !== key) {
        select.dataset.key = key;
        fill(select, model.dimensions.map((dimension) => element("option", { value: dimension.index }, shortened(dimension.name, 60))));
    }

    select.value = String(chosen);
}
