#!/usr/bin/env python3
"""Training throughput of one small network in plain PyTorch with one thread.

The data are noise of 28x28 grey pixels, held as one float tensor; an epoch takes its batches by slices of a
shuffled index tensor. The first epoch warms up and is not counted. Prints one JSON line; samples_per_second is
that of the median epoch, best_samples_per_second that of the fastest.
"""

import argparse
import json
import statistics
import time

import torch
from torch import nn


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(),
        nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10))


def conv_bn():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 7 * 7, 10))


MODELS = {"lenet": lenet, "conv-bn": conv_bn}


def train_epoch(model, optimizer, loss_function, images, labels, batch):
    order = torch.randperm(len(images))
    for start in range(0, len(images), batch):
        indices = order[start:start + batch]
        optimizer.zero_grad()
        loss = loss_function(model(images[indices]), labels[indices])
        loss.backward()
        optimizer.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=MODELS, default="lenet")
    parser.add_argument("--batch", type=int, default=64, help="images a batch (default %(default)s)")
    parser.add_argument("--samples", type=int, default=10000, help="images an epoch (default %(default)s)")
    parser.add_argument("--epochs", type=int, default=5, help="epochs counted, after one of warm-up (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    images = torch.rand(options.samples, 1, 28, 28)
    labels = torch.randint(0, 10, (options.samples,))
    model = MODELS[options.model]()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    loss_function = nn.CrossEntropyLoss()
    model.train()

    seconds = []
    for _ in range(options.epochs + 1):
        started = time.perf_counter()
        train_epoch(model, optimizer, loss_function, images, labels, options.batch)
        seconds.append(time.perf_counter() - started)
    counted = seconds[1:]

    print(json.dumps({
        "peer": f"pytorch {torch.__version__}",
        "model": options.model,
        "batch": options.batch,
        "samples": options.samples,
        "epochs": options.epochs,
        "threads": torch.get_num_threads(),
        "samples_per_second": round(options.samples / statistics.median(counted), 1),
        "best_samples_per_second": round(options.samples / min(counted), 1),
    }))


if __name__ == "__main__":
    main()
