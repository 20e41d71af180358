"""Many questions on a Spark cluster: one row a question in, one row a result out.

    answers = tropewise.spark.recommend(profiles, k=10)

Spark divides the questions, each Python worker opens the catalogue once and answers on one thread,
and nothing is kept between batches: a task that is run again gives the same bytes again.
Needs PySpark 4 with pyarrow, and the same wheel on every worker.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import CatalogueError, TableError
from ._recommender import Recommender

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Questions that are answered together: what a worker holds beside the engine.
CHUNK = 1024

# The engine of this Python worker, which Spark reuses for task after task.
_engines: dict[tuple[str | None, str | None], Recommender] = {}

# What this driver has sent: by application and name, the file as it then was.
_sent: dict[tuple[str, str], tuple[str, int, int]] = {}


def recommend(
    df: DataFrame,
    *,
    catalogue: str | None = None,
    overlay: str | None = None,
    ship: bool = True,
    k: int | None = None,
    brief: bool = True,
    spoilers: bool = False,
) -> DataFrame:
    """Answers every row of `df`, whose columns are an `id` and fields of a request, or JSON texts
    in `request`. The answer has the columns of `Recommender.recommend_batch` but `question`, for
    rows have no place on a cluster: the `id` tells which answer is whose.

    `catalogue` is the path of an index file, or of another file of dramas; without it the shipped
    catalogue. The file is sent to the workers, once to each machine; with `ship=False` it is
    opened under the same path there, as on a shared disk. Workers of one machine share the
    memory of an index file. `overlay` is sent in the same way. Contributions are left out unless
    `brief=False`.

    A worker holds the engine, the batch that Spark hands it, and the answers to `CHUNK` questions.

    Raises `TableError` before any job when a column is unknown or of a wrong type or there is no
    `id`, and `CatalogueError` when the catalogue is not there or has mistakes. A row that cannot be
    answered has its `error`.
    """
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    if not hasattr(df, "mapInArrow"):
        message = f"a {type(df).__name__} is no DataFrame of Spark; `Recommender.recommend_batch`"
        raise TableError(f"{message} answers other tables", "invalid-table")
    _check_types(df)
    asked = to_arrow_schema(df.schema)
    _native.check_schema(asked)
    if not {"id", "request"} & set(df.columns):
        message = "the table has no column `id`, by which answers find their questions; add one"
        raise TableError(message, "invalid-table")
    if k is not None and k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    told = pyarrow.schema(_native.answer_schema(asked))
    told = told.remove(told.get_field_index("question"))
    answer_schema = from_arrow_schema(told, prefer_timestamp_ntz=True)
    _check_catalogue(catalogue, overlay, ship)
    files = [_send(df, path, ship) for path in (catalogue, overlay)]
    ours = version("tropewise")

    def answer(batches: Iterator[Any]) -> Iterator[Any]:
        _same_wheel(ours)
        engine = _engine(files[0], files[1])
        for batch in batches:
            for start in range(0, batch.num_rows, CHUNK):
                part = batch.slice(start, CHUNK)
                answered = engine.recommend_batch(
                    part, k=k, brief=brief, spoilers=spoilers, threads=1
                )
                yield from answered.to_arrow().drop_columns("question").to_batches()

    return df.mapInArrow(answer, answer_schema)


def _check_types(df: DataFrame) -> None:
    """Raises `TableError` for a column that Arrow cannot take: of a type that no field has."""
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    for field in df.schema.fields:
        try:
            to_arrow_schema(StructType([field]))
        # Spark raises one kind of error or another, some of them without a word.
        except Exception:
            message = (
                f"column `{field.name}` is of type {field.dataType.simpleString()}, which no field "
                f"of a request has; drop it: `df.drop({field.name!r})`, or cast a moment to a "
                "`date` for `as_of`"
            )
            raise TableError(message, "invalid-table") from None


def _check_catalogue(catalogue: str | None, overlay: str | None, ship: bool) -> None:
    """Opens the catalogue, where the driver has it, so that a bad file is told before the job."""
    if catalogue is None and overlay is None:
        return
    given = [path for path in (catalogue, overlay) if path is not None]
    for path in given:
        if ship and not os.path.isfile(path):
            raise CatalogueError(_NOT_THERE.format(path), "catalogue")
    if all(os.path.exists(path) for path in given):
        Recommender(catalogue, overlay=overlay, mapped=True)


_NOT_THERE = "there is no file `{}` to send; name an index file, or give `ship=False`"

#: A path, and whether Spark brought the file to the worker.
_File = tuple[str, bool]


def _send(df: DataFrame, path: str | None, ship: bool) -> _File | None:
    if path is None:
        return None
    if not ship:
        return path, False
    session = df.sparkSession
    if not hasattr(session, "sparkContext"):
        message = "this session cannot send files; put the catalogue on the workers, `ship=False`"
        raise CatalogueError(message, "catalogue")
    context, name = session.sparkContext, os.path.basename(path)
    # Spark knows the files it has sent by their names, and sends none twice.
    stamp = (os.path.abspath(path), os.stat(path).st_mtime_ns, os.path.getsize(path))
    sent = _sent.setdefault((context.applicationId, name), stamp)
    if sent != stamp:
        message = f"another `{name}` was sent in this session; give the file a new name"
        raise CatalogueError(message, "catalogue")
    context.addFile(path)
    return name, True


def _same_wheel(ours: str) -> None:
    """Two wheels in one job could answer differently."""
    theirs = version("tropewise")
    if theirs != ours:
        raise CatalogueError(
            f"worker {socket.gethostname()} has tropewise {theirs}, the driver {ours}; install the "
            "same wheel on both",
            "catalogue",
        )


def _engine(catalogue: _File | None, overlay: _File | None) -> Recommender:
    """The engine of this worker, opened by its first task."""
    places = (_place(catalogue), _place(overlay))
    engine = _engines.get(places)
    if engine is None:
        for place in places:
            if place is not None and not os.path.exists(place):
                message = (
                    f"worker {socket.gethostname()} has no file `{place}`; put it there, or let it "
                    "be sent by `ship=True`"
                )
                raise CatalogueError(message, "catalogue")
        engine = Recommender(places[0], overlay=places[1], mapped=True)
        # Another catalogue takes the place of the one before: a worker holds one.
        _engines.clear()
        _engines[places] = engine
    return engine


def _place(file: _File | None) -> str | None:
    if file is None:
        return None
    path, sent = file
    if not sent:
        return path
    from pyspark import SparkFiles

    return str(SparkFiles.get(path))
