"""Reads images as numbers from 0 to 1: IDX files, as MNIST's are, and pictures in PGM and PPM."""
import gzip
import math
import re
import struct

import torch

GAP = rb"(?:\s|#[^\n]*\n)+"  # between the words of a picture's head there may be comments
PICTURE_HEAD = re.compile(rb"(P[56])" + GAP + rb"(\d{1,9})" + GAP + rb"(\d{1,9})" + GAP + rb"(\d{1,9})\s")


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
    count = content[3] if len(content) > 3 else 0
    pixels = content[4 + 4 * count:]
    if count not in (3, 4) or len(content) < 4 + 4 * count:
        raise ValueError(f"{path}: holds no images")
    sizes = struct.unpack_from(f">{count}I", content, 4)
    if len(pixels) != math.prod(sizes):
        raise ValueError(f"{path}: does not hold as many images as it says")
    return floats(pixels, sizes if count == 4 else (sizes[0], 1, *sizes[1:]))


def picture(path, content):
    """One picture of a channel or three, a byte a value."""
    head = PICTURE_HEAD.match(content)
    if head is None:
        raise ValueError(f"{path}: its head does not say width, height and largest value")
    channels = 1 if head[1] == b"P5" else 3
    width, height, largest = (int(number) for number in head.groups()[1:])
    pixels = content[head.end():]
    if largest != 255 or len(pixels) != channels * width * height:
        raise ValueError(f"{path}: expected a byte a value, up to 255, and as many as the picture has")
    return floats(pixels, (1, height, width, channels)).permute(0, 3, 1, 2).contiguous()


def floats(pixels, sizes):
    """Bytes as numbers from 0 to 1."""
    return torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(sizes).float() / 255
