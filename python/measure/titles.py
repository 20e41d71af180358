"""A large catalogue that nobody made: so many titles, each with half the tropes of two dramas.

    python titles.py 100000 titles.csv
    tropewise index titles.csv -o titles.index

The same file every time.
"""

import csv
import random
import sys

import tropewise


def main() -> None:
    n, path = int(sys.argv[1]), sys.argv[2]
    r = tropewise.Recommender()
    values, tropes, starts, _ = r.vectors()
    names = r.tropes().to_arrow().column("trope").to_pylist()
    some = random.Random(7)

    def half_of_one() -> list[str]:
        at = some.randrange(len(r))
        row = tropes[starts[at] : starts[at + 1]].tolist()
        return [names[trope] for trope in some.sample(row, len(row) // 2)]

    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "title", "year", "tropes"])
        for at in range(n):
            tags = sorted({*half_of_one(), *half_of_one()})
            told = "|".join(f"{tag}:{some.randint(2, 10) / 10}" for tag in tags)
            rows.writerow([f"title-{at}", f"Title {at}", 1990 + at % 37, told])


if __name__ == "__main__":
    main()
