import { element, fill, longText } from "../dom.js";
import { formatBytes, formatCount, formatCounted, formatLarge, formatPercent } from "../format.js";

const networksAtOnce = 12;

/** The networks that were trained, layer by layer. */
export const networksSection = {
    id: "networks",
    title: "Networks",
    watches: [],
    applies: (model) => model.networks.length > 0,
    lead: (model) => `${formatCounted(model.networks.length, "distinct network")}, those of the best points first. Work is multiply-accumulates of one image's forward pass.`,
    build(body, context) {
        let all = false;
        let key = "";
        const open = new Set([0]);
        const update = () => {
            const { networks, points } = context.model();
            const uses = new Map();
            for (const point of points) {
                const use = uses.get(point.network) ?? { count: 0, first: point, memory: 0 };
                uses.set(point.network, { ...use, count: use.count + 1, memory: Math.max(use.memory, point.memory ?? 0) });
            }

            const sign = JSON.stringify([all, networks.map((network) => [network.title, uses.get(network)?.count, uses.get(network)?.first.rank])]);
            if (sign === key) {
                return;
            }

            key = sign;
            const shown = all ? networks : networks.slice(0, networksAtOnce);
            fill(body,
                shown.map((network, place) => networkBox(network, uses.get(network), place, open)),
                shown.length < networks.length
                    ? element("button", {
                        type: "button",
                        class: "controls",
                        onclick: () => {
                            all = true;
                            update();
                        },
                    }, `Show the other ${formatCount(networks.length - shown.length)}`)
                    : null);
        };
        update();
        return { update };
    },
};

function networkBox(network, use, place, open) {
    const inside = element("div", { class: "network-inside" });
    const box = element("details", { class: "network", open: open.has(place) },
        element("summary", null,
            element("span", { class: "network-title", dir: "auto" }, network.title),
            element("span", { class: "network-facts" }, [
                `${formatLarge(network.parameters)} parameters`,
                `${formatLarge(network.macs)} MACs`,
                use ? formatCounted(use.count, "point") : null,
                use && use.first.rank !== null ? `best rank ${formatCount(use.first.rank)}` : null,
                use && use.memory > 0 ? `up to ${formatBytes(use.memory)} in training` : null,
            ].filter((part) => part !== null).join(" \u00b7 "))),
        inside);
    const draw = () => {
        open[box.open ? "add" : "delete"](place);
        if (box.open && inside.childElementCount === 0) {
            inside.append(layerTable(network));
        }
    };
    box.addEventListener("toggle", draw);
    draw();
    return box;
}

function layerTable(network) {
    const share = (part, whole) => (whole > 0 && part > 0 ? part / whole : null);
    const figure = (value, whole) => {
        const cell = element("td", { class: "number share-cell", title: share(value, whole) === null ? null : formatPercent(share(value, whole)) }, formatCount(value));
        cell.style.setProperty("--share", String(share(value, whole) ?? 0));
        return cell;
    };
    return element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": `Layers of ${network.title}` },
        element("table", { class: "plain layers" },
            element("caption", null, `Input ${network.input}, ${formatCount(network.classes)} classes. Sizes are channels x rows x columns.`),
            element("thead", null, element("tr", null, ["Layer", "What it is", "Input", "Output", "Parameters", "MACs"].map((head, place) => element("th", { scope: "col", class: place > 3 ? "number" : null }, head)))),
            element("tbody", null, network.layers.map(([name, description, input, output, parameters, macs]) => element("tr", null,
                element("th", { scope: "row" }, longText(name, 40)),
                element("td", null, longText(description, 80)),
                element("td", { class: "size" }, input),
                element("td", { class: "size" }, output),
                figure(parameters, network.parameters),
                figure(macs, network.macs)))),
            element("tfoot", null, element("tr", null,
                element("th", { scope: "row", colspan: "4" }, "Together"),
                element("td", { class: "number" }, formatCount(network.parameters)),
                element("td", { class: "number" }, formatCount(network.macs))))));
}
