"""The job on a cluster of two executors, of which one is killed while it runs."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest

pyspark = pytest.importorskip("pyspark")

from pyspark.sql import SparkSession  # noqa: E402

import tropewise  # noqa: E402
import tropewise.spark  # noqa: E402

SEEDS = ["Our Beloved Summer", "My Mister", "Goblin", "Signal", "Healer", "No Such Drama At All"]
QUESTIONS = 24_000
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
    table = subprocess.run(["ps", "-wweo", "pid,ppid,args"], capture_output=True, text=True).stdout
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
    alone = tropewise.Recommender().recommend_batch(asked.toArrow(), brief=True).to_arrow()
    spark.range(0, 4, 1, 4).mapInArrow(lambda batches: batches, "id long").count()
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

    told = spark.read.parquet(out).toArrow()
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


def test_a_bad_row_fails_alone(spark):
    cells = "id string, like array<string>, want map<string, double>, k double, version int"
    asked = spark.createDataFrame(
        [
            ("right", ["Goblin"], None, 2.0, None),
            ("null", [None], None, 2.0, None),
            ("nan", ["Goblin"], {"healing": float("nan")}, 2.0, None),
            ("half", ["Goblin"], None, 1.5, None),
            ("unknown", ["No Such Drama At All"], None, 2.0, None),
            ("nothing", None, None, None, None),
            ("tomorrow", ["Goblin"], None, 2.0, 2),
        ],
        cells,
    ).coalesce(1)
    rows = tropewise.spark.recommend(asked).collect()
    codes = {row.id: row.error and row.error.code for row in rows}
    assert codes == {
        "right": None,
        "null": "invalid-request",
        "nan": "out-of-range",
        "half": "invalid-request",
        "unknown": "unknown-title",
        "nothing": "empty-query",
        "tomorrow": "unknown-version",
    }
    assert [row.rank for row in rows if row.id == "right"] == [1, 2]


def test_json_texts_bring_their_ids(spark):
    asked = spark.createDataFrame([('{"id": "a", "like": ["Goblin"], "k": 1}',)], "request string")
    row = tropewise.spark.recommend(asked, brief=False).first()
    assert (row.id, row.rank) == ("a", 1)
    assert sum(part.amount for part in row.contributions) == pytest.approx(row.base, abs=1e-6)


def test_a_wrong_table_is_told_before_any_job(spark):
    with pytest.raises(tropewise.TableError, match="did you mean `like`"):
        tropewise.spark.recommend(spark.sql("select array('Goblin') as likes"))
    with pytest.raises(tropewise.TableError, match="column `like` must hold"):
        tropewise.spark.recommend(spark.sql("select 1 as like"))
    with pytest.raises(tropewise.TableError, match="schema version 1"):
        tropewise.spark.recommend(spark.sql("select 'a' as id, 1 as of_tomorrow"))
    with pytest.raises(tropewise.TableError, match="no column `id`"):
        tropewise.spark.recommend(spark.sql("select 'a' as like"))
    with pytest.raises(tropewise.CatalogueError, match="no file"):
        asked = spark.sql("select 'a' as id, 'a' as like")
        tropewise.spark.recommend(asked, catalogue="/no/such.index")


def test_a_column_that_arrow_cannot_take_is_named(spark):
    for kind, value in [
        ("timestamp", "current_timestamp()"),
        ("interval", "interval 1 month"),
    ]:
        asked = spark.sql(f"select 'a' as id, 'Goblin' as like, {value} as seen_at")
        with pytest.raises(tropewise.TableError, match=rf"`seen_at` is of type .*{kind}.*drop") as e:
            tropewise.spark.recommend(asked)
        assert "df.drop('seen_at')" in str(e.value)
        assert tropewise.spark.recommend(asked.drop("seen_at"), k=1).count() == 1
    dated = spark.sql("select 'a' as id, 'Goblin' as like, date'2020-01-01' as as_of")
    assert tropewise.spark.recommend(dated, k=1).first().error is None
    with pytest.raises(tropewise.TableError, match="a DataFrame is no DataFrame of Spark"):
        tropewise.spark.recommend(dated.toPandas())


def test_a_bad_catalogue_is_told_before_any_job(spark, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("id,title,tropes\nx,Ex One,no-such-trope:1\n")
    asked = spark.sql("select 'a' as id, 'a' as like")
    for ship in (True, False):
        with pytest.raises(tropewise.CatalogueError, match="no-such-trope"):
            tropewise.spark.recommend(asked, catalogue=str(path), ship=ship)


def test_a_file_is_sent_to_the_workers(spark, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("id,title,tropes\nx,Ex One,healing:1;romance:0.5\ny,Wy Two,healing:1\n")
    asked = spark.createDataFrame([("a", "Ex One"), ("b", "No Such")], "id string, like string")
    rows = tropewise.spark.recommend(asked, catalogue=str(path)).collect()
    assert {row.id: row.drama for row in rows} == {"a": "y", "b": None}

    path.write_text("id,title,tropes\nx,Ex One,healing:1\n")
    with pytest.raises(tropewise.CatalogueError, match="give the file a new name"):
        tropewise.spark.recommend(asked, catalogue=str(path))


def test_a_file_missing_on_a_worker_is_named(spark):
    asked = spark.createDataFrame([("a", "Goblin")], "id string, like string")
    answers = tropewise.spark.recommend(asked, catalogue="/no/such.index", ship=False)
    with pytest.raises(Exception, match="has no file `/no/such.index`; put it there"):
        answers.collect()


def test_parts_of_any_size(spark):
    # Seven of eight parts are empty.
    assert tropewise.spark.recommend(profiles(spark, 2, 8).where("id < 1")).count() == 3
    # One part with more rows than are answered together.
    answers = tropewise.spark.recommend(profiles(spark, 5_000, 1), k=1)
    assert answers.select("id").distinct().count() == 5_000


def test_answers_come_a_chunk_at_a_time():
    """Whatever a worker is handed, it holds the answers to so many questions."""
    taken = []

    class Frame:
        """What the answering function is handed to, without a cluster."""

        schema = pyspark.sql.types._parse_datatype_string("id long, like string")
        columns = ["id", "like"]

        def mapInArrow(self, answer, _):
            return answer

    answer = tropewise.spark.recommend(Frame(), k=1)
    n = 20_000
    batch = pa.record_batch({"id": pa.array(range(n)), "like": ["Goblin"] * n})
    for part in answer(iter([batch])):
        taken.append(part.num_rows)
        assert part.nbytes < 4_000_000
    assert sum(taken) == n and max(taken) <= tropewise.spark.CHUNK


def test_another_wheel_on_a_worker_is_told():
    with pytest.raises(tropewise.CatalogueError, match="the driver 0.0.0; install the same wheel"):
        tropewise.spark._same_wheel("0.0.0")


def test_the_job_goes_from_parquet_to_parquet(tmp_path):
    """The example as `spark-submit` runs it, in a process of its own."""
    import pyarrow.parquet as parquet

    rows = [{"id": at, "like": [SEEDS[at % len(SEEDS)]]} for at in range(60)]
    (tmp_path / "profiles").mkdir()
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "profiles" / "part.parquet")
    job = Path(__file__).parent.parent / "examples" / "spark_job.py"
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    command = [submit, "--master", "local[2]", job, tmp_path / "profiles", tmp_path / "out"]
    ran = subprocess.run(
        [*map(str, command), "-k", "2", "--partitions", "3"],
        capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "10 profiles could not be answered" in ran.stdout
    told = parquet.read_table(tmp_path / "out")
    assert told.num_rows == 50 * 2 + 10
    assert set(told.column("id").to_pylist()) == set(range(60))
