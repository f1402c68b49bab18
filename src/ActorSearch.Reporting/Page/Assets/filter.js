/**
 * The language of the filter, the same for the field, the brush of the parallel coordinates and a shared address:
 *
 *     activation=relu learning_rate<=0.01 layers=2|3 mean>=90% outcome=diverged best
 *
 * Terms stand apart by spaces and all of them must hold; `|` is "or" between values, `a..b` a range, `!` before a term
 * "not", and quotes keep spaces together. A word without an operator is looked for in every text of a point. A term on
 * trials (outcome, worker, ...) holds for a point if it holds for one of its trials.
 */

const termPattern = /^(!?)(?:"([^"]*)"|([^"<>=!|]+?))(<=|>=|!=|=|<|>)(.*)$/s;
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
const filterWords = {
    best: (point) => point.best,
    ranked: (point) => point.rank !== null,
    unranked: (point) => point.rank === null,
};

/** Reads a filter. A term that cannot be read is left out and told in `errors`; the others hold. */
export function parseFilter(text, model) {
    const errors = [];
    const tests = [];
    for (const term of splitFilter(text, errors)) {
        const test = readTerm(term, model, errors);
        if (test) {
            tests.push(test);
        }
    }

    return { test: (point) => tests.every((test) => test(point)), errors, isEmpty: tests.length === 0 };
}

/** The indices of the points that pass a filter, in the model's order. */
export function filterPoints(filter, model) {
    const passing = [];
    for (const point of model.points) {
        if (filter.test(point)) {
            passing.push(point.index);
        }
    }

    return passing;
}

/** A value as it stands in a term: in quotes where it holds what the language uses itself. */
export function quoteFilterValue(value) {
    return /[\s"|<>=!]|\.\./.test(value) || value === "" ? `"${value.replaceAll('"', "")}"` : value;
}

/**
 * The filter after a brush: the terms of the brush before go, as do those on dimensions that the new one holds, and the
 * new one's follow. What the reader typed on anything else stays.
 */
export function mergeBrush(text, before, brush) {
    const gone = new Set(splitFilter(before, []));
    const brushed = splitFilter(brush, []);
    const names = new Set(brushed.map(termName).filter((name) => name !== null));
    const kept = splitFilter(text, []).filter((term) => !gone.has(term) && !names.has(termName(term)));
    return [...kept, ...brushed].join(" ");
}

/** All names a term may begin with, for help and for errors. */
export function filterNames(model) {
    const names = [...model.dimensions.map((d) => d.name), ...Object.keys(pointFigures), ...Object.keys(trialTexts), ...Object.keys(trialFigures)];
    return [...new Set(names)];
}

/** A few filters that make sense for this very study. */
export function filterExamples(model) {
    const examples = [];
    if (model.points.some((p) => p.best) && model.points.some((p) => !p.best)) {
        examples.push("best");
    }

    const words = model.dimensions.find((d) => d.numbers === null && d.levels.length > 1);
    if (words) {
        const level = (model.points.find((p) => p.rank !== null) ?? model.points[0])?.values[words.index];
        if (typeof level === "string" && level.length < 24) {
            examples.push(`${words.name}=${quoteFilterValue(level)}`);
        }
    }

    const numeric = model.dimensions.filter((d) => d.numbers !== null && d.levels.length > 1);
    if (numeric.length > 0) {
        const dimension = numeric[numeric.length - 1];
        const middle = [...dimension.numbers].sort((a, b) => a - b)[Math.floor((dimension.numbers.length - 1) / 2)];
        examples.push(`${dimension.name}<=${middle}`);
    }

    const steps = numeric.find((d) => d.levels.length > 2);
    if (steps) {
        examples.push(`${steps.name}=${quoteFilterValue(steps.levels[0])}|${quoteFilterValue(steps.levels[1])}`);
    }

    if (model.trials.some((t) => t.outcome === "diverged")) {
        examples.push("outcome=diverged");
    }

    return [...new Set(examples)];
}

function splitFilter(text, errors) {
    const terms = [];
    let term = "";
    let quoted = false;
    for (const character of text) {
        if (character === '"') {
            quoted = !quoted;
        }

        if (!quoted && /\s/.test(character)) {
            if (term !== "") {
                terms.push(term);
                term = "";
            }
        } else {
            term += character;
        }
    }

    if (quoted) {
        errors.push('A quote is not closed; a text in quotes ends with ".');
        term += '"';
    }

    return term === "" ? terms : [...terms, term];
}

function termName(term) {
    const match = termPattern.exec(term);
    return match ? match[2] ?? match[3] : null;
}

function readTerm(term, model, errors) {
    const match = termPattern.exec(term);
    if (!match) {
        return readWord(term, errors);
    }

    const [, not, quotedName, bareName, operator, rest] = match;
    const name = quotedName ?? bareName;
    const values = splitValues(rest);
    if (values.length === 0) {
        errors.push(`"${clip(term)}" has no value; one follows the ${operator}, as in ${clip(name)}${operator}1.`);
        return null;
    }

    if (operator !== "=" && operator !== "!=" && values.length > 1) {
        errors.push(`"${clip(term)}" compares with several values; with ${operator} there can be one.`);
        return null;
    }

    const test = readComparison(name, operator === "!=" ? "=" : operator, values, model, errors);
    if (!test) {
        return null;
    }

    return (not === "!") === (operator === "!=") ? test : (point) => !test(point);
}

function readWord(term, errors) {
    const not = term.startsWith("!");
    const word = not ? term.slice(1) : term;
    if (/^[<>=|!]*$/.test(word)) {
        errors.push(`"${clip(term)}" has no name before it; a term looks like layers=2.`);
        return null;
    }

    const known = filterWords[word.toLowerCase()];
    const sought = word.replaceAll('"', "").toLowerCase();
    const test = Object.hasOwn(filterWords, word.toLowerCase()) ? known : (point) => pointText(point).includes(sought);
    return not ? (point) => !test(point) : test;
}

function readComparison(name, operator, values, model, errors) {
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

function splitValues(text) {
    const values = [];
    for (const part of text.match(/(?:"[^"]*"|[^|"])+/g) ?? []) {
        const quoted = part.startsWith('"') && part.endsWith('"') && part.length > 1;
        values.push({ text: part.replaceAll('"', ""), quoted });
    }

    return values;
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

const pointTexts = new WeakMap();

function pointText(point) {
    let text = pointTexts.get(point);
    if (text === undefined) {
        const trials = point.trials.map((t) => [t.id, t.outcome, t.reason, t.worker ?? ""].join("\n"));
        text = [...point.values.map((v) => v ?? ""), point.remark, ...trials].join("\n").toLowerCase();
        pointTexts.set(point, text);
    }

    return text;
}

function levelList(dimension) {
    const shown = dimension.levels.slice(0, 12).map((level) => clip(level ?? "-"));
    return shown.join(", ") + (dimension.levels.length > shown.length ? ", ..." : "");
}

function clip(text) {
    return text.length > 40 ? text.slice(0, 39) + "\u2026" : text;
}
