#!/usr/bin/python3
"""zj_annual_test.py HUIBIAO SOURCE_TREE — the yearly evaluation of Zhejiang's parks: benefits, targets of the year, steps against the year before,
quality and timeliness from what was received, grades over two years, and every choice of method against LibreOffice."""
import collections
import math
import re
import shutil
import sys
import tomllib
import unittest
from pathlib import Path

import openpyxl

TREE = Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from blank_forms import blank_forms, fill  # noqa: E402
from program import EvaluationCase, Program, short_names  # noqa: E402
from recalculate import compare, plant_wrong_result, recalculated  # noqa: E402

BOOK = "2027年度浙江省高新区综合评价年度监测.xlsx"
FORM = tomllib.loads((TREE / "templates/zj-evaluation-annual/2021.toml").read_text(encoding="utf-8"))
LABELS = {row["indicator"]: row["label"] for table in FORM["table"] for row in table["row"]}
LEADER, SECOND, LAST = "杭州高新技术产业开发区", "宁波高新技术产业开发区", "温州高新技术产业开发区"
FIRST_ROW = 7


def benefits(times, hte, hte_prev):
    """A park that is so many times as good as the last one in everything."""
    return {"benefit_land": 1000, "benefit_tax": 20000 * times, "benefit_value_added": 100000 * times, "benefit_revenue": 500000, "benefit_staff": 5000,
            "benefit_energy": 20000, "benefit_emissions": 100, "benefit_rd": 15000 * times, "evaluated_hightech_enterprises": hte,
            "evaluated_hightech_enterprises_prev": hte_prev, "evaluated_technology_smes": 300, "evaluated_technology_smes_prev": 300}


ANNUAL = {2026: {LEADER: benefits(3, 115, 100), SECOND: benefits(2, 114, 100), LAST: benefits(1, 50, 100)}, 2025: {LAST: benefits(1, 100, 100)}}
# Cumulative figures of December, in thousands of yuan, and targets of the year.
DECEMBER = {"营业收入": 9_000_000, "规上工业增加值": 2_000_000, "其中：高新技术产业增加值": 1_500_000, "固定资产投资": 800_000, "其中：高新技术产业投资": 600_000,
            "规上工业企业研究与技术发开费": 270_000}
TARGETS = f"""year,park,indicator,value,unit
2026,{LEADER},operating_revenue,100,亿元
2026,{LEADER},industrial_value_added,16,亿元
2026,{LEADER},rd_expense,3,亿元
"""


huibiao = Program(sys.argv[1])
SHORT = short_names(TREE)


class Annual(EvaluationCase):
    MAPPINGS = {"targets.csv": TARGETS}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        huibiao("ingest", TREE / "samples/inbox", "--store", cls.store, "--received", "2026-07-20", codes=(0, 1))
        for year, parks in ANNUAL.items():
            for park, figures in parks.items():
                cls.fill("zj-evaluation-annual", str(year), park, {LABELS[each]: value for each, value in figures.items()})
        cls.fill("zj-quarterly", "2026-12", LEADER, {label: (4, value) for label, value in DECEMBER.items()})
        # A part above its whole: returned.
        cls.fill("zj-quarterly", "2026-12", SECOND, {"固定资产投资": (4, 100), "其中：高新技术产业投资": (4, 600)})
        cls.evaluate("2027")
        cls.book = cls.folder / "2027" / BOOK

    @classmethod
    def evaluate(cls, out, *more):
        huibiao("evaluate", "zj-annual", "--year", 2027, "--store", cls.store, "--out", cls.folder / out, "--catalogue", cls.overlay, *more)

    @classmethod
    def fill(cls, form, period, park, figures):
        blank = cls.folder / f"blank-{form}-{period}-{park}"
        asked = ["--period", period] if "-" in period else []
        huibiao("template", "--year", period[:4], "--form", form, "--park", park, "--out", blank, *asked)
        fill(blank_forms(blank)[park], figures, blank / "filled.xlsx")
        huibiao("ingest", blank / "filled.xlsx", "--store", cls.store, codes=(0, 1))

    def sheet(self, name, book=None):
        """{park: {id of the indicator, or name of the column: value}}."""
        sheet = openpyxl.load_workbook(book or self.book, data_only=True)[name]
        heads = [str(cell.value or "").split("\n")[0] for cell in sheet[4]]
        return {row[1]: dict(zip(heads, row)) for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True) if row[1]}

    def variables(self):
        sheet = openpyxl.load_workbook(self.book, data_only=True)["基础数据"]
        ids = [cell.value for cell in sheet[6]]
        return {row[1]: dict(zip(ids, row)) for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True) if row[1]}

    def records(self):
        """{park: [[period, form, batch, due, reported, state, owed, missing, files]]}."""
        found = collections.defaultdict(list)
        for row in openpyxl.load_workbook(self.book, data_only=True)["报送记录"].iter_rows(min_row=5, values_only=True):
            if row[0]:
                found[row[0]].append(list(row[1:10]))
        return found

    def test_benefits_are_between_sixty_and_a_hundred(self):
        points = self.sheet("指标得分")
        for park, wanted in ((LEADER, 100), (SECOND, 80), (LAST, 60)):
            self.assertEqual([round(points[SHORT[park]][f"1.{n}"], 9) for n in range(1, 7)], [wanted] * 6)

    def test_steps_against_the_year_before(self):
        points = self.sheet("指标得分")
        self.assertEqual([points[SHORT[park]]["3.1"] for park in (LEADER, SECOND, LAST)], [83, 82, 40])
        self.assertEqual([points[SHORT[park]]["3.2"] for park in (LEADER, SECOND, LAST)], [80, 80, 80])

    def test_targets_of_the_year_are_held_against_december(self):
        values, targets, points = self.sheet("指标值")[SHORT[LEADER]], self.sheet("比较数")[SHORT[LEADER]], self.sheet("指标得分")[SHORT[LEADER]]
        self.assertEqual((values["2.1"], targets["2.1"]), (90, 100))
        self.assertAlmostEqual(points["2.1"], 90)
        self.assertEqual(points["2.2"], 100)  # above its target
        self.assertEqual((targets["2.3"], points["2.3"] or None), ("缺数", None))
        self.assertEqual(values["3.3"], 3)
        self.assertEqual(self.sheet("指标值")[SHORT[SECOND]]["2.1"], "缺数")

    def test_quality_and_timeliness_are_what_the_records_say(self):
        submissions = collections.defaultdict(list)
        for row in huibiao.rows("export", "submissions", "--store", self.store):
            if row["kind"] == "form" and row["period"].startswith("2026-"):
                submissions[SHORT[row["park"]]].append(row)
        variables, records, points = self.variables(), self.records(), self.sheet("指标得分")
        self.assertGreater(len(records), 10)
        seen = collections.Counter()
        for park, lines in records.items():
            v = variables[park]
            states = collections.Counter(line[5] for line in lines)
            seen += states
            self.assertEqual((v["reports_due"], v["reports_in_time"]), (len(lines), states["按时"]), park)
            self.assertEqual((v["figures_owed"], v["figures_given"]), (sum(l[6] for l in lines), sum(l[6] - l[7] for l in lines)), park)
            sent = submissions[park]
            self.assertEqual((v["forms_sent"], v["forms_passed"]), (len(sent), sum(row["state"] not in ("returned", "refused") for row in sent)), park)
            named = {file for line in lines for file in re.findall(r"［(.*?)］", line[8] or "")}
            periods = {line[0] for line in lines}
            self.assertEqual(named, {row["submission"] for row in sent if row["period"] in periods}, park)
            self.assertAlmostEqual(points[park]["4.1"], 100 * states["按时"] / len(lines))
        self.assertGreater(seen["迟报"] + seen["未报"] + seen["未报齐"], 3)
        self.assertTrue(any(v["forms_passed"] != v["forms_sent"] for v in variables.values() if v["forms_sent"]))
        self.assertTrue(any(v["figures_unrevised"] != v["figures_standing"] for v in variables.values() if v["figures_standing"]))

    def test_every_base_variable_says_where_it_comes_from(self):
        system = tomllib.loads((TREE / "templates/evaluation/zj-annual.toml").read_text(encoding="utf-8"))
        taken = {each["variable"]: each for each in system["taken"]}
        sheet = openpyxl.load_workbook(self.book, data_only=True)["取数来源"]
        lines = {row[:2]: row[2:] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]}
        exported = {}
        for period in ("2026", "2026-12"):
            for row in huibiao.rows("export", "observations", "--store", self.store, "--period", period):
                exported[period, SHORT[row["park"]], row["indicator"], row["measure"]] = row
        names = {each["id"]: each["name"]["zh"] for each in FORM["indicator"]}
        kinds = collections.Counter()
        for park, figures in self.variables().items():
            for variable, value in figures.items():
                if variable not in names or value is None:
                    continue
                found = lines.pop((park, names[variable]))
                self.assertEqual(found[0], value, f"{park} {variable}")
                way = taken.get(variable, {}).get("as", "filed")
                kinds[way] += 1
                if way in ("filed", "cumulative"):
                    key = ("2026", park, variable, "current") if way == "filed" else ("2026-12", park, taken[variable]["indicator"], "ytd")
                    row = exported[key]
                    self.assertEqual((found[3], found[5], found[6], found[7], found[8], found[9]),
                                     (key[0], row["file"], row["sheet"], row["cell"], row["raw"], row["submission"]), f"{park} {variable}")
                    provisional = "（暂用）" if row["status"] == "provisional" else ""
                    self.assertEqual(found[2], ("年度数" if way == "filed" else "月度监测12月累计") + provisional)
                else:
                    self.assertEqual(found[2], "年度目标（targets.csv）" if way == "yearly-target" else "“报送记录”统计")
                    self.assertEqual(found[5], None)
        self.assertEqual(lines, {})
        self.assertEqual((kinds["cumulative"], kinds["yearly-target"]), (len(DECEMBER), 3))
        self.assertGreater(kinds["filed"], 30)

    def test_grades_and_what_follows_from_two_years(self):
        ranks = self.sheet("排名")
        for park, line in ranks.items():
            total = line["总分"]
            grade = "无法判断" if total in (None, "") else next((name for least, name in ((90, "优秀"), (80, "良好"), (70, "合格")) if total >= least), "不合格")
            self.assertEqual(line["等次"], grade, park)
        self.assertEqual(ranks[SHORT[LEADER]]["处理"], "—")
        banner = openpyxl.load_workbook(self.book)["排名"]["A3"].value
        self.assertRegex(banner, "^模拟测算，非官方结果：")

    def test_two_low_years_in_a_row_are_removal(self):
        def consequence(bounds, *more):
            path = self.overlay / "templates/evaluation/zj-annual.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.addCleanup(path.unlink, missing_ok=True)
            text = (TREE / "templates/evaluation/zj-annual.toml").read_text(encoding="utf-8")
            for change in (*bounds, *more):
                self.assertIn(change[0], text)
                text = text.replace(*change)
            path.write_text(text, encoding="utf-8")
            out = "grades" + str(abs(hash((bounds, more))))
            self.evaluate(out)
            book = self.folder / out / BOOK
            return {park: (line["等次"], line["2026年度"], line["处理"]) for park, line in self.sheet("排名", book).items()}
        # 2025 has but one park with figures: all points where parks are compared, 80 for as many enterprises as before: 90.
        lenient = (("least_share = 0.6", "least_share = 0.2"),)
        strict = (("least = 90\n", "least = 99.9\n"), ("least = 80\n", "least = 99.5\n"), ("least = 70\n", "least = 99\n"))
        found = consequence(strict, *lenient)
        self.assertEqual(found[SHORT[LAST]], ("不合格", "不合格", "摘牌退出"))
        self.assertEqual(found[SHORT[SECOND]], ("不合格", "无法判断", "黄牌警告；以前年度无法判断，是否摘牌退出无法判断"))
        middle = (("least = 90\n", "least = 89\n"), ("least = 80\n", "least = 88\n"), ("least = 70\n", "least = 87\n"))
        self.assertEqual(consequence(middle, *lenient)[SHORT[LAST]][1:], ("优秀", "黄牌警告"))

    def test_every_method_is_calculated_alike_by_libreoffice(self):
        text = (TREE / "templates/evaluation/zj-annual.toml").read_text(encoding="utf-8")
        share = ("least_share = 0.6", "least_share = 0.1")
        changes = {
            "as shipped": (),
            "geometric": (share, ('aggregation = "arithmetic"', 'aggregation = "geometric"')),
            "geometric with nothing": (share, ('aggregation = "arithmetic"', 'aggregation = "geometric"'), ("lowest = 60", "lowest = 0"),
                                       ('missing = "exclude"', 'missing = "zero"')),
            "rank": (share, ('normalisation = "range"', 'normalisation = "rank"')),
            "lower is better": (share, ('unit = "家"\nformula', 'unit = "家"\nlower_is_better = true\nformula'))}
        books = {}
        for name, changed in changes.items():
            overlay = self.folder / f"overlay {name}"
            shutil.copytree(self.overlay, overlay)
            own = text
            for change in changed:
                self.assertIn(change[0], own)
                own = own.replace(*change)
            (overlay / "templates/evaluation").mkdir(parents=True, exist_ok=True)
            (overlay / "templates/evaluation/zj-annual.toml").write_text(own, encoding="utf-8")
            huibiao("evaluate", "zj-annual", "--year", 2027, "--store", self.store, "--out", self.folder / name, "--catalogue", overlay)
            books[name] = self.folder / f"{name}.xlsx"
            shutil.copyfile(self.folder / name / BOOK, books[name])
        planted = self.folder / "planted.xlsx"
        shutil.copyfile(self.book, planted)
        self.assertTrue(plant_wrong_result(planted))
        again = recalculated([*books.values(), planted], self.folder)
        for (name, book), other in zip(books.items(), again):
            count, wrong = compare(book, other)
            self.assertEqual(wrong, [], name)
            self.assertGreater(count, 500, name)
        self.assertEqual(len(compare(planted, again[-1])[1]), 1)
        geometric = self.sheet("排名", books["geometric"])[SHORT[LEADER]]
        groups = [geometric[name] for name in ("亩均效益", "主要预期指标", "园区评价", "报送数据的质量和时效")]
        self.assertAlmostEqual(geometric["总分"], math.prod(groups) ** 0.25)
        self.assertNotIn("得分构成", openpyxl.load_workbook(books["geometric"]).sheetnames)
        self.assertEqual(self.sheet("排名", books["geometric with nothing"])[SHORT[SECOND]]["总分"], 0)
        self.assertEqual(self.sheet("指标得分", books["rank"])[SHORT[SECOND]]["1.1"], 80)
        self.assertEqual([self.sheet("指标得分", books["lower is better"])[SHORT[park]]["3.1"] for park in (LEADER, LAST)], [80 * 100 / 115, 100])
        settings = [[cell.value for cell in row] for row in openpyxl.load_workbook(books["geometric"])["权重和设置"].iter_rows()]
        self.assertIn(["合成方法", "加权几何平均"], [row[:2] for row in settings])
        self.assertEqual([row[14] for row in settings if row[0] in ("1.1", "2.1", "3.1")], ["最低值到最高值之间的位置", "完成比较数的比例", "按比较数分档"])

    def test_notices_are_printed(self):
        notes = "\n".join(str(cell.value) for row in openpyxl.load_workbook(self.book)["说明"].iter_rows() for cell in row)
        for notice in tomllib.loads((TREE / "templates/evaluation/zj-annual.toml").read_text(encoding="utf-8"))["notice"]:
            self.assertIn(notice["text"]["zh"], notes)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
