"""Builds the network of a checkpoint in PyTorch, from what the checkpoint says of itself."""
import json
import zipfile

import torch
from torch import nn


def load(path, device="cpu"):
    """The network of a file that actorsearch wrote, with its weights and set to evaluation, and the file's head."""
    head = read_head(path)
    network = build(head["layers"])
    network.load_state_dict(torch.load(path, map_location=device, weights_only=True), strict=True)
    return network.to(device).eval(), head


def read_head(path):
    """What a checkpoint says of its weights: the study, the trial, its configuration, the network's layers."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith("/actorsearch.json")]
            if not names:
                raise ValueError(f"{path}: holds no actorsearch.json; expected a file that actorsearch wrote")
            head = json.loads(archive.read(names[0]))
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path}: {error}; expected a file that actorsearch wrote") from error
    if head["format"] != 1:
        raise ValueError(f"{path}: has format {head['format']}; this program reads 1")
    return head


def normalise(images, head):
    """Images [n, channels, height, width] of numbers from 0 to 1, as the network was trained on them."""
    if head["normalise"] is None:
        return images
    mean, deviation = (torch.tensor(head["normalise"][key]).reshape(1, -1, 1, 1) for key in ("mean", "std"))
    return (images - mean) / deviation


def build(layers):
    """Layers one after the other. Their names begin the names of their tensors."""
    network = nn.Sequential()
    for layer in layers:
        network.add_module(own_name(layer), module(layer))
    return network


def own_name(layer):
    """A layer's name within its block: what stands behind the last dot."""
    return layer["name"].rpartition(".")[2]


def module(layer):
    """The module of one layer."""
    kind = layer["kind"]
    if kind == "convolution":
        # How it was computed in training (method) makes no difference but rounding.
        return nn.Conv2d(layer["input"][0], layer["output"][0], layer["kernel"], layer["stride"], layer["padding"], bias=layer["bias"])
    if kind == "batch_normalisation":
        return nn.BatchNorm2d(layer["output"][0])
    if kind == "activation":
        return ACTIVATIONS[layer["function"]]()
    if kind == "pooling":
        return {"max": nn.MaxPool2d, "avg": nn.AvgPool2d}[layer["function"]](layer["side"], layer["stride"], layer["padding"])
    if kind == "global_pooling":
        return nn.AdaptiveAvgPool2d(1)
    if kind == "resize":
        return nn.Upsample(size=tuple(layer["output"][1:]), mode="bilinear", align_corners=False)
    if kind == "dropout":
        return (nn.Dropout2d if layer["whole_channels"] else nn.Dropout)(layer["rate"])
    if kind == "residual":
        return Residual(layer["body"], layer["shortcut"])
    if kind == "flatten":
        return nn.Flatten()
    if kind == "linear":
        return nn.Linear(layer["inputs"], layer["output"][0])
    if kind == "log_softmax":
        return nn.LogSoftmax(dim=1)
    raise ValueError(f"layer {layer['name']} is of kind {kind}, which this program does not know")


class Residual(nn.Module):
    """The sum of what two ways make of one input; where the shortcut has no layers, the input itself is added."""

    def __init__(self, body, shortcut):
        super().__init__()
        self.ways = [[own_name(layer) for layer in way] for way in (body, shortcut)]
        for layer in body + shortcut:
            self.add_module(own_name(layer), module(layer))

    def forward(self, images):
        body, shortcut = images, images
        for name in self.ways[0]:
            body = self.get_submodule(name)(body)
        for name in self.ways[1]:
            shortcut = self.get_submodule(name)(shortcut)
        return body + shortcut


ACTIVATIONS = {
    "relu": nn.ReLU,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "leaky_relu": nn.LeakyReLU,
    "elu": nn.ELU,
    "gelu": nn.GELU,
    "silu": nn.SiLU,
}
