/** Which trials the learning curves show: at most twelve, so that a reader can tell them apart. */

/** The most trials that can be picked at a time. */
export const pickLimit = 12;

const firstPicks = 5;

/** The trials shown at first: the first that has a curve of each of the best points. */
export function initialPicks(model) {
    const picks = [];
    for (const point of model.points) {
        const trial = point.trials.find((t) => model.curves(t) !== null);
        if (trial) {
            picks.push(trial.index);
        }

        if (picks.length === firstPicks) {
            break;
        }
    }

    return picks;
}

/** The picks when the study has gone on: the reader's own stay, and while there are none but the first, the best trials are. */
export function keptPicks(model, picked, automatic) {
    const isOwn = picked.length !== automatic.length || picked.some((index, place) => index !== automatic[place]);
    return isOwn ? picked : initialPicks(model);
}

/** How much of a point is picked: "none", "some" or "all" of its trials. */
export function pickedOf(point, picked) {
    const count = point.trials.filter((trial) => picked.includes(trial.index)).length;
    return count === 0 ? "none" : count === point.trials.length ? "all" : "some";
}

/**
 * The picks after a change of one trial. Where no more can be taken, they stay as they are and `refused` says so.
 */
export function changePick(picked, trialIndex, wanted) {
    if (picked.includes(trialIndex) === wanted) {
        return { picked, refused: null };
    }

    if (!wanted) {
        return { picked: picked.filter((index) => index !== trialIndex), refused: null };
    }

    return picked.length >= pickLimit
        ? { picked, refused: `${pickLimit} trials are picked, which is as many as the curves can show. Take one out first.` }
        : { picked: [...picked, trialIndex], refused: null };
}

/** The picks after a change of a point: its first trial with a curve comes in, or all of its trials go. */
export function changePointPick(model, picked, point, wanted) {
    if (!wanted) {
        const own = new Set(point.trials.map((trial) => trial.index));
        return { picked: picked.filter((index) => !own.has(index)), refused: null };
    }

    const trial = point.trials.find((t) => model.curves(t) !== null);
    return trial ? changePick(picked, trial.index, true) : { picked, refused: "No trial of this point has a curve yet." };
}
