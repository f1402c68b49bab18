import { clip, readComparison } from "./filter-comparisons.js";

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

    return { test: (point) => tests.every((test) => test(point)), errors };
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

function splitValues(text) {
    const values = [];
    for (const part of text.match(/(?:"[^"]*"|[^|"])+/g) ?? []) {
        const quoted = part.startsWith('"') && part.endsWith('"') && part.length > 1;
        values.push({ text: part.replaceAll('"', ""), quoted });
    }

    return values;
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
