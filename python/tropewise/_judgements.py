"""What `evaluate` takes: rankings and judgements, and the names of dramas in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Union

from ._errors import TableError
from ._results import Recommendation

# Of a seed its dramas, or pairs of a seed and a drama.
Rankings = Union[Mapping[str, Iterable[object]], Iterable["tuple[object, object]"]]


def rankings_of(what: str, given: Rankings) -> list[tuple[str, list[str]]]:
    """Seeds with their dramas, in the order given.

    Raises `TableError` for tables, grades, and whatever else is no ranking.
    """
    if hasattr(given, "columns"):
        message = (
            f"`{what}` is a table; give `dict(frame.groupby(\"seed\")[\"drama\"].agg(list))`, of "
            "a frame that is sorted by rank"
        )
        raise TableError(message, "invalid-table")
    # A series of pandas has items as a mapping has.
    if isinstance(given, Mapping) or hasattr(given, "items"):
        return [(_name(seed), _names(what, seed, dramas)) for seed, dramas in given.items()]
    gathered: dict[str, list[str]] = {}
    for pair in given:
        if isinstance(pair, str) or not isinstance(pair, Iterable):
            raise _no_pair(what, pair)
        seed_and_drama = tuple(pair)
        if len(seed_and_drama) != 2:
            raise _no_pair(what, pair)
        seed, drama = seed_and_drama
        gathered.setdefault(_name(seed), []).append(_name(drama))
    return list(gathered.items())


def _no_pair(what: str, pair: object) -> TableError:
    message = f"`{what}` must map seeds to dramas, or hold pairs (seed, drama), not {pair!r}"
    return TableError(message, "invalid-table")


def _names(what: str, seed: object, dramas: object) -> list[str]:
    if isinstance(dramas, str):
        return [dramas]
    if isinstance(dramas, Mapping):
        message = (
            f"`{what}` of `{seed}` has grades, and there are none here: give the dramas that count "
            "as recommended, as `[drama for drama, grade in grades.items() if grade >= 2]`"
        )
        raise TableError(message, "invalid-table")
    if not isinstance(dramas, Iterable):
        message = f"`{what}` of `{seed}` must be a list of dramas, not {dramas!r}"
        raise TableError(message, "invalid-table")
    return [_name(drama) for drama in dramas]


def _name(drama: object) -> str:
    """A drama by id, title or number; numbers may have become floats in a table with gaps."""
    if isinstance(drama, Recommendation):
        return drama.drama
    if isinstance(drama, float) and drama.is_integer():
        return str(int(drama))
    return str(drama)
