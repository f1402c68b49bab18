"""The worker as a process against a coordinator that a test scripts: python3 -m unittest discover examples/python-worker"""

import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import unittest

import images
from coordinator import Coordinator
from test_training import TINY, lease_of, splits_of, study_of

PATIENCE_S = 60
WORKER = pathlib.Path(__file__).with_name("worker.py")


class ScriptedCoordinator:
    """Grants what it is told to, keeps what it hears, answers as it is told to."""

    def __init__(self, lease_ms=60_000):
        self.heard, self.tokens, self.statuses = [], set(), {}
        self.grants, self.word, self.lease_ms = [], "Recorded", lease_ms
        study = study_of(20, 10, 10)
        self.study = {**study, "data_fingerprint": images.fingerprint(splits_of(study)), "max_attempts": 3, "source": ""}
        self.changed = threading.Condition()
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(200, "study", {"definition": owner.study})

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                manifest = self.path.removeprefix("/v1/")
                owner.tokens.add(self.headers["Authorization"])
                self.answer(*owner.take(manifest, body))

            def answer(self, status, manifest, body):
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("ActorSearch-Manifest", manifest)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def take(self, manifest, body):
        with self.changed:
            if self.statuses.get(manifest):
                return self.statuses[manifest].pop(0), "unavailable", {"reason": "not now"}
            self.heard.append((manifest, body))
            self.changed.notify_all()
            if manifest == "claim":
                if not self.grants:
                    self.changed.wait_for(lambda: self.grants, 0.2)
                leases = [self.grants.pop(0)] if self.grants else []
                return (200, "granted", {"study": "s", "lease_ms": self.lease_ms, "leases": leases}) if leases else (
                    200, "nothing-now", {})
            if manifest == "node-report":
                return 200, "noted", {}
            ends = manifest in ("finish", "fail", "hand-back")
            return 200, "acknowledged", {**{k: body[k] for k in ("study", "trial", "attempt")},
                                         "word": self.word, "ends_attempt": ends}

    def wait_for(self, manifest, count=1):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.said(manifest)) >= count, PATIENCE_S):
                raise AssertionError(f"no {manifest} came; heard {[m for m, _ in self.heard]}")
            return self.said(manifest)[count - 1]

    def said(self, *manifests):
        return [body for manifest, body in self.heard if manifest in manifests]

    def on_attempts(self):
        return [m for m, _ in self.heard if m not in ("claim", "node-report")]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class Conversations(unittest.TestCase):
    def start(self, coordinator, **environment):
        self.addCleanup(coordinator.close)
        worker = subprocess.Popen(
            [sys.executable, WORKER, "--coordinator", coordinator.url, "--name", "a b"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})

        def end():
            worker.kill()
            worker.communicate()

        self.addCleanup(end)
        return worker

    def leave(self, worker):
        worker.send_signal(signal.SIGTERM)
        _, log = worker.communicate(timeout=PATIENCE_S)
        self.assertEqual(worker.returncode, 0, log)
        return log

    def test_a_trial_is_claimed_reported_and_finished(self):
        coordinator = ScriptedCoordinator()
        coordinator.grants.append(lease_of(TINY))
        worker = self.start(coordinator, ACTORSEARCH_TOKEN="secret")

        finish = coordinator.wait_for("finish")
        self.leave(worker)

        self.assertEqual(coordinator.on_attempts(), ["report-epoch", "report-epoch", "finish"])
        self.assertEqual([b["metrics"]["epoch"] for b in coordinator.said("report-epoch")], [1, 2])
        self.assertRegex(finish["worker"], r"^a-b/0~[0-9a-f]{6}$")
        self.assertEqual((finish["study"], finish["trial"], finish["attempt"]), ("s", "0" * 32, 1))
        self.assertEqual(finish["result"]["epochs"], 2)
        self.assertEqual(coordinator.tokens, {"Bearer secret"})

    def test_a_coordinator_that_is_away_is_asked_again_in_order(self):
        coordinator = ScriptedCoordinator()
        coordinator.statuses = {"claim": [503], "report-epoch": [503, 500], "finish": [503]}
        coordinator.grants.append(lease_of(TINY))
        worker = self.start(coordinator)

        coordinator.wait_for("finish")
        self.leave(worker)

        self.assertEqual(coordinator.on_attempts(), ["report-epoch", "report-epoch", "finish"])

    def test_a_stale_word_ends_the_attempt_and_the_worker_asks_for_another(self):
        coordinator = ScriptedCoordinator()
        coordinator.word = "Stale"
        coordinator.grants.append(lease_of({**TINY, "epochs": 100_000}))
        worker = self.start(coordinator)

        coordinator.wait_for("report-epoch")
        coordinator.wait_for("claim", 2)
        log = self.leave(worker)

        self.assertEqual(coordinator.said("finish", "fail", "hand-back"), [])
        self.assertIn("counts no more", log)

    def test_leaving_hands_back_what_is_in_training(self):
        coordinator = ScriptedCoordinator()
        coordinator.grants.append(lease_of({**TINY, "epochs": 100_000}))
        worker = self.start(coordinator)

        coordinator.wait_for("report-epoch")
        self.leave(worker)

        self.assertEqual(coordinator.on_attempts()[-1], "hand-back")
        self.assertIn("leaves", coordinator.said("hand-back")[0]["reason"])

    def test_leaving_while_the_coordinator_is_away_ends_the_worker(self):
        coordinator = ScriptedCoordinator()
        coordinator.grants.append(lease_of({**TINY, "epochs": 100_000}))
        worker = self.start(coordinator)
        coordinator.wait_for("report-epoch")
        with coordinator.changed:
            coordinator.statuses = {"hand-back": [503] * 1000}

        self.assertIn("hand-back", self.leave(worker))

    def test_a_lease_is_renewed_while_an_epoch_lasts(self):
        coordinator = ScriptedCoordinator(lease_ms=400)
        coordinator.grants.append(lease_of({**TINY, "batch_size": 1, "stride": 1, "channels": [4, 4], "epochs": 100_000}))
        worker = self.start(coordinator)

        coordinator.wait_for("renew", 3)
        self.leave(worker)

        shown = [body["node"]["workers"][0]["does"] for body in coordinator.said("node-report")]
        self.assertGreater(shown.count("training 000000 of s"), 1)

    def test_what_cannot_be_trained_is_handed_back_and_not_asked_for_again(self):
        for change in ({"config": {"architecture": "lenet"}}, {"parameters": 1}):
            with self.subTest(change):
                coordinator = ScriptedCoordinator()
                lease = lease_of(TINY)
                lease["plan"].update(change)
                coordinator.grants.append(lease)
                worker = self.start(coordinator)

                coordinator.wait_for("claim", 2)
                self.leave(worker)

                self.assertEqual(coordinator.on_attempts(), ["hand-back"])
                self.assertEqual(coordinator.said("claim")[1]["unable_for"], ["s"])

    def test_other_images_are_handed_back(self):
        coordinator = ScriptedCoordinator()
        coordinator.study["data_fingerprint"] = "0" * 64
        coordinator.grants.append(lease_of(TINY))
        worker = self.start(coordinator)

        self.assertIn("fingerprint", coordinator.wait_for("hand-back")["reason"])
        self.leave(worker)

    def test_a_token_is_never_sent_over_an_open_network(self):
        with self.assertRaisesRegex(ValueError, "https"):
            Coordinator("http://192.0.2.1:7070", lambda: "secret")


if __name__ == "__main__":
    unittest.main()
