#!/usr/bin/python3
"""january_february_test.py HUIBIAO SOURCE_TREE — January and February, in every way in which they are reported, give no false error."""
import csv
import io
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv.pop(1)).resolve(), Path(sys.argv.pop(1)).resolve()
PARK = "宁波高新区"
COLUMNS = ("current", "current_year_ago", "ytd", "ytd_year_ago")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


class JanuaryAndFebruary(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.store = self.folder / "store.db"

    def huibiao(self, *arguments, codes=(0,)):
        done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True)
        self.assertIn(done.returncode, codes, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def form(self, month, figures, title=None):
        """A form with {label: (month, a year ago, year to date, a year ago)}; title: how the period is written instead. openpyxl drops the template's identity."""
        out = self.folder / f"blank-{month}"
        self.huibiao("template", "--year", 2026, "--period", f"2026-{month:02}", "--park", PARK, "--out", out)
        book = openpyxl.load_workbook(next(out.rglob("*.xlsx")))
        sheet = book.active
        for line in sheet.iter_rows(min_col=1, max_col=6):
            for column, value in zip(range(2, 6), figures.get(str(line[0].value or "").strip(), ())):
                line[column].value = value
        if title:
            for line in sheet.iter_rows():
                for cell in line:
                    if isinstance(cell.value, str) and f"2026年{month}月" in cell.value.replace(" ", ""):
                        cell.value = cell.value.replace(" ", "").replace(f"2026年{month}月", title)
        path = self.folder / f"{PARK}{title or f'2026年{month}月'}月报.xlsx"
        book.save(path)
        return path

    def ingest(self, *paths):
        for path in paths:
            self.huibiao("ingest", path, "--store", self.store, "--received", "2026-04-08", codes=(0, 1))
        return [(r["period"], r["rule"], r["message"]) for r in rows(self.huibiao("export", "diagnostics", "--store", self.store))
                if r["severity"] in ("warning", "error", "fatal")]

    def figures(self):
        return {(r["period"], r["indicator"], r["measure"]): r["value"] for r in rows(self.huibiao("export", "observations", "--store", self.store))}

    # 2026: January 500, February 450, March 520; a year ago 480, 430, 500.
    JANUARY = {"营业收入": (500000, 480000, 500000, 480000), "工业总产值": (400000, 390000, 400000, 390000)}
    FEBRUARY = {"营业收入": (450000, 430000, 950000, 910000), "工业总产值": (360000, 350000, 760000, 740000)}
    MARCH = {"营业收入": (520000, 500000, 1470000, 1410000), "工业总产值": (420000, 400000, 1180000, 1140000)}
    SUM = {label: (ytd, base, ytd, base) for label, (_, _, ytd, base) in FEBRUARY.items()}
    BLANK = {label: (None, None, ytd, base) for label, (_, _, ytd, base) in FEBRUARY.items()}

    def test_month_by_month(self):
        self.assertEqual(self.ingest(self.form(1, self.JANUARY), self.form(2, self.FEBRUARY), self.form(3, self.MARCH)), [])

    def test_februarys_month_column_blank(self):
        self.assertEqual(self.ingest(self.form(1, self.JANUARY), self.form(2, self.BLANK), self.form(3, self.MARCH)), [])

    def test_februarys_month_column_equal_to_the_cumulative(self):
        self.assertEqual(self.ingest(self.form(1, self.JANUARY), self.form(2, self.SUM), self.form(3, self.MARCH)), [])

    def test_no_january(self):
        for name, february in (("alone", self.FEBRUARY), ("blank", self.BLANK), ("sum", self.SUM)):
            with self.subTest(name):
                self.store = self.folder / f"{name}.db"
                self.assertEqual(self.ingest(self.form(2, february), self.form(3, self.MARCH)), [])

    def test_both_months_in_one_form(self):
        self.assertEqual(self.ingest(self.form(2, self.SUM, title="2026年1—2月"), self.form(3, self.MARCH)), [])
        self.assertEqual({period for period, _, _ in self.figures()}, {"2026-01~02", "2026-03"})
        self.assertEqual(self.figures()[("2026-01~02", "operating_revenue", "ytd")], "950000")
        # March looks back on them: a cumulative that does not add up is seen.
        wrong = {"营业收入": (520000, 500000, 1670000, 1410000), "工业总产值": (420000, 400000, 1180000, 1140000)}
        self.store = self.folder / "wrong.db"
        said = self.ingest(self.form(2, self.SUM, title="2026年1—2月"), self.form(3, wrong))
        self.assertEqual({(period, rule) for period, rule, _ in said if rule == "check.chain"}, {("2026-03", "check.chain")})

    def test_the_form_of_both_months_answers_for_february(self):
        self.ingest(self.form(2, self.BLANK, title="2026年1—2月"))
        said = self.huibiao("status", "--period", "2026-02", "--as-of", "2026-04-30", "--store", self.store)
        self.assertRegex(said, r"不全　生产数据：宁波高新区 缺 ")
        missing = next(line for line in said.splitlines() if line.startswith("  不全　生产数据：宁波高新区"))
        self.assertNotIn("营业收入", missing)
        self.assertNotIn("工业总产值", missing)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
