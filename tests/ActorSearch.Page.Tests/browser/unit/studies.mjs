/** A small study's document, made by hand, for the tests of the page's modules. */
export function smallDocument() {
    const texts = [];
    const place = (text) => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1);
    const trial = (id, replicate, outcome, metric, reason = "", worker = "one/slot-0") =>
        [id, replicate, place(outcome), place(reason), metric, metric === null ? null : 2, 0.1, 0.9, 0.2, metric, null, null, 3, 12.5, 1, place(worker)];
    const levels = [[0, 0], [0, 1], [1, 0], [1, -1]];
    const point = (rank, best, mean, which, parameters, trials, remark = "") =>
        [rank, best, mean, mean === null ? null : mean - 0.01, mean === null ? null : mean + 0.01, mean === null ? 0 : 2, levels[which], parameters, 1000, 4096, which === 0 ? 0 : -1, mean === null ? null : 12.5 - which, mean === null ? null : mean - 0.02, place(remark), trials];
    return {
        schema: "actorsearch/page/1",
        version: 7,
        study: { name: "small", complete: true, metric: "validation_accuracy", maximize: true, replicates: true, counts: { completed: 6, diverged: 2 }, total: 8 },
        answer: { sentence: "Use it.", notes: [], point: 0, experiment: "study: small\n", experimentName: "small-best.yaml", command: "actorsearch run small-best.yaml" },
        confidence: { level: 0.95, method: "bootstrap", comparisons: 3, noise: null, statement: "Sure enough." },
        dimensions: [
            { name: "learning_rate", levels: ["0.01", "0.1"], numbers: [0.01, 0.1] },
            { name: "activation", levels: ["leaky_relu", "relu"], numbers: null },
        ],
        points: {
            columns: ["rank", "best", "mean", "low", "high", "counted", "levels", "parameters", "macs", "memory", "network", "seconds", "test", "remark", "trials"],
            rows: [point(1, 1, 0.9, 0, 2000, [1, 4]), point(2, 1, 0.89, 1, 1000, [5, 2]), point(3, 0, 0.8, 2, 150000, [3, 6]), point(null, 0, null, 3, 2000, [0, 7], "2 of 2 seeds diverged")],
        },
        trials: {
            columns: ["id", "replicate", "outcome", "reason", "metric", "epoch", "trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy", "testLoss", "testAccuracy", "epochs", "seconds", "attempts", "worker"],
            rows: [
                trial("aaaaa1", 0, "diverged", null, "training loss is NaN at epoch 2"),
                trial("aaaaa2", 0, "completed", 0.91),
                trial("aaaaa3", 0, "completed", 0.89),
                trial("aaaaa4", 0, "completed", 0.8),
                trial("aaaaa5", 1, "completed", 0.89, "", "two/slot-0"),
                trial("aaaaa6", 1, "completed", 0.89),
                trial("aaaaa7", 1, "completed", 0.8),
                trial("aaaaa8", 1, "diverged", null, "training loss is NaN at epoch 1"),
            ],
        },
        curves: {
            thinned: false,
            rows: [null, [null, [0.5, 0.4], [0.7, 0.8], [0.6, 0.5], [0.8, 0.9], null, null], [[1, 5], [0.5, 0.4], [0.7, 0.8], [0.6, 0.5], [0.8, 0.9], null, null], null, null, null, null, null],
        },
        texts: { rows: texts },
        effects: { mains: [], interactions: [], seeds: null, rest: null, points: 4, holes: 0, statement: "" },
        networks: [{ title: "two layers", input: "1 x 28 x 28", classes: 10, parameters: 2000, macs: 1000, layers: [] }],
        timeline: { duration: 100, pauses: [], workers: [], merged: false },
        provenance: { rows: [], machines: [], source: "" },
    };
}
