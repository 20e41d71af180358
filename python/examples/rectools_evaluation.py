"""Measures our ranking with RecTools: seeds as users, dramas as items.

    python rectools_evaluation.py JUDGEMENTS.csv

The judgements are a CSV with the columns source_id and recommended_id (MyDramaList numbers, or ids
of the catalogue); `examples/data/recommended.csv` of the project is a small one.
"""

import sys

import pandas as pd
from rectools.metrics import MRR, NDCG, Recall, calc_metrics

import tropewise


def evaluate(judgements: pd.DataFrame) -> tuple[dict[str, float], tropewise.Measured]:
    """What RecTools says of our ranking, and what `Recommender.evaluate` says."""
    r = tropewise.Recommender()
    # MyDramaList numbers and ids, both as ids.
    known = {}
    for drama in r.dramas().to_arrow().to_pylist():
        known[drama["drama"]] = drama["drama"]
        known[f"mdl:{drama['mdl']}"] = drama["drama"]
        known[str(drama["mdl"])] = drama["drama"]
    pairs = pd.DataFrame(
        {
            "user_id": judgements["source_id"].astype(str).map(known),
            "item_id": judgements["recommended_id"].astype(str).map(known),
        }
    ).dropna().drop_duplicates()
    pairs = pairs[pairs["user_id"] != pairs["item_id"]]
    # Seeds with fewer than three judged dramas do not count.
    pairs = pairs[pairs.groupby("user_id")["item_id"].transform("size") >= 3]

    seeds = pairs["user_id"].unique()
    questions = pd.DataFrame({"id": seeds, "like": [[seed] for seed in seeds]})
    answers = r.recommend_batch(questions, k=20, brief=True).to_pandas()
    reco = answers[answers["rank"].notna()].rename(columns={"id": "user_id", "drama": "item_id"})
    metrics = {
        "ndcg@10": NDCG(k=10, divide_by_achievable=True),
        "recall@10": Recall(k=10),
        "recall@20": Recall(k=20),
        "mrr@20": MRR(k=20),
    }
    by_rectools = calc_metrics(metrics, reco[["user_id", "item_id", "rank"]], interactions=pairs)
    run = reco.groupby("user_id", sort=False)["item_id"].agg(list).to_dict()
    judged = pairs.groupby("user_id")["item_id"].agg(list).to_dict()
    return by_rectools, r.evaluate(run, judged)


if __name__ == "__main__":
    by_rectools, ours = evaluate(pd.read_csv(sys.argv[1]))
    for name, value in by_rectools.items():
        print(f"{name:10} {value:.4f}")
    print(f"ours: nDCG@10 {ours.ndcg_10.mean:.4f} over {ours.seeds} seeds")
