"""How long a question and a batch take through the wheel.

    python wheel.py                      # one question; a batch of 100,000
    python wheel.py PROGRAM              # and the same batch through the program's `batch`

Medians of rounds; where two things are compared they run in turn. Batches are told in seconds of
the processor, which other work on the machine changes least.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

import tropewise

TITLES = ["Our Beloved Summer", "Goblin", "My Mister", "Signal", "Healer", "The Glory"]
QUESTIONS = 100_000
ROUNDS = 3


def seconds(run: Callable[[], object]) -> float:
    """Wall seconds of one run."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def processor_seconds(run: Callable[[], object]) -> float:
    """Processor seconds of one run, those of a program that it calls among them."""

    def used() -> float:
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system

    begun = used()
    run()
    return used() - begun


def one_question(r: tropewise.Recommender) -> None:
    """A question to typed results, the engine's part of it, and so what Python costs, in turn."""
    request = {"like": ["Our Beloved Summer"], "avoid": ["trauma"], "k": 10}
    text = json.dumps(request)
    native = r._engine
    took: dict[str, list[float]] = {"recommend": [], "the native module": [], "the engine": []}
    for _ in range(2_000):
        took["recommend"].append(seconds(lambda: r.recommend(**request)))
        took["the native module"].append(seconds(lambda: native.recommend(text)))
        took["the engine"].append(native.seconds(text))
    for name, times in took.items():
        print(f"{name:22} {statistics.median(times) * 1e6:7.1f} µs", flush=True)
    over = [a - b for a, b in zip(took["recommend"], took["the engine"])]
    print(f"{'over the engine':22} {statistics.median(over) * 1e6:7.1f} µs", flush=True)


def batch(r: tropewise.Recommender, program: str | None) -> None:
    """A batch to an Arrow table; the program's from lines to lines."""
    requests = [{"id": f"q{at}", "like": [TITLES[at % 6]]} for at in range(QUESTIONS)]
    table = pa.Table.from_pylist(requests)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "questions.jsonl")
        lines.write_text("".join(json.dumps(request) + "\n" for request in requests))
        out = Path(folder, "answers.jsonl")
        for brief in (True, False):
            ours, theirs = [], []
            words = [program or "", "batch", str(lines), "-o", str(out), *["--brief"] * brief]
            for _ in range(ROUNDS):
                ours.append(processor_seconds(lambda: r.recommend_batch(table, brief=brief)))
                if program:
                    run = lambda: subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
                    theirs.append(processor_seconds(run))
            told = f"batch of {QUESTIONS}, brief={brief}: {statistics.median(ours):.2f} s"
            if program:
                ratio = statistics.median(a / b for a, b in zip(ours, theirs))
                told += f", program {statistics.median(theirs):.2f} s, ratio {ratio:.2f}"
            print(told, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {peak:.0f} MB, {os.cpu_count()} cores")


if __name__ == "__main__":
    opened = tropewise.Recommender()
    one_question(opened)
    batch(opened, sys.argv[1] if len(sys.argv) > 1 else None)
