"""What comes back: typed results, and tables that any Arrow library reads."""

from __future__ import annotations

import importlib
import json
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _native

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def needed(package: str) -> Any:
    """A package that some methods need and the wheel does not ask for."""
    try:
        return importlib.import_module(package)
    except ModuleNotFoundError as error:
        message = f"this needs {package}, which is not installed; `pip install {package}`"
        raise ModuleNotFoundError(message, name=package) from error


class Table:
    """An Arrow table. Reads without a copy wherever the Arrow C stream interface is spoken:
    `pyarrow.table(t)`, `polars.DataFrame(t)`, DuckDB, and the methods below."""

    def __init__(self, native: _native.Table) -> None:
        self._native = native

    def __len__(self) -> int:
        return len(self._native)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`, without a copy."""
        return needed("pyarrow").table(self)

    def to_pandas(self, **options: Any) -> Any:
        """A `pandas.DataFrame`; needs pyarrow too. Where a whole number may be null, pandas makes
        floats with NaN of the column; `types_mapper=pandas.ArrowDtype` keeps whole numbers. The
        options are those of `pyarrow.Table.to_pandas`."""
        needed("pandas")
        return self.to_arrow().to_pandas(**options)

    def to_polars(self) -> Any:
        """A `polars.DataFrame`."""
        return needed("polars").DataFrame(self)

    def __repr__(self) -> str:
        return f"<tropewise.Table: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the first rows where pandas is there, else the columns."""
        try:
            head = self.to_arrow().slice(0, 10).to_pandas().to_html(index=False)
        except ModuleNotFoundError:
            head = f"<p>{escape(', '.join(self.columns))}</p>"
        return f"{head}<p>{len(self)} rows</p>"


class Adjustment(NamedTuple):
    """What one step after the base added or took."""

    kind: str
    trope: str | None
    people: tuple[str, ...]
    amount: float


class Recommendation(NamedTuple):
    """One recommended drama with its reasons.

    `score` is in [0, 1], larger is better: `base` plus all adjustments. `contributions` are the
    shares of the tropes in the base, largest first; they sum to it. Both sums hold within 1e-6.
    `warnings` are the content warnings that the question would rather avoid: how often, by id.
    """

    rank: int
    drama: str
    title: str
    year: int | None
    mdl: int | None
    score: float
    base: float
    contributions: dict[str, float]
    adjustments: tuple[Adjustment, ...]
    lacks: tuple[str, ...]
    warnings: dict[str, str]
    via: str | None
    unreviewed: bool
    nearest_seed: str | None


class Note(NamedTuple):
    """How a question was understood: a code, and a sentence."""

    code: str
    message: str


class Understanding(NamedTuple):
    """A wish in words as a request, with what was understood and what was not."""

    request: dict[str, Any]
    understood: list[dict[str, str]]
    not_understood: list[dict[str, str]]


class Answer(list[Recommendation]):
    """Results, best first; fewer than k only when fewer qualify, and then `shortfall` says why."""

    understanding: Understanding | None = None

    # What is told beside the results becomes objects of Python when it is first looked at.
    _native: _native.Answer | None = None

    @cached_property
    def notes(self) -> list[Note]:
        """How the question was understood, where that is worth a word."""
        return [] if self._native is None else [Note(*note) for note in self._native.notes()]

    @cached_property
    def exclusions(self) -> list[dict[str, Any]]:
        """How many dramas each condition left out."""
        exclusions: list[dict[str, Any]] = self._rest["exclusions"]
        return exclusions

    @cached_property
    def shortfall(self) -> dict[str, Any] | None:
        """Why there are fewer than k results, with advice; None when there are k."""
        shortfall: dict[str, Any] | None = self._rest["shortfall"]
        return shortfall

    @cached_property
    def qualifying(self) -> int | None:
        """How many dramas pass every filter and veto, where the question said `count=True`."""
        qualifying: int | None = self._rest["qualifying"]
        return qualifying

    @cached_property
    def _rest(self) -> dict[str, Any]:
        if self._native is None:
            return {"exclusions": [], "shortfall": None, "qualifying": None}
        rest: dict[str, Any] = json.loads(self._native.rest())
        return rest

    def __getstate__(self) -> dict[str, Any]:
        """For copies and other processes: all that is told, but not the table."""
        names = ("notes", "exclusions", "shortfall", "qualifying", "understanding")
        return {name: getattr(self, name) for name in names}

    def _repr_html_(self) -> str:
        """What a notebook shows, without any other package."""
        rows = ["<tr><th>#</th><th>title</th><th>score</th><th>why</th></tr>"]
        for result in self:
            title = result.title if result.year is None else f"{result.title} ({result.year})"
            why = ", ".join(list(result.contributions)[:3])
            cells = (str(result.rank), title, f"{result.score:.2f}", why)
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
        return f"<table>{''.join(rows)}</table>"

    def table(self) -> Table:
        """One row a result, with the columns of `recommend_batch`. Without a result it has no row,
        where a batch has one that says why: here `shortfall` does."""
        if self._native is None:
            raise ValueError("only the answer of a recommender has a table; copies have none")
        return Table(self._native.table())

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`, one row a result."""
        return self.table().to_arrow()

    def to_pandas(self, **options: Any) -> Any:
        """A `pandas.DataFrame`, one row a result; options as of `Table.to_pandas`."""
        return self.table().to_pandas(**options)

    def to_polars(self) -> Any:
        """A `polars.DataFrame`, one row a result."""
        return self.table().to_polars()


def answer_of(native: _native.Answer) -> Answer:
    """An answer of the native module as typed results."""
    answer = Answer(native.results(Recommendation, Adjustment))
    answer._native = native
    return answer


class Evidence(NamedTuple):
    """Words that speak for a trope; `start` and `end` are offsets in the text, in characters
    of a `str`, in bytes of `bytes`; `line` is from 1."""

    words: str
    start: int
    end: int
    line: int
    amount: float
    by: str


class EncodedTrope(NamedTuple):
    """A trope that a text shows: strength in (0, 1], confidence in [0, 1]."""

    trope: str
    strength: float
    confidence: float
    inferred: bool
    evidence: tuple[Evidence, ...]


class EncodedDrama(NamedTuple):
    """One drama of a text."""

    title: str | None
    year: int | None
    known: str | None
    tropes: tuple[EncodedTrope, ...]
    hidden_tropes: int


class Encoding(NamedTuple):
    """What a text says, one entry a drama, in the order of the text; at least one."""

    dramas: tuple[EncodedDrama, ...]


def encoding_of(told: dict[str, Any], text: str | bytes) -> Encoding:
    """An encoding of the schema as typed results."""
    # The engine counts bytes, which for plain English are characters.
    data = text.encode() if isinstance(text, str) and not text.isascii() else None

    def offset(at: int) -> int:
        return at if data is None else len(data[:at].decode(errors="ignore"))

    def evidence(e: dict[str, Any]) -> Evidence:
        place = e["place"]
        start, end = offset(place["start"]), offset(place["end"])
        return Evidence(e["words"], start, end, place["line"], e["amount"], e["by"])

    def trope(t: dict[str, Any]) -> EncodedTrope:
        shown = tuple(map(evidence, t["evidence"]))
        return EncodedTrope(
            t["trope"], t["strength"], t["confidence"], t.get("inferred", False), shown
        )

    def drama(d: dict[str, Any]) -> EncodedDrama:
        known = (d.get("known") or {}).get("id")
        tropes = tuple(map(trope, d["tropes"]))
        return EncodedDrama(
            d.get("title"), d.get("year"), known, tropes, d.get("hidden_tropes", 0)
        )

    return Encoding(tuple(map(drama, told["dramas"])))


class Vectors(NamedTuple):
    """The weighted vectors of the catalogue as compressed sparse rows, shape
    `(n_dramas, n_tropes)`: row i has `values[starts[i]:starts[i+1]]` in the columns
    `tropes[starts[i]:starts[i+1]]`, ascending. Rows stand as in `dramas()`, columns as in
    `tropes()`. A value is √w·x, so that the scalar product of two rows is the weighted one of the
    dramas. The arrays are read-only views of the engine's memory; nothing is copied.

    A score is not the plain cosine of two rows: the length of a drama counts by a quarter only, for
    dramas of few tropes would else stand first. Of a liked title q, and of a drama x among n,
    `recommend(q, priors="none", spoilers=True)` has the score

        q·x / (|q|·length(x)·most),  length(x) = 0.75·mean(|x₁|..|xₙ|) + 0.25·|x|,

    where `most` = max |xᵢ|/length(xᵢ), so that no score is over 1. docs/python.md has it in
    five lines of NumPy. Without `spoilers=True` the tropes of q that give an ending away do not
    count; results with `via` stand for a drama of an anthology and have a score of another row."""

    values: npt.NDArray[np.float32]
    tropes: npt.NDArray[np.uint16]
    starts: npt.NDArray[np.uint32]
    shape: tuple[int, int]

    def to_dense(self) -> npt.NDArray[np.float32]:
        """A copy as a matrix of shape `(n_dramas, n_tropes)`."""
        numpy = needed("numpy")
        matrix: npt.NDArray[np.float32] = numpy.zeros(self.shape, numpy.float32)
        rows = numpy.repeat(numpy.arange(self.shape[0]), numpy.diff(self.starts.astype("i8")))
        matrix[rows, self.tropes] = self.values
        return matrix


class Interval(NamedTuple):
    """A mean over the seeds with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


class Measured(NamedTuple):
    """What a run scores over all seeds; `passed_over` names were not in the catalogue."""

    seeds: int
    ndcg_10: Interval
    recall_10: Interval
    recall_20: Interval
    mrr: Interval
    coverage_10: float
    diversity_10: float
    novelty_10: float
    passed_over: int
