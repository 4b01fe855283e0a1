#!/usr/bin/python3
"""older_edition_test.py HUIBIAO TREE — a new edition of a form is a file beside the old one. A park that still sends last year's edition is read row by
row, told so, and the row that the new edition has dropped is named."""
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(sys.argv[2]) / "samples"))
from edited.form import definition_of, indicators_of, official, workbook
from edited_forms_test import INDUSTRIES, export, parks_of
from figures import Figures, Profile

DROPPED = "hightech_investment"


def new_edition(root, catalogue):
    """The form of 2027: without one row, and without the checks that speak of it."""
    shutil.copytree(root / "templates/zj-monthly", catalogue / "templates/zj-monthly")
    text = (root / "templates/zj-monthly/2021.toml").read_text(encoding="utf-8").replace("first_year = 2021", "first_year = 2027")
    blocks = re.split(r"\n(?=\[\[(?:table\.row|check)\]\]\n)", text)
    (catalogue / "templates/zj-monthly/2027.toml").write_text("\n".join(block for block in blocks if DROPPED not in block), encoding="utf-8")


def send(program, root, folder, year):
    name, short_name = parks_of(root)[0]
    page = official(definition_of(root, "zj-monthly"), indicators_of(root), name, short_name, year, 5, Figures(name, Profile(30, 0.07, 1, INDUSTRIES)),
                    INDUSTRIES, "Sheet1")
    inbox = folder / f"inbox-{year}"
    inbox.mkdir()
    (inbox / f"{short_name}{year}年5月报表.xlsx").write_bytes(workbook([page]))
    store = folder / f"{year}.db"
    subprocess.run([program, "ingest", inbox, "--store", store, "--catalogue", folder / "catalogue"], capture_output=True)
    found = {(row["indicator"], row["item"], row["measure"]): Decimal(row["value"]) for row in export(program, store, "observations")}
    truth = {key[2:]: value for key, value in page.truth.items()}
    said = {row["rule"]: row for row in export(program, store, "diagnostics")}
    return page, found, truth, said


def main(program, root):
    root = Path(root)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        new_edition(root, folder / "catalogue")

        _, found, truth, said = send(program, root, folder, 2026)
        assert found == truth
        assert "drift.older-edition" not in said, said

        page, found, truth, said = send(program, root, folder, 2027)
        assert found == {key: value for key, value in truth.items() if key[0] != DROPPED}, set(truth) ^ set(found)
        assert said["drift.older-edition"]["severity"] == "info", said
        assert said["row.not-on-form"]["cell"] == page.at(DROPPED, "label"), said
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
