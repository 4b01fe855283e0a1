#!/usr/bin/python3
"""annual_test.py HUIBIAO SOURCE_TREE — the summary of a year from outside: months, quarters and revisions are the export's, it never goes stale."""
import collections
import csv
import io
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
REVENUE = "营业收入"


def huibiao(*arguments, codes=(0,)):
    done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode in codes, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


class Annual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name, "out")
        huibiao("run", TREE / "samples/inbox", "--out", cls.out, "--received", "2026-07-20", codes=(0, 1))
        store = ("--store", cls.out / "huibiao.db")
        filed = next(row for row in csv.DictReader(io.StringIO(huibiao("export", "observations", *store)))
                     if (row["period"], row["indicator"], row["measure"]) == ("2026-04", "operating_revenue", "current"))
        huibiao("correct", "2026-04", filed["park"], REVENUE, "本月", float(filed["value"]) - 1234, "--by", "经办人", "--reason", "更正：漏报一家", *store)
        huibiao("report", "--period", "2026", "--out", cls.out, *store)
        text = huibiao("export", "observations", "--store", cls.out / "huibiao.db")
        cls.figures = {(row["period"], row["park"], row["indicator"], row["measure"]): float(row["value"])
                       for row in csv.DictReader(io.StringIO(text)) if not row["item"]}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def entry(self):
        manifest = json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
        return next((entry for entry in manifest if entry["period"] == "2026"), None)

    def row(self, sheet, name):
        book = openpyxl.load_workbook(self.out / self.entry()["path"])
        headers = [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=3, max_row=4)]
        values = next(row for row in book[sheet].iter_rows(min_row=4, values_only=True) if row[0] == name)
        return headers, values

    def total(self, period, measure):
        found = [value for (of, _, indicator, what), value in self.figures.items()
                 if (of, indicator, what) == (period, "operating_revenue", measure)]
        return sum(found)

    def test_months_are_the_sums_of_what_was_filed(self):
        self.assertEqual(self.entry()["kind"], "summary")
        headers, values = self.row("分月（一）", REVENUE)
        columns = dict(zip(headers[0], values))
        for month in range(1, 7):
            self.assertAlmostEqual(columns[f"{month}月"] * 100000, self.total(f"2026-{month:02}", "current"), delta=1)
        self.assertAlmostEqual(columns["1—2月"] * 100000, self.total("2026-02", "ytd"), delta=1)

    def test_quarters_are_differences_of_cumulatives(self):
        _, values = self.row("分季度", REVENUE)
        first, second = self.total("2026-03", "ytd"), collections.defaultdict(dict)
        for (period, park, indicator, measure), value in self.figures.items():
            if indicator == "operating_revenue" and measure == "ytd" and period in ("2026-03", "2026-06"):
                second[park][period] = value
        both = [figures["2026-06"] - figures["2026-03"] for figures in second.values() if len(figures) == 2]
        self.assertAlmostEqual(values[2] * 100000, first, delta=1)
        self.assertAlmostEqual(values[4] * 100000, sum(both), delta=1)

    def test_revisions_are_the_cumulative_less_the_months(self):
        book = openpyxl.load_workbook(self.out / self.entry()["path"])
        sheet, count = book["历史月份修订（一）"], 0
        self.assertEqual(sheet["D3"].value.split("\n")[0], REVENUE)
        found = [row[3] for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int) and row[3] is not None]
        expected = []
        for park in {key[1] for key in self.figures}:
            months = [self.figures.get((f"2026-{month:02}", park, "operating_revenue", "current")) for month in range(1, 7)]
            if months[0] is None or months[1] is None:
                months[:2] = [self.figures.get(("2026-02", park, "operating_revenue", "ytd"))]
            cumulative = self.figures.get(("2026-06", park, "operating_revenue", "ytd"))
            if cumulative is not None and None not in months:
                expected.append(round(cumulative - sum(months), 4))
                count += 1
        self.assertEqual(sorted(round(value, 4) + 0.0 for value in found), sorted(value + 0.0 for value in expected))
        self.assertGreater(count, 5)
        self.assertEqual([value for value in expected if value], [1234.0], "what was taken out of April is a revision")

    def test_figures_that_were_corrected_are_listed(self):
        book = openpyxl.load_workbook(self.out / self.entry()["path"])
        rows = [row for row in book["改过的数"].iter_rows(min_row=4, values_only=True) if isinstance(row[0], int)]
        self.assertGreater(len(rows), 3)
        for row in rows:
            self.assertAlmostEqual(row[5] - row[4], row[6], places=4)
            self.assertIn("更正", row[8], "the samples hold corrections only")

    def test_a_later_run_writes_it_again(self):
        path = self.out / self.entry()["path"]
        before = path.read_bytes()
        path.write_bytes(b"stale")
        huibiao("run", TREE / "samples/inbox/2026-03", "--out", self.out, codes=(0, 1))
        self.assertEqual(path.read_bytes(), before)
        self.assertIsNotNone(self.entry())

    def test_a_year_of_which_nothing_is_known_is_wrong_usage(self):
        huibiao("report", "--period", "2019", "--out", self.out, "--store", self.out / "huibiao.db", codes=(2,))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
