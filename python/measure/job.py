"""The whole job as `spark-submit` runs it, from Parquet to Parquet, counted afterwards.

    python job.py [--rows N] [--executors N]

Profiles have one to three liked titles, some a wish and some a veto; one in a thousand names a
title that nobody knows. Of every sixteenth part the answers are compared with those of the wheel
alone, to the byte of each score.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as dataset
import pyarrow.parquet as parquet
import pyspark

import tropewise

#: Profiles in one file.
PART = 20_000


def write_profiles(r: tropewise.Recommender, rows: int, folder: Path) -> None:
    titles = r.dramas().to_arrow().column("title").to_pylist()
    titles = [title for title in titles if titles.count(title) == 1]
    some = random.Random(19)
    folder.mkdir()
    for part, first in enumerate(range(0, rows, PART)):
        ids = range(first, min(first + PART, rows))
        likes = [some.sample(titles, some.randint(1, 3)) for _ in ids]
        for at in range(0, len(likes), 1000):
            likes[at] = ["No Such Drama At All"]
        wants = [[("healing", 0.5)] if some.random() < 0.2 else None for _ in ids]
        avoids = [["trauma"] if some.random() < 0.1 else None for _ in ids]
        table = pa.table({
            "id": pa.array(ids, pa.int64()),
            "like": likes,
            "want": pa.array(wants, pa.map_(pa.string(), pa.float64())),
            "avoid": pa.array(avoids, pa.list_(pa.string())),
        })
        parquet.write_table(table, folder / f"part-{part:05}.parquet")


def counted(answers: dataset.Dataset, rows: int) -> int:
    """How many rows there are; stops where a profile did not come back, or a row came twice.

    One bit for each rank of each profile, so that ten million profiles need 20 MB. A profile that
    could not be answered has one row without a rank: bit 0.
    """
    told, seen = 0, np.zeros(rows, np.uint16)
    for batch in answers.to_batches(columns=["id", "rank"]):
        ids = batch["id"].to_numpy()
        ranks = pc.fill_null(batch["rank"], 0).to_numpy(zero_copy_only=False)
        for rank in np.unique(ranks):
            here = ids[ranks == rank]
            bit = np.uint16(1 << int(rank))
            twice = len(here) - len(np.unique(here)) + np.count_nonzero(seen[here] & bit)
            assert not twice, f"{twice} rows came twice"
            seen[here] |= bit
        told += len(ids)
    missing = np.count_nonzero(seen == 0)
    assert not missing, f"{missing} of {rows} profiles did not come back"
    return told


def compared(r: tropewise.Recommender, profiles: Path, answers: dataset.Dataset) -> int:
    """How many profiles got the same answers from the wheel alone; stops at a difference."""
    told = 0
    columns = ["id", "rank", "drama", "score"]
    for path in sorted(profiles.iterdir())[::16]:
        asked = parquet.read_table(path)
        alone = r.recommend_batch(asked, brief=True).to_arrow()
        first, last = pc.min(asked["id"]).as_py(), pc.max(asked["id"]).as_py()
        part = (pc.field("id") >= first) & (pc.field("id") <= last)
        theirs = answers.to_table(columns=columns, filter=part)
        order = [("id", "ascending"), ("rank", "ascending")]
        alone, theirs = alone.sort_by(order), theirs.sort_by(order)
        for name in columns:
            assert alone[name].combine_chunks().equals(theirs[name].combine_chunks()), name
        told += asked.num_rows
    return told


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--executors", type=int, default=2)
    given = arguments.parse_args()
    r = tropewise.Recommender()
    folder = Path(tempfile.mkdtemp())
    write_profiles(r, given.rows, folder / "profiles")
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    job = Path(__file__).parent.parent / "examples" / "spark_job.py"
    master = f"local-cluster[{given.executors},1,1024]"
    words = [submit, "--master", master, job, folder / "profiles", folder / "answers"]
    begun, used = time.perf_counter(), os.times()
    ran = subprocess.run(
        list(map(str, words)), capture_output=True, text=True,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable}, cwd=folder,
    )
    took, after = time.perf_counter() - begun, os.times()
    if ran.returncode:
        sys.exit(ran.stderr[-3000:])
    processor = after.children_user + after.children_system
    processor -= used.children_user + used.children_system
    print(ran.stdout.strip())
    answers = dataset.dataset(folder / "answers")
    told = counted(answers, given.rows)
    size = sum(path.stat().st_size for path in (folder / "answers").iterdir())
    print(f"{given.rows} profiles, {told} rows, {size / 1e6:.0f} MB, in {took:.0f} s "
          f"and {processor:.0f} s of the processor: {given.rows / took:.0f} profiles a second")
    print(f"every profile once; those of {compared(r, folder / 'profiles', answers)} compared with "
          "the wheel alone, to the byte of each score")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
