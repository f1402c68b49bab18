/**
 * The lines of the parallel coordinates. ECharts' own parallel series makes an element of every line and styles each
 * anew at every brush; here lines of one colour are one path each few hundred, painted by the same library (zrender), so
 * that a brush repaints a layer and nothing else.
 */

const linesAPath = 256;
const colorSteps = 24;

/** Layers of lines in a chart's canvas: those left out, those shown, and the one under the pointer. */
export function createLineLayers(zr) {
    const layers = { faded: [], shown: [], hovered: [] };
    const zlevels = { faded: -3, shown: -2, hovered: -1 };
    const LinePath = echarts.graphic.extendShape({ shape: { lines: null, plan: null }, buildPath: (path, { lines, plan }) => traceLines(path, lines, plan) });

    function replace(name, groups, plan) {
        layers[name].forEach((path) => zr.remove(path));
        layers[name] = groups.flatMap(({ lines, color, width, opacity }, z) => {
            const paths = [];
            for (let from = 0; from < lines.length; from += linesAPath) {
                paths.push(new LinePath({
                    shape: { lines: lines.subarray(from, from + linesAPath), plan },
                    style: { stroke: color, lineWidth: width, opacity, fill: null, lineJoin: "bevel" },
                    zlevel: zlevels[name], z, silent: true,
                }));
            }
            return paths;
        });
        layers[name].forEach((path) => zr.add(path));
    }

    return { replace, clear: () => Object.keys(layers).forEach((name) => replace(name, [], null)) };
}

function traceLines(path, lines, { places, axes, along, across, isUpright }) {
    for (const line of lines) {
        for (let a = 0; a < axes; a++) {
            const position = along[a];
            const place = across.from + places[line * axes + a] * (across.to - across.from);
            const [x, y] = isUpright ? [position, place] : [place, position];
            if (a === 0) path.moveTo(x, y);
            else path.lineTo(x, y);
        }
    }
}

/** Lines in groups of one colour, the worst first, so that the best lie on top; those without a metric under all. */
export function colorGroups(lines, goodnesses) {
    const steps = Array.from({ length: colorSteps + 1 }, () => []);
    for (const line of lines) {
        const good = goodnesses[line];
        steps[Number.isNaN(good) ? 0 : 1 + Math.min(colorSteps - 1, Math.floor(good * colorSteps))].push(line);
    }
    return steps
        .map((group, step) => ({ lines: Uint32Array.from(group), share: step === 0 ? null : (step - 0.5) / colorSteps }))
        .filter((group) => group.lines.length > 0);
}

/** The line nearest to a pixel, at most `reach` pixels away across the axes; -1 for none. Linear in the lines. */
export function nearestLine(lines, { places, axes, along, across, isUpright }, x, y, reach) {
    const [position, place] = isUpright ? [x, y] : [y, x];
    const next = along.findIndex((at) => at >= position);
    if (next < 0 || position < along[0] - reach) return -1;
    const b = Math.max(next, Math.min(1, axes - 1));
    const a = Math.max(0, b - 1);
    const share = b === a ? 0 : Math.max(0, (position - along[a]) / (along[b] - along[a]));
    const wanted = (place - across.from) / (across.to - across.from);
    let nearest = -1;
    let distance = reach / Math.abs(across.to - across.from);
    for (const line of lines) {
        const at = places[line * axes + a] * (1 - share) + places[line * axes + b] * share;
        const gap = Math.abs(at - wanted);
        if (gap < distance) {
            distance = gap;
            nearest = line;
        }
    }
    return nearest;
}
