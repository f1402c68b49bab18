#!/usr/bin/env python3
"""A worker in plain Python: joins an ActorSearch coordinator, trains trials on drawn digits, reports what it measured.

    python3 worker.py --coordinator http://127.0.0.1:7070

The messages are those of docs/PROTOCOL.md. SIGTERM or Ctrl-C hands back what is in training and ends the worker; a
second one ends it at once. README.md says which studies it can work on.
"""

import argparse
import os
import pathlib
import platform
import queue
import re
import secrets
import signal
import socket
import sys
import threading
import time

import images
import trainer
from coordinator import Coordinator, GaveUp, Refused
from images import CannotTrain

VERSION = "python-worker 1"
MACHINE = f"{platform.machine() or 'unknown processor'}, Python {platform.python_version()}, {VERSION}"
CLAIM_WAIT_MS = 5_000
GOODBYE_S = 10.0
MOST_UNABLE_FOR = 1000  # more than that no claim may name


class Stopped(Exception):
    """Training is to end: the worker leaves, or the attempt counts no more."""


class Attempt:
    """One lease: tells the coordinator what becomes of it, in order, from a thread of its own.

    While there is nothing to tell, the lease is renewed four times as often as it ends.
    """

    def __init__(self, worker, granted, lease):
        self.lease, self.study, self.is_stale = lease, granted["study"], False
        self._worker = worker
        self._about = {"worker": worker.name, "study": self.study, "trial": lease["plan"]["id"], "attempt": lease["attempt"]}
        self._quarter_s = granted["lease_ms"] / 4000
        self._words = queue.Queue()
        self._teller = threading.Thread(target=self._tell, daemon=True)
        self._teller.start()

    def report(self, metrics):
        self._words.put(("report-epoch", {"metrics": metrics}))

    def end(self, manifest, **content):
        """Says how the attempt ended, and waits until that is answered."""
        self._words.put((manifest, content))
        self._words.put(None)
        self._teller.join()

    def proceed(self):
        """Raises Stopped where there is no use in going on."""
        if self.is_stale or self._worker.leaving:
            raise Stopped

    def _tell(self):
        while True:
            try:
                word = self._words.get(timeout=self._quarter_s)
            except queue.Empty:
                word = ("renew", {})
                self._worker.show()
            if word is None:
                return
            manifest, content = word
            try:
                _, answer = self._worker.coordinator.say(manifest, {**self._about, **content}, go_on=self._worker.has_patience)
                self.is_stale |= answer["word"] == "Stale"
            except (Refused, GaveUp) as error:
                self._worker.log(f"{manifest} of trial {self._about['trial'][:6]}: {error}")
                self.is_stale = True
            if self.is_stale:
                self._worker.log(f"attempt {self._about['attempt']} at trial {self._about['trial'][:6]} counts no more")
                return


class Worker:
    """Claims a trial, trains it, tells the result; again and again until it is told to leave."""

    def __init__(self, coordinator, node, log):
        self.coordinator, self.log = coordinator, log
        # No two living workers may share a name, and a worker's next life is another one: hence the session.
        self.node, self.name = node, f"{node}/0~{secrets.token_hex(3)}"
        self._left_at = None
        self._unable_for = {}  # the studies, each with the reason
        self._splits = (None, None)
        self._does = "idle"

    @property
    def leaving(self):
        return self._left_at is not None

    def leave(self):
        self._left_at = time.monotonic()

    def has_patience(self):
        """Whether to go on trying to reach the coordinator."""
        return not self.leaving or time.monotonic() < self._left_at + GOODBYE_S

    def run(self):
        while not self.leaving:
            self._show_idle()
            claim = {"worker": self.name, "capacity": 1, "memory_bytes": None, "neighbours": 0, "holding": [],
                     "unable_for": list(self._unable_for)[-MOST_UNABLE_FOR:], "wait_ms": CLAIM_WAIT_MS}
            try:
                manifest, answer = self.coordinator.say(
                    "claim", claim, wait_s=CLAIM_WAIT_MS / 1000, go_on=lambda: not self.leaving)
            except GaveUp:
                break
            for lease in answer["leases"] if manifest == "granted" else ():
                self._work(Attempt(self, answer, lease))
        self._show("leaving")

    def _work(self, attempt):
        short, began = attempt.lease["plan"]["id"][:6], time.monotonic()
        try:
            self._show(f"training {short} of {attempt.study}")
            result = self._train(attempt)
            result["loading_seconds"] = time.monotonic() - began - result["seconds"]
            result["machine"] = MACHINE
        except Stopped:
            if not attempt.is_stale:
                attempt.end("hand-back", reason=f"worker {self.name} leaves")
                self.log(f"{attempt.study} {short}: handed back")
        except CannotTrain as reason:
            self._unable_for[attempt.study] = reason
            attempt.end("hand-back", reason=str(reason)[:2000])
            self._show_idle()
            print(f"waits without {attempt.study}: {reason}", flush=True)
        except Exception as error:
            attempt.end("fail", error=f"{type(error).__name__}: {error}"[:2000])
            self.log(f"{attempt.study} {short}: failed: {type(error).__name__}: {error}")
        else:
            attempt.end("finish", result=result)
            self.log(f"{attempt.study} {short}: {result['outcome'].lower()} {result['reason']}".rstrip())

    def _train(self, attempt):
        try:
            definition = self.coordinator.describe(attempt.study, go_on=lambda: not (self.leaving or attempt.is_stale))
        except GaveUp:
            raise Stopped from None
        except Refused as error:
            raise CannotTrain(str(error)) from None
        trainer.build(attempt.lease, definition)  # before the images are drawn, which takes a while
        if self._splits[0] != attempt.study:
            self._splits = attempt.study, images.load(definition, attempt.proceed)
        return trainer.train(attempt.lease, definition, self._splits[1], attempt.report, attempt.proceed)

    def _show_idle(self):
        self._show("; ".join(["idle", *(f"not for {study}: {reason}" for study, reason in self._unable_for.items())]))

    def _show(self, does):
        self._does = does
        self.show()

    def show(self):
        """Tells the coordinator's status how this worker is; lost where that cannot be told at once."""
        device = {"name": "cpu", "model": "plain Python", "workers": 1, "memory_bytes": None, "used_bytes": None,
                  "reserved_bytes": 0, "utilisation_percent": None}
        node = {"name": self.node, "version": VERSION, "devices": [device],
                "workers": [{"name": self.name, "device": "cpu", "does": self._does[:500]}]}
        try:
            self.coordinator.say("node-report", {"node": node}, go_on=lambda: False)
        except (Refused, GaveUp):
            pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--coordinator", default=os.environ.get("ACTORSEARCH_COORDINATOR", "http://127.0.0.1:7070"),
                        help="its address (default: $ACTORSEARCH_COORDINATOR, else %(default)s)")
    parser.add_argument("--token-file", help="a file that holds the token (default: $ACTORSEARCH_TOKEN, else none)")
    parser.add_argument("--ca-file", default=os.environ.get("ACTORSEARCH_CA_FILE"),
                        help="a PEM file of the authorities to trust (default: $ACTORSEARCH_CA_FILE, else the system's)")
    parser.add_argument("--name", default=socket.gethostname(), help="this machine's name (default %(default)s)")
    options = parser.parse_args()

    def token():
        if options.token_file:
            return pathlib.Path(options.token_file).read_text(encoding="ascii").strip()
        return os.environ.get("ACTORSEARCH_TOKEN") or None

    def log(line):
        print(time.strftime("%H:%M:%S"), line, file=sys.stderr, flush=True)

    try:
        node = re.sub(r"[^A-Za-z0-9._-]", "-", options.name)[:80] or "python"
        worker = Worker(Coordinator(options.coordinator, token, options.ca_file, log), node, log)
    except (OSError, ValueError) as error:
        sys.exit(f"error: {error}")

    def leave(number, _):
        signal.signal(number, signal.SIG_DFL)
        worker.leave()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    print(f"worker {worker.name}", flush=True)
    try:
        worker.run()
    except Refused as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
