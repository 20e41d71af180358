"""How fast the job on a cluster is: one executor and two in turn, beside the wheel alone.

    python cluster.py [--rows N] [--rounds N] [--catalogue INDEX] [--pinned]

A cluster of this machine (`local-cluster`): a master, one worker process an executor, one core
each. Profiles come from Parquet, answers go to Parquet, k = 10.

Spark gives an executor of one core one task at a time, but does not keep it to that core: its
virtual machine, its Python worker and the driver run side by side on what there is. With `--pinned`
each executor, with all that it starts, is held to a core of its own, as on a cluster; the driver
goes where it likes.
"""

import argparse
import glob
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time

#: What one round prints: wall seconds, and what each kind of process took and held.
CHILD = "child"


def processes() -> dict[int, tuple[int, float]]:
    """Every process that descends from this one, and this one: its parent, and the seconds of the
    processor it and its dead children have used."""
    all_: dict[int, tuple[int, float]] = {}
    for place in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(place) as file:
                pid, rest = file.read().split(" (", 1)
        except OSError:
            continue
        fields = rest.rsplit(") ", 1)[1].split()
        used = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        all_[int(pid)] = int(fields[1]), used

    def ours(pid: int) -> bool:
        while pid in all_ and pid != os.getpid():
            pid = all_[pid][0]
        return pid == os.getpid()

    return {pid: told for pid, told in all_.items() if ours(pid)}


def processor_seconds() -> float:
    """What driver, executors and workers have used so far."""
    return sum(used for _, used in processes().values())


def command(pid: int) -> bytes:
    """The words a process was started with; none when it has ended."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read()
    except OSError:
        return b""


def pin(pid: int, core: int) -> None:
    """Holds all threads of a process to one core; those they start later are held with them."""
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            os.sched_setaffinity(int(thread), {core})
    except (FileNotFoundError, ProcessLookupError):
        pass


def executors_of(found: dict[int, tuple[int, float]]) -> dict[int, int]:
    """The executor that each of these processes is or was started by; others are left out."""
    executors = {}
    for pid in sorted(found):
        ancestor = pid
        while ancestor in found and b"CoarseGrainedExecutorBackend" not in command(ancestor):
            ancestor = found[ancestor][0]
        if ancestor in found:
            executors[pid] = ancestor
    return executors


def pin_executors(cores: dict[int, int]) -> None:
    """Holds every executor and what it has started to the core that `cores` gives to it."""
    free = sorted(os.sched_getaffinity(0))
    for pid, executor in executors_of(processes()).items():
        pin(pid, cores.setdefault(executor, free[len(cores) % len(free)]))


def executor_seconds() -> dict[int, float]:
    """What each executor and what it has started have used so far, by its process."""
    found = processes()
    seconds: dict[int, float] = {}
    for pid, executor in executors_of(found).items():
        seconds[executor] = seconds.get(executor, 0.0) + found[pid][1]
    return seconds


def child(executors: int, profiles: str, out: str, catalogue: str | None, pinned: bool) -> None:
    """One round, in a process of its own: prints its figures as JSON."""
    from pyspark.sql import SparkSession

    import tropewise.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    # Executors are started and have opened the catalogue before the clock runs.
    some = spark.read.parquet(profiles).limit(64).repartition(8)
    tropewise.spark.recommend(some, catalogue=catalogue).write.parquet(out + "-warm")
    while spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() < executors + 1:
        time.sleep(0.1)
    peaks: dict[int, int] = {}
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.5):
            if pinned:
                pin_executors(cores)
            for pid in processes():
                if b"pyspark.daemon" not in command(pid):
                    continue
                try:
                    with open(f"/proc/{pid}/status") as file:
                        lines = dict(line.split(":", 1) for line in file)
                except OSError:
                    continue
                peaks[pid] = max(peaks.get(pid, 0), int(lines.get("VmHWM", "0").split()[0]))

    cores: dict[int, int] = {}
    if pinned:
        pin_executors(cores)
        assert len(set(cores.values())) == executors, cores
    threading.Thread(target=watch, daemon=True).start()
    begun, used, before = time.perf_counter(), processor_seconds(), executor_seconds()
    tropewise.spark.recommend(spark.read.parquet(profiles), catalogue=catalogue).write.parquet(out)
    took, used = time.perf_counter() - begun, processor_seconds() - used
    stop.set()
    each = [told - before.get(executor, 0.0) for executor, told in executor_seconds().items()]
    answers = spark.read.parquet(out)
    told = {"seconds": took, "processor": used, "each": each, "rows": answers.count(),
            "questions": answers.select("id").distinct().count(),
            "worker_mb": max(peaks.values(), default=0) / 1024}
    spark.stop()
    print(json.dumps(told))


def main() -> None:
    import subprocess

    import pyarrow as pa
    import pyarrow.parquet as parquet

    import tropewise

    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=200_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--catalogue", help="an index file")
    arguments.add_argument("--pinned", action="store_true", help="an executor has its own core")
    given = arguments.parse_args()
    rows, rounds, catalogue = given.rows, given.rounds, given.catalogue
    r = tropewise.Recommender(catalogue, mapped=True)
    titles = r.dramas().to_arrow().column("title").to_pylist()[:500]
    folder = tempfile.mkdtemp()
    profiles = f"{folder}/profiles"
    os.mkdir(profiles)
    # Sixteen parts, as a cluster would have some tasks a core.
    for part in range(16):
        ids = range(part, rows, 16)
        likes = [[titles[at % 499], titles[(at * 7 + 1) % 499]] for at in ids]
        table = pa.table({"id": pa.array(ids, pa.int64()), "like": likes})
        parquet.write_table(table, f"{profiles}/part-{part:02}.parquet")

    took: dict[int, list[float]] = {1: [], 2: []}
    used: dict[int, list[float]] = {1: [], 2: []}
    longest: dict[int, list[float]] = {1: [], 2: []}
    for round_ in range(rounds):
        for executors in (1, 2) if round_ % 2 == 0 else (2, 1):
            out = f"{folder}/out-{round_}-{executors}"
            words = [sys.executable, __file__, CHILD, str(executors), profiles, out,
                     catalogue or "", "pinned" if given.pinned else ""]
            ran = subprocess.run(words, capture_output=True, text=True)
            if ran.returncode:
                sys.exit(ran.stderr[-3000:])
            told = json.loads(ran.stdout.splitlines()[-1])
            assert told["questions"] == rows, told
            took[executors].append(told["seconds"])
            used[executors].append(told["processor"])
            longest[executors].append(max(told["each"]))
            each = " and ".join(f"{seconds:.1f}" for seconds in told["each"])
            print(f"{executors} executors: {told['seconds']:.1f} s, {told['processor']:.1f} s of the "
                  f"processor, of which executors {each}; {told['rows']} answers, a worker held "
                  f"{told['worker_mb']:.0f} MB", flush=True)
            shutil.rmtree(out)
    # The wheel alone on one thread, file by file, from Parquet to Parquet.
    alone = []
    for _ in range(rounds):
        begun = time.process_time()
        for name in sorted(os.listdir(profiles)):
            table = parquet.read_table(f"{profiles}/{name}")
            answers = r.recommend_batch(table, brief=True, threads=1).to_arrow()
            parquet.write_table(answers, f"{folder}/{name}")
        alone.append(time.process_time() - begun)
    scale = statistics.median(one / two for one, two in zip(took[1], took[2]))
    wheel = statistics.median(alone)
    print(f"{rows} profiles, rows a second: one executor {rows / statistics.median(took[1]):.0f}, "
          f"two {rows / statistics.median(took[2]):.0f}, {scale:.2f} x")
    share = statistics.median(one / two for one, two in zip(longest[1], longest[2]))
    print(f"the busier of two executors had 1 / {share:.2f} of what one alone had to do")
    print(f"rows a second of the processor: one executor {rows / statistics.median(used[1]):.0f}, "
          f"two {rows / statistics.median(used[2]):.0f}, the wheel alone {rows / wheel:.0f}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        child(int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5] or None, bool(sys.argv[6]))
    else:
        main()
