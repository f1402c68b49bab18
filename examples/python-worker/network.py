"""Small convolutional networks in plain Python, one image at a time, in double precision.

A layer has forward(values) and backward(slopes); backward gives the slopes of the layer's input and adds to the
gradients of its weights. Values are flat lists: channels, rows, columns.
"""

import math
from operator import itemgetter, mul

POOL_SIDE = 2
LARGEST_FLOAT = (2 - 2 ** -23) * 2.0 ** 127


class Network:
    """The layers of a configuration, first to last, with first weights drawn from a generator."""

    def __init__(self, config, image, classes, draw):
        """config: the values in force (settings.read). image: channels, height, width. draw: a SplitMix64."""
        self.layers = []
        channels, height, width = image
        for outputs in config.channels:
            layer = Convolution(channels, height, width, outputs, config.kernel_size, config.stride, config.padding, draw)
            layer.is_first = not self.layers
            self.layers.append(layer)
            channels, height, width = outputs, layer.height, layer.width
            if config.pooling == "max":
                # Before the activation, which never falls: the values are the same, and a quarter need computing.
                self.layers.append(MaxPooling(channels, height, width))
                height, width = height // POOL_SIDE, width // POOL_SIDE
            self.layers.append(Activation(config.activation))
        features = channels * height * width
        for outputs in config.hidden:
            self.layers += [Linear(features, outputs, draw), Activation(config.activation)]
            features = outputs
        self.layers.append(Linear(features, classes, draw))
        self.weighted = [layer for layer in self.layers if layer.weights]

    @property
    def parameters(self):
        """Number of trainable parameters."""
        return sum(sum(map(len, layer.weights)) + len(layer.biases) for layer in self.weighted)

    @property
    def multiply_accumulates(self):
        """Multiply-accumulates of one image's forward pass."""
        return sum(layer.multiply_accumulates for layer in self.weighted)

    def forward(self, values):
        """The scores of the classes."""
        for layer in self.layers:
            values = layer.forward(values)
        return values

    def backward(self, slopes):
        """Adds the gradients of the image that went forward last."""
        for layer in reversed(self.layers):
            slopes = layer.backward(slopes)

    def clear_gradients(self):
        for layer in self.weighted:
            layer.clear_gradients()

    def rows(self):
        """All weights and biases with their gradients: pairs of lists that are changed in place."""
        for layer in self.weighted:
            yield from zip(layer.weights, layer.weight_slopes)
            yield layer.biases, layer.bias_slopes

    def copy_weights(self):
        return [list(values) for values, _ in self.rows()]

    def restore(self, copy):
        for (values, _), kept in zip(self.rows(), copy):
            values[:] = kept


class Layer:
    """A layer without weights."""

    weights, biases = (), ()


class Weighted(Layer):
    """A layer with weights [outputs][fan in] and biases [outputs], drawn evenly from +-1/sqrt(fan in)."""

    def __init__(self, outputs, fan_in, draw):
        bound = 1 / math.sqrt(fan_in)
        self.weights = [[draw.uniform(-bound, bound) for _ in range(fan_in)] for _ in range(outputs)]
        self.biases = [draw.uniform(-bound, bound) for _ in range(outputs)]
        self.clear_gradients()

    def clear_gradients(self):
        self.weight_slopes = [[0.0] * len(row) for row in self.weights]
        self.bias_slopes = [0.0] * len(self.biases)


class Convolution(Weighted):
    """A convolution with bias over square kernels, with zeros around the image."""

    def __init__(self, channels, height, width, outputs, kernel, stride, padding, draw):
        super().__init__(outputs, channels * kernel * kernel, draw)
        padded_height, padded_width = height + 2 * padding, width + 2 * padding
        self.height = (padded_height - kernel) // stride + 1
        self.width = (padded_width - kernel) // stride + 1
        self.multiply_accumulates = outputs * self.height * self.width * channels * kernel * kernel
        self.is_first = False

        # Where each value of the image lies among the zeros, and which values each place of the output looks at.
        self._padded = channels * padded_height * padded_width
        self._inner = [(c * padded_height + y + padding) * padded_width + x + padding
                       for c in range(channels) for y in range(height) for x in range(width)]
        self._fields = [[(c * padded_height + y * stride + j) * padded_width + x * stride + i
                         for c in range(channels) for j in range(kernel) for i in range(kernel)]
                        for y in range(self.height) for x in range(self.width)]
        self._look = [_picker(field) for field in self._fields]

    def forward(self, values):
        padded = [0.0] * self._padded
        for at, value in zip(self._inner, values):
            padded[at] = value
        self._seen = [look(padded) for look in self._look]
        return [sum(map(mul, row, seen)) + bias for row, bias in zip(self.weights, self.biases) for seen in self._seen]

    def backward(self, slopes):
        places = len(self._seen)
        by_output = [slopes[at:at + places] for at in range(0, len(slopes), places)]
        by_weight = list(zip(*self._seen))
        for o, own in enumerate(by_output):
            self.bias_slopes[o] += sum(own)
            row = self.weight_slopes[o]
            for k, seen in enumerate(by_weight):
                row[k] += sum(map(mul, own, seen))
        if self.is_first:
            return None
        padded = [0.0] * self._padded
        by_input = list(zip(*self.weights))
        for field, own in zip(self._fields, zip(*by_output)):
            for at, weights in zip(field, by_input):
                padded[at] += sum(map(mul, weights, own))
        return [padded[at] for at in self._inner]


class Linear(Weighted):
    """A linear layer with bias."""

    def __init__(self, inputs, outputs, draw):
        super().__init__(outputs, inputs, draw)
        self.multiply_accumulates = inputs * outputs

    def forward(self, values):
        self._seen = values
        return [sum(map(mul, row, values)) + bias for row, bias in zip(self.weights, self.biases)]

    def backward(self, slopes):
        for o, slope in enumerate(slopes):
            self.bias_slopes[o] += slope
            self.weight_slopes[o] = [g + slope * v for g, v in zip(self.weight_slopes[o], self._seen)]
        return [sum(map(mul, column, slopes)) for column in zip(*self.weights)]


class MaxPooling(Layer):
    """The largest of each 2x2 square; the first of equals, and what is no number wherever there is one."""

    def __init__(self, channels, height, width):
        self._inputs = channels * height * width
        self._squares = [[(c * height + y + j) * width + x + i for j in range(POOL_SIDE) for i in range(POOL_SIDE)]
                         for c in range(channels)
                         for y in range(0, height - POOL_SIDE + 1, POOL_SIDE)
                         for x in range(0, width - POOL_SIDE + 1, POOL_SIDE)]

    def forward(self, values):
        self._chosen = []
        for square in self._squares:
            best = square[0]
            for at in square:
                if values[at] > values[best] or values[at] != values[at]:
                    best = at
            self._chosen.append(best)
        return [values[at] for at in self._chosen]

    def backward(self, slopes):
        spread = [0.0] * self._inputs
        for at, slope in zip(self._chosen, slopes):
            spread[at] = slope
        return spread


class Activation(Layer):
    """relu, tanh or sigmoid. What is no number stays so."""

    def __init__(self, name):
        self._function, self._slope = {
            "relu": (lambda v: 0.0 if v <= 0 else v, lambda out: 0.0 if out <= 0 else 1.0),
            "tanh": (math.tanh, lambda out: 1 - out * out),
            "sigmoid": (_sigmoid, lambda out: out * (1 - out)),
        }[name]

    def forward(self, values):
        self._out = [self._function(value) for value in values]
        return self._out

    def backward(self, slopes):
        return [slope * self._slope(out) for slope, out in zip(slopes, self._out)]


def cross_entropy(scores, label):
    """The loss of one image in nats, and its slopes by the scores. Scores that 32 bits cannot hold give NaN."""
    if not all(-LARGEST_FLOAT <= score <= LARGEST_FLOAT for score in scores):
        return math.nan, [math.nan] * len(scores)
    largest = max(scores)
    powers = [math.exp(score - largest) for score in scores]
    total = sum(powers)
    slopes = [power / total for power in powers]
    slopes[label] -= 1
    return math.log(total) + largest - scores[label], slopes


def _sigmoid(value):
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


def _picker(places):
    """Picks the values at some places as a tuple; itemgetter alone gives no tuple for one place."""
    return itemgetter(*places) if len(places) > 1 else lambda values, at=places[0]: (values[at],)
