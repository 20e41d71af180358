"""One question, through the installed wheel."""

import datetime
import pickle
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tropewise


@pytest.fixture(scope="session")
def r():
    return tropewise.Recommender()


def test_a_question_gives_typed_results_with_reasons(r):
    answer = r.recommend(
        like=["Our Beloved Summer"], want={"time-travel": 1}, avoid=["trauma"], k=10
    )
    assert [result.rank for result in answer] == list(range(1, 11))
    for result in answer:
        assert sum(result.contributions.values()) == pytest.approx(result.base, abs=1e-6)
        moved = sum(adjustment.amount for adjustment in result.adjustments)
        assert result.base + moved == pytest.approx(result.score, abs=1e-6)
        assert 0 <= result.score <= 1
    scores = [result.score for result in answer]
    assert scores == sorted(scores, reverse=True)


def test_an_answer_is_a_table_too(r):
    answer = r.recommend(like="Our Beloved Summer", k=3)
    assert answer.to_arrow().column("drama").to_pylist() == [x.drama for x in answer]
    assert answer.to_polars()["rank"].to_list() == [1, 2, 3]
    frame = answer.to_pandas()
    assert frame["score"].tolist() == [np.float32(x.score) for x in answer]


def test_every_field_of_a_request_is_taken(r):
    answer = r.recommend(
        want={"healing": np.float32(0.5)},
        avoid={"trauma": "veto", "amnesia": 0.5},
        filter={"year_from": np.int64(2015), "max_episodes": 16},
        diversity=0.3,
        k=np.int64(4),
    )
    assert len(answer) == 4
    assert all(result.year >= 2015 for result in answer)
    assert any(note.code == "ordered-for-variety" for note in answer.notes)


def test_too_few_say_why(r):
    answer = r.recommend(like=["Goblin"], only=["our-beloved-summer", "my-mister"])
    assert len(answer) < 10 and answer.shortfall["asked"] == 10


def test_results_are_named_tuples_all_the_way_down(r):
    result = r.recommend(like=["Our Beloved Summer"], want={"time-travel": 1}, k=1)[0]
    assert type(result) is tropewise.Recommendation and len(result) == len(result._fields)
    assert result.adjustments and {type(name) for name in result.lacks} == {str}
    assert {type(step) for step in result.adjustments} == {tropewise.Adjustment}
    assert type(result.rank) is int and type(result.year) is int and result.unreviewed is False
    assert type(result.drama) is str and type(result.lacks) is tuple and result.warnings == {}
    assert result._replace(rank=2).rank == 2


def test_an_answer_travels_between_processes(r):
    answer = r.recommend(like=["Goblin"], only=["my-mister"], diversity=0.3)
    again = pickle.loads(pickle.dumps(answer))
    assert list(again) == list(answer) and again.notes == answer.notes
    assert again.shortfall == answer.shortfall and again.exclusions == answer.exclusions
    with pytest.raises(ValueError, match="copies have none"):
        again.to_arrow()


def test_a_notebook_shows_an_answer_as_a_table(r, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("id,title,year,tropes\nx,Ex One,2020,healing:1\ny,<b>Wy,,healing:1\n")
    told = tropewise.Recommender(path).recommend(like="Ex One")._repr_html_()
    assert told.startswith("<table><tr><th>#") and told.count("<tr>") == 2
    assert "<td>1</td><td>&lt;b&gt;Wy</td><td>" in told and "<td>healing</td>" in told


def test_a_package_that_is_not_there_is_named(r, monkeypatch):
    for package in ("pyarrow", "pandas", "polars", "numpy"):
        # What Python takes for a module that cannot be found.
        monkeypatch.setitem(sys.modules, package, None)
        method = {"pyarrow": "to_arrow", "pandas": "to_pandas", "polars": "to_polars"}.get(package)
        with pytest.raises(ModuleNotFoundError, match=f"pip install {package}"):
            getattr(r.dramas(), method)() if method else r.vectors()


def test_errors_are_exceptions_with_the_near_names(r):
    with pytest.raises(tropewise.UnknownNameError) as caught:
        r.recommend(like=["Our Beloved Sumer Day"])
    assert caught.value.code == "unknown-title"
    assert caught.value.near == ["Our Beloved Summer (2021)"]
    assert isinstance(caught.value, (tropewise.QueryError, ValueError, LookupError))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.near) == (str(caught.value), caught.value.near)
    with pytest.raises(tropewise.UnknownNameError, match="time-travel"):
        r.recommend(want={"time-travl": 1})


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "empty-query"),
        ({"want": {"healing": 2}}, "out-of-range"),
        ({"want": {"healing": float("nan")}}, "out-of-range"),
        ({"want": {"healing": 1}, "k": 0}, "out-of-range"),
        ({"likes": ["Goblin"]}, "invalid-request"),
        ({"want": {"healing": 1}, "version": 99}, "unknown-version"),
        ({"want": object()}, "invalid-request"),
        ({"like": [3]}, "invalid-request"),
    ],
)
def test_what_cannot_be_asked_says_so(r, asked, code):
    with pytest.raises(tropewise.QueryError) as caught:
        r.recommend(**asked)
    assert caught.value.code == code


def test_catalogues(tmp_path):
    with pytest.raises(tropewise.CatalogueError, match="no-such-file"):
        tropewise.Recommender(tmp_path / "no-such-file.csv")
    path = tmp_path / "mine.csv"
    path.write_text("id,title,tropes\nx,Ex One,healing:1;romance:0.5\ny,Wy Two,healing:1\n")
    mine = tropewise.Recommender(path)
    assert len(mine) == 2
    assert mine.recommend(like=["Ex One"])[0].drama == "y"


def test_words_become_a_question(r):
    answer = r.ask("something like Goblin but less sad, at most 16 episodes", k=3)
    assert len(answer) == 3
    assert answer.understanding.request["like"]
    with pytest.raises(tropewise.QueryError):
        r.ask("xyzzy")


def test_texts_are_read(r):
    text = "Six years after their divorce two doctors meet again in one emergency room."
    drama = r.encode(text).dramas[0]
    tropes = {trope.trope: trope for trope in drama.tropes}
    evidence = tropes["ex-spouses"].evidence[0]
    assert text.encode()[evidence.start : evidence.end].decode() == evidence.words
    with pytest.raises(tropewise.EncodeError):
        r.encode("")


def test_vectors_are_views_of_which_the_rows_are_the_dramas(r):
    vectors = r.vectors()
    dramas, tropes = r.dramas(), r.tropes()
    assert vectors.shape == (len(dramas), len(tropes)) == (len(r), vectors.shape[1])
    assert not vectors.values.flags.owndata and not vectors.values.flags.writeable
    assert vectors.starts[-1] == len(vectors.values) == len(vectors.tropes)
    dense = vectors.to_dense()
    start, end = vectors.starts[5:7]
    assert (dense[5, vectors.tropes[start:end]] == vectors.values[start:end]).all()
    del r
    assert vectors.values.sum() > 0


def test_evaluation_by_hand(r):
    ids = r.dramas().to_arrow().column("drama").to_pylist()
    seed, a, b, c, d = ids[:5]
    m = r.evaluate({seed: [a, d, b]}, {seed: [a, b, c]}, pool=ids[:5])
    best = 1 + 1 / np.log2(3) + 1 / 2
    assert m.seeds == 1
    assert m.ndcg_10.mean == pytest.approx((1 + 1 / 2) / best)
    assert m.recall_10.mean == pytest.approx(2 / 3)
    assert m.mrr.mean == 1
    with pytest.raises(tropewise.QueryError, match="unknown drama"):
        r.evaluate({seed: ["no such"]}, {seed: [a, b, c]})
    with pytest.raises(ValueError, match="three"):
        r.evaluate({}, {seed: [a]})


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"like": "Goblin", "k": "ten"}, "`k` must be a whole number"),
        ({"k": 1.5, "like": "도깨비"}, "`k` must be"),
        ({"like": "Goblin", "want": "healing"}, "`want`"),
        ({"like": "Goblin", "filter": {"yeer": 1}}, "`filter`: unknown field `yeer`"),
        ({"like": "Goblin", "spoilers": "yes"}, "`spoilers` must be true or false"),
        ({"like": "Goblin", "year_from": 2018}, 'write `filter={"year_from": ...}`'),
        ({"like": "Goblin", "yearfrom": 2018}, 'did you mean `filter={"year_from": ...}`?'),
        ({"likes": "Goblin"}, "did you mean `like`?"),
        ({"like": "Goblin", "zzzz": 1}, "docs/schema.md"),
        ({"like": "Goblin", "id": 0.5}, "`id`: expected a text or a whole number"),
    ],
)
def test_an_error_names_the_field(r, asked, told):
    with pytest.raises(tropewise.QueryError, match=re.escape(told)) as caught:
        r.recommend(**asked)
    assert caught.value.code == "invalid-request" and "column" not in str(caught.value)


def test_the_fields_are_those_of_the_engine(r):
    from tropewise._requests import FIELDS, FILTERS

    with pytest.raises(tropewise.TropewiseError) as caught:
        r._engine.recommend('{"no such": 1}')
    assert set(re.findall(r"`(\w+)`", str(caught.value))) == set(FIELDS)
    with pytest.raises(tropewise.TropewiseError) as caught:
        r._engine.recommend('{"filter": {"no such": 1}}')
    assert set(re.findall(r"`(\w+)`", str(caught.value))) == set(FILTERS)


def test_a_type_checker_finds_a_field_that_is_none(tmp_path):
    pytest.importorskip("mypy")
    path = tmp_path / "asks.py"
    path.write_text(
        "import numpy as np, tropewise\n"
        "r = tropewise.Recommender()\n"
        "r.recommend('Goblin', filter={'year_from': 2018, 'with': 'Gong Yoo'}, k=np.int64(3))\n"
        "r.recommend('Goblin', fliter={'year_from': 2018})\n"
        "r.recommend('Goblin', filter={'yeer_from': 2018})\n"
    )
    command = [sys.executable, "-m", "mypy", "--cache-dir", tmp_path / "cache", path]
    told = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path).stdout
    lines = [line.split(":")[1] for line in told.splitlines() if ": error:" in line]
    assert lines == ["4", "5"], told


def test_one_text_stands_for_a_list_of_one(r):
    for field, value in [("avoid", "trauma"), ("require", "romance"), ("seen", "My Mister")]:
        one = r.recommend("Goblin", k=5, **{field: value})
        assert list(one) == list(r.recommend(["Goblin"], k=5, **{field: [value]}))
    for fact in ("with", "without"):
        one = r.recommend(want={"romance": 1}, filter={fact: "Gong Yoo"}, k=5)
        same = r.recommend(want={"romance": 1}, filter={fact: ["Gong Yoo"]}, k=5)
        assert list(one) == list(same)


def test_days_and_ids_of_pandas_are_taken(r):
    day = r.recommend("Goblin", as_of="2019-04-14", k=5)
    for same in (
        pd.Timestamp("2019-04-14 10:00"),
        datetime.date(2019, 4, 14),
        np.datetime64("2019-04-14T10:00", "ns"),
    ):
        assert list(r.recommend("Goblin", as_of=same, k=5)) == list(day)
    for name, told in [(5.0, "5"), (np.int64(5), "5"), ("5", "5"), (2**64, str(2**64))]:
        answer = r.recommend("Goblin", id=name, k=1).to_arrow()
        assert answer["id"].to_pylist() == [told]


def test_an_answer_tells_how_many_qualify_and_may_be_empty(r):
    answer = r.recommend("Goblin", count=True, k=1)
    assert answer.qualifying > 100 and r.recommend("Goblin", k=1).qualifying is None
    assert pickle.loads(pickle.dumps(answer)).qualifying == answer.qualifying
    none = r.recommend("Goblin", only=["my-mister"], avoid=["romance", "healing"], k=1)
    assert list(none) == [] and none.shortfall is not None
    assert len(none.to_pandas()) == 0 and "score" in none.to_pandas().columns


def test_a_recommender_travels_and_says_what_it_is(r, tmp_path, monkeypatch):
    assert repr(r) == f"<tropewise.Recommender: {len(r)} dramas of the shipped catalogue>"
    again = pickle.loads(pickle.dumps(r))
    assert list(again.recommend("Goblin", k=3)) == list(r.recommend("Goblin", k=3))
    rows = "x,Ex,healing:1;dragons:1\ny,Wy,dragons:1\nz,Zed,romance:1\n"
    (tmp_path / "mine.csv").write_text("id,title,tropes\n" + rows)
    monkeypatch.chdir(tmp_path)
    mine = tropewise.Recommender("mine.csv", new_tropes=True)
    monkeypatch.chdir("/")
    assert pickle.loads(pickle.dumps(mine)).recommend("Ex")[0].drama == "y"
    assert "mine.csv" in repr(mine) and re.fullmatch(r"\d+\.\d+\.\d+", tropewise.__version__)


def test_a_table_with_tropes_of_its_own_is_a_catalogue(tmp_path):
    frame = pd.DataFrame(
        {"title": ["Dune", "Arrival", "Alien"], "tropes": ["desert:1", "aliens", "aliens:0.8"]}
    )
    with pytest.raises(TypeError, match=r"frame\.to_json\(\"mine\.jsonl\""):
        tropewise.Recommender(frame)
    path = tmp_path / "mine.jsonl"
    frame.to_json(path, orient="records", lines=True)
    with pytest.raises(tropewise.CatalogueError, match="`new_tropes=True`"):
        tropewise.Recommender(path)
    mine = tropewise.Recommender(path, new_tropes=True)
    assert mine.recommend("Arrival", priors="none")[0].title == "Alien"
    assert mine.tropes().to_arrow()["trope"].to_pylist() == ["desert", "aliens"]
    with pytest.raises(tropewise.CatalogueError, match="An overlay is a TOML file"):
        tropewise.Recommender(overlay=path)


def test_offsets_count_characters_of_a_text_and_bytes_of_bytes(r):
    text = "이혼 — six years after their divorce two doctors meet again in one emergency room."
    for given in (text, text.encode()):
        drama = r.encode(given).dramas[0]
        pieces = [e for trope in drama.tropes for e in trope.evidence]
        assert pieces
        for piece in pieces:
            shown = given[piece.start : piece.end]
            assert (shown if isinstance(shown, str) else shown.decode()) == piece.words
    for wrong in ({"min_confidence": 2}, {"k": 0}, {"min_confidence": float("nan")}):
        with pytest.raises(tropewise.QueryError, match="must be"):
            r.encode(text, **wrong)


def test_a_score_by_hand_as_the_documentation_has_it(r):
    """The block of docs/python.md is run as it stands."""
    page = Path(__file__).parents[2] / "docs" / "python.md"
    if not page.exists():
        pytest.skip("the documentation is not here")
    block = re.search(r"```python\n(# Scores by hand.*?)```", page.read_text(), re.S)[1]
    for title in ("Signal", "Our Beloved Summer", "My Mister"):
        told = {"r": r}
        exec(block.replace("Signal", title), told)
        answer = r.recommend(title, priors="none", spoilers=True, k=500)
        plain = [result for result in answer if result.via is None]
        assert len(plain) > 300
        for result in plain:
            assert told["scores"][result.drama] == pytest.approx(result.score, abs=1e-6)


def test_rankings_may_be_pairs_answers_and_series(r):
    answer = r.recommend("Goblin", k=20)
    judged = ["Hotel del Luna", "Tale of the Nine-Tailed", "Doom at Your Service"]
    by_hand = r.evaluate({"Goblin": [x.drama for x in answer]}, {"Goblin": judged})
    pairs = [("Goblin", drama) for drama in judged]
    assert r.evaluate({"Goblin": answer}, pairs) == by_hand
    assert r.evaluate(pd.Series({"Goblin": answer}), {"Goblin": pd.Series(judged)}) == by_hand
    frame = pd.DataFrame(pairs, columns=["seed", "drama"])
    with pytest.raises(tropewise.TableError, match=r"frame\.groupby\(\"seed\"\)"):
        r.evaluate({"Goblin": answer}, frame)
    as_told = dict(frame.groupby("seed")["drama"].agg(list))
    assert r.evaluate({"Goblin": answer}, as_told) == by_hand
    for wrong, told in [
        ({"Goblin": {"Signal": 3}}, "has grades"),
        (["Goblin"], "pairs"),
        ([5], "pairs"),
        ([("Goblin", "Signal", 3)], "pairs"),
        ({"Goblin": 3}, "list of dramas"),
    ]:
        with pytest.raises(tropewise.TableError, match=told):
            r.evaluate({"Goblin": answer}, wrong)


def test_the_documentation_runs(r, tmp_path, monkeypatch):
    page = Path(__file__).parents[2] / "docs" / "python.md"
    if not page.exists():
        pytest.skip("the documentation is not here")
    monkeypatch.chdir(tmp_path)
    told = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text(), re.S):
        exec(block, told)
    assert len(told["table"]) == 10
