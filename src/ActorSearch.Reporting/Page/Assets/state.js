/**
 * What the reader has chosen: one object, changed by patches, watched by whoever shows it. A patch that changes
 * nothing tells nobody, so that a listener may set a field without going round in circles.
 */
export function createState(initial) {
    let current = { ...initial };
    const listeners = new Set();
    return {
        get: () => current,
        set(patch) {
            const changed = Object.keys(patch).filter((key) => !sameChoice(current[key], patch[key]));
            if (changed.length === 0) {
                return;
            }

            current = { ...current, ...patch };
            for (const listener of [...listeners]) {
                listener(current, changed);
            }
        },
        subscribe(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}

function sameChoice(a, b) {
    if (Array.isArray(a) && Array.isArray(b)) {
        return a.length === b.length && a.every((item, place) => item === b[place]);
    }

    if (a !== null && b !== null && typeof a === "object" && typeof b === "object" && !Array.isArray(a) && !Array.isArray(b)) {
        const keys = Object.keys(a);
        return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
    }

    return Object.is(a, b);
}
