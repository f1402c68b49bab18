"""What a trial's configuration asks for, and whether this worker can do it."""

import json
from types import SimpleNamespace

from images import CannotTrain

# The keys of a configuration are left out where they equal these (src/ActorSearch.Core/Space/Hyperparameters.cs).
DEFAULTS = {
    "architecture": "conv-stack", "channels": [16, 32], "kernel_size": 3, "stride": 1, "padding": "same",
    "pooling": "max", "activation": "relu", "batch_norm": False, "dropout": 0.0, "hidden": [],
    "epochs": 5, "batch_size": 64, "optimizer": "adam", "learning_rate": 0.001, "momentum": 0.9, "weight_decay": 0.0,
}

ABLE = {
    "architecture": ("conv-stack",), "pooling": ("max", "none"), "activation": ("relu", "tanh", "sigmoid"),
    "batch_norm": (False,), "dropout": (0,), "optimizer": ("sgd", "momentum", "adam"),
}


def read(config):
    """The values in force, as attributes. Raises CannotTrain for what this worker has no code for."""
    unknown = sorted(set(config) - set(DEFAULTS) - {"layers"})
    if unknown:
        raise CannotTrain(f"this worker does not know the key {unknown[0]}")
    values = {**DEFAULTS, **config}
    for key, able in ABLE.items():
        if values[key] not in able:
            raise CannotTrain(f"this worker has no {key} {_text(values[key])}; it has {', '.join(map(_text, able))}")
    depth = values.pop("layers", len(values["channels"]))
    if len(values["channels"]) < depth:
        raise CannotTrain(f"{depth} layers need {depth} channel counts")
    values["channels"] = values["channels"][:depth]
    if values["padding"] in ("same", "valid"):
        values["padding"] = values["kernel_size"] // 2 if values["padding"] == "same" else 0
    return SimpleNamespace(**values)


def _text(value):
    return json.dumps(value).strip('"')
