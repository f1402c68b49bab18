/**
 * The document of a study (`actorsearch/page/1`) as objects that the page works with. Reading is linear in the
 * number of trials; curves are put together when somebody looks at them.
 */

const documentSchema = "actorsearch/page/1";

/** Reads a document. An object that is no document of this schema is an error in plain words. */
export function readModel(document) {
    if (document === null || typeof document !== "object" || document.schema !== documentSchema) {
        throw new Error(`This page reads documents of the schema ${documentSchema}; the one it was given says ${String(document?.schema)}.`);
    }

    const dimensions = (document.dimensions ?? []).map((dimension, index) => ({
        index,
        name: dimension.name,
        levels: dimension.levels,
        numbers: dimension.numbers ?? null,
    }));
    const networks = document.networks ?? [];
    const textAt = textReader(document.texts);
    const trials = readTrials(document.trials, textAt);
    const points = readPoints(document.points, { dimensions, networks, trials, textAt });
    return {
        version: document.version,
        study: document.study,
        answer: document.answer,
        confidence: document.confidence,
        dimensions,
        points,
        trials,
        curves: curvesReader(document.curves),
        curvesThinned: document.curves?.thinned ?? false,
        effects: document.effects ?? null,
        networks,
        timeline: document.timeline ?? null,
        provenance: document.provenance ?? { rows: [], machines: [], source: "" },
    };
}

/**
 * The document that a live page has after a delta: top-level keys are replaced whole, trials, curves and texts row by row.
 * The document given stays as it is. A delta that does not follow this very document gives null: ask for a whole one.
 */
export function applyDelta(document, delta) {
    if (delta.from !== document.version) {
        return null;
    }

    const next = { ...document, ...delta.set, version: delta.version };
    for (const key of ["trials", "curves", "texts"]) {
        const changed = Object.entries(delta[key] ?? {});
        if (changed.length === 0) {
            continue;
        }

        const rows = document[key].rows.slice();
        for (const [index, row] of changed) {
            rows[Number(index)] = row;
        }

        next[key] = { ...document[key], rows };
    }

    return next;
}

function readPoints(table, { dimensions, networks, trials, textAt }) {
    const column = columnReader(table);
    return (table?.rows ?? []).map((row, index) => {
        const levels = column(row, "levels") ?? [];
        const network = column(row, "network") ?? -1;
        const own = (column(row, "trials") ?? []).map((place) => trials[place]).filter((trial) => trial !== undefined);
        own.forEach((trial) => {
            trial.point = index;
        });
        own.sort((a, b) => a.replicate - b.replicate);
        return {
            index,
            rank: column(row, "rank"),
            best: column(row, "best") === 1,
            mean: column(row, "mean"),
            low: column(row, "low"),
            high: column(row, "high"),
            counted: column(row, "counted") ?? 0,
            levels,
            values: dimensions.map((dimension, d) => (levels[d] >= 0 ? dimension.levels[levels[d]] ?? null : null)),
            parameters: column(row, "parameters"),
            macs: column(row, "macs"),
            memory: column(row, "memory"),
            network: networks[network] ?? null,
            seconds: column(row, "seconds"),
            test: column(row, "test"),
            remark: textAt(column(row, "remark")) ?? "",
            trials: own,
        };
    });
}

function readTrials(table, textAt) {
    const column = columnReader(table);
    const names = ["metric", "epoch", "trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy", "testLoss",
        "testAccuracy", "epochs", "seconds", "attempts"];
    return (table?.rows ?? []).map((row, index) => {
        const trial = {
            index,
            id: column(row, "id"),
            point: -1,
            replicate: column(row, "replicate") ?? 0,
            outcome: textAt(column(row, "outcome")),
            reason: textAt(column(row, "reason")) ?? "",
            worker: textAt(column(row, "worker")),
        };
        for (const name of names) {
            trial[name] = column(row, name);
        }

        return trial;
    });
}

function columnReader(table) {
    const places = new Map((table?.columns ?? []).map((name, place) => [name, place]));
    return (row, name) => row[places.get(name)] ?? null;
}

/** Outcomes, reasons, workers and remarks stand in a list that all rows share; rows have their places in it. */
function textReader(texts) {
    return (place) => (place === null ? null : texts?.rows[place] ?? null);
}

function curvesReader(curves) {
    const read = new Map();
    return (trial) => {
        if (!read.has(trial.index)) {
            read.set(trial.index, readCurve(curves?.rows[trial.index]));
        }

        return read.get(trial.index);
    };
}

function readCurve(row) {
    if (!row) {
        return null;
    }

    const [epochs, trainLoss, trainAccuracy, validationLoss, validationAccuracy, testLoss, testAccuracy] = row;
    return {
        epochs: epochs ?? trainLoss.map((_, place) => place + 1),
        trainLoss,
        trainAccuracy,
        validationLoss,
        validationAccuracy,
        testLoss: testLoss ?? null,
        testAccuracy: testAccuracy ?? null,
    };
}
