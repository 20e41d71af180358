"""Tropewise recommends Korean dramas by their tropes, and says why.

>>> import tropewise
>>> r = tropewise.Recommender()
>>> answer = r.recommend(like=["Our Beloved Summer"], avoid=["trauma"], k=3)
>>> answer[0].title
'Melo Movie'

`Recommender` asks one question or a table of them; `tropewise.spark` does the same on a cluster.
"""

from __future__ import annotations

from ._errors import (
    CatalogueError,
    EncodeError,
    QueryError,
    TableError,
    TropewiseError,
    UnknownNameError,
)
from ._native import SCHEMA_VERSION
from ._recommender import Recommender
from ._requests import Filter
from ._results import (
    Adjustment,
    Answer,
    EncodedDrama,
    EncodedTrope,
    Encoding,
    Evidence,
    Interval,
    Measured,
    Note,
    Recommendation,
    Table,
    Understanding,
    Vectors,
)

__all__ = [
    "SCHEMA_VERSION",
    "Adjustment",
    "Answer",
    "CatalogueError",
    "EncodeError",
    "EncodedDrama",
    "EncodedTrope",
    "Encoding",
    "Evidence",
    "Filter",
    "Interval",
    "Measured",
    "Note",
    "QueryError",
    "Recommendation",
    "Recommender",
    "Table",
    "TableError",
    "TropewiseError",
    "Understanding",
    "UnknownNameError",
    "Vectors",
]

__version__: str


def __getattr__(name: str) -> str:
    """The version, which is looked up when it is asked for: that takes longer than the rest."""
    if name == "__version__":
        from importlib.metadata import version

        return version("tropewise")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
