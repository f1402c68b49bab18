#!/usr/bin/env python3
"""The grid of 72 small networks on MNIST by Optuna and PyTorch, written the way their users write it.

GridSampler, a study in SQLite, `study.optimize` in several processes of one thread each. 10,000 images train and
5,000 others validate, held as float tensors; 2 epochs of Adam; validation accuracy after every epoch.
Prints one JSON line: wall seconds from the first process's start to the last one's end, trials run, best value.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import struct
import tempfile
import time

import optuna
import torch
from torch import nn

SPACE = {
    "layers": [1, 2],
    "kernel_size": [3, 5, 7],
    "batch_size": [64, 256],
    "learning_rate": [0.01, 0.001],
    "activation": ["relu", "sigmoid", "tanh"],
}
CHANNELS = [16, 32]
ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}
STUDY = "grid"


def read_idx(folder, name):
    """The values of an IDX file of bytes, plain or gzipped, in its own shape."""
    path = os.path.join(folder, name)
    with (open(path, "rb") if os.path.exists(path) else gzip.open(path + ".gz", "rb")) as file:
        content = file.read()
    dimensions = content[3]
    shape = struct.unpack(f">{dimensions}I", content[4:4 + 4 * dimensions])
    return torch.frombuffer(bytearray(content[4 + 4 * dimensions:]), dtype=torch.uint8).reshape(shape)


def load(options):
    images = read_idx(options.data, "train-images-idx3-ubyte")
    labels = read_idx(options.data, "train-labels-idx1-ubyte").long()
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(options.seed))
    split = torch.split(order[:options.train + options.validation], [options.train, options.validation])
    return [(images[part].unsqueeze(1).float() / 255, labels[part]) for part in split]


def build(layers, kernel_size, activation):
    modules, channels = [], 1
    for out_channels in CHANNELS[:layers]:
        modules += [nn.Conv2d(channels, out_channels, kernel_size, padding="same"),
                    ACTIVATIONS[activation](), nn.MaxPool2d(2)]
        channels = out_channels
    side = 28 // 2 ** layers
    return nn.Sequential(*modules, nn.Flatten(), nn.Linear(channels * side * side, 10))


def accuracy(model, images, labels, batch=500):
    model.eval()
    with torch.no_grad():
        hits = sum((model(x).argmax(1) == y).sum().item() for x, y in zip(images.split(batch), labels.split(batch)))
    model.train()
    return hits / len(images)


def objective_of(options, train, validation):
    images, labels = train

    def objective(trial):
        layers = trial.suggest_categorical("layers", SPACE["layers"])
        kernel_size = trial.suggest_categorical("kernel_size", SPACE["kernel_size"])
        batch_size = trial.suggest_categorical("batch_size", SPACE["batch_size"])
        learning_rate = trial.suggest_categorical("learning_rate", SPACE["learning_rate"])
        activation = trial.suggest_categorical("activation", SPACE["activation"])

        model = build(layers, kernel_size, activation)
        optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
        loss_function = nn.CrossEntropyLoss()
        for epoch in range(options.epochs):
            order = torch.randperm(len(images))
            for indices in order.split(batch_size):
                optimizer.zero_grad()
                loss = loss_function(model(images[indices]), labels[indices])
                loss.backward()
                optimizer.step()
            value = accuracy(model, *validation)
            trial.report(value, epoch)
        return value

    return objective


def create_study(storage):
    # Without a seed, as Optuna's documentation advises where several processes share a study.
    return optuna.create_study(
        study_name=STUDY, storage=storage, direction="maximize", load_if_exists=True,
        sampler=optuna.samplers.GridSampler(SPACE))


def work(options, storage, number):
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed + number)
    study = create_study(storage)
    study.optimize(objective_of(options, *load(options)), n_trials=options.trials)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder of MNIST's IDX files, plain or .gz")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--train", type=int, default=10000, help="training images (default %(default)s)")
    parser.add_argument("--validation", type=int, default=5000, help="validation images (default %(default)s)")
    parser.add_argument("--trials", type=int, help="at most so many a process (default: until the grid is done)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.WARNING)

    with tempfile.TemporaryDirectory() as folder:
        storage = f"sqlite:///{folder}/study.db"
        started = time.perf_counter()
        study = create_study(storage)
        # Fresh processes, as if started from a shell: a fork would share what torch has set up.
        context = multiprocessing.get_context("spawn")
        workers = [context.Process(target=work, args=(options, storage, number)) for number in range(options.processes)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        wall_seconds = time.perf_counter() - started
        if any(worker.exitcode for worker in workers):
            raise SystemExit("a process failed")
        trials = study.get_trials(deepcopy=False)
        complete = [trial for trial in trials if trial.state == optuna.trial.TrialState.COMPLETE]
        points = {tuple(sorted(trial.params.items())) for trial in complete}
        print(json.dumps({
            "peer": f"optuna {optuna.__version__}, pytorch {torch.__version__}",
            "processes": options.processes,
            "epochs": options.epochs,
            "train": options.train,
            "validation": options.validation,
            "wall_seconds": round(wall_seconds, 2),
            "trials_run": len(trials),
            "trials_complete": len(complete),
            "points_covered": len(points),
            "best_value": study.best_value,
            "best_params": study.best_params,
        }))


if __name__ == "__main__":
    main()
