"""Trains one trial as ActorSearch's own trainer does: the same network, first weights, steps, metrics and outcomes.

Every draw comes from the trial's seed. The generator is another than libtorch's and the sums are in double precision,
so a trial's figures differ from those of ActorSearch's trainer as those of another seed would.
"""

import math
import time

import settings
from generator import SplitMix64, derive_seed
from images import SIDE, CannotTrain
from network import Network, cross_entropy


def train(lease, definition, splits, report, proceed):
    """Trains to the end and returns the trial's result, as the message `finish` carries it.

    lease: the trial, as `granted` brought it. definition: the study, as the coordinator describes it.
    splits: training, validation and test images. report: takes the metrics of each epoch.
    proceed: called with every image; what it raises ends the training.
    Raises CannotTrain where the configuration asks for what this trainer does not have.
    """
    return _Run(lease, definition, splits, report, proceed).train()


def build(lease, definition):
    """The network of a trial with its first weights, and the values in force."""
    plan, image = lease["plan"], definition["image"]
    config = settings.read(plan["config"])
    draw = SplitMix64(derive_seed(lease["seed"], "weights"))
    network = Network(config, (image["channels"], image["height"], image["width"]), definition["classes"], draw)
    counted = network.parameters, network.multiply_accumulates
    if counted != (plan["parameters"], plan["multiply_accumulates"]):
        raise CannotTrain(f"this worker's network has {counted[0]} parameters and {counted[1]} multiply-accumulates, "
                          f"and the study's {plan['parameters']} and {plan['multiply_accumulates']}")
    return network, config


class _Run:
    def __init__(self, lease, definition, splits, report, proceed):
        self._started, self._evaluating_s = time.monotonic(), 0.0
        self._train, self._validation, self._test = splits
        self._metric = definition["objective"]["metric"]
        self._sign = 1 if definition["objective"]["maximize"] else -1
        self._report, self._proceed = report, proceed
        self._network, self._config = build(lease, definition)
        self._order = SplitMix64(derive_seed(lease["seed"], "order"))
        self._step = OPTIMIZERS[self._config.optimizer](self._config)
        self._best = self._best_weights = self._last = None

    def train(self):
        for epoch in range(1, self._config.epochs + 1):
            began = time.monotonic()
            train_loss, train_accuracy, step = self._train_epoch()
            if step is not None:
                return self._diverged(epoch, f"the loss became {_word(train_loss)} in epoch {epoch}, "
                                             f"step {step + 1} of {self._steps}")
            loss, accuracy = self._evaluate(self._validation)
            if not math.isfinite(loss):
                return self._diverged(epoch, f"the validation loss was {_word(loss)} after epoch {epoch}")
            metrics = {"epoch": epoch, "train_loss": train_loss, "train_accuracy": train_accuracy,
                       "validation_loss": loss, "validation_accuracy": accuracy, "seconds": time.monotonic() - began}
            self._last = metrics
            if self._best is None or self._score(metrics) > self._score(self._best):
                self._best, self._best_weights = metrics, self._network.copy_weights()
            self._report(metrics)
        return self._finish()

    @property
    def _steps(self):
        return math.ceil(len(self._train.labels) / self._config.batch_size)

    def _train_epoch(self):
        """Mean loss and share of hits of the epoch and None; or a loss that is no number, None and its step."""
        count = len(self._train.labels)
        order = list(range(count))
        self._order.shuffle(order)
        losses, hits = 0.0, 0
        for step in range(self._steps):
            batch = order[step * self._config.batch_size:(step + 1) * self._config.batch_size]
            self._network.clear_gradients()
            batch_loss = 0.0
            for i in batch:
                loss, slopes, hit = self._look(self._train, i)
                self._network.backward([slope / len(batch) for slope in slopes])
                batch_loss += loss
                hits += hit
            if not math.isfinite(batch_loss):
                return batch_loss, None, step
            losses += batch_loss
            for row, (values, slopes) in enumerate(self._network.rows()):
                self._step(row, values, slopes)
        return losses / count, hits / count, None

    def _evaluate(self, images):
        began = time.monotonic()
        losses, hits = 0.0, 0
        for i in range(len(images.labels)):
            loss, _, hit = self._look(images, i)
            losses += loss
            hits += hit
        self._evaluating_s += time.monotonic() - began
        return losses / len(images.labels), hits / len(images.labels)

    def _look(self, images, i):
        self._proceed()
        size = SIDE * SIDE
        scores = self._network.forward([byte / 255 for byte in images.pixels[i * size:(i + 1) * size]])
        loss, slopes = cross_entropy(scores, images.labels[i])
        return loss, slopes, scores.index(max(scores)) == images.labels[i]

    def _score(self, metrics):
        # The metric's name is a word of the protocol: ValidationAccuracy.
        name = "".join("_" + c.lower() if c.isupper() else c for c in self._metric).lstrip("_")
        return self._sign * metrics[name]

    def _finish(self):
        self._network.restore(self._best_weights)
        test_loss, test_accuracy = self._evaluate(self._test)
        labels = self._validation.labels
        commonest = max(labels.count(label) for label in set(labels)) / len(labels)
        accuracy, last = self._best["validation_accuracy"], self._last["validation_accuracy"]
        collapsed = min(accuracy, last) <= commonest
        reason = (f"validation accuracy {_share(accuracy)} in epoch {self._best['epoch']}, {_share(last)} in the last: "
                  f"no better than always answering the commonest class ({_share(commonest)})") if collapsed else ""
        return self._result("Collapsed" if collapsed else "Completed", reason, self._config.epochs,
                            test_loss if math.isfinite(test_loss) else _name(test_loss), test_accuracy)

    def _diverged(self, epoch, reason):
        return self._result("Diverged", reason, epoch - 1, None, None)

    def _result(self, outcome, reason, epochs, test_loss, test_accuracy):
        return {"outcome": outcome, "reason": reason, "best": self._best, "test_loss": test_loss,
                "test_accuracy": test_accuracy, "epochs": epochs, "seconds": time.monotonic() - self._started,
                "evaluating_seconds": self._evaluating_s}


class Sgd:
    """Gradient descent; with momentum where it is asked for. Weight decay is an L2 term, as in PyTorch."""

    def __init__(self, config):
        self._rate, self._decay = config.learning_rate, config.weight_decay
        self._momentum = config.momentum if config.optimizer == "momentum" else 0.0
        self._speeds = {}

    def __call__(self, row, values, slopes):
        speeds = self._speeds.setdefault(row, [0.0] * len(values))
        for i, slope in enumerate(slopes):
            speeds[i] = self._momentum * speeds[i] + slope + self._decay * values[i]
            values[i] -= self._rate * speeds[i]


class Adam:
    """Adam (Kingma and Ba 2015) with beta 0.9 and 0.999 and epsilon 1e-8. Weight decay is an L2 term, as in PyTorch."""

    BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8

    def __init__(self, config):
        self._rate, self._decay = config.learning_rate, config.weight_decay
        self._moments = {}

    def __call__(self, row, values, slopes):
        first, second, steps = self._moments.setdefault(row, ([0.0] * len(values), [0.0] * len(values), [0]))
        steps[0] += 1
        size = self._rate / (1 - self.BETA_1 ** steps[0])
        scale = math.sqrt(1 - self.BETA_2 ** steps[0])
        for i, slope in enumerate(slopes):
            slope += self._decay * values[i]
            first[i] = self.BETA_1 * first[i] + (1 - self.BETA_1) * slope
            second[i] = self.BETA_2 * second[i] + (1 - self.BETA_2) * slope * slope
            values[i] -= size * first[i] / (math.sqrt(second[i]) / scale + self.EPSILON)


OPTIMIZERS = {"sgd": Sgd, "momentum": Sgd, "adam": Adam}


def _name(value):
    return "NaN" if math.isnan(value) else "Infinity"


def _share(value):
    return f"{value:.4f}".rstrip("0") if value % 1 else f"{value:.1f}"


def _word(value):
    return "NaN" if math.isnan(value) else "infinite"
