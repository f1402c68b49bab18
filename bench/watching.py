"""Searches that are watched in browsers, for bench/measure.py: what the dashboard costs them."""

import json
import os
import pathlib
import selectors
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from clusters import ACTORSEARCH, TICKS


class Watchers:
    """Streams of changes that are read and thrown away, by one thread, as cheaply as can be."""

    def __init__(self, url, count):
        self.bytes, self.ended = 0, 0
        with urllib.request.urlopen(url + "data") as answer:
            version = json.load(answer)["version"]
        self.host = urllib.parse.urlparse(url).netloc
        self.selector = selectors.DefaultSelector()
        for _ in range(count):
            host, port = self.host.split(":")
            stream = socket.create_connection((host, int(port)))
            stream.sendall(f"GET /events?from={version} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
            self.selector.register(stream, selectors.EVENT_READ)
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        while self.selector.get_map():
            for key, _ in self.selector.select():
                try:
                    got = key.fileobj.recv(1 << 16)
                except ConnectionError:
                    got = b""
                self.bytes += len(got)
                self.ended += b"event: ended" in got
                if not got:
                    self.selector.unregister(key.fileobj)
                    key.fileobj.close()


class Threads:
    """Processor seconds of a process's threads by what they do, as of the last look; the machine's load does not change whose they are."""

    KINDS = {"dashboard": "documents_cpu_s", ".NET TP": "pool_cpu_s", ".NET Sockets": "sockets_cpu_s"}

    def __init__(self, pid):
        self.folder, self.seconds = pathlib.Path(f"/proc/{pid}/task"), {}
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while not self.done.wait(0.5):
            for task in self.folder.glob("*"):
                try:
                    name, fields = (task / "comm").read_text().strip(), (task / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                self.seconds[task.name] = (name, (int(fields[11]) + int(fields[12])) / TICKS)

    def sums(self):
        self.done.set()
        self.thread.join()
        return {key: sum(s for name, s in self.seconds.values() if name.startswith(kind)) for kind, key in self.KINDS.items()}


def can_count():
    """Whether perf counts instructions here: of the same search they repeat to a hundredth of a percent, where times do not."""
    return shutil.which("perf") is not None and subprocess.run(
        ["perf", "stat", "-x,", "-e", "instructions", "true"], capture_output=True, text=True).stderr.split(",")[0].strip().isdigit()


def watched(spec, folder, workers, watchers, counted):
    """Wall and processor seconds of one search, and its instructions or its threads' seconds; watchers is None for no dashboard."""
    own = [] if watchers is None else ["--dashboard", "0"]
    count = ["perf", "stat", "-x,", "-e", "instructions", "-o", folder / "perf"] if counted else []
    started = time.perf_counter()
    process = subprocess.Popen(
        [*count, ACTORSEARCH, "run", spec, "--store", folder / "results.db", "--workers", str(workers), "--json", *own],
        stdout=subprocess.PIPE, text=True)
    threads = None if counted else Threads(process.pid)
    eyes = None
    if watchers:
        eyes = Watchers(json.loads(process.stdout.readline())["url"], watchers)
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"the search ended with status {process.returncode}")
    if eyes:
        eyes.thread.join(timeout=5)
        if eyes.ended != watchers:
            raise SystemExit(f"{eyes.ended} of {watchers} watchers heard of the end")
    if counted:
        line = next(line for line in (folder / "perf").read_text().splitlines() if "instructions" in line)
        own_figures = {"giga_instructions": int(line.split(",")[0]) / 1e9}
    else:
        own_figures = threads.sums()
    return {"wall_s": wall, "cpu_s": usage.ru_utime + usage.ru_stime, "bytes": eyes.bytes if eyes else 0, **own_figures}


def dashboard(options, say):
    settings = {"none": None, "unwatched": 0, "1 watcher": 1, "50 watchers": 50}
    runs, counted = {name: [] for name in settings}, can_count()
    for _ in range(options.runs):
        for name, watchers in settings.items():
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                runs[name].append(watched(options.watched_spec, pathlib.Path(folder), options.watched_workers, watchers, counted))
    for name, taken in runs.items():
        figures = {key: statistics.median(run[key] for run in taken) for key in taken[0]}
        against = {
            key.removesuffix("_s") + "_more_percent": round(
                100 * (statistics.median(run[key] / without[key] for run, without in zip(taken, runs["none"])) - 1), 3)
            for key in ("wall_s", "cpu_s", "giga_instructions") if key in figures}
        say(measure="dashboard", setting=name, runs=options.runs, workers=options.watched_workers,
            **{key: round(figure, 3) for key, figure in figures.items()}, **against)
