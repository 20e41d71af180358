"""The notebook runs, and its kept outputs are what it gives.

`UPDATE_NOTEBOOK=1 pytest tests/test_notebook.py` keeps new ones.
"""

import os
from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("matplotlib")

NOTEBOOK = Path(__file__).parent.parent / "examples" / "from_csv.ipynb"


def texts(notebook):
    """The texts of all outputs; pictures differ between versions of matplotlib."""
    return [
        output["data"]["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if "data" in output and "image/png" not in output["data"]
    ]


def test_the_notebook_gives_what_it_shows():
    kept = nbformat.read(NOTEBOOK, as_version=4)
    fresh = nbformat.read(NOTEBOOK, as_version=4)
    where = {"metadata": {"path": str(NOTEBOOK.parent)}}
    client = nbclient.NotebookClient(
        fresh, timeout=300, kernel_name="python3", resources=where, record_timing=False
    )
    client.execute()
    if os.environ.get("UPDATE_NOTEBOOK"):
        fresh.metadata = {"kernelspec": kept.metadata.kernelspec}
        nbformat.write(fresh, NOTEBOOK)
        kept = fresh
    assert texts(fresh) == texts(kept)
    pictures = [cell for cell in fresh.cells if "image/png" in str(cell.get("outputs", ""))]
    assert len(pictures) == 2
