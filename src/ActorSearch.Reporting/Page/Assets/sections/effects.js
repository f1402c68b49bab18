import { buildChart } from "../charting.js";
import { createEffectsChart } from "../charts/effects.js";
import { element, setText } from "../dom.js";
import { formatPercent } from "../format.js";

const pairsShown = 4;
const pairShareShown = 0.005;

/** How much each dimension matters by itself. */
export const effectsSection = {
    id: "effects",
    title: "What matters",
    watches: ["theme"],
    applies: (model) => (model.effects?.mains.length ?? 0) > 0,
    lead: (model) => model.effects.statement ?? "",
    build(body, context) {
        const list = element("ol", { class: "shares", "aria-label": "Shares of the variance" });
        const chart = buildChart(body, context, createEffectsChart, "effects", [list]);
        const update = () => fillShares(list, context.model());
        update();
        return {
            update() {
                update();
                chart.update();
            },
        };
    },
};

/** The shares as bars with their figures: main effects, the largest pairs, seeds, and what is left. */
function fillShares(list, model) {
    const { effects, dimensions } = model;
    const name = (place) => dimensions[place]?.name ?? "?";
    const byShare = (a, b) => b.share - a.share;
    const mains = effects.mains.filter((main) => main.share !== null).map((main) => ({ words: name(main.dimension), share: main.share, kind: "main" }));
    const pairs = (effects.interactions ?? [])
        .filter((pair) => pair.share !== null && pair.share >= pairShareShown)
        .sort(byShare)
        .slice(0, pairsShown)
        .map((pair) => ({ words: `${name(pair.first)} with ${name(pair.second)}`, share: pair.share, kind: "pair" }));
    const rows = [
        ...[...mains, ...pairs].sort(byShare).map(({ words, share, kind }) => [words, share, kind]),
        ["seeds", effects.seeds, "seeds"],
        ["the rest", effects.rest, "rest"],
    ].filter(([, share]) => share !== null && share !== undefined);
    const key = JSON.stringify(rows);
    if (list.dataset.key === key) {
        return;
    }

    list.dataset.key = key;
    list.replaceChildren(...rows.map(([words, share, kind]) => {
        const bar = element("span", { class: "share-bar", "aria-hidden": "true" }, element("span", { class: `share-fill share-${kind}` }));
        bar.firstChild.style.width = `${Math.min(100, Math.max(0, 100 * share))}%`;
        const figure = element("span", { class: "share-figure" });
        setText(figure, formatPercent(share));
        return element("li", null, element("span", { class: "share-name", dir: "auto", title: words }, words), bar, figure);
    }));
}
