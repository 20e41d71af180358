"""How fast the job on a cluster is: one executor and two in turn, beside the wheel alone.

    python cluster.py [ROWS] [ROUNDS] [CATALOGUE]

A cluster of this machine (`local-cluster`): a master, one worker process an executor, one core
each. Profiles come from Parquet, answers go to Parquet, k = 10.
"""

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


def processor_seconds() -> float:
    """What this process and all that descend from it have used: driver, executors, workers."""
    used, parents = {}, {}
    for place in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(place) as file:
                pid, rest = file.read().split(" (", 1)
        except OSError:
            continue
        fields = rest.rsplit(") ", 1)[1].split()
        parents[int(pid)] = int(fields[1])
        used[int(pid)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    total = 0.0
    for pid, seconds in used.items():
        ancestor = pid
        while ancestor in parents and ancestor != os.getpid():
            ancestor = parents[ancestor]
        if ancestor == os.getpid():
            total += seconds
    return total


def child(executors: int, profiles: str, out: str, catalogue: str | None) -> None:
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
        while not stop.wait(0.2):
            for place in glob.glob("/proc/[0-9]*"):
                try:
                    with open(f"{place}/cmdline", "rb") as file:
                        if b"pyspark.daemon" not in file.read():
                            continue
                    with open(f"{place}/status") as file:
                        lines = dict(line.split(":", 1) for line in file)
                except OSError:
                    continue
                pid = int(place.rsplit("/", 1)[1])
                peaks[pid] = max(peaks.get(pid, 0), int(lines["VmHWM"].split()[0]))

    threading.Thread(target=watch, daemon=True).start()
    begun, used = time.perf_counter(), processor_seconds()
    tropewise.spark.recommend(spark.read.parquet(profiles), catalogue=catalogue).write.parquet(out)
    took, used = time.perf_counter() - begun, processor_seconds() - used
    stop.set()
    answers = spark.read.parquet(out)
    told = {"seconds": took, "processor": used, "rows": answers.count(),
            "questions": answers.select("id").distinct().count(),
            "worker_mb": max(peaks.values(), default=0) / 1024}
    spark.stop()
    print(json.dumps(told))


def main() -> None:
    import subprocess

    import pyarrow as pa
    import pyarrow.parquet as parquet

    import tropewise

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    catalogue = sys.argv[3] if len(sys.argv) > 3 else None
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
    for round_ in range(rounds):
        for executors in (1, 2) if round_ % 2 == 0 else (2, 1):
            out = f"{folder}/out-{round_}-{executors}"
            words = [sys.executable, __file__, CHILD, str(executors), profiles, out]
            ran = subprocess.run(words + ([catalogue] if catalogue else []),
                                 capture_output=True, text=True)
            if ran.returncode:
                sys.exit(ran.stderr[-3000:])
            told = json.loads(ran.stdout.splitlines()[-1])
            assert told["questions"] == rows, told
            took[executors].append(told["seconds"])
            used[executors].append(told["processor"])
            print(f"{executors} executors: {told['seconds']:.1f} s, {told['processor']:.1f} s of the "
                  f"processor, {told['rows']} answers, a worker held {told['worker_mb']:.0f} MB",
                  flush=True)
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
    print(f"rows a second of the processor: one executor {rows / statistics.median(used[1]):.0f}, "
          f"two {rows / statistics.median(used[2]):.0f}, the wheel alone {rows / wheel:.0f}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        child(int(sys.argv[2]), sys.argv[3], sys.argv[4],
              sys.argv[5] if len(sys.argv) > 5 else None)
    else:
        main()
