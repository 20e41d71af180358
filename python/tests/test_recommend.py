"""One question, through the installed wheel."""

import pickle
import sys

import numpy as np
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
    assert result.adjustments and result.lacks[0] == "time-travel"
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
    with pytest.raises(ValueError, match="unknown drama"):
        r.evaluate({seed: ["no such"]}, {seed: [a, b, c]})
    with pytest.raises(ValueError, match="three"):
        r.evaluate({}, {seed: [a]})
