"""The trainer's own checks: python3 -m unittest discover examples/python-worker"""

import unittest

import images
import settings
import trainer
from generator import SplitMix64
from images import CannotTrain
from network import Network, cross_entropy


def network_of(image, classes=3, **config):
    return Network(settings.read(config), image, classes, SplitMix64(5))


def lease_of(config, seed=3):
    network = Network(settings.read(config), (1, 28, 28), 10, SplitMix64(0))
    return {"seed": seed, "attempt": 1, "plan": {
        "id": "0" * 32, "config": config, "parameters": network.parameters,
        "multiply_accumulates": network.multiply_accumulates}}


def study_of(train=40, validation=20, test=20, metric="ValidationAccuracy", maximize=True):
    return {"name": "s", "seed": 22, "classes": 10, "image": {"channels": 1, "height": 28, "width": 28},
            "data_set": {"name": "glyphs", "path": None, "train": train, "validation": validation, "test": test},
            "objective": {"metric": metric, "maximize": maximize}}


def splits_of(study):
    sizes = study["data_set"]
    return tuple(images._draw(sizes[name], study["seed"], number, lambda: None)
                 for number, name in enumerate(("train", "validation", "test")))


TINY = {"channels": [2], "kernel_size": 5, "stride": 3, "batch_size": 10, "epochs": 2, "learning_rate": 0.01}


class Gradients(unittest.TestCase):
    def check(self, image, **config):
        """Every slope against the difference of the losses on either side (central differences)."""
        network = network_of(image, **config)
        noise = SplitMix64(7)
        values = [noise.uniform(-1, 1) for _ in range(image[0] * image[1] * image[2])]
        network.layers[0].is_first = False  # so that the slopes of the image are there to be checked

        def loss():
            return cross_entropy(network.forward(values), 1)[0]

        slopes = cross_entropy(network.forward(values), 1)[1]
        for layer in reversed(network.layers):
            slopes = layer.backward(slopes)
        step, checked = 1e-6, 0
        for row, gradient in [*((list_, list(grad)) for list_, grad in network.rows()), (values, slopes)]:
            for i, kept in enumerate(row):
                row[i] = kept + step
                above = loss()
                row[i] = kept - step
                below = loss()
                row[i] = kept
                self.assertAlmostEqual((above - below) / (2 * step), gradient[i], delta=1e-6)
                checked += 1
        self.assertEqual(checked, network.parameters + len(values))

    def test_a_convolution_with_zeros_around_and_pooling(self):
        self.check((2, 7, 6), channels=[3], kernel_size=3, padding="same", activation="tanh")

    def test_two_convolutions_with_a_stride_and_no_pooling(self):
        self.check((1, 9, 9), channels=[2, 3], kernel_size=3, stride=2, padding=1, pooling="none", activation="sigmoid")

    def test_linear_layers_and_relu(self):
        self.check((1, 8, 8), channels=[2], kernel_size=2, padding="valid", hidden=[5, 4], activation="relu")


class Images(unittest.TestCase):
    def test_a_seed_draws_the_bytes_that_actorsearch_draws(self):
        # The fingerprint that tests/ActorSearch.Data.Tests/GlyphTests.cs holds its own drawing to.
        self.assertEqual(images.fingerprint(splits_of(study_of(200, 100, 100))),
                         "4fc839f17ab6651a4eae5b3205a7698f89936370a974b06f4e2ff961a00cd371")

    def test_other_images_than_the_study_s_are_refused(self):
        with self.assertRaisesRegex(CannotTrain, "fingerprint"):
            images.load({**study_of(), "data_fingerprint": "0" * 64})

    def test_a_data_set_of_files_is_refused(self):
        study = study_of()
        study["data_set"]["name"] = "mnist"
        with self.assertRaisesRegex(CannotTrain, "mnist"):
            images.load(study)

    def test_images_of_another_size_or_scale_are_refused(self):
        for key, value in (("resize", {"height": 32, "width": 32}), ("normalise", {"mean": [0.5], "deviation": [0.5]})):
            study = study_of()
            study["data_set"][key] = value
            with self.assertRaisesRegex(CannotTrain, key):
                images.load(study)


class Settings(unittest.TestCase):
    def test_what_cannot_be_trained_is_refused_with_its_name(self):
        for config, name in (({"architecture": "lenet"}, "lenet"), ({"batch_norm": True}, "batch_norm"),
                             ({"dropout": 0.5}, "dropout"), ({"activation": "gelu"}, "gelu"),
                             ({"optimizer": "adamw"}, "adamw"), ({"pooling": "avg"}, "avg"), ({"colour": 1}, "colour")):
            with self.subTest(name), self.assertRaisesRegex(CannotTrain, name):
                settings.read(config)

    def test_a_network_of_another_size_than_the_study_s_is_refused(self):
        lease = lease_of(TINY)
        lease["plan"]["parameters"] += 1
        with self.assertRaisesRegex(CannotTrain, "parameters"):
            trainer.build(lease, study_of())


class Training(unittest.TestCase):
    def train(self, study=None, seed=3, **config):
        study = study or study_of()
        epochs = []
        result = trainer.train(lease_of({**TINY, **config}, seed), study, splits_of(study), epochs.append, lambda: None)
        return result, epochs

    def test_a_trial_depends_on_its_seed_and_nothing_else(self):
        def timeless(run):
            return [{k: v for k, v in epoch.items() if k != "seconds"} for epoch in run[1]], run[0]["test_loss"]

        self.assertEqual(timeless(self.train()), timeless(self.train()))
        self.assertNotEqual(timeless(self.train()), timeless(self.train(seed=4)))

    def test_every_optimizer_brings_the_loss_down(self):
        for optimizer, rate in (("sgd", 0.1), ("momentum", 0.02), ("adam", 0.01)):
            with self.subTest(optimizer):
                _, epochs = self.train(optimizer=optimizer, learning_rate=rate, epochs=8)
                self.assertLess(epochs[-1]["train_loss"], epochs[0]["train_loss"] - 0.01)

    def test_steps_are_those_of_the_formulas(self):
        def after(steps, **config):
            values = [1.0]
            step = trainer.OPTIMIZERS[config["optimizer"]](settings.read({"learning_rate": 0.1, **config}))
            for _ in range(steps):
                step(0, values, [0.5])
            return values[0]

        self.assertAlmostEqual(after(2, optimizer="sgd", weight_decay=0.2), 1 - 0.1 * 0.7 - 0.1 * (0.5 + 0.2 * 0.93))
        self.assertAlmostEqual(after(2, optimizer="momentum", momentum=0.8), 1 - 0.1 * 0.5 - 0.1 * (0.8 * 0.5 + 0.5))
        # A slope that stays the same makes both of Adam's means that slope, so that every step is the rate.
        self.assertAlmostEqual(after(3, optimizer="adam"), 1 - 3 * 0.1, places=6)

    def test_the_best_epoch_is_the_objective_s_and_the_test_is_with_its_weights(self):
        study = study_of(metric="TrainLoss", maximize=False)
        best, epochs = self.train(study, epochs=3)
        worst, _ = self.train(study_of(metric="TrainLoss", maximize=True), epochs=3)
        first, _ = self.train(study, epochs=1)
        self.assertEqual(best["best"]["train_loss"], min(e["train_loss"] for e in epochs))
        self.assertEqual(worst["best"]["epoch"], 1)
        self.assertEqual(worst["test_loss"], first["test_loss"])
        self.assertNotEqual(best["test_loss"], first["test_loss"])

    def test_a_loss_that_is_no_number_is_a_divergence_with_its_step(self):
        result, epochs = self.train(optimizer="sgd", learning_rate=1000.0, weight_decay=1000.0, activation="tanh")
        self.assertEqual(result["outcome"], "Diverged")
        self.assertRegex(result["reason"], r"^the loss became NaN in epoch 2, step \d of 4$")
        self.assertEqual(result["epochs"], 1)
        self.assertEqual(result["best"], epochs[0])
        self.assertIsNone(result["test_loss"])

    def test_no_better_than_the_commonest_class_is_a_collapse(self):
        result, _ = self.train(learning_rate=1e-9, epochs=1, activation="sigmoid")
        self.assertEqual(result["outcome"], "Collapsed")
        self.assertIn("(0.1)", result["reason"])


if __name__ == "__main__":
    unittest.main()
