"""RecTools and the engine measure the same."""

import sys
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("rectools")
ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "python" / "examples"))

from rectools_evaluation import evaluate  # noqa: E402


def test_both_measure_the_same():
    judgements = pd.read_csv(ROOT / "examples" / "data" / "recommended.csv")
    by_rectools, ours = evaluate(judgements)
    assert ours.seeds > 0
    assert by_rectools["ndcg@10"] == pytest.approx(ours.ndcg_10.mean)
    assert by_rectools["recall@10"] == pytest.approx(ours.recall_10.mean)
    assert by_rectools["recall@20"] == pytest.approx(ours.recall_20.mean)
