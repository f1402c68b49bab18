#!/usr/bin/env python3
"""What one trial costs in Optuna when it trains nothing: sampling, bookkeeping and storage alone.

The objective draws three parameters at random and returns a number. Prints one JSON line.
"""

import argparse
import json
import tempfile
import time

import optuna


def objective(trial):
    layers = trial.suggest_int("layers", 1, 3)
    learning_rate = trial.suggest_float("learning_rate", 1e-4, 1e-1, log=True)
    kernel_size = trial.suggest_categorical("kernel_size", [3, 5, 7])
    return layers * learning_rate / kernel_size


def measure(storage, trials, seed):
    study = optuna.create_study(storage=storage, sampler=optuna.samplers.RandomSampler(seed=seed))
    started = time.perf_counter()
    study.optimize(objective, n_trials=trials)
    return time.perf_counter() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=1000, help="default %(default)s")
    parser.add_argument("--storage", choices=["sqlite", "memory"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.WARNING)

    with tempfile.TemporaryDirectory() as folder:
        storage = f"sqlite:///{folder}/study.db" if options.storage == "sqlite" else None
        seconds = measure(storage, options.trials, options.seed)
    print(json.dumps({
        "peer": f"optuna {optuna.__version__}",
        "storage": options.storage,
        "trials": options.trials,
        "wall_seconds": round(seconds, 3),
        "milliseconds_per_trial": round(1000 * seconds / options.trials, 4),
    }))


if __name__ == "__main__":
    main()
