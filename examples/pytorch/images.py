"""Reads images as numbers from 0 to 1: IDX files, as MNIST's are, and pictures in PGM and PPM."""
import gzip
import math
import struct

import torch


def read(path):
    """The images of a file [n, channels, height, width]."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        content = file.read()
    if content[:2] in (b"P5", b"P6"):
        return picture(path, content)
    if content[:3] == b"\0\0\x08":
        return idx(path, content)
    raise ValueError(f"{path}: is neither an IDX file of bytes nor a binary PGM or PPM picture")


def idx(path, content):
    """An IDX file [n, height, width] or [n, channels, height, width]."""
    count = content[3]
    sizes = struct.unpack_from(f">{count}I", content, 4)
    pixels = content[4 + 4 * count:]
    if count not in (3, 4) or len(pixels) != math.prod(sizes):
        raise ValueError(f"{path}: holds no images, or not as many as it says")
    return floats(pixels, sizes if count == 4 else (sizes[0], 1, *sizes[1:]))


def picture(path, content):
    """One picture of a channel or three, a byte a value."""
    words, at = [], 0
    while len(words) < 4:
        end = min((i for i in (content.find(s, at) for s in (b" ", b"\n", b"\t", b"\r")) if i >= 0), default=len(content))
        words += [content[at:end]] if end > at and content[at:at + 1] != b"#" else []
        at = (content.find(b"\n", at) if content[at:at + 1] == b"#" else end) + 1
    channels, width, height = 1 if words[0] == b"P5" else 3, int(words[1]), int(words[2])
    pixels = content[at:]
    if words[3] != b"255" or len(pixels) != channels * width * height:
        raise ValueError(f"{path}: expected a byte a value, up to 255, and as many as the picture has")
    return floats(pixels, (1, height, width, channels)).permute(0, 3, 1, 2).contiguous()


def floats(pixels, sizes):
    """Bytes as numbers from 0 to 1."""
    return torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(sizes).float() / 255
