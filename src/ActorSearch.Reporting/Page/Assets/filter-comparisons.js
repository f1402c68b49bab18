/** What a filter's terms can be about, and how their values compare: dimensions, figures and texts of points and trials. */

const numberPattern = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(k|m|g|%)?$/i;
const numberSuffixes = { k: 1e3, m: 1e6, g: 1e9, "%": 0.01 };

const pointFigures = {
    rank: (point) => point.rank,
    mean: (point) => point.mean,
    low: (point) => point.low,
    high: (point) => point.high,
    seeds: (point) => point.counted,
    parameters: (point) => point.parameters,
    work: (point) => point.macs,
    memory: (point) => point.memory,
    seconds: (point) => point.seconds,
    test: (point) => point.test,
};
const trialFigures = {
    epochs: (trial) => trial.epochs,
    attempts: (trial) => trial.attempts,
    replicate: (trial) => trial.replicate,
    train_accuracy: (trial) => trial.trainAccuracy,
    train_loss: (trial) => trial.trainLoss,
    validation_accuracy: (trial) => trial.validationAccuracy,
    validation_loss: (trial) => trial.validationLoss,
    test_accuracy: (trial) => trial.testAccuracy,
    test_loss: (trial) => trial.testLoss,
};
const trialTexts = {
    outcome: { read: (trial) => trial.outcome, whole: true },
    trial: { read: (trial) => trial.id, whole: false },
    worker: { read: (trial) => trial.worker, whole: false },
    reason: { read: (trial) => trial.reason, whole: false },
};

/** All names a term may begin with, for help and for errors. */
export function filterNames(model) {
    const names = [...model.dimensions.map((d) => d.name), ...Object.keys(pointFigures), ...Object.keys(trialTexts), ...Object.keys(trialFigures)];
    return [...new Set(names)];
}

/** A test of points for `name operator values`, where `!=` is said as not `=`; null, and why among the errors, where there can be none. */
export function readComparison(name, operator, values, model, errors) {
    const dimension = model.dimensions.find((d) => d.name === name) ?? model.dimensions.find((d) => d.name.toLowerCase() === name.toLowerCase());
    if (dimension) {
        return compareDimension(dimension, operator, values, errors);
    }

    const key = name.toLowerCase();
    if (Object.hasOwn(pointFigures, key)) {
        const test = numberTest(name, operator, values, errors);
        return test && ((point) => test(pointFigures[key](point)));
    }

    if (Object.hasOwn(trialFigures, key)) {
        const test = numberTest(name, operator, values, errors);
        return test && ((point) => point.trials.some((trial) => test(trialFigures[key](trial))));
    }

    if (Object.hasOwn(trialTexts, key)) {
        return compareText(key, operator, values, errors);
    }

    errors.push(`There is no "${clip(name)}" here. Names are ${filterNames(model).join(", ")}.`);
    return null;
}

function compareDimension(dimension, operator, values, errors) {
    const numbers = dimension.numbers ?? dimension.levels.map((level) => readNumber(level ?? ""));
    if (operator !== "=") {
        if (numbers.every((n) => n === null)) {
            errors.push(`${dimension.name} has no numbers to compare; its values are ${levelList(dimension)}.`);
            return null;
        }

        const test = numberTest(dimension.name, operator, values, errors);
        return test && ((point) => test(numbers[point.levels[dimension.index]] ?? null));
    }

    const allowed = new Set();
    for (const value of values) {
        const levels = matchingLevels(dimension, numbers, value);
        if (levels.length === 0) {
            errors.push(`${dimension.name} is never ${clip(value.text)} here; its values are ${levelList(dimension)}.`);
            return null;
        }

        levels.forEach((level) => allowed.add(level));
    }

    return (point) => allowed.has(point.levels[dimension.index] ?? -1);
}

/** A value means the level of this very text or number, else a range, else the levels that begin so; a dash those without. */
function matchingLevels(dimension, numbers, value) {
    const places = dimension.levels.map((_, place) => place);
    const sought = value.text.toLowerCase();
    const exact = places.filter((place) => dimension.levels[place]?.toLowerCase() === sought);
    if (exact.length > 0 || sought === "-") {
        return exact.length > 0 ? exact : [-1];
    }

    const range = value.quoted ? null : readRange(value.text);
    if (range) {
        return places.filter((place) => numbers[place] !== null && numbers[place] >= range[0] && numbers[place] <= range[1]);
    }

    const number = value.quoted ? null : readNumber(value.text);
    if (number !== null && dimension.numbers !== null) {
        return places.filter((place) => isClose(numbers[place], number));
    }

    return value.quoted || sought === "" ? [] : places.filter((place) => (dimension.levels[place] ?? "").toLowerCase().startsWith(sought));
}

function compareText(key, operator, values, errors) {
    if (operator !== "=") {
        errors.push(`${key} is a text; it can be compared with = and != only.`);
        return null;
    }

    const { read, whole } = trialTexts[key];
    const sought = values.map((value) => value.text.toLowerCase());
    return (point) => point.trials.some((trial) => {
        const text = String(read(trial) ?? "").toLowerCase();
        return sought.some((one) => (whole ? text === one : text.includes(one)));
    });
}

function numberTest(name, operator, values, errors) {
    const tests = values.map((value) => {
        const range = operator === "=" ? readRange(value.text) : null;
        if (range) {
            return (x) => x >= range[0] && x <= range[1];
        }

        const number = readNumber(value.text);
        if (number === null) {
            errors.push(`"${clip(value.text)}" is no number; ${name} can be compared with one such as 3, 0.001, 100k or 90%.`);
            return null;
        }

        switch (operator) {
            case "<": return (x) => x < number && !isClose(x, number);
            case "<=": return (x) => x < number || isClose(x, number);
            case ">": return (x) => x > number && !isClose(x, number);
            case ">=": return (x) => x > number || isClose(x, number);
            default: return (x) => isClose(x, number);
        }
    });
    return tests.includes(null) ? null : (x) => x !== null && x !== undefined && tests.some((test) => test(x));
}

function readRange(text) {
    const place = text.indexOf("..");
    if (place < 0) {
        return null;
    }

    const [from, to] = [text.slice(0, place), text.slice(place + 2)];
    const low = from === "" ? -Infinity : readNumber(from);
    const high = to === "" ? Infinity : readNumber(to);
    return low === null || high === null ? null : [Math.min(low, high), Math.max(low, high)];
}

function readNumber(text) {
    const match = numberPattern.exec(text.trim());
    return match ? Number(match[1]) * (numberSuffixes[match[2]?.toLowerCase()] ?? 1) : null;
}

/** Equal but for the way in which a number came about: 90% is 0.9. */
function isClose(a, b) {
    return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function levelList(dimension) {
    const shown = dimension.levels.slice(0, 12).map((level) => clip(level ?? "-"));
    return shown.join(", ") + (dimension.levels.length > shown.length ? ", ..." : "");
}

/** The beginning of what somebody typed, for a message. */
export function clip(text) {
    return text.length > 40 ? text.slice(0, 39) + "\u2026" : text;
}
