/** Learning curves of the picked trials: validation solid, training dashed, the best epoch marked. */
import { element } from "../dom.js";
import { formatCount, formatMetric, formatNumber, isFigure, shorten } from "../format.js";
import { choiceButtons, mountChart, tickBox } from "../mount.js";
import { axisStyle, extentOf, logAxis, niceScale, pointName, tooltipBox, tooltipStyle } from "../option.js";

/** Draws the learning curves of `state.picked`. */
export function createCurvesChart(host, context) {
    const shown = { metric: context.model().study.metric?.endsWith("loss") ? "loss" : "accuracy", log: false, close: false };
    let log = null;
    const frame = mountChart(host, context, {
        name: "Learning curves",
        controls: (redraw) => {
            log = tickBox("log scale", shown.log, (on) => {
                shown.log = on;
                redraw();
            });
            log.hidden = shown.metric !== "loss";
            return [
                choiceButtons("Measured", [["accuracy", "Accuracy"], ["loss", "Loss"]], shown.metric, (metric) => {
                    shown.metric = metric;
                    log.hidden = metric !== "loss";
                    redraw();
                }),
                tickBox("close-up of the end", shown.close, (on) => {
                    shown.close = on;
                    redraw();
                }),
                log,
                element("span", { class: "chart-hint" }, "solid: validation \u00b7 dashed: training \u00b7 circle: best epoch"),
            ];
        },
        depends: (model, state) => [state.picked, shown.metric, shown.log, shown.close],
        build: ({ model, state, palette, width }) => curvesDrawing(model, pickedCurves(model, state.picked), shown, palette, width),
    });
    return {
        update: frame.update,
        dispose: frame.dispose,
        table: () => curvesTable(context.model(), pickedCurves(context.model(), context.state.get().picked)),
    };
}

/** The picked trials with their points and curves, in the order picked. Trials that there are none of (any more) are left out. */
export function pickedCurves(model, picked) {
    return picked
        .map((index) => model.trials[index])
        .filter((trial) => trial !== undefined)
        .map((trial) => ({ trial, point: model.points[trial.point], curve: model.curves(trial) }));
}

/** [epoch, value] of one curve; values that are missing, or not positive on a logarithmic axis, are gaps. */
export function curvePairs(epochs, values, log) {
    return epochs.map((epoch, i) => [epoch, isFigure(values?.[i]) && !(log && values[i] <= 0) ? values[i] : null]);
}

/** Names of picked trials by what tells them apart: rank, seed where replicates are picked, and the values that differ among them. */
export function curveNames(model, picked) {
    const differing = model.dimensions.filter((_, d) => new Set(picked.map(({ point }) => point?.values[d])).size > 1);
    const perPoint = new Map();
    for (const { trial } of picked) perPoint.set(trial.point, (perPoint.get(trial.point) ?? 0) + 1);
    return picked.map(({ trial, point }) => {
        const rank = isFigure(point?.rank) ? `#${point.rank}` : "no rank";
        const seed = model.study.replicates && perPoint.size < picked.length ? ` seed ${trial.replicate + 1}` : "";
        const values = differing
            .filter((d) => point?.values[d.index] !== null && point?.values[d.index] !== undefined)
            .map((d) => `${shorten(d.name, 20)} ${shorten(point.values[d.index], 24)}`);
        return { brief: `${rank}${seed}`, full: values.length > 0 ? `${rank}${seed} \u00b7 ${values.join(", ")}` : `${rank}${seed}` };
    });
}

function curvesDrawing(model, picked, shown, palette, width) {
    if (model.trials.length === 0) return { empty: "No trial has begun yet." };
    if (picked.length === 0) return { empty: "Pick trials in the ranking to see their learning curves." };
    const drawn = picked.filter(({ curve }) => curve !== null);
    if (drawn.length === 0) return { empty: "The picked trials have no measurements." };

    const isLoss = shown.metric === "loss";
    const isLog = isLoss && shown.log;
    const fields = isLoss ? ["validationLoss", "trainLoss"] : ["validationAccuracy", "trainAccuracy"];
    const names = curveNames(model, picked);
    const wide = width >= 560;
    const series = [];
    const values = [];
    let longest = 1;
    picked.forEach(({ trial, curve }, i) => {
        if (curve === null) return;
        const color = palette.series[i % palette.series.length];
        const pairs = fields.map((field) => curvePairs(curve.epochs, curve[field], isLog));
        const from = shown.close ? curve.epochs.length / 2 : 0;
        for (const line of pairs) values.push(...line.slice(Math.floor(from)).map(([, value]) => value).filter(isFigure));
        longest = Math.max(longest, curve.epochs[curve.epochs.length - 1] ?? 1);
        pairs.forEach((line, j) => series.push({
            id: `${trial.id} ${fields[j]}`,
            name: `${names[i].full} ${j === 0 ? "validation" : "training"}`,
            type: "line",
            data: line,
            connectNulls: false,
            clip: true,
            showSymbol: line.length === 1,
            symbol: "circle",
            symbolSize: 6,
            color,
            z: j === 0 ? 3 : 2,
            lineStyle: { color, width: j === 0 ? 2 : 1.25, type: j === 0 ? "solid" : [4, 4], opacity: j === 0 ? 1 : 0.75 },
            emphasis: { focus: "none" },
            endLabel: { show: j === 0 && wide && line.length > 1, formatter: () => names[i].brief, color, fontSize: 11, fontWeight: 600, lineHeight: 14, padding: [2, 0], distance: 6 },
            labelLayout: { moveOverlap: "shiftY" },
        }));
        const best = bestPair(trial, curve, pairs[0]);
        if (best) series.push(bestMark(trial, best, color, palette));
    });

    const extent = extentOf(values) ?? [0, 1];
    const scale = niceScale(extent[0], extent[1], 5);
    const labels = wide ? 16 + Math.max(...names.map(({ brief }) => brief.length)) * 6.5 : 14;
    const yAxis = isLog
        ? logAxis(extent[0], extent[1], palette)
        : axisStyle(palette, { type: "value", min: scale.min, max: scale.max, interval: scale.step });
    return {
        keep: true,
        shape: `${shown.metric} ${isLog} ${shown.close}`,
        items: values.length,
        description: `Learning curves (${shown.metric} by epoch) of ${picked.length} picked trials: ${names.slice(0, 5).map(({ full }) => full).join("; ")}.`,
        foot: curvesLegend(picked, names, model, palette),
        option: {
            grid: { left: 8, right: labels, top: 30, bottom: 28, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
            xAxis: axisStyle(palette, {
                type: "value", min: longest > 1 ? 1 : 0, max: longest > 1 ? longest : 2, minInterval: 1, name: "epoch", nameLocation: "end",
                nameGap: 4, nameTextStyle: { color: palette.muted, fontSize: 12, align: "right", verticalAlign: "top", padding: [24, 0, 0, 0] },
                splitLine: { show: false }, axisLabel: { showMinLabel: true, formatter: (value) => (Number.isInteger(value) ? formatCount(value) : "") },
            }),
            yAxis: { ...yAxis, name: shown.metric, nameTextStyle: { color: palette.muted, align: "left", fontSize: 12 }, nameGap: 12 },
            series,
            tooltip: tooltipStyle(palette, {
                trigger: "axis",
                axisPointer: { type: "line", lineStyle: { color: palette.axis }, label: { show: false } },
                formatter: (hits) => curvesTooltip(hits, picked, names, fields, palette),
            }),
        },
    };
}

function bestPair(trial, curve, pairs) {
    if (!isFigure(trial.epoch)) return null;
    const at = curve.epochs.findLastIndex((epoch) => epoch <= trial.epoch);
    return at >= 0 && pairs[at][1] !== null ? pairs[at] : null;
}

function bestMark(trial, pair, color, palette) {
    return {
        id: `${trial.id} best`,
        type: "scatter",
        data: [pair],
        symbol: "circle",
        symbolSize: 9,
        z: 5,
        silent: true,
        tooltip: { show: false },
        itemStyle: { color: palette.surface, borderColor: color, borderWidth: 2.5 },
    };
}

function curvesTooltip(hits, picked, names, fields, palette) {
    const epoch = hits[0]?.axisValue;
    const rows = [];
    picked.forEach(({ curve }, i) => {
        const at = curve === null ? -1 : curve.epochs.indexOf(epoch);
        if (at < 0) return;
        const [validation, training] = fields.map((field) => curve[field]?.[at]);
        rows.push([names[i].brief, `${formatNumber(validation)}  (train ${formatNumber(training)})`, palette.series[i % palette.series.length]]);
    });
    return tooltipBox(`epoch ${formatCount(epoch)}`, rows);
}

function curvesLegend(picked, names, model, palette) {
    const entries = picked.map(({ curve, point }, i) => {
        const swatch = element("span", { class: "chart-swatch", "aria-hidden": "true" });
        const color = palette.series[i % palette.series.length];
        swatch.style.cssText = `display:inline-block;flex:none;width:1.1em;height:0;transform:translateY(-0.3em);border-top:3px ${curve === null ? "dotted" : "solid"} ${color}`;
        const text = element("span", { title: point ? pointName(point, model.dimensions, 400) : null }, `${names[i].full}${curve === null ? " (no measurements)" : ""}`);
        text.style.cssText = "min-width:0;overflow-wrap:anywhere";
        const entry = element("li", {}, swatch, text);
        entry.style.cssText = "display:flex;gap:0.5em;align-items:baseline;min-width:0";
        return entry;
    });
    const list = element("ul", { class: "chart-legend" }, entries);
    list.style.cssText = "list-style:none;margin:0.4rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr));gap:0.1rem 1.2rem;font-size:0.8125rem";
    return list;
}

function curvesTable(model, picked) {
    const names = curveNames(model, picked);
    const last = (values) => formatNumber(values?.findLast((value) => isFigure(value)));
    return {
        caption: "Learning curves of the picked trials: best epoch and last measured values",
        columns: ["Trial", "Best epoch", "Metric there", "Epochs", "Training loss", "Training accuracy", "Validation loss", "Validation accuracy"],
        rows: picked.map(({ trial, curve }, i) => [
            names[i].full,
            formatCount(trial.epoch),
            formatMetric(trial.metric),
            formatCount(trial.epochs),
            last(curve?.trainLoss),
            last(curve?.trainAccuracy),
            last(curve?.validationLoss),
            last(curve?.validationAccuracy),
        ]),
    };
}
