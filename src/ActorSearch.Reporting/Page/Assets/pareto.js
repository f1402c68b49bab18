/**
 * The Pareto front of points with a cost (less is better) and a value: those that no other point beats, which is to
 * be no worse in both and better in one. Points that are equal in both stand on it together. Points without a finite
 * cost or value are left out. One sort and one pass: O(n log n).
 *
 * Returns indices into `points` by rising cost, equal costs in the order given.
 */
export function paretoFront(points, maximize) {
    const sign = maximize ? 1 : -1;
    const order = [];
    for (let i = 0; i < points.length; i++) {
        if (Number.isFinite(points[i].cost) && Number.isFinite(points[i].value)) order.push(i);
    }
    order.sort((a, b) => points[a].cost - points[b].cost || sign * (points[b].value - points[a].value) || a - b);

    const front = [];
    let cost = 0;
    let best = -Infinity;
    for (const i of order) {
        const value = sign * points[i].value;
        if (value > best || (value === best && points[i].cost === cost)) {
            front.push(i);
            best = value;
            cost = points[i].cost;
        }
    }
    return front;
}
