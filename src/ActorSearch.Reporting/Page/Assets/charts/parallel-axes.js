/** The axes of the parallel coordinates as plain data: where every point crosses them, and what a brush on them says. */
import { quoteFilterValue } from "../filter.js";
import { formatDuration, formatDurationTick, formatLarge, formatMetric, formatNumber, isFigure, noLevel } from "../format.js";
import { extentOf, logTicks, metricName, niceScale } from "../option.js";
import { goodness } from "../palette.js";

const missingSlot = 0.03;
const slotRoom = 0.12;

/**
 * One axis for every dimension, then the metric, the number of parameters and the seconds where these are known.
 * Along an axis 0 is its lower end and 1 its upper, where the best metric is. Axes have
 * { id, name, term, ticks: [{ at, text }], places: Float32Array by point, levels or null, values or null, toValue }.
 */
export function parallelAxes(model) {
    const axes = model.dimensions.map((dimension) => levelAxis(model, dimension));
    const isBestLow = !model.study.maximize;
    const figures = [
        { term: "mean", name: metricName(model.study.metric), format: formatMetric, read: (point) => point.mean, isTurned: isBestLow, isMetric: true },
        { term: "parameters", name: "parameters", format: formatLarge, read: (point) => (point.parameters > 0 ? point.parameters : null) },
        { term: "seconds", name: "training time", format: formatDurationTick, read: (point) => point.seconds },
    ];
    for (const figure of figures) {
        const axis = figureAxis(model, figure);
        if (axis) axes.push(axis);
    }
    return axes;
}

function levelAxis(model, dimension) {
    // Points without a level have a slot of their own, below.
    const slots = dimension.levels.map((_, level) => level).filter((level) => dimension.levels[level] !== null);
    const count = slots.length;
    const lacks = model.points.some((point) => !(point.levels[dimension.index] >= 0));
    const base = lacks ? slotRoom : 0;
    const at = (level) => (level >= 0 ? base + ((slots.indexOf(level) + 0.5) / count) * (1 - base) : missingSlot);
    const ticks = slots.map((level) => ({ at: at(level), text: dimension.levels[level] }));
    if (lacks) ticks.unshift({ at: missingSlot, text: noLevel });
    return {
        id: `dimension ${dimension.name}`,
        name: dimension.name,
        term: dimension.name,
        ticks,
        places: Float32Array.from(model.points, (point) => at(point.levels[dimension.index])),
        band: (1 - base) / count,
        levels: slots.map((level) => ({ at: at(level), text: dimension.levels[level], number: dimension.numbers?.[level] ?? null })),
        lacks,
    };
}

function figureAxis(model, { term, name, format, read, isTurned = false, isMetric = false }) {
    const values = model.points.map(read);
    const extent = extentOf(values);
    if (extent === null) return null;
    const lacks = values.some((value) => !isFigure(value));
    const base = lacks ? slotRoom : 0;
    const isLog = !isMetric && extent[0] > 0 && extent[1] / extent[0] > 20;
    const nice = niceScale(extent[0], extent[1], 6);
    const [low, high] = extent[1] > extent[0] ? extent : [nice.min, nice.max];
    const warp = isLog ? Math.log : (value) => value;
    const share = (value) => (warp(value) - warp(low)) / (warp(high) - warp(low));
    const at = (value) => (isFigure(value) ? base + (isTurned ? 1 - share(value) : share(value)) * (1 - base) : missingSlot);
    const toValue = (place) => {
        const s = Math.min(1, Math.max(0, (place - base) / (1 - base)));
        const plain = isTurned ? 1 - s : s;
        return isLog ? low * (high / low) ** plain : low + plain * (high - low);
    };
    const round = isLog ? logTicks(low, high) : Array.from({ length: Math.round((nice.max - nice.min) / nice.step) + 1 }, (_, i) => Number((nice.min + i * nice.step).toPrecision(12)));
    const ticks = round.filter((value) => value >= low && value <= high).map((value) => ({ at: at(value), text: isMetric ? formatNumber(value) : format(value) }));
    if (ticks.length < 2) ticks.splice(0, ticks.length, { at: at(low), text: format(low) }, { at: at(high), text: format(high) });
    if (lacks) ticks.unshift({ at: missingSlot, text: "none" });
    return { id: `figure ${term}`, name, term, ticks, places: Float32Array.from(values, at), band: 0, levels: null, values, toValue, base, lacks, isTurned, isMetric };
}

/** How good every point is for its colour, 0 to 1: between the worst of the best 95 % and the best; NaN without a metric. */
export function parallelGoodness(model) {
    const known = model.points.map((point) => point.mean).filter(isFigure).sort((a, b) => a - b);
    const at = (share) => known[Math.min(known.length - 1, Math.max(0, Math.round(share * (known.length - 1))))];
    const low = model.study.maximize ? at(0.05) : at(0);
    const high = model.study.maximize ? at(1) : at(0.95);
    return Float32Array.from(model.points, ({ mean }) => (isFigure(mean) ? goodness(mean, low, high, model.study.maximize) : NaN));
}

/**
 * Where every line crosses every axis, [point * axes + axis]: at its place, and on levels spread over a part of the
 * level's room in the order of the metric, so that lines of one level lie side by side and not on one another.
 */
export function parallelPlaces(model, axes) {
    const count = model.points.length;
    const spread = Math.min(0.6, 0.08 + count / 600);
    const places = new Float32Array(count * axes.length);
    axes.forEach((axis, a) => {
        for (let i = 0; i < count; i++) {
            // Points come in the order of their ranks: the first stand highest.
            const offset = axis.band > 0 && count > 1 ? (0.5 - i / (count - 1)) * spread * axis.band : 0;
            places[i * axes.length + a] = axis.places[i] > missingSlot + 1e-6 ? axis.places[i] + offset : axis.places[i];
        }
    });
    return places;
}

/** What a brush on one axis says in the filter's language; empty where it leaves nothing out. */
export function brushTerm(axis, intervals) {
    if (intervals.length === 0) return "";
    return axis.levels !== null ? levelTerm(axis, intervals) : figureTerm(axis, intervals);
}

function levelTerm(axis, intervals) {
    const isIn = (place) => intervals.some(([from, to]) => place >= from && place <= to);
    let chosen = axis.levels.filter(({ at }) => isIn(at));
    const takesMissing = axis.lacks && isIn(missingSlot);
    if (chosen.length === 0 && !takesMissing) {
        const middle = (intervals[0][0] + intervals[0][1]) / 2;
        chosen = [axis.levels.reduce((a, b) => (Math.abs(b.at - middle) < Math.abs(a.at - middle) ? b : a))];
    }
    if (chosen.length === axis.levels.length && (takesMissing || !axis.lacks)) return "";
    const name = quoteFilterValue(axis.term);
    const isRange = chosen.length > 4 && !takesMissing && intervals.length === 1 && chosen.every(({ number }) => number !== null);
    if (isRange) {
        const [low, high] = extentOf(chosen.map(({ number }) => number));
        return `${name}=${low}..${high}`;
    }
    return `${name}=${[...chosen.map(({ text }) => quoteFilterValue(text)), ...(takesMissing ? ["-"] : [])].join("|")}`;
}

function figureTerm(axis, intervals) {
    const spans = intervals.filter(([, to]) => to >= axis.base).map((interval) => {
        const [from, to] = interval.map((place) => axis.toValue(place));
        const low = Math.min(from, to);
        const high = Math.max(from, to);
        const [lowest, highest] = [Math.min(axis.toValue(0), axis.toValue(1)), Math.max(axis.toValue(0), axis.toValue(1))];
        return { low: low <= lowest ? null : roundedDown(low), high: high >= highest ? null : -roundedDown(-high) };
    });
    if (spans.length === 0) return axis.isMetric ? "unranked" : "";
    if (spans.some(({ low, high }) => low === null && high === null)) return axis.lacks && !intervals.some(([from]) => from <= missingSlot) ? `${axis.term}=..` : "";
    const [first] = spans;
    if (spans.length === 1 && first.high === null) return `${axis.term}>=${first.low}`;
    if (spans.length === 1 && first.low === null) return `${axis.term}<=${first.high}`;
    return `${axis.term}=${spans.map(({ low, high }) => `${low ?? ""}..${high ?? ""}`).join("|")}`;
}

/** A number of four digits that is at most the given one. */
function roundedDown(value) {
    if (value === 0) return 0;
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3);
    return Number((Math.floor(value / unit + 1e-9) * unit).toPrecision(4));
}
