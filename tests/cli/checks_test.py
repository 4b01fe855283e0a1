#!/usr/bin/env python3
"""checks_test.py PROGRAM TREE — what checks say does not depend on the order in which files come, and goes when the figures are put right."""
import csv
import io
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import openpyxl

PROGRAM, TREE = sys.argv.pop(1), Path(sys.argv.pop(1))


def huibiao(*arguments, codes=(0,)):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in codes:
        raise AssertionError(f"{arguments}: {done.returncode}\n{done.stderr}")
    return done.stdout


def rows(*arguments):
    return list(csv.DictReader(io.StringIO(huibiao(*arguments))))


class Checks(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def form(self, month, revenue, cumulative, investment=(100, 60), mark=""):
        """A monthly form with a few rows filled in."""
        out = self.folder / f"blank-{month}"
        if not out.exists():
            huibiao("template", "--year", 2026, "--period", f"2026-{month:02}", "--form", "zj-monthly", "--park", "宁波高新区", "--out", out)
        book = openpyxl.load_workbook(next(out.rglob("*.xlsx")))
        sheet = book.active
        for line in sheet.iter_rows(min_col=1, max_col=5):
            label = str(line[0].value or "").strip()
            if label == "营业收入":
                line[2].value, line[4].value = revenue, cumulative
            elif label == "固定资产投资":
                line[2].value = investment[0]
            elif label == "其中：高新技术产业投资":
                line[2].value = investment[1]
        path = self.folder / f"宁波高新区2026年{month}月月报{mark}.xlsx"
        book.save(path)
        return path

    def findings(self, store):
        return sorted((r["file"], r["cell"], r["severity"], r["rule"], r["message"]) for r in rows("export", "diagnostics", "--store", store)
                      if r["rule"].startswith("check."))

    def test_the_order_of_arrival_decides_nothing(self):
        january = self.form(1, 5000, 5000)
        february = self.form(2, 4000, 9700, investment=(100, 160))
        together, later, earlier = (self.folder / name for name in ("together.db", "later.db", "earlier.db"))
        huibiao("ingest", january, february, "--store", together, codes=(0, 1))
        for path in (january, february):
            huibiao("ingest", path, "--store", later, codes=(0, 1))
        for path in (february, january):
            huibiao("ingest", path, "--store", earlier, codes=(0, 1))
        said = self.findings(together)
        self.assertEqual({rule for _, _, _, rule, _ in said}, {"check.part-high-tech-investment", "check.chain"})
        self.assertEqual(self.findings(later), said)
        self.assertEqual(self.findings(earlier), said)

    def test_a_failed_check_holds_its_cells_and_no_others(self):
        store = self.folder / "held.db"
        huibiao("ingest", self.form(2, 4000, 9000, investment=(100, 160)), "--store", store, codes=(1,))
        status = {(r["indicator"], r["measure"]): r["status"] for r in rows("export", "observations", "--all", "--store", store)}
        self.assertEqual(status, {("operating_revenue", "current"): "effective", ("operating_revenue", "ytd"): "effective",
                                  ("fixed_asset_investment", "current"): "held", ("hightech_investment", "current"): "held"})
        self.assertEqual([r["state"] for r in rows("export", "submissions", "--store", store)], ["returned"])
        huibiao("ingest", self.form(2, 4000, 9000, investment=(180, 160), mark="（更正）"), "--store", store)
        values = {r["indicator"]: r["value"] for r in rows("export", "observations", "--store", store) if r["measure"] == "current"}
        self.assertEqual(values, {"operating_revenue": "4000", "fixed_asset_investment": "180", "hightech_investment": "160"})

    def test_a_revised_month_is_looked_at_by_the_next(self):
        store = self.folder / "revised.db"
        huibiao("ingest", self.form(1, 5000, 5000), self.form(2, 4000, 9700), "--store", store)
        self.assertEqual([rule for _, _, _, rule, _ in self.findings(store)], ["check.chain"])
        huibiao("ingest", self.form(1, 5700, 5700, mark="（更正）"), "--store", store)
        self.assertEqual(self.findings(store), [])


if __name__ == "__main__":
    unittest.main()
