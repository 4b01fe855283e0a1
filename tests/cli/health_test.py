#!/usr/bin/python3
"""health_test.py HUIBIAO SOURCE_TREE — the page of each park: medians, places, strengths, weaknesses, targets and data quality against a calculation
of this test's own, and one printed page each."""
import collections
import csv
import io
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
sys.path.insert(0, str(TREE / "tests/cli"))
import evaluate_test as national  # noqa: E402
import ledger_test as ledgers  # noqa: E402
import national_parks as nation  # noqa: E402
import targets_test as targets  # noqa: E402
import zj_annual_test as provincial  # noqa: E402
from blank_forms import blank_forms, fill  # noqa: E402

NAMED = 5  # strengths and weaknesses of a park
BANNER = "模拟测算，非官方结果："


class Page:
    """A park's sheet, by its parts."""

    def __init__(self, sheet):
        self.rows = [[cell.value for cell in row[:7]] for row in sheet.iter_rows()]
        self.charts = [type(chart).__name__ for chart in sheet._charts]

    def part(self, title):
        """The rows between the header row below that title and the end of the table; none where one line stands there."""
        start = next(place for place, row in enumerate(self.rows) if row[0] and str(row[0]).startswith(title))
        found = []
        for row in self.rows[start + 2:]:
            if row[1] is None:
                break
            found.append(row)
        return found

    def line(self, beginning):
        return next((row[0] for row in self.rows if isinstance(row[0], str) and row[0].startswith(beginning)), None)

    def fact(self, label):
        place = next(place for place, row in enumerate(self.rows) if label in row)
        return self.rows[place + 1][self.rows[place].index(label)]


def pages(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: Page(sheet) for sheet in book.worksheets[1:]}


def printed_pages(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, path],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pdf = (Path(folder) / path.name).with_suffix(".pdf").read_bytes()
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def exported(what, store):
    return list(csv.DictReader(io.StringIO(national.huibiao("export", what, "--store", store))))


class National(unittest.TestCase):
    """36 parks by the system of 2021, which has no targets."""

    @classmethod
    def setUpClass(cls):
        national.Evaluate.setUpClass()
        cls.addClassCleanup(national.Evaluate.tearDownClass)
        cls.folder, cls.store, cls.filed = national.Evaluate.folder, national.Evaluate.store, national.Evaluate.filed
        cls.book = cls.folder / "out/2025年度国家高新区综合评价（2021年指标体系）（体检报告）.xlsx"
        cls.pages = pages(cls.book)
        cls.short = {full: short for short, full in national.Evaluate.short_names()}
        cls.scores = nation.expected_scores(cls.filed)
        cls.values = {park: {i: nation.value(i, v) for i in nation.INDICATORS} for park, (_, v) in cls.filed.items()}

    def page(self, park):
        return self.pages[self.short[park]]

    def near(self, found, wanted, where):
        self.assertAlmostEqual(found, wanted, delta=1e-9 * max(1, abs(wanted)), msg=where)

    @staticmethod
    def median_points(scores):
        known = {i: [points[i] for points, *_ in scores.values() if points[i] is not None] for i in nation.INDICATORS}
        return {i: statistics.median(of_all) for i, of_all in known.items()}

    def leads(self, park):
        """{indicator: how many points of the total it puts the park ahead of the median}."""
        medians, (points, groups, _, _) = self.median_points(self.scores), self.scores[park]
        weight = lambda i: nation.WEIGHTS.get(i, 1)
        found = {}
        for i in nation.INDICATORS:
            group = i.split(".")[0]
            if points[i] is None or groups[group] is None:
                continue
            of_group = sum(weight(other) for other in nation.INDICATORS if other.split(".")[0] == group and points[other] is not None)
            of_total = sum(nation.GROUPS[g] for g in groups if groups[g] is not None)
            found[i] = weight(i) / of_group * nation.GROUPS[group] / of_total * (points[i] - medians[i])
        return found

    def test_every_park_has_one_page_in_the_order_of_ranks_and_is_in_the_manifest(self):
        ranked = sorted(self.scores, key=lambda park: self.scores[park][3])
        self.assertEqual(list(self.pages), [self.short[park] for park in ranked])
        book = openpyxl.load_workbook(self.book)
        listed = [[cell.value for cell in row[:6]] for row in book.worksheets[0].iter_rows(min_row=5) if row[0].value]
        self.assertEqual([(row[0], row[1], row[5]) for row in listed], [(self.scores[park][3], park, self.short[park]) for park in ranked])
        for row, park in zip(listed, ranked):
            self.near(row[3], self.scores[park][2], park)
        links = [cell.hyperlink.location for cell in book.worksheets[0]["F"] if cell.hyperlink]
        self.assertEqual(links, [f"'{self.short[park]}'!A1" for park in ranked])
        manifest = json.loads((self.folder / "out/manifest.json").read_text(encoding="utf-8"))
        self.assertIn({"path": self.book.name, "kind": "evaluation", "form": "torch-2021", "period": "2025", "park": ""}, manifest)

    def test_the_head_says_what_the_evaluation_says(self):
        banner = openpyxl.load_workbook(national.Evaluate.book)["排名"]["A3"].value
        self.assertTrue(banner.startswith(BANNER))
        before = {park: scores[3] for park, scores in nation.expected_scores(national.Evaluate.before).items()}
        for park, (_, _, total, rank) in self.scores.items():
            page = self.page(park)
            self.assertEqual(page.rows[0][0], f"{park}体检报告")
            self.assertEqual(page.rows[2][0], banner)
            self.near(page.fact("总分"), total, park)
            self.assertEqual(page.fact("名次/家数"), f"{rank} / {nation.PARKS}")
            risen = before.get(park, rank) - rank
            moved = "持平" if risen == 0 else f"升{risen}" if risen > 0 else f"降{-risen}"
            self.assertEqual(page.fact("上年名次"), f"{before[park]}（{moved}）" if park in before else "—", park)
            self.near(page.fact("总分中位数"), statistics.median(scores[2] for scores in self.scores.values()), park)

    def test_groups_beside_the_median_and_the_best(self):
        for park, (_, groups, total, rank) in self.scores.items():
            rows = self.page(park).part("各组得分")
            self.assertEqual(len(rows), 6)
            for row, group in zip(rows, nation.GROUPS):
                known = [scores[1][group] for scores in self.scores.values() if scores[1][group] is not None]
                own = groups[group]
                self.near(row[4], statistics.median(known), f"{park} {group}")
                self.near(row[6], max(known), f"{park} {group}")
                if own is None:
                    self.assertEqual((row[3], row[5]), ("—", "—"))
                    continue
                self.near(row[3], own, f"{park} {group}")
                self.assertEqual(row[5], f"第{1 + sum(other > own + 1e-9 for other in known)}名/共{len(known)}家")
            self.near(rows[5][3], total, park)
            self.assertEqual(rows[5][5], f"第{rank}名/共{nation.PARKS}家")
            self.assertEqual(self.page(park).charts, ["RadarChart", "BarChart"], park)

    def test_strengths_and_weaknesses_are_the_farthest_from_the_median(self):
        points = {i: [scores[0][i] for scores in self.scores.values() if scores[0][i] is not None] for i in nation.INDICATORS}
        values = {i: [v[i] for v in self.values.values() if not isinstance(v[i], str)] for i in nation.INDICATORS}
        for park in self.scores:
            leads = self.leads(park)
            for title, sign in (("优势指标", 1), ("薄弱指标", -1)):
                rows = self.page(park).part(title)
                ahead = sorted((i for i in leads if sign * leads[i] > 1e-9), key=lambda i: -sign * leads[i])[:NAMED]
                self.assertEqual([row[0] for row in rows], ahead, f"{park} {title}")
                for row in rows:
                    i, own = row[0], self.scores[park][0][row[0]]
                    self.near(row[3], self.values[park][i], f"{park} {i}")
                    self.near(row[4], statistics.median(values[i]), f"{park} {i}, median")
                    self.assertEqual(row[5], f"第{1 + sum(other > own + 1e-9 for other in points[i])}名/共{len(points[i])}家", f"{park} {i}")
                    self.near(row[6], leads[i], f"{park} {i}, lead")

    def test_what_the_median_asks_for_would_give_the_points_of_the_median(self):
        medians = self.median_points(self.scores)
        seen, out_of_reach = 0, 0
        for park, (province, _) in self.filed.items():
            leads = self.leads(park)
            for i, _, _, now, needed, distance, gain in self.page(park).part("补到中位数要多少"):
                region = 0 if province in nation.EAST else 2 if province in nation.WEST else 1
                known = [v[i] for v in self.values.values() if not isinstance(v[i], str)]
                low, high = (0, 100) if i in nation.JUDGED else (min(known), max(known))
                way = medians[i] / 100 / nation.COEFFICIENTS.get(i, (1, 1, 1))[region]
                if way > 1:
                    self.assertEqual([needed, distance, gain], ["—"] * 3, f"{park} {i}")
                    out_of_reach += 1
                    continue
                wanted = high - way * (high - low) if i in nation.LOWER_IS_BETTER else low + way * (high - low)
                self.assertAlmostEqual(needed, wanted, delta=1e-8 * max(1, abs(wanted)), msg=f"{park} {i}")
                self.assertAlmostEqual(distance, needed - now, delta=1e-8 * max(1, abs(needed)))
                self.assertAlmostEqual(gain, -leads[i], delta=1e-8, msg=f"{park} {i}, gain")
                seen += 1
        self.assertGreater(seen, nation.PARKS * 4)
        self.assertGreater(out_of_reach, 0)  # by a coefficient below 1

    def test_data_quality_is_what_the_store_knows(self):
        parks = list(self.filed)
        page = self.page(parks[nation.WITHOUT_ENERGY])
        self.assertRegex(page.line("基础数据："), "^基础数据：用到的90个里缺2个：(.*综合能源消费量.*|.*判.*)、.*。$")
        self.assertRegex(page.line("指标："), r"^指标：46项里2项没有得分：3\.1 .*（缺数）、5\.10 .*（缺数）。$")
        self.assertRegex(self.page(parks[nation.WITH_NEGATIVE_BASE]).line("指标："), r"5\.2 .*（无定义：分母为零或不适用）。$")
        self.assertEqual(page.line("有值的指标"), f"有值的指标占总分权重的{100 - 15 / 9 - 30 / 10:.1f}%。")
        submissions, said = exported("submissions", self.store), exported("diagnostics", self.store)
        year = str(nation.DATA_YEAR)
        for park in self.filed:
            sent = [row["state"] for row in submissions if (row["kind"], row["park"], row["period"]) == ("form", park, year)]
            line = self.page(park).line(f"{year}年报表：")
            self.assertIn(f"收到{len(sent)}份，其中退回{sent.count('returned')}份、有疑问{sent.count('questioned')}份", line)
            found = collections.Counter(row["severity"] for row in said if row["park"] == park and row["period"] == year)
            line = self.page(park).line(f"{year}年报表和部门数据的审核：")
            if found["error"] + found["warning"]:
                self.assertIn(f"未解决的错误{found['error']}条、提醒{found['warning']}条", line)
            else:
                self.assertIn("没有未解决的错误和提醒", line)
        self.assertTrue(any("涉及" in page.line(f"{year}年报表和部门数据的审核：") for page in self.pages.values()))

    def test_each_is_one_printed_page_and_the_same_input_gives_the_same_bytes(self):
        self.assertEqual(printed_pages(self.book), 1 + nation.PARKS)
        with tempfile.TemporaryDirectory() as folder:
            national.huibiao("evaluate", "torch-2021", "--year", nation.YEAR, "--store", self.store, "--out", folder)
            self.assertEqual((Path(folder) / self.book.name).read_bytes(), self.book.read_bytes())

    def test_english(self):
        with tempfile.TemporaryDirectory() as folder:
            national.huibiao("--lang", "en", "evaluate", "torch-2021", "--year", nation.YEAR, "--store", self.store, "--out", folder)
            path = Path(folder) / "2025 torch-2021 (reports by park).xlsx"
            for park, page in pages(path).items():
                self.assertEqual([row[0] for row in page.part("Strengths")], [row[0] for row in self.pages[park].part("优势指标")])
            self.assertEqual(printed_pages(path), 1 + nation.PARKS)


class Provincial(unittest.TestCase):
    """The yearly evaluation of Zhejiang's parks: targets of its own, and records of months."""

    @classmethod
    def setUpClass(cls):
        provincial.Annual.setUpClass()
        cls.addClassCleanup(provincial.Annual.doClassCleanups)
        cls.book = provincial.Annual.book.with_name(provincial.Annual.book.stem + "（体检报告）.xlsx")
        cls.pages = pages(cls.book)

    def test_targets_are_met_missed_or_undecided(self):
        rows = {row[0]: row[3:] for row in self.pages[provincial.SHORT[provincial.LEADER]].part("目标完成")}
        self.assertEqual(rows["2.1"], [90, 100, 90, "未达到"])
        self.assertEqual(rows["2.2"], [20, 16, 125, "达到"])
        self.assertEqual(rows["2.3"], [15, "缺数", "—", "无法判断"])
        self.assertEqual(rows["3.2"], [300, 300, 100, "达到"])
        self.assertEqual(len(rows), 12)

    def test_a_park_without_a_total_says_why(self):
        ranks = provincial.Annual("sheet").sheet("排名", provincial.Annual.book)
        without = [park for park, line in ranks.items() if line["总分"] in (None, "")]
        self.assertGreater(len(without), 10)
        for park in without:
            page = self.pages[park]
            self.assertRegex(page.line("没有总分"), "^没有总分，不参加排名：“.*”（有数的权重[0-9.]+%）没有得分；有得分的组占总分权重的(0|25|50).0%。各级至少要有60.0%的权重才有得分。$")
            self.assertEqual((page.fact("总分"), page.fact("名次/家数"), page.fact("等次")), ("—", "—", "无法判断"))
            self.assertEqual((page.part("优势指标"), page.part("薄弱指标")), ([], []))
        leader = self.pages[provincial.SHORT[provincial.LEADER]]
        self.assertIsNone(leader.line("没有总分"))
        self.assertEqual((leader.fact("等次"), leader.line("等次的处理")), (ranks[provincial.SHORT[provincial.LEADER]]["等次"], "等次的处理：—"))

    def test_quality_and_timeliness_are_what_the_records_say(self):
        records = provincial.Annual("records").records()
        submissions = exported("submissions", provincial.Annual.store)
        full = {short: name for name, short in provincial.SHORT.items()}
        self.assertGreater(len(records), 10)
        seen = collections.Counter()
        for park, page in self.pages.items():
            line = page.line("2026年月度报送")
            sent = [row for row in submissions if (row["kind"], row["park"]) == ("form", full[park]) and row["period"].startswith("2026-")]
            if park not in records:
                continue
            states = collections.Counter(batch[5] for batch in records[park])
            seen += states
            self.assertIn(f"到期{len(records[park])}批，按时{states['按时']}批，迟报{states['迟报']}批共", line)
            self.assertIn(f"未报齐或未报{states['未报齐'] + states['未报']}批", line)
            returned = sum(row["state"] == "returned" for row in sent)
            self.assertIn(f"收到{len(sent)}份，退回{returned}份", line)
        self.assertGreater(seen["迟报"] + seen["未报"] + seen["未报齐"], 3)
        known = {row["park"] for row in submissions if row["kind"] == "form" and row["period"] == "2026"}
        for park, page in self.pages.items():
            self.assertEqual("没有收到本园区自己的表" in page.line("2026年报表："), full[park] not in known, park)
            if full[park] not in known:
                self.assertEqual(page.line("2026年报表和部门数据的审核"), "2026年报表和部门数据的审核：没有可查的来件，不能说明数据没有问题。")

    def test_two_groups_have_no_radar_and_a_geometric_mean_is_told(self):
        text = (TREE / "templates/evaluation/zj-annual.toml").read_text(encoding="utf-8")
        two = re.sub(r'\[\[group\]\]\nid = "[34]"\n(.+\n)+', "", text)
        two = re.sub(r'\[\[indicator\]\]\nid = "[34]\..*\n(.+\n)+', "", two)
        two = two.replace("least_share = 0.6", "least_share = 0.1").replace('aggregation = "arithmetic"', 'aggregation = "geometric"')
        overlay = provincial.Annual.overlay / "templates/evaluation/zj-annual.toml"
        overlay.parent.mkdir(parents=True, exist_ok=True)
        self.addCleanup(overlay.unlink)
        overlay.write_text(two, encoding="utf-8")
        provincial.Annual.evaluate("two")
        found = pages(provincial.Annual.folder / "two" / self.book.name)
        page = found[provincial.SHORT[provincial.LAST]]
        self.assertEqual(page.charts, ["BarChart"])
        self.assertEqual([row[6] for row in page.part("薄弱指标")], [-20.0] * 5)  # 60 points where the median has 80
        self.assertTrue(any("总分是几何平均" in str(row[6]) for row in page.rows))

    def test_each_is_one_printed_page(self):
        self.assertEqual(printed_pages(self.book), 1 + len(self.pages))
        self.assertTrue(all(page.rows[2][0].startswith(BANNER) for page in self.pages.values()))


class Named(unittest.TestCase):
    """The system of 2013 names the targets of the same document."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.store, overlay = cls.folder / "s.db", cls.folder / "overlay"
        (overlay / "mappings").mkdir(parents=True)
        (overlay / "mappings/unit_types.csv").write_text(targets.TYPES, encoding="utf-8")
        cities = {"成都": targets.CHENGDU, "长沙": targets.CHANGSHA, "保定": {"营业收入利润率": 9}, "桂林": {}}
        cls.values = {city: {"国家级孵化器数": 3 + 2 * place, "单位增加值综合能耗": 0.5 - place / 10} for place, city in enumerate(cities)}
        for city, figures in cities.items():
            cls.ingest("most-annual", city, cls.values[city])
            if figures:
                cls.ingest("most-targets-annual", city, figures)
        toml = (TREE / "templates/evaluation/most-2013.toml").read_text(encoding="utf-8").replace("least_share = 0.6", "least_share = 0.01")
        (overlay / "templates/evaluation").mkdir(parents=True)
        (overlay / "templates/evaluation/most-2013.toml").write_text(toml, encoding="utf-8")
        national.huibiao("evaluate", "most-2013", "--year", 2016, "--store", cls.store, "--out", cls.folder / "out", "--catalogue", overlay)
        cls.pages = pages(next((cls.folder / "out").glob("*体检报告*.xlsx")))

    @classmethod
    def ingest(cls, form, city, figures):
        blank = cls.folder / f"{form}-{city}"
        national.huibiao("template", "--year", 2015, "--form", form, "--park", f"{city}高新区", "--out", blank)
        path = next(path for park, path in blank_forms(blank).items() if park.startswith(city))
        fill(path, figures, blank / "filled.xlsx")
        national.huibiao("ingest", blank / "filled.xlsx", "--store", cls.store)

    def test_counts_and_the_nearest_targets(self):
        page = self.pages["成都高新区"]
        self.assertIn("世界一流高科技园区：10项目标，达到4项，未达到5项，无法判断1项。", page.line("世界一流高科技园区"))
        start = next(place for place, row in enumerate(page.rows) if row[1] == "离目标最近的未达到项")
        rows = page.rows[start + 1:start + 6]
        self.assertEqual([row[0] for row in rows], ["1.9", "1.2", "1.4", "1.5", "1.6"])
        by_id = {row[0]: row[3:] for row in rows}
        self.assertEqual(by_id["1.4"], [62, 100, 62, -38])
        self.assertEqual(by_id["1.5"], [21.25, 40, 53.125, -18.75])
        self.assertIn("无法判断：", page.line("无法判断"))

    def test_what_is_unknown_is_said(self):
        self.assertIn("不套用目标", self.pages["保定高新区"].line("本园区属于哪一类没有写明"))
        self.assertIsNotNone(self.pages["桂林高新区"].line("没有2015年的目标数据"))
        self.assertIsNone(next((row for row in self.pages["成都高新区"].rows if row[0] == "补到中位数要多少"), None))

    def test_lower_may_be_better(self):
        for park, title in (("桂林高新区", "优势指标"), ("成都高新区", "薄弱指标")):
            self.assertEqual([row[0] for row in self.pages[park].part(title)], ["1.4", "4.6"])

    def test_a_system_of_targets_that_is_none_is_refused(self):
        overlay = self.folder / "wrong/templates/evaluation"
        overlay.mkdir(parents=True)
        toml = (TREE / "templates/evaluation/most-2013.toml").read_text(encoding="utf-8")
        for name in ("torch-2021", "none"):
            (overlay / "most-2013.toml").write_text(toml.replace('"most-2013-targets"', f'"{name}"'), encoding="utf-8")
            said = national.huibiao("evaluate", "most-2013", "--year", 2016, "--store", self.store, "--out", self.folder / "no", "--catalogue",
                                    self.folder / "wrong", codes=(2,))
            self.assertRegex(said, rf"most-2013\.toml.*target_system.*{name}")


class Restricted(unittest.TestCase):
    """Base variables from a ledger of enterprises, of which a page may name none."""

    def test_findings_about_enterprises_are_counted_and_not_quoted(self):
        rows = ledgers.enterprises(60)
        wrong = next(row for row in rows if row["unit"] == ledgers.PARKS[1])
        wrong["rev"] = -5
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            book = openpyxl.Workbook()
            ledgers.fill(book.active, rows, f"{ledgers.YEAR}年企业台账")
            book.save(folder / f"{ledgers.YEAR}年企业台账.xlsx")
            ledgers.huibiao("ingest", folder / f"{ledgers.YEAR}年企业台账.xlsx", "--store", folder / "s.db")
            national.huibiao("evaluate", "torch-2021", "--year", ledgers.YEAR + 1, "--store", folder / "s.db", "--out", folder / "out")
            path = next((folder / "out").glob("*体检报告*.xlsx"))
            found = pages(path)
            said = collections.Counter(row["severity"] for row in exported("diagnostics", folder / "s.db") if row["park"] == ledgers.PARKS[1])
            with zipfile.ZipFile(path) as parts:
                whole = "".join(parts.read(part).decode("utf-8") for part in parts.namelist())
        self.assertGreater(said["error"], 0)
        short = {full: short for short, full in national.Evaluate.short_names()}
        page = found[short[ledgers.PARKS[1]]]
        self.assertIn(f"未解决的错误{said['error']}条、提醒{said['warning']}条", page.line(f"{ledgers.YEAR}年报表和部门数据的审核"))
        self.assertIn("没有收到本园区自己的表", page.line(f"{ledgers.YEAR}年报表："))
        for row in rows:
            self.assertNotIn(row["code"], whole)
            self.assertNotIn(row["name"], whole)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
