#!/usr/bin/python3
"""evaluate_2013_test.py HUIBIAO SOURCE_TREE — the 40 indicators of 2013, whose values are supplied, weighed by a calculation of this test's own."""
import json
import math
import random
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import openpyxl

TREE = Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from national_parks import DATA_YEAR, YEAR, register  # noqa: E402
from program import Program, short_names  # noqa: E402
from recalculate import compare, recalculated  # noqa: E402

huibiao = Program(sys.argv[1])
FIRST_ROW = 7  # of the parks on every sheet

WEIGHTS_2013 = {  # as printed in 国科发火〔2013〕388号, annex 2
    "1": (30, [1.0, 1.1, 0.9, 0.8, 1.1, 0.8, 1.0, 1.1, 1.1, 1.0, 1.0]), "2": (30, [0.8, 1.1, 1.1, 1.0, 0.8, 1.0, 1.0, 1.1, 1.1, 1.0, 1.0]),
    "3": (20, [1.0, 1.1, 1.0, 0.8, 1.1, 1.1, 0.9, 0.8, 1.1, 1.1]), "4": (20, [1.1, 1.0, 1.1, 1.0, 0.8, 1.0, 0.9, 1.1])}


class Evaluate2013(unittest.TestCase):
    def test_values_are_supplied_and_weighed_within_their_groups(self):
        form = tomllib.loads((TREE / "templates/most-annual/2013.toml").read_text(encoding="utf-8"))
        indicators = [f"{g}.{n + 1}" for g, (_, weights) in WEIGHTS_2013.items() for n in range(len(weights))]
        self.assertEqual(len(indicators), 40)
        labels = {i: row for i, row in zip(indicators, form["table"][0]["row"])}
        chance = random.Random(2013)
        names = [name for name, _ in register()[:30]]
        values = {i: [chance.randint(1, 100) for _ in names] for i in indicators}
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "inbox").mkdir()
            huibiao("template", "--year", DATA_YEAR, "--form", "most-annual", "--out", folder / "blank")
            for entry in json.loads((folder / "blank/manifest.json").read_text(encoding="utf-8")):
                if entry["kind"] != "template" or entry["park"] not in names:
                    continue
                book = openpyxl.load_workbook(folder / "blank" / entry["path"])
                lines = {cells[0].value: cells for cells in book.worksheets[0].iter_rows()}
                for i in indicators:
                    if labels[i]["source"] == "park":
                        lines[labels[i]["label"]][2].value = values[i][names.index(entry["park"])]
                book.save(folder / "inbox" / Path(entry["path"]).name)
            self.crosstab(folder / "inbox/专家评分.xlsx", f"{DATA_YEAR}年国家高新区评价专家组评分", [(labels[i]["label"], "分") for i in self.JUDGED],
                          {park: [values[i][place] for i in self.JUDGED] for place, park in enumerate(names)})
            huibiao("ingest", folder / "inbox", "--store", folder / "s.db")
            huibiao("evaluate", "most-2013", "--year", YEAR, "--store", folder / "s.db", "--out", folder / "out")
            book = folder / "out/2025年度国家高新区评价（2013年修订版指标体系）.xlsx"
            count, wrong = compare(book, recalculated([book], folder)[0])
            book = openpyxl.load_workbook(book, data_only=True)
        self.assertEqual(wrong, [])
        self.assertGreater(count, len(names) * 40 * 4)
        totals = {park: self.total({i: values[i][place] for i in indicators}, values) for place, park in enumerate(names)}
        full = {short: name for name, short in short_names(TREE).items()}
        found = {full[row[1].value]: (row[0].value, row[3].value) for row in book["排名"].iter_rows(min_row=FIRST_ROW) if row[1].value}
        self.assertEqual(found.keys(), totals.keys())
        for park, total in totals.items():
            self.assertTrue(math.isclose(found[park][1], total, rel_tol=1e-9), f"{park}: {found[park][1]}, not {total}")
            self.assertEqual(found[park][0], 1 + sum(other > total + 1e-9 for other in totals.values()), park)
        shares = {row[0].value: row[7].value for row in book["权重和设置"].iter_rows() if row[0].value in indicators}
        self.assertEqual({i: round(shares[i], 4) for i in ("1.1", "1.2", "1.4", "2.1", "3.1", "4.6")},
                         {"1.1": 2.7523, "1.2": 3.0275, "1.4": 2.2018, "2.1": 2.1818, "3.1": 2.0, "4.6": 2.5})
        self.assertIn("第一组的赋权合计是10.9", "".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row))

    JUDGED = ("1.10", "1.11", "2.10", "2.11", "3.9", "3.10", "4.7", "4.8")

    def total(self, of_park, values):
        """Its own way: every share of the total added up."""
        total = 0
        for group, (weight, weights) in WEIGHTS_2013.items():
            for number, own in enumerate(weights):
                i = f"{group}.{number + 1}"
                low, high = (0, 100) if i in self.JUDGED else (min(values[i]), max(values[i]))
                way = (high - of_park[i] if i == "4.6" else of_park[i] - low) / (high - low)
                total += weight / sum(weights) * own * way
        return total

    @staticmethod
    def crosstab(path, title, columns, lines):
        """A unit stands in each header's brackets."""
        book = openpyxl.Workbook()
        book.active.append([title])
        book.active.append(["高新区", *[f"{label}（{unit}）" for label, unit in columns]])
        for park, figures in lines.items():
            book.active.append([park, *figures])
        book.save(path)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
