"""Coordinators and worker nodes as real processes, for bench/measure.py: started, asked, weighed and ended."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
ACTORSEARCH = ROOT / "artifacts/bin/ActorSearch.Cli/release/actorsearch"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    """A port that was free just now, which nodes of an Akka cluster have to know before they start."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def process(command, folder, until=None):
    """A process and the line beginning with `until` that it has printed, if it is to print one; asked to end on leaving."""
    with open(folder / "errors.txt", "a", encoding="utf-8") as errors:
        started = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True)
        try:
            line = next((line for line in started.stdout if line.startswith(until)), None) if until else ""
            if line is None:
                raise SystemExit(f"{command[1]} ended before it said '{until}': {(folder / 'errors.txt').read_text()}")
            # What it says later is read and thrown away, lest it wait for a reader.
            threading.Thread(target=started.stdout.read, daemon=True).start()
            yield started, line.strip()
        finally:
            started.terminate()
            started.wait(timeout=60)


class Coordinator:
    """A coordinator in a folder of its own, while the context lasts."""

    def __init__(self, stack, folder, link):
        folder.mkdir()
        self.folder, self.link, self.cluster = folder, link, f"127.0.0.1:{free_port()}"
        own = ["--cluster", self.cluster] if link == "akka" else []
        started = time.perf_counter()
        self.process, line = stack.enter_context(process(
            [ACTORSEARCH, "coordinator", "--listen", "http://127.0.0.1:0", "--store", "results.db", "--link", link, *own],
            folder, "listening on "))
        self.ready_s = time.perf_counter() - started
        self.url = line.removeprefix("listening on ").split()[0]

    def worker(self, name):
        """The command of a worker node with one worker on the CPU."""
        there = ["--seeds", self.cluster] if self.link == "akka" else ["--coordinator", self.url]
        return [ACTORSEARCH, "worker", "--link", self.link, *there, "--name", name, "--device", "cpu", "--workers", "1"]

    def ask(self, path, message=None):
        body = None if message is None else json.dumps(message).encode()
        request = urllib.request.Request(self.url + path, data=body, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    def submit(self, experiment):
        self.ask("/v1/submit", {"source": experiment, "file_name": "experiment.yaml", "resume": False, "extend": False})

    def wait_for_nodes(self, count):
        """Until so many nodes have reported."""
        while len(json.loads(self.ask("/v1/status"))["cluster"]["nodes"]) < count:
            time.sleep(0.2)

    def wait_for_lease(self, study, node, version):
        """Until a trial of a study is leased to a node; the version behind that event."""
        while True:
            for line in self.ask(f"/v1/studies/{study}/events?from={version}&wait_ms=10000").splitlines():
                version += 1
                event = json.loads(line)
                if event["kind"] == "trial-leased" and event["body"]["worker"].startswith(node + "/"):
                    return version


def processor_s(pid):
    """Processor time of a process so far, in seconds: its threads', not its children's."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid):
    """Memory of a process that is in use, in MB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) * 1024 / 1e6


def seconds_for_study(spec, folder, nodes, link):
    """Seconds from the start of so many worker processes to the end of the study; the coordinator listens before."""
    with contextlib.ExitStack() as stack:
        coordinator = Coordinator(stack, folder, link)
        started = time.perf_counter()
        for n in range(nodes):
            stack.enter_context(process(coordinator.worker(f"node-{n}"), folder))
        subprocess.run([ACTORSEARCH, "submit", spec, "--coordinator", coordinator.url, "--json"], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - started
