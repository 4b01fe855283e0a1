#!/usr/bin/python3
"""proposals_test.py HUIBIAO TREE — a year workbook sends the month in its name: of the earlier months in it nothing is taken, and what differs there
from what stands is named cell by cell, until a correction of that month says the same."""
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from edited_forms_test import Maker, export, parks_of
from edited.form import workbook

ROW, MEASURE = "operating_revenue", "current"


def page_of(make, month, more=0):
    page = make(month=month, sheet=f"{month}月")
    if more:
        line = next(line for line in page.lines if line.key and line.key[0] == ROW)
        line.cells[page.column(MEASURE)] += more
        line.cells[page.column("ytd")] += more
    return page


def take_in(program, folder, name, pages):
    inbox = folder / f"inbox-{name}"
    inbox.mkdir()
    (inbox / name).write_bytes(workbook(pages))
    subprocess.run([program, "ingest", inbox, "--store", folder / "store.db"], capture_output=True)


def proposals(program, folder):
    return [(row["sheet"], row["cell"], row["measure"]) for row in export(program, folder / "store.db", "diagnostics")
            if row["rule"] == "check.earlier-month-changed"]


def main(program, root):
    root = Path(root)
    make = Maker(root, "zj-monthly", parks_of(root), 0)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        take_in(program, folder, f"{make.short_name}2026年4月报表.xlsx", [page_of(make, 4)])
        take_in(program, folder, f"{make.short_name}2026年5月报表.xlsx", [page_of(make, 4, more=100), page_of(make, 5)])
        april = page_of(make, 4)
        changed = [("4月", april.at(ROW, measure), measure) for measure in (MEASURE, "ytd")]
        assert sorted(proposals(program, folder)) == sorted(changed), proposals(program, folder)
        found = {(o["park"], o["period"], o["indicator"], o["item"], o["measure"]): Decimal(o["value"])
                 for o in export(program, folder / "store.db", "observations")}
        truth = {**april.truth, **page_of(make, 5).truth}
        assert found == truth, [key for key in truth if found.get(key) != truth[key]]

        take_in(program, folder, f"{make.short_name}2026年4月报表（更正）.xlsx", [page_of(make, 4, more=100)])
        assert proposals(program, folder) == [], proposals(program, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
