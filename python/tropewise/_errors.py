"""What can go wrong, as exceptions."""

from __future__ import annotations

from collections.abc import Sequence


class TropewiseError(Exception):
    """Base of all errors of this package.

    `code` is stable for programs (as in docs/schema.md), `near` holds names that may have been
    meant, best first; the text is a sentence with the next step.
    """

    def __init__(self, message: str, code: str = "", near: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.near = list(near)

    def __reduce__(self) -> tuple[type[TropewiseError], tuple[str, str, list[str]]]:
        return type(self), (str(self), self.code, self.near)


class QueryError(TropewiseError, ValueError):
    """A question that cannot be asked."""


class UnknownNameError(QueryError, LookupError):
    """A title, trope, person or service that is not in the catalogue, or means several."""


class TableError(TropewiseError, TypeError):
    """A table as a whole that cannot be asked: an unknown column, a wrong type."""


class CatalogueError(TropewiseError, OSError):
    """A catalogue that cannot be opened, has mistakes or is damaged."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class EncodeError(TropewiseError, ValueError):
    """A text that cannot be read, or shows no trope."""
