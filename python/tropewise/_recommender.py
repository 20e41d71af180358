"""The door: a catalogue that can be asked."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, SupportsFloat, SupportsIndex

from . import _native
from ._errors import CatalogueError, QueryError, TableError
from ._judgements import Rankings, rankings_of
from ._requests import (
    Fields,
    Names,
    Weights,
    check_pandas,
    check_path,
    in_fields,
    in_range,
    request_json,
)
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

if TYPE_CHECKING:
    from typing_extensions import Unpack

class Recommender:
    """Ranks the dramas of one catalogue. Open it once; threads may share it.

    `catalogue` is a folder, a file of dramas (TOML, CSV, JSON lines) or an index file; without it
    the shipped catalogue of Korean dramas. `overlay`, a TOML file or a folder of them, adds to it.
    `new_tropes=True` takes the trope names of a CSV or of JSON lines that the shipped vocabulary
    does not have as new tropes; otherwise they are mistakes. An index file is read into memory;
    `mapped=True` maps it instead, which costs nothing until it is asked and is shared by the
    processes of a machine, but the system ends the process when somebody cuts the file short in
    place.

    It can be pickled: what is sent is where the catalogue lies, and it is opened there again.

    Raises `CatalogueError`, which names every mistake with its place.
    """

    def __init__(
        self,
        catalogue: str | os.PathLike[str] | None = None,
        *,
        overlay: str | os.PathLike[str] | None = None,
        mapped: bool = False,
        new_tropes: bool = False,
    ) -> None:
        check_path("catalogue", catalogue)
        check_path("overlay", overlay)
        try:
            self._engine = _native.Engine(catalogue, overlay, mapped, new_tropes)
        except CatalogueError as error:
            raise _with_next_step(error, catalogue, overlay) from None
        self._opened = (_absolute(catalogue), _absolute(overlay), mapped, new_tropes)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopened, self._opened

    def __repr__(self) -> str:
        catalogue, overlay, *_ = self._opened
        name = "the shipped catalogue" if catalogue is None else repr(catalogue)
        over = "" if overlay is None else f" with {overlay!r}"
        return f"<tropewise.Recommender: {len(self)} dramas of {name}{over}>"

    def __len__(self) -> int:
        """How many dramas there are."""
        return len(self._engine)

    def recommend(
        self,
        like: Names | None = None,
        want: Weights | None = None,
        avoid: Names | Mapping[str, SupportsFloat | str] | None = None,
        k: SupportsIndex | None = None,
        **request: Unpack[Fields],
    ) -> Answer:
        """Answers one question: at most `k` results (10 by default), best first.

        `like` are titles; `want` are tropes with weights in [0, 1]; `avoid` are tropes, by name a
        veto, with a weight softly. Every other field of a request is taken by its name: `unlike`,
        `more`, `less`, `any`, `require`, `seen`, `only`, `exclude`, `filter`, `diversity`,
        `priors`, `pooling`, `spoilers` and the rest of docs/schema.md. `None` leaves a field out;
        one text stands for a list of one. Facts belong in the filter: `filter={"year_from": 2018}`.

        Equal scores stand by score before priors, then by id. Raises `QueryError`;
        `UnknownNameError` with the near names where a name is unknown.
        """
        asked = {"like": like, "want": want, "avoid": avoid, "k": k, **request}
        return self._answer(asked)

    def _answer(self, asked: Mapping[str, Any]) -> Answer:
        text = request_json(asked)
        try:
            return answer_of(self._engine.recommend(text))
        except QueryError as error:
            raise in_fields(error, text) from None

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
        null leaves a field out. A nameless index of pandas is passed over.

        The answer has the columns of `docs/python.md`. `question` is the row of the question, from
        0, and `id` its id where the table has one. A question that cannot be answered has one row
        with `error`; one without results has one row whose `rank` is null and `shortfall` says
        why. The same bytes for any number of threads; all cores by default. `brief` leaves the
        contributions out. `k` and `spoilers` hold for questions that do not say otherwise.

        Raises `TableError` before anything is asked when a column is unknown or of a wrong type.
        """
        n = threads if threads is not None else _cores()
        in_range("threads", n, 1)
        if k is not None:
            in_range("k", k, 1)
        table = check_pandas(table)
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
        answer = self._answer(request)
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
        most `k` tropes a drama, of a confidence in [0, 1] of at least `min_confidence`. Offsets of
        the words count characters of a `str`, bytes of `bytes`. Raises `EncodeError`.

        With these tropes one can ask: `r.recommend(want={t.trope: t.strength for t in
        r.encode(text).dramas[0].tropes})`."""
        in_range("k", k, 1)
        in_range("min_confidence", min_confidence, 0, 1)
        data = text.encode() if isinstance(text, str) else text
        told = json.loads(self._engine.encode(data, k, min_confidence, spoilers))
        return encoding_of(told, text)

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
        self, run: Rankings, judgements: Rankings, pool: Sequence[object] | None = None
    ) -> Measured:
        """Measures rankings against what viewers recommend.

        `run` maps a seed to its ranking, best first, such as an `Answer`; `judgements` map a seed
        to the dramas recommended after it. Either may be pairs of a seed and a drama instead.
        Dramas are named by id, title or MyDramaList number. A drama is recommended or it is not:
        there are no grades. Seeds with fewer than three judged dramas of the pool do not count; a
        seed that is not ranked scores 0.

        Raises `TableError` for what is neither, `QueryError` for what cannot be measured.
        """
        pairs = rankings_of("run", run)
        judged = rankings_of("judgements", judgements)
        known = None if pool is None else [str(drama) for drama in pool]
        try:
            told, passed_over = self._engine.evaluate(pairs, judged, known)
        except ValueError as error:
            raise QueryError(str(error), "invalid-request") from None
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


def _reopened(
    catalogue: str | None, overlay: str | None, mapped: bool, new_tropes: bool
) -> Recommender:
    """What a pickle becomes."""
    return Recommender(catalogue, overlay=overlay, mapped=mapped, new_tropes=new_tropes)


def _absolute(path: str | os.PathLike[str] | None) -> str | None:
    return None if path is None else os.path.abspath(path)


def _with_next_step(
    error: CatalogueError,
    catalogue: str | os.PathLike[str] | None,
    overlay: str | os.PathLike[str] | None,
) -> CatalogueError:
    """The same error with what to do in Python, where that is another than for the program."""
    message = str(error)
    if overlay is not None and os.path.isfile(overlay) and not os.fspath(overlay).endswith(".toml"):
        message += (
            "\nAn overlay is a TOML file or a folder of them. A table can be a catalogue of its "
            f"own: `Recommender({os.fspath(overlay)!r})`"
        )
    elif catalogue is not None and "unknown trope" in message:
        message += (
            "\nIn a CSV or JSON lines, `new_tropes=True` takes names that are unknown as new tropes"
        )
    return CatalogueError(message, error.code, error.near)
