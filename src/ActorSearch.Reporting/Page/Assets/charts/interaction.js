/** The interaction of two dimensions: the mean of every pair of levels, what is missing, and the pair's share of the variance. */
import { element } from "../dom.js";
import { formatCount, formatMetric, formatPercent, isFigure, noLevel, shorten } from "../format.js";
import { mountChart } from "../mount.js";
import { axisStyle, extentOf, hatchFill, metricName, textWidth, tooltipBox, tooltipStyle } from "../option.js";
import { goodness, inkOn, rampColor } from "../palette.js";

/** Draws the heat map of `state.pair`: the first dimension downwards, the second across. */
export function createInteractionChart(host, context) {
    const frame = mountChart(host, context, {
        name: "Interaction of two dimensions",
        depends: (model, state) => [...(state.pair ?? [])],
        build: ({ model, state, palette, width, height }) => interactionDrawing(model, interactionOf(model, state.pair), palette, width, height),
    });
    return { update: frame.update, dispose: frame.dispose, table: () => interactionTable(context.model(), interactionOf(context.model(), context.state.get().pair)) };
}

/** The interaction of a pair of dimensions, rows of the first and columns of the second, whichever way round it is stored; null for none. */
export function interactionOf(model, pair) {
    const [down, across] = pair ?? [];
    const first = model.dimensions[down];
    const second = model.dimensions[across];
    const stored = (model.effects?.interactions ?? []).find((i) => (i.first === down && i.second === across) || (i.first === across && i.second === down));
    if (first === undefined || second === undefined || down === across || stored === undefined) return null;
    const isTurned = stored.first !== down;
    const stride = (isTurned ? first : second).levels.length;
    const cells = first.levels.flatMap((_, row) => second.levels.map((__, column) => {
        const [mean, counted, missing] = stored.cells[isTurned ? column * stride + row : row * stride + column] ?? [null, 0, 0];
        return { row, column, mean, counted, missing };
    }));
    return { first, second, share: stored.share, cells };
}

function levelTexts(dimension) {
    return dimension.levels.map((level) => String(level ?? noLevel));
}

function interactionDrawing(model, pair, palette, width, least) {
    if (model.dimensions.length < 2) return { empty: "An interaction needs two dimensions; the study varies fewer." };
    if (pair === null) return { empty: "There are no figures on these two dimensions together. Choose two different ones." };
    const extent = extentOf(pair.cells.map(({ mean }) => mean));
    if (extent === null) return { empty: "No pair of these levels has a metric yet." };

    const rows = levelTexts(pair.first);
    const columns = levelTexts(pair.second);
    const labelRoom = Math.min(width * 0.3, 16 + Math.max(...rows.map((text) => textWidth(shorten(text, 40)))));
    const left = Math.max(24, labelRoom) + 22;
    const across = (width - left - 12) / columns.length;
    const down = Math.max(rows.length > 24 ? 14 : 30, Math.min(64, (least - 130) / rows.length));
    const isSlanted = columns.some((text) => textWidth(shorten(text, 14)) > across - 6);
    const turn = across < 22 ? 90 : 35;
    const longest = Math.max(...columns.map((text) => textWidth(shorten(text, 10))));
    const below = isSlanted ? Math.min(70, 18 + longest * Math.sin((turn * Math.PI) / 180)) : 24;
    const top = 12;
    const best = extent[model.study.maximize ? 1 : 0];
    const hatch = hatchFill(palette);
    const isLarge = across >= 46 && down >= 26;
    const isRoomy = isLarge && down >= 40;
    const color = (mean) => rampColor(palette.ramp, goodness(mean, extent[0], extent[1], model.study.maximize));
    const gap = Math.min(across, down) > 12 ? 1 : 0;

    return {
        items: pair.cells.length,
        height: top + down * rows.length + below + 66,
        description: `Heat map of mean ${metricName(model.study.metric)} by ${shorten(pair.first.name, 60)} (${rows.length} levels) and ${shorten(pair.second.name, 60)} (${columns.length} levels). Interaction: ${formatPercent(pair.share)} of the variance. Means from ${formatMetric(extent[0])} to ${formatMetric(extent[1])}.`,
        foot: interactionNote(pair),
        option: {
            grid: { left, right: 12, top, height: down * rows.length, outerBoundsMode: "none" },
            xAxis: axisStyle(palette, {
                type: "category", data: columns, name: shorten(pair.second.name, Math.floor((width - left) / 9)), nameLocation: "middle", nameGap: below + 4,
                nameTextStyle: { color: palette.text, fontSize: 12, fontWeight: 600 },
                axisLine: { show: false }, splitLine: { show: false },
                axisLabel: { interval: across < 14 ? "auto" : 0, rotate: isSlanted ? turn : 0, formatter: (text) => shorten(text, isSlanted ? 10 : 14) },
            }),
            yAxis: axisStyle(palette, {
                type: "category", data: rows, inverse: true, name: shorten(pair.first.name, Math.max(8, Math.floor((down * rows.length) / 9))), nameLocation: "middle", nameRotate: 90, nameGap: left - 16,
                nameTextStyle: { color: palette.text, fontSize: 12, fontWeight: 600 },
                axisLine: { show: false }, splitLine: { show: false },
                axisLabel: { interval: down < 14 ? "auto" : 0, width: labelRoom - 8, overflow: "truncate", formatter: (text) => shorten(text, 40) },
            }),
            visualMap: {
                type: "continuous", min: extent[0], max: extent[1] > extent[0] ? extent[1] : extent[0] + 1e-9, dimension: 2, seriesIndex: 0,
                orient: "horizontal", left: "center", bottom: 4, itemWidth: 12, itemHeight: Math.min(220, width - 190), calculable: false, show: extent[1] > extent[0],
                inRange: { color: model.study.maximize ? palette.ramp : [...palette.ramp].reverse() },
                text: [formatMetric(extent[1]), formatMetric(extent[0])], textStyle: { color: palette.muted, fontSize: 12 }, hoverLink: false,
            },
            series: [{
                type: "custom",
                progressive: 0,
                encode: { x: 0, y: 1, value: 2 },
                data: pair.cells.map((cell) => [cell.column, cell.row, cell.mean ?? "-", cell.counted, cell.missing]),
                renderItem: (params, api) => {
                    const cell = pair.cells[params.dataIndex];
                    const [x, y] = api.coord([cell.column, cell.row]);
                    const [w, h] = api.size([1, 1]);
                    const box = { x: x - w / 2 + gap, y: y - h / 2 + gap, width: w - 2 * gap, height: h - 2 * gap, r: gap > 0 ? 2 : 0 };
                    return { type: "group", children: cellShapes(cell, box, { color, hatch, palette, best, isLarge, isRoomy }) };
                },
            }],
            tooltip: tooltipStyle(palette, {
                trigger: "item",
                formatter: ({ dataIndex }) => {
                    const cell = pair.cells[dataIndex];
                    return tooltipBox(`${shorten(pair.first.name, 30)} ${shorten(rows[cell.row], 24)}, ${shorten(pair.second.name, 30)} ${shorten(columns[cell.column], 24)}`, [
                        [`mean ${metricName(model.study.metric)}`, formatMetric(cell.mean), isFigure(cell.mean) ? color(cell.mean) : null],
                        ["counted", formatCount(cell.counted)],
                        ["missing", formatCount(cell.missing)],
                    ]);
                },
            }),
        },
    };
}

function cellShapes(cell, box, look) {
    const isHole = !isFigure(cell.mean);
    const fill = isHole ? look.hatch : look.color(cell.mean);
    const shapes = [{ type: "rect", shape: box, style: { fill, stroke: cell.mean === look.best ? look.palette.best : null, lineWidth: cell.mean === look.best ? 3 : 0 } }];
    const ink = isHole ? look.palette.muted : inkOn(fill);
    const middle = box.x + box.width / 2;
    const text = (words, y, size, weight) => ({ type: "text", silent: true, style: { text: words, x: middle, y, fill: ink, align: "center", verticalAlign: "middle", fontSize: size, fontWeight: weight } });
    if (look.isLarge) {
        const y = box.y + box.height / 2;
        const counts = `n ${formatCount(cell.counted)}${cell.missing > 0 ? `, ${formatCount(cell.missing)} missing` : ""}`;
        const short = textWidth(counts, 10) < box.width - 6 ? counts : `n ${formatCount(cell.counted)}`;
        shapes.push(text(isHole ? (cell.missing > 0 ? "missing" : "none") : formatMetric(cell.mean), look.isRoomy ? y - 7 : y, 12, 600));
        if (look.isRoomy) shapes.push(text(short, y + 8, 10, 400));
    }
    if (!isHole && cell.missing > 0 && Math.min(box.width, box.height) > 8) {
        const side = Math.min(8, box.height / 3);
        const right = box.x + box.width;
        shapes.push({ type: "polygon", silent: true, shape: { points: [[right - side, box.y], [right, box.y], [right, box.y + side]] }, style: { fill: ink, opacity: 0.75 } });
    }
    return shapes;
}

function interactionNote(pair) {
    const holes = pair.cells.filter(({ mean }) => !isFigure(mean)).length;
    const partial = pair.cells.filter(({ mean, missing }) => isFigure(mean) && missing > 0).length;
    const parts = [];
    if (holes > 0) parts.push(`Hatched: no metric (${formatCount(holes)} of ${formatCount(pair.cells.length)}).`);
    if (partial > 0) parts.push(`A corner marks pairs that lack some (${formatCount(partial)}).`);
    return parts.length > 0 ? element("p", { class: "chart-note" }, parts.join(" ")) : [];
}

function interactionTable(model, pair) {
    return {
        caption: pair === null ? "No interaction" : `Mean ${metricName(model.study.metric)} by ${pair.first.name} and ${pair.second.name}; the pair's share of the variance: ${formatPercent(pair.share)}`,
        columns: [pair?.first.name ?? "First", pair?.second.name ?? "Second", "Mean", "Counted", "Missing"],
        rows: (pair?.cells ?? []).map((cell) => [
            String(pair.first.levels[cell.row] ?? "null"), String(pair.second.levels[cell.column] ?? "null"),
            formatMetric(cell.mean), formatCount(cell.counted), formatCount(cell.missing),
        ]),
    };
}
