#!/usr/bin/env python3
"""Merges the readings into `[drama.warnings]` of data/dramas/*.toml. From the folder of the project:

    python3 lab/warnings/merge.py            # writes; a second run changes nothing
    python3 lab/warnings/merge.py --open     # prints what a third look would have to decide

A voice is firm (`once`, `recurring`), unsure (`possible`) or silent. There are three: the two
readings, and the catalogue itself, firm where a drama has the trope of the same id. What
third-look.toml says of a drama and a warning is final. Else:

- two firm voices, or one firm and one unsure: it occurs; `recurring` where both readings say so;
- the catalogue alone is firm: it occurs once (its claims were never found false);
- anything else that was said: `possible`.

`warning_readers` says how many of the two knew the drama; the others wrote `unknown = true`.
"""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "data"


def load(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def merged(first, second, trope):
    """What is said of one warning; None for nothing."""
    readings = [first, second]
    firm = sum(word in ("once", "recurring") for word in readings) + trope
    unsure = sum(word == "possible" for word in readings)
    if firm >= 2 or (firm == 1 and unsure >= 1):
        return "recurring" if readings == ["recurring", "recurring"] else "once"
    if trope:
        return "once"
    return "possible" if firm or unsure else None


def main():
    warnings = [warning["id"] for warning in load(DATA / "tropes.toml")["warning"]]
    first, second = load(HERE / "first-reading.toml"), load(HERE / "second-reading.toml")
    third = load(HERE / "third-look.toml")
    known = set()
    for path in sorted((DATA / "dramas").glob("*.toml")):
        text = path.read_text()
        dramas = {drama["id"]: drama for drama in tomllib.loads(text)["drama"]}
        known |= set(dramas)
        blocks = []
        for block in text.split("[[drama]]\n")[1:]:
            drama = tomllib.loads("[[drama]]\n" + block)["drama"][0]
            said = {}
            for warning in warnings:
                one, two = (reading[drama["id"]].get(warning) for reading in (first, second))
                trope = warning in drama["tropes"]
                looked = third.get(drama["id"], {}).get(warning)
                word = looked or merged(one, two, trope)
                if word and word != "no":
                    said[warning] = word
            tables = (reading[drama["id"]] for reading in (first, second))
            readers = sum("unknown" not in table for table in tables)
            blocks.append(entry(block, said, readers))
        new = text.split("[[drama]]\n")[0] + "".join("[[drama]]\n" + block for block in blocks)
        path.write_text(new)
    for readings in (first, second, third):
        strays = set(readings) - known
        assert not strays, f"unknown dramas: {strays}"
        for drama, told in readings.items():
            strays = set(told) - set(warnings) - {"unknown"}
            assert not strays, f"{drama}: unknown warnings: {strays}"


def entry(block, said, readers):
    """A drama's entry with these warnings in place of those it has."""
    body = block.split("[drama.warnings]\n")[0].rstrip("\n")
    facts, tropes = body.split("[drama.tropes]\n")
    lines = [line for line in facts.splitlines() if not line.startswith("warning_readers = ")]
    lines += [f"warning_readers = {readers}", "[drama.tropes]", tropes.rstrip("\n")]
    if said:
        lines.append("[drama.warnings]")
        lines += [f'{warning} = "{said[warning]}"' for warning in sorted(said)]
    return "\n".join(lines) + "\n\n"


def print_open():
    """Drama, warning and voices where the readings disagree, the most followed dramas first."""
    first, second = load(HERE / "first-reading.toml"), load(HERE / "second-reading.toml")
    third = load(HERE / "third-look.toml")
    dramas = [d for path in (DATA / "dramas").glob("*.toml") for d in load(path)["drama"]]
    dramas.sort(key=lambda drama: (-drama.get("followers", 0), drama["id"]))
    for rank, drama in enumerate(dramas, 1):
        told = [reading[drama["id"]] for reading in (first, second)]
        for warning in sorted((set(told[0]) | set(told[1])) - {"unknown"}):
            voices = [voice.get(warning, "-") for voice in told]
            looked = third.get(drama["id"], {}).get(warning)
            firm = [word in ("once", "recurring") for word in voices]
            if not all(firm) and not looked:
                trope = "trope" if warning in drama["tropes"] else "-"
                print(rank, drama["id"], warning, *voices, trope, sep="\t")


if __name__ == "__main__":
    print_open() if "--open" in sys.argv[1:] else main()
