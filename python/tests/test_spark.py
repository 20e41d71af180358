"""The job on a cluster of two executors, of which one is killed while it runs."""

import os
import signal
import subprocess
import sys
import threading
import time

import pyarrow as pa
import pytest

pyspark = pytest.importorskip("pyspark")

from pyspark.sql import SparkSession  # noqa: E402

import tropewise  # noqa: E402
import tropewise.spark  # noqa: E402

SEEDS = ["Our Beloved Summer", "My Mister", "Goblin", "Signal", "Healer", "No Such Drama At All"]
QUESTIONS = 60_000
PARTS = 24


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


def profiles(spark, n, parts):
    names = ", ".join(f"'{name}'" for name in SEEDS)
    return spark.range(0, n, 1, parts).selectExpr(
        "id",
        f"array(element_at(array({names}), cast(id % {len(SEEDS)} + 1 as int))) as like",
        "if(id % 2 = 0, map('healing', 0.5D), cast(null as map<string, double>)) as want",
        "cast(3 as int) as k",
    )


def executors():
    """The processes of executors that descend from this one."""
    table = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout
    rows = [line.split(None, 2) for line in table.splitlines()[1:]]
    ours, grown = {os.getpid()}, True
    while grown:
        found = {int(pid) for pid, parent, _ in rows if int(parent) in ours} | ours
        grown, ours = found != ours, found
    return [
        int(pid) for pid, _, command in rows
        if int(pid) in ours and "CoarseGrainedExecutorBackend" in command and "java" in command
    ]


def test_a_killed_executor_loses_and_doubles_nothing(spark, tmp_path):
    asked = profiles(spark, QUESTIONS, PARTS)
    table = asked.toArrow()
    alone = tropewise.Recommender().recommend_batch(table, brief=True).to_arrow()
    spark.range(0, 8, 1, 8).mapInArrow(lambda batches: batches, "id long").count()
    before = executors()
    assert len(before) == 2
    killed = []

    def kill():
        # When some parts are done and some are not.
        tracker = spark.sparkContext.statusTracker()
        while not killed:
            for stage in tracker.getActiveStageIds():
                info = tracker.getStageInfo(stage)
                if info and info.numTasks == PARTS and 2 <= info.numCompletedTasks < PARTS - 4:
                    os.kill(before[0], signal.SIGKILL)
                    killed.append(info.numCompletedTasks)
                    return
            time.sleep(0.02)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    out = str(tmp_path / "answers")
    tropewise.spark.recommend(asked).write.parquet(out)
    assert killed, "the job was over before an executor could be killed"
    assert before[0] not in executors()

    told = spark.read.parquet(out).toArrow().drop_columns("question")
    alone = alone.drop_columns("question")
    order = [("id", "ascending"), ("rank", "ascending")]
    told, alone = told.sort_by(order), alone.sort_by(order)
    # Every question, every result once; scores compared to the byte.
    assert told.num_rows == alone.num_rows
    for name in ("id", "rank", "drama", "title", "via", "unreviewed", "shortfall"):
        assert told.column(name).to_pylist() == alone.column(name).to_pylist(), name
    for name in ("score", "base"):
        bytes_of = [
            column.combine_chunks().cast(pa.float32()).fill_null(-1).to_numpy().tobytes()
            for column in (told.column(name), alone.column(name))
        ]
        assert bytes_of[0] == bytes_of[1], name
    failed = [error for error in told.column("error").to_pylist() if error]
    assert len(failed) == QUESTIONS // len(SEEDS)
    assert {error["code"] for error in failed} == {"unknown-title"}


def test_a_wrong_table_is_told_before_any_job(spark):
    with pytest.raises(tropewise.TableError, match="did you mean `like`"):
        tropewise.spark.recommend(spark.sql("select array('Goblin') as likes"))
    with pytest.raises(tropewise.TableError, match="column `like` must hold"):
        tropewise.spark.recommend(spark.sql("select 1 as like"))
    with pytest.raises(tropewise.CatalogueError, match="no file"):
        tropewise.spark.recommend(spark.sql("select 'a' as like"), catalogue="/no/such.index")


def test_a_file_is_sent_to_the_workers(spark, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("id,title,tropes\nx,Ex One,healing:1;romance:0.5\ny,Wy Two,healing:1\n")
    asked = spark.createDataFrame([("a", "Ex One"), ("b", "No Such")], "id string, like string")
    rows = tropewise.spark.recommend(asked, catalogue=str(path)).collect()
    assert {row.id: row.drama for row in rows} == {"a": "y", "b": None}


def test_a_file_missing_on_a_worker_is_named(spark):
    asked = spark.createDataFrame([("a", "Goblin")], "id string, like string")
    answers = tropewise.spark.recommend(asked, catalogue="/no/such.index", ship=False)
    with pytest.raises(Exception, match="has no file `/no/such.index`; put it there"):
        answers.collect()


def test_empty_parts_have_no_rows(spark):
    asked = profiles(spark, 2, 8).where("id < 1")
    assert tropewise.spark.recommend(asked).count() == 3
