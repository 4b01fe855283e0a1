#!/usr/bin/python3
"""targets_test.py HUIBIAO SOURCE_TREE — the targets of 2013 for three types of parks, from filled forms to the workbook: what is reached, what a path
asks for, parks without a type, and the workbook against LibreOffice."""
import json
import re
import shutil
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import openpyxl

TREE = Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from blank_forms import blank_forms, fill  # noqa: E402
from program import EvaluationCase, Program  # noqa: E402
from recalculate import compare, plant_wrong_result, recalculated  # noqa: E402

BOOK = "2016年度国家高新区“三类园区”战略提升行动目标.xlsx"
# Types from one day to another: Changsha changes at the end of 2014, Baoding has none at the end of 2015.
TYPES = """system,unit,type,valid_from,valid_to,note
most-2013-targets,成都高新技术产业开发区,world-class,,,
most-2013-targets,长沙高新技术产业开发区,characteristic,,2014-12-31,
most-2013-targets,长沙高新技术产业开发区,innovative,2015-01-01,,
most-2013-targets,保定高新技术产业开发区,characteristic,,2014-12-31,
most-2013-targets,桂林高新技术产业开发区,characteristic,,,
"""
CHENGDU = {"企业研发投入占销售收入比例": 8, "从业人员中硕士和博士占比": 19.9, "从业人员中归国留学人员和外籍常住人员占比": 3.1, "国家级研发机构数": 62,
            "万人年新增发明专利授权": 21.25, "国家级创新服务机构数": 30, "服务收入占营业收入比例": 50, "具有国际影响力的创新型产业集群数": 2,
            "营业收入超1000亿元的企业数": 1, "营业收入超500亿元的企业数": 4, "从业人员人均增加值": 69.99}
CHENGDU_2012 = {"企业研发投入占销售收入比例": 6, "从业人员中硕士和博士占比": 20, "国家级研发机构数": 40, "万人年新增发明专利授权": 10,
                 "国家级创新服务机构数": 32, "营业收入超1000亿元的企业数": 0, "营业收入超500亿元的企业数": 2, "具有国际影响力的创新型产业集群数": 0}
CHANGSHA = {"从业人员中硕士和博士占比": 8, "国家级研发机构数": 49, "国内领先的创新型产业集群数": 1, "营业收入利润率": -2.5}
GUILIN = {"从业人员中本科以上占比": 26, "在国内有重要影响力的产业集群数": 2, "营业收入超100亿元的企业数": 1, "出口额占营业收入比例": 9.9, "营业收入利润率": 7}
MET, MISSED, OPEN = "达到", "未达到", "无法判断"


huibiao = Program(sys.argv[1])


class Targets(EvaluationCase):
    MAPPINGS = {"unit_types.csv": TYPES}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ingest(2012, {"成都": CHENGDU_2012})
        cls.ingest(2015, {"成都": CHENGDU, "长沙": CHANGSHA, "保定": {"营业收入利润率": 9}, "桂林": GUILIN})
        cls.evaluate(2016)
        cls.book = cls.folder / "2016" / BOOK

    @classmethod
    def evaluate(cls, year, *more, codes=(0,)):
        return huibiao("evaluate", "most-2013-targets", "--year", year, "--store", cls.store, "--out", cls.folder / str(year), "--catalogue",
                       cls.overlay, *more, codes=codes)

    @classmethod
    def ingest(cls, year, filed):
        blank, inbox = cls.folder / f"blank{year}", cls.folder / f"inbox{year}"
        inbox.mkdir()
        for city, figures in filed.items():
            huibiao("template", "--year", year, "--form", "most-targets-annual", "--park", f"{city}高新区", "--out", blank)
            form = next(path for park, path in blank_forms(blank).items() if park.startswith(city))
            fill(form, figures, inbox / form.name)
        huibiao("ingest", inbox, "--store", cls.store)

    def table(self, sheet, park, book=None):
        """[[number, indicator, value, target, share, distance, outcome, start, start value, on path, distance, on time]] of the park."""
        return [[line[i].value for i in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)]
                for line in openpyxl.load_workbook(book or self.book, data_only=True)[sheet].iter_rows(min_row=5) if line[0].value == park]

    def outcomes(self, sheet, park, book=None):
        return {line[0]: line[6] for line in self.table(sheet, park, book) if line[0]}

    def test_what_is_reached_what_is_missed_and_what_cannot_be_told(self):
        self.assertEqual(self.outcomes("世界一流高科技园区", "成都高新区"), {
            "1.1": MET, "1.2": MISSED, "1.3": MET, "1.4": MISSED, "1.5": MISSED, "1.6": MISSED, "1.7": MET, "1.8": MET, "1.9": MISSED, "1.10": OPEN})
        self.assertEqual(self.outcomes("创新型科技园区", "长沙高新区"), {
            "2.1": MET, "2.2": MISSED, "2.3": OPEN, "2.4": OPEN, "2.5": OPEN, "2.6": OPEN, "2.7": MISSED, "2.8": OPEN, "2.9": OPEN, "2.10": MISSED})
        self.assertEqual(self.outcomes("创新型特色园区", "桂林高新区"), {
            "3.1": MET, "3.2": OPEN, "3.3": OPEN, "3.4": OPEN, "3.5": OPEN, "3.6": OPEN, "3.7": OPEN, "3.8": MISSED, "3.9": MET})

    def test_values_targets_distances_and_the_path(self):
        lines = self.table("世界一流高科技园区", "成都高新区")
        self.assertEqual(len(lines), 13)
        by_id = {line[0] or line[1]: line[2:] for line in lines}
        self.assertEqual(by_id["1.1"], [8, 8, 100, 0, MET, 2012, 6, 6.75, 1.25, "按进度"])
        self.assertEqual(by_id["1.5"], [21.25, 40, 53.125, -18.75, MISSED, 2012, 10, 21.25, 0, "按进度"])
        self.assertEqual(by_id["1.4"], [62, 100, 62, -38, MISSED, 2012, 40, 62.5, -0.5, "落后进度"])
        self.assertEqual(by_id["1.2"][5:8] + by_id["1.2"][9:], [2012, 20, 20, "落后进度"])
        self.assertAlmostEqual(by_id["1.2"][8], -0.1)
        self.assertEqual([value or None for value in by_id["1.3"][5:]], [None, None, None, None, OPEN])
        self.assertEqual([value or None for value in by_id["1.10"]], ["缺数", 15, None, None, OPEN, None, None, None, None, OPEN])
        # A compound target is told by its parts.
        self.assertEqual([value or None for value in by_id["1.8"]], [None, None, 100, None, MET, None, None, None, None, "按进度"])
        self.assertEqual(by_id["营业收入超1000亿元的企业数"], [1, 2, 50, -1, MISSED, 2012, 0, 0.75, 0.25, "按进度"])
        self.assertEqual(by_id["营业收入超500亿元的企业数"], [4, 4, 100, 0, MET, 2012, 2, 2.75, 1.25, "按进度"])

    def test_the_overview_counts_and_names_parks_without_a_type(self):
        book = openpyxl.load_workbook(self.book, data_only=True)
        lines = {line[0].value: [cell.value for cell in line[1:9]] for line in book["总览"].iter_rows(min_row=5) if line[0].value}
        self.assertEqual(lines, {
            "成都高新区": ["世界一流高科技园区", 10, 4, 5, 1, 3, 3, 4], "长沙高新区": ["创新型科技园区", 10, 1, 3, 6, 0, 0, 10],
            "桂林高新区": ["创新型特色园区", 9, 2, 1, 6, 0, 0, 9], "保定高新区": ["没有写明，无法判断", *[None] * 7]})
        self.assertEqual(book["总览"]["A1"].value, "2016年度国家高新区“三类园区”战略提升行动目标：总览")
        self.assertEqual(book["总览"]["A2"].value, "评价年份2016（中期检查评估），数据年份2015，目标年份2020")
        self.assertRegex(book["总览"]["A3"].value, "^模拟测算，非官方结果：有数据的4家，应有[0-9]+家$")
        notes = "\n".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row)
        for said in ("保定高新区：mappings/unit_types.csv 里没有写明", "不是官方要求", "从2012年", "缺数是无法判断", "恰好等于就是达到"):
            self.assertIn(said, notes)
        manifest = json.loads((self.folder / "2016/manifest.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest, [{"path": BOOK, "kind": "evaluation", "form": "most-2013-targets", "period": "2016", "park": ""}])

    def test_types_are_those_of_the_end_of_the_data_s_year_and_the_last_year_is_the_target_s(self):
        self.ingest(2014, {"长沙": {"营业收入利润率": 7}})
        self.evaluate(2015)
        early = self.folder / "2015" / BOOK.replace("2016", "2015")
        self.assertEqual(self.outcomes("创新型特色园区", "长沙高新区", early)["3.9"], MET)
        self.ingest(2020, {"成都": {"从业人员人均增加值": 70}})
        self.evaluate(2021)
        last = self.folder / "2021" / BOOK.replace("2016", "2021")
        self.assertIn("评价年份2021（绩效评估），数据年份2020", openpyxl.load_workbook(last)["总览"]["A2"].value)
        line = next(line for line in self.table("世界一流高科技园区", "成都高新区", last) if line[0] == "1.9")
        self.assertEqual(line[2:], [70, 70, 100, 0, MET, 2015, 69.99, 70, 0, "按进度"])

    def test_libreoffice_calculates_the_same_and_a_changed_target_moves_the_outcome(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            whole, planted, changed = (folder / f"{each}.xlsx" for each in ("whole", "planted", "changed"))
            for copy in (whole, planted):
                shutil.copyfile(self.book, copy)
            self.assertTrue(plant_wrong_result(planted))
            book = openpyxl.load_workbook(self.book)
            row = next(row for row in book["目标和判断条件"].iter_rows() if row[1].value == "1.4")
            row[6].value = 62
            row = next(row for row in book["目标和判断条件"].iter_rows() if row[2].value == "营业收入超500亿元的企业数")
            row[6].value = 5
            book.save(changed)
            again = recalculated([whole, planted, changed], folder)
            count, wrong = compare(whole, again[0])
            self.assertEqual(wrong, [])
            self.assertGreater(count, 34 * 6)
            self.assertEqual(len(compare(planted, again[1])[1]), 1)
            in_sheet = self.outcomes("世界一流高科技园区", "成都高新区", again[2])
        self.assertEqual((in_sheet["1.4"], in_sheet["1.8"], in_sheet["1.5"]), (MET, MISSED, MISSED))

    def test_figures_that_contradict_each_other_are_held(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            form = next((self.folder / "inbox2015").glob("桂林*.xlsx"))
            book = openpyxl.load_workbook(form)
            for cells in book.worksheets[0].iter_rows():
                if cells[0].value == "营业收入超50亿元的企业数":
                    cells[2].value = 0
            book.save(folder / "a.xlsx")
            huibiao("ingest", folder / "a.xlsx", "--store", folder / "s.db", codes=(1,))
            said = huibiao("export", "diagnostics", "--store", folder / "s.db")
        self.assertIn("check.annual-larger-enterprises-10", said)

    def test_forms_follow_what_the_targets_ask_for(self):
        system = tomllib.loads((TREE / "templates/evaluation/most-2013-targets.toml").read_text(encoding="utf-8"))
        form = tomllib.loads((TREE / "templates/most-targets-annual/2012.toml").read_text(encoding="utf-8"))
        asked = {name for target in system["target"] for name in re.findall(r"[a-z][a-z0-9_]+", target["condition"])} - {"and", "or"}
        self.assertEqual({row["indicator"] for row in form["table"][0]["row"]}, asked)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
