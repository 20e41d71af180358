"""A question as arguments: its fields with their types, its JSON, and what a mistake is called."""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Optional, SupportsFloat, SupportsIndex, TypedDict, Union

from ._errors import QueryError, TableError

if TYPE_CHECKING:
    import datetime

Names = Union[str, Sequence[str]]
Weights = Mapping[str, SupportsFloat]

# `with` is a word of Python, so that it cannot stand in a class.
_With = TypedDict("_With", {"with": Optional[Names]}, total=False)


class Filter(_With, total=False):
    """Facts that a drama must have: what `filter` takes."""

    year_from: SupportsIndex | None
    year_to: SupportsIndex | None
    network: str | None
    streaming: str | None
    min_episodes: SupportsIndex | None
    max_episodes: SupportsIndex | None
    min_minutes: SupportsIndex | None
    max_minutes: SupportsIndex | None
    min_hours: SupportsFloat | None
    max_hours: SupportsFloat | None
    min_score: SupportsFloat | None
    rating_up_to: str | None
    airing: str | None
    origin: str | None
    without: Names | None
    specials: bool
    same_series: bool


class Fields(TypedDict, total=False):
    """The fields of a request beside those that `Recommender.recommend` names."""

    id: str | SupportsIndex | None
    version: SupportsIndex | None
    unlike: Names | None
    more: Names | None
    less: Names | None
    any: Sequence[Sequence[str]] | None
    require: Names | Weights | None
    exclude: Names | None
    as_of: str | datetime.date | None
    seen: Names | None
    only: Names | None
    filter: Filter | None
    diversity: SupportsFloat | None
    priors: str | Weights | None
    popularity: SupportsFloat | None
    era: SupportsFloat | None
    people: SupportsFloat | None
    acclaim: SupportsFloat | None
    little_known: bool | None
    wish_share: SupportsFloat | None
    pooling: str | None
    veto_threshold: SupportsFloat | None
    spoilers: bool | None
    count: bool | None


FILTERS = tuple(Filter.__annotations__)
FIELDS = ("like", "want", "avoid", "k", *Fields.__annotations__)

# What may be one text where a list is due.
_LISTS = ("like", "unlike", "avoid", "more", "less", "require", "exclude", "seen", "only")


def _plain(value: object) -> object:
    """What JSON does not know: NumPy numbers and arrays, sets, days."""
    # NumPy would make a count of nanoseconds of a moment.
    if type(value).__name__ == "datetime64":
        return str(value)[:10]
    if hasattr(value, "tolist"):
        return value.tolist()
    # A moment, such as pandas has for days, stands for its day.
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if isinstance(value, Iterable):
        return list(value)
    raise QueryError(f"a {type(value).__name__} cannot stand in a question", "invalid-request")


# Made once: a question has some microseconds for this.
_encode = json.JSONEncoder(default=_plain, allow_nan=False, ensure_ascii=False).encode


def request_json(request: Mapping[str, Any]) -> str:
    """The JSON of a question; `None` leaves a field out.

    Raises `QueryError` for a field that is none, and for what JSON cannot say.
    """
    given = {name: value for name, value in request.items() if value is not None}
    for name in _LISTS:
        if isinstance(given.get(name), str):
            given[name] = [given[name]]
    facts = given.get("filter")
    if isinstance(facts, Mapping):
        facts = dict(facts)
        for name in ("with", "without"):
            if isinstance(facts.get(name), str):
                facts[name] = [facts[name]]
        given["filter"] = facts
    for name in given:
        if name not in FIELDS:
            raise _no_field(name)
    if "id" in given and not isinstance(given["id"], str):
        given["id"] = _id(given["id"])
    try:
        return _encode(given)
    except ValueError as error:
        if isinstance(error, QueryError):
            raise
        message = "a number of the question is not finite; give a number or leave it out"
        raise QueryError(message, "out-of-range") from None


def _id(value: Any) -> str:
    """Whole numbers are ids too, also those that pandas has made floats."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    try:
        return str(operator.index(value))
    except TypeError:
        message = f"`id`: expected a text or a whole number, not {value!r}"
        raise QueryError(message, "invalid-request") from None


def _no_field(name: str) -> QueryError:
    if name in FILTERS:
        message = f"`{name}` belongs in the filter: write `filter={{\"{name}\": ...}}`"
        return QueryError(message, "invalid-request", ["filter"])
    # Only a mistake needs it.
    from difflib import get_close_matches

    near = get_close_matches(name, FIELDS + FILTERS, 3)
    message = f"a question has no field `{name}`"
    if not near:
        message += "; docs/schema.md has them all"
    elif near[0] in FIELDS:
        message += f"; did you mean `{near[0]}`?"
    else:
        message += f"; did you mean `filter={{\"{near[0]}\": ...}}`?"
    return QueryError(message, "invalid-request", near)


def in_fields(error: QueryError, text: str) -> QueryError:
    """The same error with the name of the field that is wrong, where the engine told the column of
    the JSON in `text`, which nobody has seen."""
    place, colon, reason = str(error).partition(": ")
    word, _, column = place.partition(" ")
    if not (colon and word == "column" and column.isdigit()):
        return error
    end = 1
    for name, value in json.loads(text).items():
        # What stands behind a value, a comma, belongs to it.
        end += len(_encode({name: value})) - 1
        if int(column) <= end:
            # The engine names the field itself where the value is of a wrong kind.
            told = reason if reason.startswith(f"`{name}`") else f"`{name}`: {reason}"
            return QueryError(told, error.code, error.near)
        end += 1
    return QueryError(reason, error.code, error.near)


def in_range(name: str, value: float, least: float, most: float | None = None) -> None:
    """Raises `QueryError` when a number is outside what it may be."""
    if value >= least and (most is None or value <= most):
        return
    range_ = f"at least {least}" if most is None else f"in [{least}, {most}]"
    raise QueryError(f"`{name}` must be {range_}, not {value}", "out-of-range")


def check_pandas(table: Any) -> Any:
    """A frame with what its index says as columns, if that can be asked; all else as it is.

    A nameless index says nothing. Raises `TableError` for a series, and for an index with another
    name, whose values would be lost in silence.
    """
    kind = type(table).__name__
    if kind in ("Series", "Array", "ChunkedArray"):
        message = (
            f"a {kind} is one column and no table; name what it is, as "
            "`series.to_frame(\"like\")` does, or give `list(series)` if it holds JSON texts"
        )
        raise TableError(message, "invalid-table")
    names = getattr(getattr(table, "index", None), "names", None)
    if names is None or not hasattr(table, "reset_index"):
        return table
    named = [name for name in names if name is not None]
    if not named:
        return table
    for name in named:
        if name not in (*FIELDS, "request"):
            message = (
                f"the index `{name}` is no field of a request; `table.reset_index(names=\"id\")` "
                "makes it the id, `table.reset_index(drop=True)` drops it"
            )
            raise TableError(message, "invalid-table", ["id"])
    if any(name in table.columns for name in named):
        return table
    return table.reset_index()


def check_path(what: str, path: Any) -> None:
    """Raises `TypeError` where a table, or something else that is no path, is given for one."""
    import os

    if path is None or isinstance(path, (str, os.PathLike)):
        return
    message = f"the {what} is a {type(path).__name__}, where the path of a file or folder is due"
    if hasattr(path, "__arrow_c_stream__") or hasattr(path, "columns"):
        message += (
            "; write the table first: `frame.to_json(\"mine.jsonl\", orient=\"records\", "
            "lines=True)` of pandas, `frame.write_ndjson(\"mine.jsonl\")` of polars"
        )
    raise TypeError(message)
