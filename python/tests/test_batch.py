"""Many questions, through the installed wheel, from every kind of table."""

import _thread
import json
import threading
import time

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import tropewise


@pytest.fixture(scope="session")
def r():
    return tropewise.Recommender()


ROWS = [
    {"id": 7, "like": ["Our Beloved Summer"], "avoid": ["trauma"], "k": 3},
    {"id": 8, "like": ["No Such Drama At All"], "avoid": [], "k": 3},
    {"id": 9, "like": ["My Mister", "Goblin"], "avoid": ["amnesia"], "k": 2},
]


def tables():
    arrow = pa.Table.from_pylist(ROWS)
    yield "pyarrow", arrow
    yield "pandas", pd.DataFrame(ROWS)
    yield "polars", pl.DataFrame(ROWS)
    yield "duckdb", duckdb.sql("select * from arrow")
    yield "batch", arrow.to_batches()[0]


@pytest.mark.parametrize(("name", "table"), list(tables()))
def test_any_table_gives_the_same_answers(r, name, table):
    answer = r.recommend_batch(table).to_arrow()
    assert answer.column("id").to_pylist() == [7, 7, 7, 8, 9, 9]
    assert answer.column("question").to_pylist() == [0, 0, 0, 1, 2, 2]
    alone = r.recommend(like=["My Mister", "Goblin"], avoid=["amnesia"], k=2)
    rows = answer.to_pylist()
    assert [row["drama"] for row in rows[4:]] == [result.drama for result in alone]
    assert [row["score"] for row in rows[4:]] == [pytest.approx(x.score) for x in alone]
    error = rows[3]["error"]
    assert error["code"] == "unknown-title" and rows[3]["rank"] is None
    assert [row["error"] is None for row in rows] == [True, True, True, False, True, True]


def test_texts_in_json_are_questions_too(r):
    lines = ['{"id": "a", "like": ["Goblin"], "k": 1}', '{"like": 5}', "{", "", "[]"]
    for table in (lines, pa.table({"request": lines})):
        rows = r.recommend_batch(table).to_arrow().to_pylist()
        assert rows[0]["id"] == "a" and rows[0]["rank"] == 1
        codes = [row["error"]["code"] for row in rows[1:]]
        assert codes[:2] == ["invalid-request", "malformed-json"]
        assert len(codes) == 4


def test_the_same_bytes_for_any_number_of_threads(r):
    table = pa.table({"like": [["Goblin"], ["My Mister"], ["Signal"]] * 300})
    one = r.recommend_batch(table, threads=1).to_arrow()
    assert r.recommend_batch(table, threads=3).to_arrow().equals(one)
    assert len(one) == 9_000


def test_maps_structs_and_other_kinds_of_cells(r):
    weights = pa.map_(pa.string(), pa.float64())
    table = pa.table(
        {
            "id": pa.array(["x", None], pa.large_string()),
            "want": pa.array([[("healing", 1.0)], [("revenge", 0.5)]], weights),
            "avoid": pa.array([{"trauma": "veto", "amnesia": 0.5}, None], pa.struct(
                [("trauma", pa.string()), ("amnesia", pa.float32())])),
            "filter": [{"year_from": 2015, "with": None}, None],
            "pooling": pa.array(["best", "mean"]).dictionary_encode(),
            "k": pa.array([2.0, None]),
            "as_of": pa.array([18_000, None], pa.date32()),
        }
    )
    rows = r.recommend_batch(table, k=1).to_arrow().to_pylist()
    assert [row["error"] for row in rows] == [None] * 3
    assert [row["id"] for row in rows] == ["x", "x", None]
    alone = r.recommend(
        want={"healing": 1}, avoid={"trauma": "veto", "amnesia": 0.5},
        filter={"year_from": 2015}, pooling="best", as_of="2019-04-14", k=2,
    )
    assert [row["drama"] for row in rows[:2]] == [result.drama for result in alone]


def test_brief_leaves_the_contributions_out(r):
    table = pa.table({"like": ["Goblin"]})
    row = r.recommend_batch(table, brief=True).to_arrow().to_pylist()[0]
    assert row["contributions"] is None and row["adjustments"]


def test_a_rows_fault_stays_in_its_row(r):
    table = pl.DataFrame(
        {
            "like": [["Goblin"], ["Goblin"], [None], None, ["Goblin"], ["Goblin"]],
            "k": [1.0, float("nan"), 1.0, 1.0, -1.0, 1.5],
            "version": [1, 1, 1, 1, 1, 2],
        }
    )
    rows = r.recommend_batch(table).to_arrow().to_pylist()
    codes = [row["error"] and row["error"]["code"] for row in rows]
    invalid = "invalid-request"
    assert codes == [None, invalid, invalid, "empty-query", invalid, invalid]
    assert "`k`" in rows[1]["error"]["message"] and "NaN" in rows[1]["error"]["message"]
    assert "`like`" in rows[2]["error"]["message"]
    tomorrow = r.recommend_batch(pa.table({"like": ["Goblin"], "version": [2]})).to_arrow()
    assert tomorrow.to_pylist()[0]["error"]["code"] == "unknown-version"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (pa.table({"likes": ["Goblin"]}), "did you mean `like`"),
        (pa.table({"like": [1]}), "column `like` must hold lists of texts"),
        (pa.table({"want": ["healing"]}), "column `want` must hold"),
        (pa.table({"like": ["Goblin"], "dream": [1]}), "schema version 1"),
        (pa.table({"request": ["{}"], "k": [1]}), "drop it"),
        (5, "a int is no table"),
        ([{"like": ["Goblin"]}], "item 0 of the list is a dict"),
    ],
)
def test_a_tables_fault_is_told_before_anything_is_asked(r, table, told):
    with pytest.raises(tropewise.TableError) as caught:
        r.recommend_batch(table)
    assert told in str(caught.value)


def test_empty_tables_have_empty_answers(r):
    for table in ([], pa.table({"like": pa.array([], pa.string())})):
        answer = r.recommend_batch(table)
        assert len(answer) == 0 and "score" in answer.to_arrow().column_names


def test_no_result_is_a_row_that_says_why(r):
    table = pa.table({"like": ["Goblin"], "only": [["my-mister"]], "avoid": [["romance", "healing"]]})
    rows = r.recommend_batch(table).to_arrow().to_pylist()
    assert rows[0]["shortfall"] and rows[0]["error"] is None


def test_other_threads_go_on_and_an_interrupt_is_heard(r):
    table = pa.table({"like": ["Goblin", "My Mister"] * 200_000})
    ticks = []

    def tick():
        for _ in range(5):
            time.sleep(0.05)
            ticks.append(time.monotonic())
        _thread.interrupt_main()

    thread = threading.Thread(target=tick)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        r.recommend_batch(table, threads=1)
    thread.join()
    assert len(ticks) == 5


def test_the_answers_are_those_of_json(r):
    request = {"like": ["Signal"], "want": {"revenge": 0.7}, "k": 2}
    by_json = r.recommend_batch([json.dumps(request)]).to_arrow()
    by_cells = r.recommend_batch(pa.Table.from_pylist([request])).to_arrow()
    assert by_json.drop_columns("id").equals(by_cells.drop_columns("id"))


def test_a_nameless_index_of_pandas_is_passed_over(r):
    frame = pd.DataFrame({"id": [1, 2, 3], "like": [["Goblin"], ["Signal"], ["My Mister"]]})
    tables = [
        frame[frame["id"] != 1],
        frame.sort_values("id", ascending=False),
        pd.concat([frame, frame]),
        frame.set_index([pd.Index([0, 0, 1]), pd.Index([1, 2, 3])]),
        pa.Table.from_pandas(frame[frame["id"] != 1]),
    ]
    for table in tables:
        answer = r.recommend_batch(table, k=1).to_arrow()
        ids = table["id"].tolist() if isinstance(table, pd.DataFrame) else table["id"].to_pylist()
        assert answer["id"].to_pylist() == ids
        assert answer["error"].null_count == len(answer)
    lines = pd.DataFrame({"request": ['{"like": ["Goblin"]}'] * 3})[1:]
    assert len(r.recommend_batch(lines, k=1)) == 2


def test_a_named_index_of_pandas_is_not_lost(r):
    seen = pd.DataFrame({"user": [7, 7, 9], "like": ["Goblin", "Signal", "My Mister"]})
    lists = seen.groupby("user")["like"].agg(list)
    with pytest.raises(tropewise.TableError, match=r"a Series is one column.*to_frame"):
        r.recommend_batch(lists)
    with pytest.raises(tropewise.TableError, match=r"index `user`.*reset_index\(names=\"id\"\)"):
        r.recommend_batch(lists.to_frame())
    as_told = lists.to_frame().reset_index(names="id")
    assert r.recommend_batch(as_told, k=1).to_arrow()["id"].to_pylist() == [7, 9]
    by_id = seen.rename(columns={"user": "id"}).groupby("id").agg(list)
    assert r.recommend_batch(by_id, k=1).to_arrow()["id"].to_pylist() == [7, 9]


def test_no_id_is_lost(r):
    most = 2**64 - 1
    for ids, kind, back in [
        ([2**63, most], pa.uint64(), [2**63, most]),
        ([5.0, 7.0], pa.float64(), [5, 7]),
        (["a", None], pa.string(), ["a", None]),
    ]:
        table = pa.table({"id": pa.array(ids, kind), "like": ["Goblin", "Signal"]})
        assert r.recommend_batch(table, k=1).to_arrow()["id"].to_pylist() == back
    category = pa.array([3, 4]).dictionary_encode()
    table = pa.table({"id": category, "like": ["Goblin", "Signal"]})
    assert r.recommend_batch(table, k=1).to_arrow()["id"].to_pylist() == [3, 4]
    table = pa.table({"id": [0.5, 1e300], "like": ["Goblin", "Signal"]})
    for row in r.recommend_batch(table).to_arrow().to_pylist():
        assert row["error"]["code"] == "invalid-request" and "`id`" in row["error"]["message"]


def test_a_moment_stands_for_its_day(r):
    day = pd.Timestamp("2019-04-14 13:00")
    for unit in ("s", "ms", "us", "ns"):
        moments = pa.array([None, day], pa.timestamp(unit)).slice(1)
        table = pa.table({"like": ["Goblin"], "as_of": moments})
        rows = r.recommend_batch(table, k=3).to_arrow().to_pylist()
        assert [row["drama"] for row in rows] == [
            x.drama for x in r.recommend("Goblin", as_of="2019-04-14", k=3)
        ]
    with pytest.raises(tropewise.TableError, match="`as_of` must hold texts or days"):
        r.recommend_batch(pa.table({"as_of": pa.array([day], pa.timestamp("us", "UTC"))}))


def test_whole_numbers_with_nulls_can_stay_whole_in_pandas(r):
    table = r.recommend_batch(pa.table({"like": ["Goblin", "No Such Drama At All"]}), k=1)
    assert table.to_pandas()["rank"].dtype == float
    assert table.to_pandas(types_mapper=pd.ArrowDtype)["rank"].tolist() == [1, pd.NA]
    assert "<table" in table._repr_html_() and "2 rows" in table._repr_html_()


@pytest.mark.parametrize("usual", [{"k": 0}, {"k": -1}, {"threads": 0}])
def test_what_holds_for_all_rows_is_checked_first(r, usual):
    with pytest.raises(ValueError, match="must be at least 1"):
        r.recommend_batch(pa.table({"like": ["Goblin"]}), **usual)
