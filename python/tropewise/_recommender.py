"""The door: a catalogue that can be asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import _native
from ._errors import QueryError, TableError
from ._results import (
    Answer,
    Encoding,
    Interval,
    Measured,
    Table,
    Understanding,
    Vectors,
    answer_of,
    encoding_of,
    needed,
)

Names = Sequence[str]
Weights = Mapping[str, float]
Lists = Mapping[str, Sequence[str]]


def _plain(value: object) -> object:
    """What JSON does not know: NumPy numbers and arrays, sets, days."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, Iterable):
        return list(value)
    raise QueryError(f"a {type(value).__name__} cannot stand in a question", "invalid-request")


# Made once: a question has some microseconds for this.
_encode = json.JSONEncoder(default=_plain, allow_nan=False, ensure_ascii=False).encode


def _json(request: Mapping[str, Any]) -> str:
    given = {name: value for name, value in request.items() if value is not None}
    for name in ("like", "unlike", "more", "less", "seen", "only", "exclude"):
        if isinstance(given.get(name), str):
            given[name] = [given[name]]
    try:
        return _encode(given)
    except ValueError as error:
        if isinstance(error, QueryError):
            raise
        message = "a number of the question is not finite; give a number or leave it out"
        raise QueryError(message, "out-of-range") from None


class Recommender:
    """Ranks the dramas of one catalogue. Open it once; threads may share it.

    `catalogue` is a folder, a file of dramas (TOML, CSV, JSON lines) or an index file; without it
    the shipped catalogue of Korean dramas. `overlay`, a file or folder of dramas, adds to it. An
    index file is read into memory; `mapped=True` maps it instead, which costs nothing until it is
    asked and is shared by the processes of a machine, but the system ends the process when somebody
    cuts the file short in place.

    Raises `CatalogueError`, which names every mistake with its place.
    """

    def __init__(
        self,
        catalogue: str | os.PathLike[str] | None = None,
        *,
        overlay: str | os.PathLike[str] | None = None,
        mapped: bool = False,
    ) -> None:
        self._engine = _native.Engine(catalogue, overlay, mapped)

    def __len__(self) -> int:
        """How many dramas there are."""
        return len(self._engine)

    def recommend(
        self,
        like: Names | str | None = None,
        want: Weights | None = None,
        avoid: Names | Mapping[str, float | str] | None = None,
        k: int | None = None,
        **request: Any,
    ) -> Answer:
        """Answers one question: at most `k` results (10 by default), best first.

        `like` are titles; `want` are tropes with weights in [0, 1]; `avoid` are tropes, by name a
        veto, with a weight softly. Every other field of a request is taken by its name: `unlike`,
        `more`, `less`, `any`, `require`, `seen`, `only`, `exclude`, `filter`, `diversity`,
        `priors`, `pooling`, `spoilers` and the rest of docs/schema.md. `None` leaves a field out.

        Equal scores stand by score before priors, then by id. Raises `QueryError`;
        `UnknownNameError` with the near names where a name is unknown.
        """
        asked = {"like": like, "want": want, "avoid": avoid, "k": k, **request}
        return answer_of(self._engine.recommend(_json(asked)))

    def recommend_batch(
        self,
        table: object,
        *,
        k: int | None = None,
        brief: bool = False,
        spoilers: bool = False,
        threads: int | None = None,
    ) -> Table:
        """Answers many questions: one row a question in, one row a result out.

        `table` is any Arrow-capable table (pandas from 2.2, polars, pyarrow, DuckDB) whose columns
        are fields of a request, or has a column `request` of JSON texts; or a list of JSON texts. A
        null leaves a field out.

        The answer has the columns of `docs/python.md`. `question` is the row of the question, from
        0, and `id` its id where the table has one. A question that cannot be answered has one row
        with `error`; one without results has one row whose `rank` is null and `shortfall` says
        why. The same bytes for any number of threads; all cores by default. `brief` leaves the
        contributions out. `k` and `spoilers` hold for questions that do not say otherwise.

        Raises `TableError` before anything is asked when a column is unknown or of a wrong type.
        """
        n = threads if threads is not None else _cores()
        if n < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        if isinstance(table, (list, tuple)):
            wrong = next((at for at, line in enumerate(table) if not isinstance(line, str)), None)
            if wrong is not None:
                kind = type(table[wrong]).__name__
                raise TableError(
                    f"item {wrong} of the list is a {kind}; give JSON texts, or a table",
                    "invalid-table",
                )
            return Table(self._engine.recommend_lines(list(table), k, brief, spoilers, n))
        return Table(self._engine.recommend_table(table, k, brief, spoilers, n))

    def ask(self, wish: str, k: int | None = None) -> Answer:
        """Answers a wish in words, English or Korean; `understanding` of the answer says how it
        was read. Raises `QueryError` when nothing in it asks for anything."""
        understanding = self.understand(wish)
        request = understanding.request if k is None else {**understanding.request, "k": k}
        answer = answer_of(self._engine.recommend(json.dumps(request, ensure_ascii=False)))
        answer.understanding = understanding
        return answer

    def understand(self, wish: str) -> Understanding:
        """The request that a wish in words makes; nothing is asked yet."""
        told = json.loads(self._engine.understand(wish))
        return Understanding(told["request"], told["understood"], told["not_understood"])

    def encode(
        self, text: str | bytes, k: int = 10, min_confidence: float = 0.3, spoilers: bool = False
    ) -> Encoding:
        """Reads a synopsis or an article: which tropes it shows, how surely, by which words; at
        most `k` tropes a drama. Raises `EncodeError`."""
        data = text.encode() if isinstance(text, str) else text
        return encoding_of(json.loads(self._engine.encode(data, k, min_confidence, spoilers)))

    def dramas(self) -> Table:
        """All dramas with their facts, in the order of ids; `len(r)` rows."""
        return Table(self._engine.dramas())

    def tropes(self) -> Table:
        """All tropes with their weights, in trope order; `n_tropes` rows."""
        return Table(self._engine.tropes())

    def vectors(self) -> Vectors:
        """The weighted vectors, shape `(n_dramas, n_tropes)`, as read-only views."""
        numpy = needed("numpy")
        values, tropes, starts, shape = self._engine.vectors()
        return Vectors(numpy.asarray(values), numpy.asarray(tropes), numpy.asarray(starts), shape)

    def map(self) -> Any:
        """Every drama as a point, alike ones near each other (t-SNE): a float array of shape
        `(n_dramas, 2)`. Time and memory grow with the square of the dramas."""
        numpy = needed("numpy")
        return numpy.asarray(self._engine.map(), dtype=numpy.float32).reshape(-1, 2)

    def evaluate(
        self, run: Lists, judgements: Lists, pool: Sequence[str] | None = None
    ) -> Measured:
        """Measures rankings against what viewers recommend.

        `run` maps a seed to its ranking, best first; `judgements` map a seed to the dramas
        recommended after it. Dramas are named by id, title or MyDramaList number. Seeds with fewer
        than three judged dramas of the pool do not count; a seed that is not ranked scores 0.
        """
        pairs = [(str(s), [str(d) for d in ranked]) for s, ranked in run.items()]
        judged = [(str(s), [str(d) for d in liked]) for s, liked in judgements.items()]
        known = None if pool is None else [str(drama) for drama in pool]
        told, passed_over = self._engine.evaluate(pairs, judged, known)
        m = json.loads(told)

        def interval(name: str) -> Interval:
            return Interval(m[name]["mean"], m[name]["low"], m[name]["high"])

        return Measured(
            m["seeds"],
            interval("ndcg_10"),
            interval("recall_10"),
            interval("recall_20"),
            interval("mrr"),
            m["coverage_10"],
            m["diversity_10"],
            m["novelty_10"],
            passed_over,
        )


def _cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
