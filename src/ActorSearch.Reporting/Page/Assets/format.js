// Numbers as text, as the terminal's figures: the same in every locale.

const metricPrefixes = ["", " k", " M", " G", " T", " P", " E", " Z", " Y"];
const byteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** What stands for a value that there is none of. */
export const noFigure = "-";

/** What stands for a dimension that does not apply to a point, among its levels. */
export const noLevel = "n/a";

/** Whether there is a number to show. */
export function isFigure(value) {
    return typeof value === "number" && Number.isFinite(value);
}

/** A metric: four decimals, or scientific where these would say nothing. */
export function formatMetric(value) {
    if (!isFigure(value)) return noFigure;
    const size = Math.abs(value);
    return size !== 0 && (size >= 1e6 || size < 1e-4) ? value.toExponential(3) : value.toFixed(4);
}

/** A count with its thousands apart. */
export function formatCount(value) {
    if (!isFigure(value)) return noFigure;
    return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** So many of something: `1 trial`, `1,200 trials`. */
export function formatCounted(value, one) {
    return `${formatCount(value)} ${one}${value === 1 ? "" : "s"}`;
}

/** Seconds with three digits, for times that may be far below one. */
export function formatShortSeconds(value) {
    if (!isFigure(value)) return noFigure;
    if (value === 0 || value >= 99.95) return value.toFixed(0);
    return value.toFixed(value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3);
}

/** A length of time in its two largest units: `2 h 14 min`, `3 min 20 s`, `12.3 s`. */
export function formatDuration(seconds) {
    if (!isFigure(seconds)) return noFigure;
    if (seconds < 99.95) return `${formatShortSeconds(seconds)} s`;
    const whole = Math.round(seconds);
    const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
    const first = units.findIndex(([, length]) => whole >= length);
    const [name, length] = units[first];
    const [next, part] = units[first + 1];
    const total = Math.round(whole / part);
    const ratio = length / part;
    const rest = total % ratio;
    return `${formatCount((total - rest) / ratio)} ${name}${rest === 0 ? "" : ` ${rest} ${next}`}`;
}

/** A length of time for an axis: as short as it can be said. */
export function formatDurationTick(seconds) {
    return isFigure(seconds) && seconds < 99.95 ? `${formatNumber(seconds, 3)} s` : formatDuration(seconds);
}

/** A share as a percentage with one decimal. */
export function formatPercent(share) {
    return isFigure(share) ? `${(100 * share).toFixed(1)} %` : noFigure;
}

/** A large number with three digits and a prefix: `12.3 M`. */
export function formatLarge(value) {
    return isFigure(value) ? withUnit(value, 1000, metricPrefixes) : noFigure;
}

/** Bytes with three digits and a unit: `12.3 MiB`. */
export function formatBytes(value) {
    return isFigure(value) ? withUnit(value, 1024, byteUnits.map((unit) => ` ${unit}`)) : noFigure;
}

/** Any number in at most so many digits, without trailing zeros. */
export function formatNumber(value, digits = 4) {
    if (!isFigure(value)) return noFigure;
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
        return value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e");
    }
    return String(Number(value.toPrecision(digits)));
}

/** One line of at most so many characters (code points), its middle left out: both ends of a long name tell it apart. */
export function shorten(text, most) {
    const line = String(text ?? noFigure).replace(/\s+/g, " ").trim();
    if (line.length <= most) return line;
    const letters = Array.from(line);
    if (letters.length <= most) return line;
    const head = Math.ceil((most - 1) * 0.6);
    const tail = most - 1 - head;
    return `${letters.slice(0, head).join("")}\u2026${tail > 0 ? letters.slice(-tail).join("") : ""}`;
}

function withUnit(value, base, units) {
    let step = 0;
    while (value >= 999.5 && step < units.length - 1) {
        value /= base;
        step++;
    }
    return String(Number(value.toPrecision(3))) + units[step];
}
