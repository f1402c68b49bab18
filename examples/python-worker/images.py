"""The glyphs data set: digits drawn from the study's seed, byte for byte as ActorSearch draws them.

Only additions, multiplications, divisions and square roots in double precision, in the same order as in
src/ActorSearch.Data/Glyphs, so that the bytes are the same everywhere. The fingerprint proves it.
"""

import hashlib
import math
import struct
from collections import namedtuple

from generator import SplitMix64

SIDE = 28
CLASSES = 10
DEFAULT_SIZES = {"train": 4000, "validation": 1000, "test": 1000}

_LABEL_PURPOSE, _IMAGE_PURPOSE = 10, 11
_KNOTS = 4
_BOX_PIXELS = 21

# How people write the ten digits, as SVG paths in a box of 100 x 100.
_STYLES = (
    (
        "M50 5 C22 5 22 95 50 95 C78 95 78 5 50 5",
        "M58 8 C30 0 20 50 30 80 C40 105 75 95 75 50 C75 15 60 2 44 12",
        "M50 12 C15 12 15 88 50 88 C85 88 85 12 50 12",
    ),
    (
        "M50 5 L50 95",
        "M33 28 L54 6 L54 95",
        "M36 25 L52 8 L52 92 M32 93 L72 93",
    ),
    (
        "M26 26 C30 0 74 0 74 30 C74 52 40 72 25 93 L77 93",
        "M27 25 C35 2 72 2 70 32 C68 58 45 78 32 88 C22 96 22 78 34 80 C50 83 60 100 78 88",
        "M26 12 C50 4 72 8 70 28 C66 50 40 75 24 94 C45 86 62 92 78 94",
    ),
    (
        "M28 14 C45 -2 74 8 70 28 C67 44 50 46 44 47 C62 46 78 56 75 73 C70 98 36 100 24 84",
        "M28 8 L70 8 L46 42 C66 40 78 54 75 72 C70 97 38 98 26 84",
        "M28 18 C40 2 70 4 68 26 C66 42 50 48 42 46 C38 44 44 40 50 46 C70 50 76 60 74 74 C70 96 40 98 26 88",
    ),
    (
        "M32 8 C30 30 26 45 24 56 L78 56 M66 30 L64 95",
        "M62 95 L62 6 L22 66 L80 66",
        "M34 10 L28 52 C40 56 60 52 74 50 M68 8 C66 40 64 70 64 94",
    ),
    (
        "M72 8 L34 8 L31 44 C50 34 76 44 75 68 C73 96 38 98 25 84",
        "M36 10 L32 46 C52 36 74 46 73 68 C71 94 40 98 26 86 M36 10 L74 7",
        "M70 10 C55 6 42 8 38 12 C34 25 30 38 34 44 C50 38 74 48 70 72 C66 94 40 96 28 86",
    ),
    (
        "M66 8 C40 20 26 50 28 72 C30 98 72 98 72 72 C72 48 38 46 29 70",
        "M56 5 C36 30 26 60 32 80 C40 98 70 94 68 72 C66 54 42 54 32 76",
        "M70 14 C50 0 26 30 27 66 C28 100 74 100 73 70 C72 44 34 46 28 66",
    ),
    (
        "M25 9 L75 9 C62 35 50 62 44 95",
        "M25 10 L75 10 L46 95 M34 52 L68 50",
        "M26 22 L28 9 C45 12 60 10 74 8 C66 36 48 60 46 95",
    ),
    (
        "M70 22 C60 0 28 4 32 26 C36 46 72 50 72 74 C72 100 28 100 28 74 C28 50 66 46 70 22",
        "M50 48 C22 44 24 6 50 6 C76 6 78 44 50 48 C18 52 18 95 50 95 C82 95 82 52 50 48",
        "M66 12 C40 -2 24 20 40 38 C55 50 74 60 70 80 C64 100 28 98 30 76 C32 56 62 44 68 18",
    ),
    (
        "M72 30 C68 2 28 2 28 30 C28 56 66 56 72 30 C72 55 68 75 64 95",
        "M70 26 C60 0 28 8 30 34 C33 56 64 52 70 26 L70 95",
        "M72 28 C66 2 30 4 28 30 C28 56 64 54 72 28 C76 60 66 98 34 90",
    ),
)


class CannotTrain(Exception):
    """This worker cannot work on the study; the message says why."""


ImageSet = namedtuple("ImageSet", "pixels labels")
ImageSet.__doc__ = """Images as bytes [count * 28 * 28] and labels as bytes [count]."""


def load(definition, proceed=lambda: None):
    """The three splits of a study's images, checked against the study's fingerprint.

    definition: the study as the coordinator describes it.
    proceed: called now and then; what it raises ends the drawing.
    Raises CannotTrain where the images are not glyphs or differ from the study's.
    """
    data_set = definition["data_set"]
    if data_set["name"] != "glyphs":
        raise CannotTrain(f"this worker draws glyphs and reads no files, and the study is on {data_set['name']}")
    for key in ("resize", "normalise", "validation_from_test"):
        if data_set.get(key):
            raise CannotTrain(f"this worker trains on glyphs as they are drawn, and the study asks for {key}")
    splits = tuple(
        _draw(data_set[name] or DEFAULT_SIZES[name], definition["seed"], number, proceed)
        for number, name in enumerate(("train", "validation", "test")))
    found = fingerprint(splits)
    if found != definition["data_fingerprint"]:
        raise CannotTrain(f"the images that this worker drew have the fingerprint {found}, "
                          f"and the study's {definition['data_fingerprint']}")
    return splits


def fingerprint(splits):
    """SHA-256 of shapes, pixels and labels of the sets in order, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for pixels, labels in splits:
        digest.update(struct.pack(">5i", len(labels), 1, SIDE, SIDE, CLASSES))
        digest.update(pixels)
        digest.update(labels)
    return digest.hexdigest()


def _draw(count, seed, split, proceed):
    pixels, labels, order = bytearray(), bytearray(), []
    for i in range(count):
        index = (split << 32) + i
        if i % CLASSES == 0:
            proceed()
            order = list(range(CLASSES))
            SplitMix64.derive(seed, _LABEL_PURPOSE, index).shuffle(order)
        digit = order[i % CLASSES]
        labels.append(digit)
        pixels += _paint(digit, SplitMix64.derive(seed, _IMAGE_PURPOSE, index))
    return ImageSet(bytes(pixels), bytes(labels))


def _paint(digit, random):
    ink = [0.0] * (SIDE * SIDE)
    _write(_MOVES[digit][random.below(len(_MOVES[digit]))], random, ink)
    ink = _cut_gap(ink, random)
    marks = _stray_marks(random)
    return _expose([max(a, b) for a, b in zip(ink, marks)], random)


def _write(style, random, ink):
    place = _hand(random)
    pressure = random.uniform(0.65, 1.6)
    drift = random.uniform(-0.25, 0.25)
    pen = (0.0, 0.0)
    for i, (command, points) in enumerate(style):
        radius = pressure * (1 + drift * i / len(style))
        end = _jittered(points[-1], random)
        if command == "L":
            _trace(pen, _between(pen, end, 1.0 / 3), _between(pen, end, 2.0 / 3), end, 3, radius, place, ink)
        elif command == "C":
            first = _jittered(points[0], random)
            second = _jittered(points[1], random)
            _trace(pen, first, second, end, 8, radius, place, ink)
        pen = end


def _hand(random):
    """One way of writing: a function from points of the unit box to points of the canvas."""
    t = random.uniform(-0.1, 0.1)
    cos = (1 - t * t) / (1 + t * t)
    sin = 2 * t / (1 + t * t)
    shear = random.uniform(-0.25, 0.25)
    width = _BOX_PIXELS * random.uniform(0.8, 1.15)
    height = _BOX_PIXELS * random.uniform(0.85, 1.1)
    xx, xy = cos * width, (cos * shear - sin) * height
    yx, yy = sin * width, (sin * shear + cos) * height
    middle = (SIDE - 1) / 2.0
    shift_x = middle + random.uniform(-2.4, 2.4)
    shift_y = middle + random.uniform(-2.4, 2.4)
    wobble_x, wobble_y = [], []
    for _ in range(_KNOTS * _KNOTS):
        wobble_x.append(random.uniform(-1.1, 1.1))
        wobble_y.append(random.uniform(-1.1, 1.1))

    def place(point):
        x, y = point[0] - 0.5, point[1] - 0.5
        return (xx * x + xy * y + shift_x + _wobble(wobble_x, point),
                yx * x + yy * y + shift_y + _wobble(wobble_y, point))

    return place


def _wobble(knots, point):
    column, u = _cell(point[0])
    row, v = _cell(point[1])
    at = row * _KNOTS + column
    above = knots[at] + u * (knots[at + 1] - knots[at])
    below = knots[at + _KNOTS] + u * (knots[at + _KNOTS + 1] - knots[at + _KNOTS])
    return above + v * (below - above)


def _cell(position):
    scaled = min(max(position, 0.0), 1.0) * (_KNOTS - 1)
    cell = min(int(scaled), _KNOTS - 2)
    t = scaled - cell
    return cell, t * t * (3 - 2 * t)


def _trace(a, b, c, d, pieces, radius, place, ink):
    start = place(a)
    for i in range(1, pieces + 1):
        t = i / pieces
        s = 1 - t
        wa, wb, wc, wd = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        end = place((wa * a[0] + wb * b[0] + wc * c[0] + wd * d[0],
                     wa * a[1] + wb * b[1] + wc * c[1] + wd * d[1]))
        _line(ink, start, end, radius, radius)
        start = end


def _line(ink, start, end, radius_start, radius_end, strength=1.0):
    reach = max(radius_start, radius_end) + 0.5
    left, right = _bounds(start[0], end[0], reach)
    top, bottom = _bounds(start[1], end[1], reach)
    dx, dy = end[0] - start[0], end[1] - start[1]
    squared = dx * dx + dy * dy
    for y in range(top, bottom + 1):
        for x in range(left, right + 1):
            px, py = x - start[0], y - start[1]
            way = min(max((px * dx + py * dy) / squared, 0.0), 1.0) if squared > 0 else 0.0
            ex, ey = px - way * dx, py - way * dy
            distance = math.sqrt(ex * ex + ey * ey)
            pen = radius_start + way * (radius_end - radius_start)
            cover = strength * min(max(pen + 0.5 - distance, 0.0), 1.0)
            at = y * SIDE + x
            if cover > ink[at]:
                ink[at] = cover


def _bounds(a, b, reach):
    return (int(min(max(min(a, b) - reach, 0), SIDE)), int(min(max(max(a, b) + reach + 1, -1), SIDE - 1)))


def _cut_gap(ink, random):
    if random.uniform() >= 0.3:
        return ink
    x, y = random.uniform(8, 20), random.uniform(8, 20)
    reach_x, reach_y = random.uniform(-14, 14), random.uniform(-14, 14)
    radius = random.uniform(0.3, 1.1)
    gap = [0.0] * len(ink)
    _line(gap, (x - reach_x, y - reach_y), (x + reach_x, y + reach_y), radius, radius)
    return [value * (1 - lost) for value, lost in zip(ink, gap)]


def _stray_marks(random):
    marks = [0.0] * (SIDE * SIDE)
    for _ in range(random.below(4)):
        x, y = random.uniform(0, 27), random.uniform(0, 27)
        end = (x + random.uniform(-7, 7), y + random.uniform(-7, 7))
        radius = random.uniform(0.3, 1.1)
        end_radius = radius * random.uniform(0.3, 1)
        _line(marks, (x, y), end, radius, end_radius, random.uniform(0.25, 0.8))
    return marks


def _expose(ink, random):
    paper = random.uniform(0, 70)
    contrast = random.uniform(90, 180)
    slope_x, slope_y = random.uniform(-25, 25), random.uniform(-25, 25)
    noise = random.uniform(4, 40)
    pixels = bytearray()
    for i, cover in enumerate(ink):
        x = i % SIDE / (SIDE - 1) - 0.5
        y = i // SIDE / (SIDE - 1) - 0.5
        light = paper + slope_x * x + slope_y * y + contrast * cover
        bits = random.next()
        grain = ((bits & 0xFFFFFFFF) + (bits >> 32)) / 0xFFFFFFFF - 1
        pixels.append(int(min(max(light + noise * grain + 0.5, 0), 255)))
    return pixels


def _jittered(point, random):
    x = point[0] + random.uniform(-0.035, 0.035)
    return x, point[1] + random.uniform(-0.035, 0.035)


def _between(a, b, share):
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _parse(path):
    moves, words, at = [], path.split(), 0
    while at < len(words):
        command = words[at][0]
        points = []
        for _ in range(3 if command == "C" else 1):
            points.append((float(words[at].lstrip(command)) / 100, float(words[at + 1]) / 100))
            at += 2
        moves.append((command, points))
    return moves


_MOVES = [[_parse(path) for path in styles] for styles in _STYLES]
