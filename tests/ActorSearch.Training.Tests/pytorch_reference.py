"""The loss curves that PyTorchReferenceTests expects, computed by PyTorch itself in double precision.

usage: python3 pytorch_reference.py        (needs torch; no test runs it)
"""
import hashlib
import math

import torch
from torch import nn

SEED, SIDE, CLASSES, BATCH, EPOCHS = 11, 12, 3, 12, 8


def generator(purpose):
    digest = hashlib.sha256(f"actorsearch/seed/1\n{SEED}\n{purpose}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def images(count, first):
    pixels = [[(i * i * (n % CLASSES + 2) + 29 * n) % 256 for i in range(SIDE * SIDE)] for n in range(first, first + count)]
    labels = [n % CLASSES for n in range(first, first + count)]
    return torch.tensor(pixels).double().div(255).reshape(count, 1, SIDE, SIDE), torch.tensor(labels)


def draw(network):
    weights = generator("weights")
    for layer in network:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            bound = 1 / math.sqrt(layer.weight[0].numel())
            for parameter in (layer.weight, layer.bias):
                parameter.data = torch.empty(parameter.shape).uniform_(-bound, bound, generator=weights)
    return network.double()


def curve(name, network, optimizer):
    train, validation = images(20, first=0), images(7, first=20)
    draw(network)
    optimizer, order = optimizer(network.parameters()), generator("order")
    print(name)
    for epoch in range(EPOCHS):
        network.train()
        total = 0.0
        for batch in torch.randperm(20, generator=order).split(BATCH):
            loss = nn.functional.cross_entropy(network(train[0][batch]), train[1][batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        network.eval()
        with torch.no_grad():
            print(f"  {epoch + 1}: {total / 20:.7f}, {nn.functional.cross_entropy(network(validation[0]), validation[1]).item():.7f}")


# Not Adam: it blows the rounding of gradients that are zero (those of biases before batch norm) up to whole steps.
curve("momentum, batch norm, tanh, max pool", nn.Sequential(
    nn.Conv2d(1, 5, 3, padding=1), nn.BatchNorm2d(5), nn.Tanh(), nn.MaxPool2d(2),
    nn.Conv2d(5, 7, 3, padding=1), nn.BatchNorm2d(7), nn.Tanh(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(63, 3)), lambda p: torch.optim.SGD(p, 0.02, momentum=0.9))
curve("lenet, momentum, sigmoid, average pool", nn.Sequential(
    nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2),
    nn.Flatten(), nn.Linear(16, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 3)),
    lambda p: torch.optim.SGD(p, 0.1, momentum=0.8, weight_decay=0.001))
curve("adamw, relu, max pool, hidden layer", nn.Sequential(
    nn.Conv2d(1, 5, 7, padding=3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(180, 9), nn.ReLU(), nn.Linear(9, 3)), lambda p: torch.optim.AdamW(p, 0.002, weight_decay=0.5))
curve("sgd, gelu, stride", nn.Sequential(
    nn.Conv2d(1, 4, 3, stride=2), nn.GELU(), nn.Conv2d(4, 6, 3, stride=2), nn.GELU(),
    nn.Flatten(), nn.Linear(24, 3)), lambda p: torch.optim.SGD(p, 0.2, weight_decay=0.01))
curve("adam with an L2 term, elu", nn.Sequential(
    nn.Conv2d(1, 3, 5, padding=2), nn.ELU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(108, 3)), lambda p: torch.optim.Adam(p, 0.01, weight_decay=0.1))
