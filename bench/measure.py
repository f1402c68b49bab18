#!/usr/bin/env python3
"""Runs the measurements of docs/PERFORMANCE.md: programs that alternate, medians, one JSON line each.

Build first (scripts/setup.sh --tests), and leave the machine alone meanwhile. Needs Debian's python3-torch and
python3-optuna for the comparisons with them; --python names the interpreter that has them.
"""

import argparse
import contextlib
import json
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import tempfile
import time

import clusters
import watching
from clusters import ACTORSEARCH, ROOT

BENCH = ROOT / "artifacts/bin/ActorSearch.Bench/release/ActorSearch.Bench"
PEERS = ROOT / "bench/peers"

# A study whose trials nobody sees the end of.
ENDLESS = """study: endless
seed: 1
dataset: { name: glyphs, train: 1000, validation: 100, test: 100 }
space:
  learning_rate: [0.01, 0.003, 0.001, 0.0003]
training: { epochs: 1000 }
"""


def last_json(command):
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(output.strip().splitlines()[-1])


def say(**figures):
    print(json.dumps(figures), flush=True)


def throughput(options):
    """Item: training samples a second with one thread, against PyTorch."""
    for model in ("lenet", "conv-bn"):
        for batch in (64, 256):
            shape = ["--model", model, "--batch", str(batch), "--epochs", "4"]
            ours, theirs = [], []
            for _ in range(options.runs):
                ours.append(last_json([BENCH, "throughput", *shape])["samples_per_second"])
                theirs.append(last_json([options.python, PEERS / "pytorch_throughput.py", *shape])["samples_per_second"])
            say(measure="throughput", model=model, batch=batch, runs=options.runs,
                actorsearch=statistics.median(ours), pytorch=statistics.median(theirs),
                ratio=round(statistics.median(o / t for o, t in zip(ours, theirs)), 3))


def stacks(options):
    """Item: training samples a second with one thread, against the other stack's build of the bench (--other)."""
    for model in ("lenet", "conv-bn"):
        for batch in (64, 256):
            shape = ["--model", model, "--batch", str(batch), "--epochs", "4"]
            runs = [(last_json([BENCH, "throughput", *shape]), last_json([options.other, "throughput", *shape]))
                    for _ in range(options.runs)]
            ours, theirs = ([run[side]["samples_per_second"] for run in runs] for side in (0, 1))
            say(measure="stacks", model=model, batch=batch, runs=options.runs,
                programs=[run["program"] for run in runs[0]], samples_per_second=[statistics.median(ours), statistics.median(theirs)],
                ratio=round(statistics.median(o / t for o, t in zip(ours, theirs)), 3))


def empty(options):
    """Item: what a trial costs that trains nothing."""
    costs = {trials: [] for trials in (1_000, 10_000, 100_000)}
    resident = {trials: [] for trials in costs}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for _ in range(options.runs):
            for trials in costs:
                figures = last_json([BENCH, "empty-trials", "--trials", str(trials), "--folder", folder])
                costs[trials].append(figures["ms_per_trial"])
                resident[trials].append(figures["peak_resident_mb"])
    for trials in costs:
        say(measure="empty-trials", trials=trials, runs=options.runs,
            ms_per_trial=statistics.median(costs[trials]), peak_resident_mb=max(resident[trials]))
    say(measure="empty-trials", ratio_largest_to_smallest=round(
        statistics.median(costs[100_000]) / statistics.median(costs[1_000]), 3))


def spec_with_data(options, folder):
    """The experiment file, with its data set taken from a folder."""
    text = pathlib.Path(options.spec).read_text()
    if options.data:
        text = text.replace("  name: mnist\n", f"  name: mnist\n  path: {json.dumps(str(pathlib.Path(options.data).resolve()))}\n")
    spec = pathlib.Path(folder) / "experiment.yaml"
    spec.write_text(text)
    return spec


def search(spec, store, *more):
    return [ACTORSEARCH, "run", spec, "--store", store, "--json", *more]


def timed(command):
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def table(store):
    return subprocess.run(
        [ACTORSEARCH, "report", "--store", store, "--format", "csv", "--no-times"], check=True, capture_output=True, text=True).stdout


def workers(options):
    """Item: two workers against one."""
    one, two = [], []
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        spec = spec_with_data(options, folder)
        for run in range(options.runs):
            stores = [pathlib.Path(folder) / f"{count}-{run}.db" for count in (1, 2)]
            one.append(timed(search(spec, stores[0], "--workers", "1")))
            two.append(timed(search(spec, stores[1], "--workers", "2")))
            assert table(stores[0]) == table(stores[1]), "one worker and two gave other tables"
    say(measure="workers", spec=pathlib.Path(options.spec).name, runs=options.runs,
        one_worker_s=round(statistics.median(one), 2), two_workers_s=round(statistics.median(two), 2),
        ratio=round(statistics.median(a / b for a, b in zip(one, two)), 3), same_table=True)


def swarm(options):
    """Item: 500 simulated workers on one coordinator, as fast as they can and with trials that take a while."""
    for train_ms in options.train_ms:
        runs = {(link, store): [] for link in options.links for store in options.stores}
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            for _ in range(options.runs):
                for (link, store), own in runs.items():
                    own.append(last_json([
                        BENCH, "swarm", "--workers", str(options.swarm), "--trials", str(options.trials), "--train-ms", str(train_ms),
                        "--epochs", str(options.epochs), "--link", link, "--store", store, "--folder", folder]))
                    say(measure="swarm-run", **own[-1])
        for own in runs.values():
            setting = {name: own[0][name] for name in ("link", "nodes", "store", "workers", "trials", "epochs", "train_ms")}
            say(measure="swarm", runs=options.runs, **setting, **medians(own, setting))
        (_, first), *others = runs.items()
        for setting, own in others:
            say(measure="swarm-ratio", setting=setting, train_ms=train_ms, **{
                name: round(statistics.median(b[name] / a[name] for a, b in zip(first, own)), 3)
                for name in ("trials_per_second", "coordinator_ms_per_trial", "idle_to_lease_ms_median")})


def medians(runs, but=()):
    """Of each figure of several runs the median, the least and the most."""
    figures = [name for name, value in runs[0].items() if name not in but and not isinstance(value, str)]
    return {name: [round(f(run[name] for run in runs), 3) for f in (statistics.median, min, max)] for name in figures}


def nodes(options):
    """Item: what nodes cost while there is nothing to do, and how soon one that starts has its first trial."""
    runs = {link: [] for link in options.links}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for run in range(options.runs):
            with contextlib.ExitStack() as stack:
                coordinators = {link: clusters.Coordinator(stack, pathlib.Path(folder) / f"{link}-{run}", link) for link in options.links}
                shares = idle(coordinators, options)
                for link, coordinator in coordinators.items():
                    runs[link].append({"coordinator_ready_s": coordinator.ready_s, **shares[link], "first_lease_s": first_lease(coordinator)})
                    say(measure="nodes-run", link=link, **runs[link][-1])
    for link, own in runs.items():
        say(measure="nodes", runs=options.runs, link=link, idle_s=options.idle_s, **medians(own))


def idle(coordinators, options):
    """Three nodes of each coordinator that wait, all at the same time: shares of a core, in per cent, and memory."""
    with contextlib.ExitStack() as stack:
        pids = {link: [c.process.pid, *(stack.enter_context(clusters.process(c.worker(f"idle-{n}"), c.folder))[0].pid for n in range(3))]
                for link, c in coordinators.items()}
        for coordinator in coordinators.values():
            coordinator.wait_for_nodes(3)
        time.sleep(options.settle_s)  # what starting them has set off comes to rest
        before = {pid: clusters.processor_s(pid) for own in pids.values() for pid in own}
        started = time.perf_counter()
        time.sleep(options.idle_s)
        elapsed = time.perf_counter() - started
        shares = {pid: 100 * (clusters.processor_s(pid) - own) / elapsed for pid, own in before.items()}
        return {link: {"coordinator_percent": shares[own[0]], "worker_percent": statistics.mean(shares[pid] for pid in own[1:]),
                       "coordinator_mb": clusters.resident_mb(own[0]), "worker_mb": statistics.mean(map(clusters.resident_mb, own[1:]))}
                for link, own in pids.items()}


def first_lease(coordinator):
    """Seconds from the start of a node's process to its first lease, of a study that waits for it: the median of three nodes, one after another."""
    coordinator.submit(ENDLESS)
    took, version = [], 0
    for n in range(3):
        started = time.perf_counter()
        with clusters.process(coordinator.worker(f"start-{n}"), coordinator.folder):
            version = coordinator.wait_for_lease("endless", f"start-{n}", version)
            took.append(time.perf_counter() - started)
    return statistics.median(took)


def cluster(options):
    """Item: N worker processes against one, for N up to the cores; start-up of the processes that train is in the time."""
    counts = [n for n in (1, 2, 4, 8, 16, 32, 64) if n <= (os.cpu_count() or 1)]
    link = options.links[0]
    seconds = {n: [] for n in counts}
    tables = set()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        spec = spec_with_data(options, folder)
        for run in range(options.runs):
            for n in counts:
                own = pathlib.Path(folder) / f"{n}-{run}"
                seconds[n].append(clusters.seconds_for_study(spec, own, n, link))
                tables.add(table(own / "results.db"))
    assert len(tables) == 1, "other numbers of workers gave other tables"
    for n in counts:
        ratio = statistics.median(one / many for one, many in zip(seconds[1], seconds[n]))
        say(measure="cluster", link=link, spec=pathlib.Path(options.spec).name, runs=options.runs, workers=n,
            seconds=round(statistics.median(seconds[n]), 2), ratio=round(ratio, 3), ratio_per_worker=round(ratio / n, 3), same_table=True)


def grid(options):
    """Item: the 72-trial grid on MNIST against Optuna's GridSampler."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        spec = spec_with_data(options, folder)
        for run in range(options.runs):
            ours.append(timed(search(spec, pathlib.Path(folder) / f"grid-{run}.db", "--workers", "2")))
            theirs.append(last_json([options.python, PEERS / "optuna_grid.py", "--data", options.data]))
            say(measure="grid-run", actorsearch_s=round(ours[-1], 2), optuna=theirs[-1])
    seconds = [t["wall_seconds"] for t in theirs]
    say(measure="grid", runs=options.runs, actorsearch_s=round(statistics.median(ours), 2),
        optuna_s=round(statistics.median(seconds), 2),
        ratio=round(statistics.median(o / t for o, t in zip(ours, seconds)), 3))


def kills(options):
    """Item: killed with kill -9 at random moments and resumed, the study ends with the same table, every trial once."""
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        spec = spec_with_data(options, folder)
        calm, killed = pathlib.Path(folder) / "calm.db", pathlib.Path(folder) / "killed.db"
        undisturbed = timed(search(spec, calm))
        done = 0
        while done < options.kills:
            process = subprocess.Popen(search(spec, killed, "--resume"), stdout=subprocess.DEVNULL)
            try:
                process.wait(timeout=dice.uniform(0.3, 1.6 * undisturbed / options.kills))
                break  # it ended before its time: more kills than the study has room for
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                done += 1
        subprocess.run(search(spec, killed, "--resume"), check=True, stdout=subprocess.DEVNULL)
        with sqlite3.connect(killed) as store:
            finished = store.execute("SELECT count(*) FROM events WHERE kind = 'trial-finished'").fetchone()[0]
            leases = store.execute("SELECT count(*) FROM events WHERE kind = 'trial-leased'").fetchone()[0]
            trials = store.execute("SELECT count(*) FROM trials WHERE outcome IS NOT NULL").fetchone()[0]
        say(measure="kills", seed=options.seed, kills=done, trials=trials, finished_events=finished, leases=leases,
            same_table=table(calm) == table(killed))


def dashboard(options):
    """Item: a search without a dashboard, with one that nobody watches, with one watcher and with 50."""
    watching.dashboard(options, say)


def main():
    measures = {f.__name__: f for f in (throughput, stacks, empty, workers, swarm, nodes, cluster, grid, kills, dashboard)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=measures, nargs="+", help="; ".join(f"{n}: {f.__doc__}" for n, f in measures.items()))
    parser.add_argument("--runs", type=int, default=5, help="runs of each program, alternating (default %(default)s)")
    parser.add_argument("--python", default="/usr/bin/python3", help="the interpreter that has the peers (default %(default)s)")
    parser.add_argument("--spec", default=str(ROOT / "experiments/mnist-grid.yaml"), help="the experiment of workers, cluster, grid and kills")
    parser.add_argument("--data", help="a folder of MNIST's IDX files, for the experiment and for Optuna")
    parser.add_argument("--other", help="ActorSearch.Bench as the other stack builds it, for stacks")
    parser.add_argument("--folder", help="where stores are made, and removed (default: the system's)")
    parser.add_argument("--swarm", type=int, default=500, help="simulated workers of swarm (default %(default)s)")
    parser.add_argument("--trials", type=int, default=10_000, help="trials of swarm (default %(default)s)")
    parser.add_argument("--epochs", type=int, default=1, help="epochs that each trial of swarm reports (default %(default)s)")
    parser.add_argument("--train-ms", type=int, nargs="*", default=[0, 5000],
                        help="how long swarm's trials take, one setting after another (default %(default)s)")
    parser.add_argument("--links", nargs="+", default=["http"], choices=("http", "akka"),
                        help="the links of swarm and nodes, which alternate, and of cluster, which takes the first (default %(default)s)")
    parser.add_argument("--stores", nargs="+", default=["swarm.db"],
                        help="file names of swarm's stores, which alternate; the ending says the kind (default %(default)s)")
    parser.add_argument("--idle-s", type=float, default=60, help="how long nodes watches an idle cluster (default %(default)s)")
    parser.add_argument("--settle-s", type=float, default=60, help="how long it lets them come to rest before (default %(default)s)")
    parser.add_argument("--watched-spec", default=str(ROOT / "experiments/quickstart.yaml"), help="the experiment of dashboard")
    parser.add_argument("--watched-workers", type=int, default=4, help="trials at a time in dashboard (default %(default)s)")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=22)
    options = parser.parse_args()
    for measure in options.measure:
        measures[measure](options)


if __name__ == "__main__":
    os.environ.setdefault("DOTNET_NOLOGO", "1")
    main()
