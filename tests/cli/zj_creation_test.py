#!/usr/bin/python3
"""zj_creation_test.py HUIBIAO SOURCE_TREE — the conditions of 2012 for provincial parks of Zhejiang, from filled forms and offices' tables to the
workbook: every threshold just below, at and just above it, yellow cards and removal by the year before, ranks, the first five, and the workbook
against LibreOffice."""
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
from program import EvaluationCase, Program, parks, short_names  # noqa: E402
from recalculate import compare, plant_wrong_result, recalculated  # noqa: E402

FORM = tomllib.loads((TREE / "templates/zj-creation-annual/2012.toml").read_text(encoding="utf-8"))
ROWS = {row["indicator"]: row for row in FORM["table"][0]["row"]}
SYSTEM = tomllib.loads((TREE / "templates/evaluation/zj-2012.toml").read_text(encoding="utf-8"))
BOOK = "2025年度创建省级高新技术产业园区评价.xlsx"
MET, MISSED, OPEN = "达到", "未达到", "无法判断"
BELOW, AT, ABOVE = "鹿城数字时尚高新技术产业园区", "龙港青龙湖高新技术产业园区", "永嘉系统流程装备高新技术产业园区"
NEW, SPARSE = "平阳智能装备制造高新技术产业园区", "瓯海生命健康高新技术产业园区"
APPLYING = ["瓯江口高新技术产业园区", "杭州紫金港数字信息高新技术产业园区", "兰溪功能性新材料高新技术产业园区"]
TYPES = "system,unit,type,valid_from,valid_to,note\n" + "".join(
    f"zj-2012,{park},{type},{day},,\n"
    for park, type, day in [(BELOW, "creating", "2022-12-31"), (AT, "creating", "2021-12-31"), (ABOVE, "creating", "2020-01-01"),
                            (NEW, "creating", "2024-03-01"), *[(park, "applicant", "") for park in APPLYING]])

# Figures with which every target is met exactly, and the steps that put it below or above.
EXACTLY = {
    "new_enterprises": 100, "new_hightech_enterprises": 60, "new_projects": 50, "new_hightech_projects": 30, "new_project_investment": 1000,
    "new_hightech_project_investment": 600, "zone_industrial_value_added_prev": 5000, "zone_industrial_value_added": 6000,
    "zone_hightech_value_added_prev": 3000, "zone_hightech_value_added": 3600, "zone_gdp_prev": 1_000_000, "zone_gdp": 2_000_000,
    "strategic_value_added_prev": 100_000, "strategic_value_added": 260_000, "hightech_output_prev": 9_600_000, "hightech_output": 12_000_000,
    "zone_industrial_output": 20_000_000, "leading_three_output": 14_000_000, "hightech_service_revenue_prev": 625_000,
    "hightech_service_revenue": 750_000, "technology_industry_trade_income": 5_000_000, "new_tax": 1000, "new_tax_targeted": 600,
    "enterprise_rd_institutions_prev": 100, "enterprise_rd_institutions": 110, "high_level_talents_prev": 200, "high_level_talents": 220,
    "zone_rd_spending_prev": 1000, "zone_rd_spending": 1100, "hightech_firms": 50, "firms_above_size": 100, "zone_staff": 10_000, "zone_rd_staff": 1000,
    "zone_invention_patents": 300, "listed_companies_prev": 20, "listed_companies": 22, "zone_hightech_enterprises_prev": 100,
    "zone_hightech_enterprises": 110, "innovative_enterprises_prev": 10, "innovative_enterprises": 11, "headquarters_prev": 10, "headquarters": 11,
    "creation_zone_area": 10, "new_industrial_land": 100, "new_industrial_land_strategic": 100}
STEPPED = ["new_hightech_enterprises", "new_hightech_projects", "new_hightech_project_investment", "zone_hightech_value_added", "strategic_value_added",
           "hightech_output", "leading_three_output", "hightech_service_revenue", "technology_industry_trade_income", "new_tax_targeted",
           "enterprise_rd_institutions", "high_level_talents", "zone_rd_spending", "hightech_firms", "zone_rd_staff", "zone_invention_patents",
           "listed_companies", "zone_hightech_enterprises", "innovative_enterprises", "headquarters", "new_industrial_land_strategic"]
STATISTICS = {"cluster_growth_rd_institutions": 10, "cluster_growth_talents": 10, "cluster_growth_rd_spending": 10}
PROVINCE = {"province_rd_intensity": 0.055, "province_rd_staff_share": 10, "province_patents_per_10000": 300, "province_growth_listed": 10,
            "province_growth_hightech": 10, "province_growth_innovative": 10, "province_growth_headquarters": 10,
            "province_growth_rd_institutions": 10}
ABOVE_ONLY = {"B3a", "B3b", "B3c", *(f"C2{each}" for each in "abcdefgh")}  # 高于: an equal value is not enough
OF = {name: [target["id"] for target in SYSTEM["target"] if target["list"] == name] for name in ("annual", "recognition", "apply", "national")}
JUDGED = {name: [target["judged"] for target in SYSTEM["target"] if target["list"] == name and "judged" in target] for name in OF}


def stepped(by):
    return EXACTLY | {variable: EXACTLY[variable] + by for variable in STEPPED}


huibiao = Program(sys.argv[1])
SHORT = short_names(TREE)


def recognised():
    return [park["name"] for park in parks(TREE) if park["level"] == "省级"]


class Creation(EvaluationCase):
    MAPPINGS = {"unit_types.csv": TYPES}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Six recognised parks: the nth misses n of the year's targets.
        ranked = {}
        for place, park in enumerate(recognised()[:6]):
            ranked[park] = stepped(1)
            for variable in ["new_hightech_enterprises", "new_hightech_projects", "new_hightech_project_investment", "strategic_value_added",
                             "hightech_output"][:place]:
                ranked[park][variable] = 0
        applying = {park: {"creation_zone_area": area} for park, area in zip(APPLYING, (9.99, 10, 10.01))}
        cls.ingest(2023, {BELOW: stepped(-1), AT: stepped(1)}, {}, {BELOW: STATISTICS, AT: STATISTICS})
        judged = {BELOW: {each: 0 for each in JUDGED["recognition"]}, **{park: {each: 1 for each in JUDGED["recognition"]} for park in (AT, ABOVE)},
                  **{park: {each: judge for each in JUDGED["apply"]} for park, judge in zip(APPLYING, (0, 1, 1))},
                  **{park: {each: 1 for each in JUDGED["national"]} for park in list(ranked)[:4]}}
        cls.ingest(2024, {BELOW: stepped(-1), AT: EXACTLY, ABOVE: stepped(1), NEW: stepped(-1), SPARSE: {"new_enterprises": 0, "new_hightech_enterprises": 0,
                   "zone_gdp": 1}, **ranked, **applying}, judged,
                   {park: STATISTICS | (PROVINCE if park == AT else {}) for park in (BELOW, AT, ABOVE, NEW, *ranked)})
        cls.evaluate("2025")
        cls.book = cls.folder / "2025" / BOOK

    @classmethod
    def evaluate(cls, out, *more):
        huibiao("evaluate", "zj-2012", "--year", 2025, "--store", cls.store, "--out", cls.folder / out, "--catalogue", cls.overlay, *more)

    @classmethod
    def ingest(cls, year, filed, judged, statistics):
        blank, inbox = cls.folder / f"blank{year}", cls.folder / f"inbox{year}"
        inbox.mkdir()
        huibiao("template", "--year", year, "--form", "zj-creation-annual", "--out", blank)
        for park, form in blank_forms(blank).items():
            if park in filed:
                fill(form, {ROWS[variable]["label"]: value for variable, value in filed[park].items()}, inbox / form.name)
        cls.crosstab(inbox / "省科技厅判断.xlsx", f"{year}年省科技厅判断", judged)
        cls.crosstab(inbox / "省统计局平均数.xlsx", f"{year}年省统计局平均数", statistics)
        huibiao("ingest", inbox, "--store", cls.store)

    @staticmethod
    def crosstab(path, title, of_parks):
        variables = sorted({variable for figures in of_parks.values() for variable in figures}, key=list(ROWS).index)
        if not variables:
            return
        book = openpyxl.Workbook()
        book.active.append([title])
        book.active.append(["高新区", *[f"{ROWS[variable]['label']}（{ROWS[variable]['unit']}）" for variable in variables]])
        for park, figures in of_parks.items():
            book.active.append([park, *[figures.get(variable) for variable in variables]])
        book.save(path)

    def lines(self, sheet, park, book=None):
        """{id: [value, wanted, share, distance, outcome, what is missing]} of the park."""
        rows = openpyxl.load_workbook(book or self.book, data_only=True)[sheet].iter_rows(min_row=5)
        return {row[1].value: [cell.value for cell in row[4:10]] for row in rows if row[0].value == SHORT[park] and row[1].value}

    def outcomes(self, sheet, park, book=None):
        return {target: line[4] for target, line in self.lines(sheet, park, book).items()}

    def overview(self, park, listed, book=None):
        """{header: value} of the park's line of that list."""
        rows = list(openpyxl.load_workbook(book or self.book, data_only=True)["总览"].iter_rows(min_row=4, values_only=True))
        return next(dict(zip(rows[0], row)) for row in rows if row[0] == SHORT[park] and row[2] == listed)

    def test_every_threshold_just_below_at_and_just_above(self):
        for sheet, targets in (("目标要求", OF["annual"]), ("认定条件", OF["recognition"])):
            self.assertEqual(self.outcomes(sheet, BELOW), {target: MISSED for target in targets})
            self.assertEqual(self.outcomes(sheet, AT), {target: MISSED if target in ABOVE_ONLY else MET for target in targets})
            self.assertEqual(self.outcomes(sheet, ABOVE), {target: MET for target in targets})
        for park, wanted in zip(APPLYING, (MISSED, MET, MET)):
            self.assertEqual(self.outcomes("申报条件", park), {target: wanted for target in OF["apply"]})

    def test_values_what_they_are_compared_with_and_distances(self):
        annual, recognition = self.lines("目标要求", AT), self.lines("认定条件", AT)
        self.assertEqual(annual["B1a"][:4], [60, 60, 100, 0])
        self.assertAlmostEqual(self.lines("目标要求", BELOW)["B2a"][3], -0.00005)
        self.assertAlmostEqual(annual["B3a"][0], 10)
        self.assertEqual(annual["B3a"][1], 10)
        self.assertEqual(recognition["C0"][:4], [3, 3, 100, 0])
        self.assertEqual(recognition["C1a"][:4], [500, 500, 100, 0])
        # The province's averages were filed beside another park.
        self.assertEqual(self.lines("认定条件", BELOW)["C2c"][1], 300)

    def test_cards_and_removal_follow_from_both_years(self):
        def of(park, *more):
            line = self.overview(park, "目标要求", *more)
            return line["总体"], line["2023年\n总体"], line["处理"]
        self.assertEqual(of(BELOW), (MISSED, MISSED, "取消创建资格"))
        self.assertEqual(of(AT), (MISSED, MET, "黄牌警告"))
        self.assertEqual(of(ABOVE), (MET, OPEN, "—"))
        self.assertEqual(of(NEW), (MISSED, "不适用", "黄牌警告"))
        self.assertEqual(of(SPARSE), (OPEN, OPEN, OPEN))
        self.assertEqual(of(recognised()[1]), (MISSED, None, None))
        self.assertEqual(self.outcomes("目标要求（2023）", BELOW), {target: MISSED for target in OF["annual"]})
        # What came in of the year before decides.
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            book = openpyxl.load_workbook(next((self.folder / "inbox2023").glob("鹿城*.xlsx")))
            for cells in book.worksheets[0].iter_rows():
                if cells[0].value == ROWS["new_enterprises"]["label"]:
                    cells[2].value = None
            book.save(folder / "鹿城.xlsx")
            shutil.copyfile(self.folder / "inbox2024" / next((self.folder / "inbox2024").glob("鹿城*.xlsx")).name, folder / "b.xlsx")
            huibiao("ingest", folder / "b.xlsx", "--store", folder / "s.db")
            huibiao("evaluate", "zj-2012", "--year", 2025, "--store", folder / "s.db", "--out", folder / "out", "--catalogue", self.overlay)
            self.assertEqual(of(BELOW, folder / "out" / BOOK), (MISSED, OPEN, "黄牌警告；以前年份无法判断，是否取消创建资格无法判断"))

    def test_what_is_missing_is_named_and_no_fail(self):
        line = self.lines("目标要求", SPARSE)
        self.assertEqual(line["B1a"][0], "无定义")
        self.assertEqual([line["B1b"][0], *line["B1b"][4:]], ["缺数", OPEN, "当年新增项目数、当年新增高新技术项目数"])
        self.assertEqual(line["B3a"][5], "企业研发机构数、上年企业研发机构数、所在产业集聚区企业研发机构数平均增速")
        self.assertEqual(set(self.outcomes("目标要求", SPARSE).values()), {OPEN})
        recognition = self.lines("认定条件", SPARSE)
        self.assertEqual([recognition["C0"][0], *recognition["C0"][4:]], ["缺数", OPEN, "列入创建名单以来的周年数"])
        self.assertEqual(recognition["C3"][4], OPEN)

    def test_ranks_apart_and_the_first_five_of_those_recognised(self):
        parks = recognised()[:6]
        self.assertEqual([self.overview(park, "目标要求")["名次"] for park in parks], [1, 2, 3, 4, 5, 6])
        self.assertEqual([self.overview(park, "目标要求")["名次"] for park in (ABOVE, AT, BELOW)], [1, 2, 3])
        self.assertEqual([self.outcomes("推荐国家高新区的条件", park)["E1"] for park in parks[3:]], [MET, MET, MISSED])
        # Necessary, not sufficient: of the last two nothing was judged, and only where the rank is enough is that open.
        self.assertEqual([self.overview(park, "推荐国家高新区的条件")["总体"] for park in parks[3:]], [MET, OPEN, MISSED])
        self.assertEqual(self.outcomes("推荐国家高新区的条件", parks[5])["E2"], OPEN)

    def test_what_else_a_national_recommendation_asks_for(self):
        """E2 to E6: each alone decides, what nobody judged is open, and no judgement makes up for the rank."""
        parks, conditions = recognised()[:6], ["E2", "E3", "E4", "E5", "E6"]
        ids = {target["id"]: target["judged"] for target in SYSTEM["target"] if target["list"] == "national" and "judged" in target}
        self.assertEqual(list(ids), conditions)
        for lacking in conditions:
            for judged, wanted in ((1, MET), (0, MISSED), (None, OPEN)):
                with self.subTest(lacking=lacking, judged=judged), tempfile.TemporaryDirectory() as name:
                    folder = Path(name)
                    shutil.copyfile(self.store, folder / "s.db")
                    of_park = {ids[each]: 1 for each in conditions} | {ids[lacking]: judged}
                    self.crosstab(folder / "判断.xlsx", "2024年省科技厅判断", {parks[4]: of_park, parks[5]: of_park, ABOVE: of_park})
                    huibiao("ingest", folder / "判断.xlsx", "--store", folder / "s.db")
                    huibiao("evaluate", "zj-2012", "--year", 2025, "--store", folder / "s.db", "--out", folder, "--catalogue", self.overlay)
                    fifth, sixth = (self.outcomes("推荐国家高新区的条件", park, folder / BOOK) for park in parks[4:])
                    self.assertEqual(fifth, {"E1": MET, **{each: MET for each in conditions}, lacking: wanted})
                    self.assertEqual(sixth, fifth | {"E1": MISSED})
                    self.assertEqual([self.overview(park, "推荐国家高新区的条件", folder / BOOK)["总体"] for park in parks[4:]], [wanted, MISSED])
                    self.assertEqual(self.outcomes("推荐国家高新区的条件", ABOVE, folder / BOOK), {})  # in creation: not asked

    def test_settings_and_notices_are_printed(self):
        book = openpyxl.load_workbook(self.book, data_only=True)
        self.assertRegex(book["总览"]["A3"].value, "^模拟测算，非官方结果：有数据的14家，应有[0-9]+家$")
        notes = "\n".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row)
        for notice in SYSTEM["notice"]:
            self.assertIn(notice["text"]["zh"], notes)
        criteria = {row[1]: row for row in book["目标和判断条件"].iter_rows(min_row=5, values_only=True)}
        self.assertIn("（三类合计）", criteria["B2d"][4])
        self.assertIn("（满3年）", criteria["C0"][4])
        self.assertEqual(criteria["B3a"][4:7], ("企业研发机构数增速 > 所在产业集聚区企业研发机构数平均增速", "%", "另列"))
        self.assertEqual(criteria["C3"][4], "由部门判断：符合填1，不符合填0，没有填的无法判断")

    def test_readings_can_be_chosen(self):
        system = (TREE / "templates/evaluation/zj-2012.toml").read_text(encoding="utf-8")
        for default, other in (("of_industry", "of_product"), ("together", "each"), ("at_least", "within"), ("by_income", "by_industry")):
            system = system.replace(f'used = "{default}"', f'used = "{other}"')
        system = system.replace('list = "annual"\nvariable', 'list = "annual"\nformula = "zone_gdp - zone_gdp_prev"\nvariable')
        (self.overlay / "templates/evaluation").mkdir(parents=True)
        path = self.overlay / "templates/evaluation/zj-2012.toml"
        path.write_text(system, encoding="utf-8")
        self.addCleanup(path.unlink)
        self.evaluate("other")
        book = self.folder / "other" / BOOK
        annual, recognition = self.lines("目标要求", AT, book), self.lines("认定条件", ABOVE, book)
        self.assertEqual((annual["B1d"][0], annual["B1d"][4]), (0.06, MISSED))
        self.assertEqual(annual["B2d"][4], OPEN)
        self.assertEqual(recognition["C0"][4], MET)  # of two parts
        self.assertEqual(recognition["C4a"][0], 200)
        self.assertEqual([self.overview(park, "目标要求", book)["名次"] for park in (ABOVE, AT)], [1, 1])
        self.assertEqual(compare(book, recalculated([book], self.folder)[0])[1], [])
        for sheet in ("目标要求", "认定条件"):  # of what is calculated too, the reader sees names
            for cells in openpyxl.load_workbook(book)[sheet].iter_rows():
                self.assertNotRegex(str(cells[2].value), "[a-z]_[a-z]")

    def test_libreoffice_calculates_the_same_and_a_changed_number_moves_what_follows(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            whole, planted, changed = (folder / f"{each}.xlsx" for each in ("whole", "planted", "changed"))
            for copy in (whole, planted):
                shutil.copyfile(self.book, copy)
            self.assertTrue(plant_wrong_result(planted))
            book = openpyxl.load_workbook(self.book)
            for row in book["目标和判断条件"].iter_rows():
                if row[2].value == "“目标要求”允许未达到的项数":
                    row[6].value = 3
            book.save(changed)
            again = recalculated([whole, planted, changed], folder)
            count, wrong = compare(whole, again[0])
            self.assertEqual(wrong, [])
            self.assertGreater(count, 1500)
            self.assertEqual(len(compare(planted, again[1])[1]), 1)
            self.assertEqual(self.overview(AT, "目标要求", again[2])["处理"], "—")
            self.assertEqual(self.overview(BELOW, "目标要求", again[2])["处理"], "取消创建资格")

    def test_forms_follow_what_the_conditions_ask_for(self):
        text = json.dumps([[target.get("condition"), target.get("defined"), target.get("judged"), target.get("reading")] for target in SYSTEM["target"]])
        asked = set(re.findall(r"[a-z][a-z0-9_]+", text))
        self.assertEqual(set(ROWS) - asked, set())
        known = {indicator["id"] for indicator in FORM["indicator"]}
        self.assertEqual({each for each in asked if "_" in each} - known, {"of_industry", "of_product", "at_least", "by_income", "by_industry"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
