/** The order of the ranking table. A sort is a column's name, with a dash before it for the largest first. */

/** Reads `mean` or `-mean`; a column that the study has not got gives the order of the ranks. */
export function readSort(text, model) {
    const descending = text.startsWith("-");
    const column = descending ? text.slice(1) : text;
    const key = sortKey(column, model);
    return key ? { column, descending, key } : { column: "rank", descending: false, key: sortKey("rank", model) };
}

/** The sort after a click on a column: its better end first, then the other way round. */
export function nextSort(text, column, model) {
    const current = readSort(text, model);
    if (current.column === column) {
        return current.descending ? column : `-${column}`;
    }

    const largestFirst = (column === "mean" && model.study.maximize) || column === "test" || column === "best";
    return largestFirst ? `-${column}` : column;
}

/** Indices of points in the order of a sort; what has no value stands last either way, equals stand by rank. */
export function sortPoints(indices, text, model) {
    const { descending, key } = readSort(text, model);
    const keyed = indices.map((index) => ({ index, value: key(model.points[index]) }));
    const sign = descending ? -1 : 1;
    keyed.sort((a, b) => {
        if (a.value === null || b.value === null) {
            return a.value === b.value ? a.index - b.index : a.value === null ? 1 : -1;
        }

        return (a.value < b.value ? -sign : a.value > b.value ? sign : 0) || a.index - b.index;
    });
    return keyed.map((item) => item.index);
}

function sortKey(column, model) {
    if (column.startsWith("value:")) {
        const dimension = model.dimensions.find((d) => d.name === column.slice("value:".length));
        return dimension ? (point) => (point.levels[dimension.index] >= 0 ? point.levels[dimension.index] : null) : null;
    }

    switch (column) {
        case "rank": return (point) => point.rank;
        case "mean": return (point) => point.mean;
        case "parameters": return (point) => point.parameters;
        case "work": return (point) => point.macs;
        case "seconds": return (point) => point.seconds;
        case "test": return (point) => point.test;
        case "remark": return (point) => point.remark || null;
        default: return null;
    }
}
