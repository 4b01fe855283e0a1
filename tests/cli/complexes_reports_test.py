#!/usr/bin/python3
"""complexes_reports_test.py HUIBIAO SOURCE_TREE — both departments' forms in one inbox, from outside: each register has reports of its own, what a complex
sends by itself counts once its county has approved it, and the workbooks by place hold what was filed, calculated as LibreOffice does."""
import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
FORM = tomllib.loads((TREE / "templates/jx-quarterly/2021.toml").read_text(encoding="utf-8"))
LEATHER, WARP, CHIP = "海宁市皮革时尚产业创新服务综合体", "海宁市经编产业创新服务综合体", "海宁市泛半导体产业创新服务综合体"
SOLAR, HOME = "嘉兴市秀洲区光伏产业创新服务综合体", "嘉兴市秀洲区智能家居产业创新服务综合体"
COUNTY = ("county_rd_expenditure", "county_rd_intensity", "county_science_budget", "county_rd_deduction", "county_innovation_vouchers")


def run(*arguments, codes=(0,)):
    done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode in codes, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def figure(row, place, year):
    """A figure that every reader can work out: the row's place times what the unit and the year are."""
    return 100 + row * 7 + place * 10 + (20 if year == 2026 else 0)


def fill(sheet, unit, place, year, done=True):
    """The official layout; all units of a county report the same of it."""
    figures, progress, funds = FORM["table"]
    sheet["A1"] = FORM["title"]
    sheet["A2"] = f"综合体名称：{unit}"
    sheet["E2"] = f"{year}年第一季度"
    at = 3
    for column, header in enumerate(figures["column"], 1):
        sheet.cell(at, column, header["header"])
    for number, row in enumerate(figures["row"]):
        at += 1
        sheet.cell(at, 1, row["group"])
        sheet.cell(at, 2, row["label"])
        sheet.cell(at, 3, row["unit"])
        value = 5000 + number if row["indicator"] in COUNTY else figure(number, place, year)
        if row["unit"] == "%":
            value = 2.5
        for column, each in ((4, value), (5, 4.5), (6, value), (7, 4.5)):
            sheet.cell(at, column, each)
    at += 1
    for column, header in enumerate(progress["column"], 1):
        sheet.cell(at, column, header["header"])
    for number, row in enumerate(progress["row"]):
        at += 1
        sheet.cell(at, 1, row["group"])
        sheet.cell(at, 2, row["label"])
        sheet.cell(at, 3, "完成" if done or number else "未完成")
        if not done and not number:
            sheet.cell(at, 4, "制度还在起草")
    at += 1
    for column, text in enumerate(("一级指标", "二级指标", "实际拨付金额/万元", None, None, "实际使用支出金额/万元"), 1):
        sheet.cell(at, column, text)
    sheet.merge_cells(start_row=at, start_column=3, end_row=at, end_column=5)
    sheet.merge_cells(start_row=at, start_column=6, end_row=at + 1, end_column=6)
    at += 1
    for column, text in enumerate(("省级资金", "市级资金", "县（市、区）资金"), 3):
        sheet.cell(at, column, text)
    at += 1
    sheet.cell(at, 1, funds["row"][0]["group"])
    sheet.cell(at, 2, funds["row"][0]["label"])
    for column, value in enumerate((100, 50, 10 * place, 40 + place), 3):
        sheet.cell(at, column, value)


def workbook(path, units, year, done=True):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for unit, place in units:
        fill(book.create_sheet(f"{place}"), unit, place, year, done)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


class Complexes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        inbox, cls.out = Path(cls.folder.name, "inbox"), Path(cls.folder.name, "out")
        shutil.copytree(TREE / "samples/inbox/2026-03", inbox / "2026-03")
        for year in (2025, 2026):
            workbook(inbox / f"海宁市综合体{year}年一季度汇总.xlsx", [(LEATHER, 1), (WARP, 2)], year)
        workbook(inbox / "秀洲光伏综合体2026年一季度.xlsx", [(SOLAR, 3)], 2026, done=False)
        workbook(inbox / "秀洲智能家居综合体2026年一季度.xlsx", [(HOME, 4)], 2026)
        cls.store = cls.out / "huibiao.db"
        cls.inbox = inbox
        run("run", inbox, "--out", cls.out, "--received", "2026-04-20", codes=(0, 1))
        cls.before = cls.city()
        cls.status = run("status", "--period", "2026-03", "--store", cls.store)
        rows = csv.DictReader(io.StringIO(run("export", "submissions", "--store", cls.store)))
        cls.submissions = {row["park"]: row["submission"] for row in rows if row["form"] == FORM["id"] and row["period"].startswith("2026")}
        run("accept", cls.submissions[SOLAR], "--as", "county", "--by", "秀洲区科技局", "--reason", "数据审核无误", "--on", "2026-04-22",
            "--store", cls.store)
        run("run", inbox, "--out", cls.out, "--received", "2026-04-20", codes=(0, 1))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def manifest(cls, kind):
        entries = json.loads((cls.out / "manifest.json").read_text(encoding="utf-8"))
        return [cls.out / entry["path"] for entry in entries if entry["kind"] == kind]

    @classmethod
    def city(cls):
        path = next(path for path in cls.manifest("summary") if "2026年一季度产业创新" in path.name)
        return openpyxl.load_workbook(path, data_only=True)

    @staticmethod
    def totals(book, sheet, column=4):
        """The labels of a sheet by place, with the figures of one column."""
        return {row[1].value.split("（")[0]: row[column - 1].value for row in book[sheet].iter_rows(min_row=4) if row[1].value}

    def test_each_department_has_its_own_reports(self):
        summaries = sorted(path.name for path in self.manifest("summary"))
        self.assertEqual(len(summaries), 2 + 1, summaries)  # the parks' reader's edition, complexes of two years
        self.assertEqual(len(self.manifest("extract")), 2 * 9)
        detail = self.city()["数据明细"]
        self.assertEqual({row[0].value for row in detail.iter_rows(min_row=4) if row[0].value}, {LEATHER, WARP, SOLAR, HOME})
        desk = openpyxl.load_workbook(next(iter(self.manifest("detail"))), read_only=True)["数据明细"]
        self.assertFalse([row for row in desk.iter_rows(min_row=4, values_only=True) if row[0] and "综合体" in row[0]])

    def test_what_waits_for_its_county_is_in_no_total_until_it_is_approved(self):
        leather, warp, solar = (figure(0, place, 2026) for place in (1, 2, 3))
        before, after = self.totals(self.before, "产业质量"), self.totals(self.city(), "产业质量")
        self.assertEqual(before["全市合计"], leather + warp)
        self.assertEqual(before["海宁市"], leather + warp)
        self.assertFalse(before["秀洲区"])
        self.assertEqual(after["全市合计"], leather + warp + solar)
        self.assertEqual(after["秀洲区"], solar)
        self.assertFalse(after["秀洲智能家居综合体"])
        self.assertIn(f"待县（市、区）审核（秀洲区科技局），不计入合计：秀洲光伏综合体（{self.submissions[SOLAR]}）、"
                      f"秀洲智能家居综合体（{self.submissions[HOME]}）", self.status)
        self.assertIn("已审核、计入合计　2 个：海宁皮革时尚综合体、海宁经编综合体", self.status)
        self.assertIn("2026-04-25", self.status)

    def test_the_export_says_what_waits(self):
        rows = list(csv.DictReader(io.StringIO(run("export", "observations", "--period", "2026-03", "--store", self.store))))
        status = {row["park"]: row["status"] for row in rows if row["indicator"] == "cluster_revenue"}
        self.assertEqual(status, {LEATHER: "effective", WARP: "effective", SOLAR: "effective", HOME: "provisional"})
        then = list(csv.DictReader(io.StringIO(run("export", "observations", "--period", "2026-03", "--as-of", "2026-04-21", "--store", self.store))))
        self.assertEqual({row["status"] for row in then if row["park"] == SOLAR}, {"provisional"}, "before the county had approved it")

    def test_figures_of_the_county_are_taken_once(self):
        environment = self.totals(self.city(), "创新环境（一）")
        expenditure = 5000 + [row["indicator"] for row in FORM["table"][0]["row"]].index(COUNTY[0])
        self.assertEqual((environment["海宁市"], environment["秀洲区"], environment["全市合计"]),
                         (expenditure, expenditure, 2 * expenditure))

    def test_growth_of_totals_is_of_what_was_reported_a_year_before(self):
        growth = self.totals(self.city(), "产业质量", column=5)
        now, base = (sum(figure(0, place, year) for place in (1, 2)) for year in (2026, 2025))
        self.assertAlmostEqual(growth["全市合计"], (now / base - 1) * 100)
        self.assertEqual(growth["海宁皮革时尚综合体"], 4.5, "as filed")
        self.assertEqual(growth["秀洲区"], "—")

    def test_answers_and_funds(self):
        answers = self.totals(self.city(), "建设推进")
        self.assertEqual((answers["全市合计"], answers["秀洲光伏综合体"], answers["海宁经编综合体"]), (2, "未完成", "完成"))
        notes = self.totals(self.city(), "建设推进", column=11)
        self.assertIn("制度还在起草", notes["秀洲光伏综合体"])
        share = self.totals(self.city(), "资金支持", column=9)
        self.assertAlmostEqual(share["海宁皮革时尚综合体"], 41 / 160 * 100)
        self.assertAlmostEqual(share["海宁市"], (41 + 42) / (160 + 170) * 100)

    def test_an_extract_holds_no_figure_of_another_county(self):
        path = next(path for path in self.manifest("extract") if "秀洲区" in path.name and "2026" in path.name)
        book = openpyxl.load_workbook(path)
        texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        self.assertFalse([text for text in texts if "海宁" in text or "皮革" in text])
        page = self.totals(openpyxl.load_workbook(path, data_only=True), "产业质量")
        self.assertEqual(page["全市合计"], sum(figure(0, place, 2026) for place in (1, 2, 3)))
        self.assertEqual(page["秀洲光伏综合体"], figure(0, 3, 2026))
        other = next(path for path in self.manifest("extract") if "海宁市" in path.name and "2026" in path.name)
        self.assertIsNone(self.totals(openpyxl.load_workbook(other, data_only=True), "产业质量")["全市合计"],
                          "the one complex elsewhere could be worked out")

    def test_the_roll_up_of_a_year(self):
        run("report", "--period", "2026", "--out", self.out, "--store", self.store)
        book = openpyxl.load_workbook(next(path for path in self.manifest("summary") if "综合体监测年度" in path.name), data_only=True)
        self.assertEqual(self.totals(book, "分季度（一）")["全市合计"], sum(figure(0, place, 2026) for place in (1, 2, 3)))
        self.assertIn("报送及时率", book.sheetnames)

    def test_every_stored_result_is_what_a_recalculation_gives(self):
        extract = next(path for path in self.manifest("extract") if "秀洲区" in path.name and "2026" in path.name)
        city = next(path for path in self.manifest("summary") if "综合体" in path.name and "2026年一季度" in path.name)
        done = subprocess.run([sys.executable, TREE / "tests/scripts/recalculate.py", city, extract], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_who_never_sent_anything_is_asked_for_nothing(self):
        with tempfile.TemporaryDirectory() as alone:
            run("run", TREE / "samples/inbox/2026-03", "--out", alone, codes=(0, 1))
            self.assertNotIn("综合体", run("status", "--store", Path(alone, "huibiao.db")))
            self.assertFalse([path for path in Path(alone).rglob("*.xlsx") if "综合体" in path.name])

    def test_an_approval_that_is_none_is_refused(self):
        done = subprocess.run([HUIBIAO, "accept", self.submissions[SOLAR], "--as", "county", "--by", "b", "--reason", "r", "--store", self.store],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("没有在等 county 审核的数", done.stderr)
        done = subprocess.run([HUIBIAO, "accept", self.submissions[SOLAR], "--as", "town", "--by", "b", "--reason", "r", "--store", self.store],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("名录里定的审核级别：county", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
