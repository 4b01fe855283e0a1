#!/usr/bin/python3
"""evaluate_test.py HUIBIAO SOURCE_TREE — the evaluation of national parks, from filled forms to ranks: each of the 41 formulas and every step
after it against a calculation of this test's own, the workbook against LibreOffice, and a weight changed in the sheet against the same weight
given to the program."""
import json
import math
import random
import re
import shutil
import statistics
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import openpyxl

TREE = Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from program import Program, parks as register_of, short_names  # noqa: E402
from recalculate import compare, plant_wrong_result, recalculated  # noqa: E402

YEAR, DATA_YEAR = 2025, 2024
PARKS = 36
FIRST_ROW = 7  # of the parks on every sheet
WITHOUT_EXPORTS, WITHOUT_ENERGY, WITH_NEGATIVE_BASE, WITH_LITTLE = 3, 4, 5, 6  # places among the parks

# What each formula of 国科发火〔2021〕106号 says, written down a second time. v: base variables by id; units as the indicator's name says.
FORMULAS = {
    "1.1": lambda v: v["ri_institute"] + v["ri_skl"] + v["ri_nctc"] * 3 + v["ri_pctc"] * 0.1 + v["ri_nerc"] + v["ri_netrc"] + v["ri_nel"]
    + v["ri_jerc"] + v["ri_pnew"] * 0.1 + v["ri_other"] + v["ri_branch"] * 0.1,
    "1.2": lambda v: v["rd_fte"] / v["emp_end"] * 100,
    "1.3": lambda v: v["rd_int"] / v["rev"] * 100,
    "1.4": lambda v: v["inv_grant"] / (v["emp_end"] / 1e4),
    "1.5": lambda v: v["inv_app"] / (v["rd_int"] / 1e4),
    "1.6": lambda v: v["sv_incub"] * 3 + sum(v["sv_" + kind] for kind in ("maker", "accel", "usp", "prod", "trans", "test")),
    "1.7": lambda v: v["newreg_n"],
    "1.8": lambda v: v["techsme_n"],
    "1.9": lambda v: v["inc_new_n"] + v["usp_new_n"] + v["acc_n"] - v["acc_n_prev"],
    "2.1": lambda v: v["rev_hts"] / v["rev"] * 100,
    "2.2": lambda v: (v["emp_bach"] + v["emp_grad"]) / v["emp_end"] * 100,
    "2.3": lambda v: v["tech_contract"] / 10 / v["emp_end"],
    "2.4": lambda v: (v["rev"] - v["rev_prev"]) / 1e5,
    "2.5": lambda v: v["net_profit"] / v["rev"] * 100,
    "2.6": lambda v: v["hte_n"] - v["hte_n_prev"],
    "2.7": lambda v: v["vc_n"],
    "2.8": lambda v: (v["inv_valid"] + v["tm_valid"]) / v["rev"] * 1e7,
    "2.9": lambda v: v["va"] / (v["giov_ind"] + v["rev_nonind"]) * 100,
    "3.1": lambda v: v["energy_ind"] / v["va_ind"] * 10,
    "3.2": lambda v: (v["co2"] / v["co2_prev"] - 1) * 100,
    "3.3": lambda v: v["green_area"] / v["park_area"] * 100,
    "3.4": lambda v: v["ed_keyhigh"] + (v["ed_mid"] + v["ed_prim"] + v["hs_other"]) / 3 + v["ed_intl"] + v["ed_bikg"] + v["hs_3a"],
    "3.5": lambda v: (v["emp_end"] - v["emp_prev"]) / 1e4,
    "3.6": lambda v: v["wage"] / v["va"] * 100,
    "3.7": lambda v: v["wage"] * 1000 / v["emp_end"] / 12 / v["house_price"],
    "3.8": lambda v: v["fiscal"],
    "4.1": lambda v: v["overseas_rd_n"],
    "4.2": lambda v: (v["rdx_inst"] + v["rdx_univ"] + v["rdx_ent"] + v["rdx_abroad"] + v["tech_import"] + v["tech_absorb"]) / v["rev"] * 100,
    "4.3": lambda v: v["ftm_n"] + v["finv_n"],
    "4.4": lambda v: v["istd_n"],
    "4.5": lambda v: v["tse"] / v["export_all"] * 100,
    "4.6": lambda v: v["export_hte"] / v["rev"] * 100,
    "4.7": lambda v: (v["emp_foreign"] + v["emp_returnee"]) / v["emp_end"] * 100,
    "5.1": lambda v: v["va_full"] / v["city_gdp"] * 100,
    "5.2": lambda v: (v["va"] / v["emp_end"] - v["va_prev"] / v["emp_prev"]) / (v["va_prev"] / v["emp_prev"]) * 100,
    "5.3": lambda v: v["rev_rd5"] / v["rev"] * 100,
    "5.4": lambda v: v["rev_digital"] / v["rev"] * 100,
    "5.5": lambda v: v["gazelle_new"],
    "5.6": lambda v: v["listed_new"],
    "5.7": lambda v: v["rd5_5yi_n"],
    "5.8": lambda v: v["nrd_firms_n"],
}
JUDGED = {"1.10": "judged_innovation_environment", "2.10": "judged_industry_policy", "3.9": "judged_city_integration",
          "5.9": "judged_governance", "5.10": "judged_reporting"}
GROUPS = {"1": 20, "2": 20, "3": 15, "4": 15, "5": 30}
WEIGHTS = {"1.1": 0.8, "1.2": 1.2}  # all others 1
LOWER_IS_BETTER = ("3.1", "3.2")
EAST = "北京 天津 河北 上海 江苏 浙江 福建 山东 广东 海南".split()
WEST = "内蒙古 广西 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆".split()
COEFFICIENTS = {"1.8": (1, 1.05, 1.1), "2.6": (1, 1.05, 1.1), "4.5": (1, 1.05, 1.1), "5.6": (1, 1.05, 1.1), "3.1": (1.1, 1, 0.9)}


huibiao = Program(sys.argv[1])
rows = huibiao.rows


def register():
    """[(name, province)] of the national parks of the data's year, in official order."""
    return [(park["name"], park["province"]) for park in register_of(TREE) if park["level"] == "国家级" and park["valid_from"] <= f"{DATA_YEAR}-12-31"]


def form_rows():
    return tomllib.loads((TREE / "templates/torch-annual/2020.toml").read_text(encoding="utf-8"))["table"][0]["row"]


def figures_of(chance):
    """Base variables of a park that go together."""
    staff = chance.randint(20_000, 600_000)
    revenue = staff * chance.randint(800, 3000)
    share = lambda whole, low, high: round(whole * chance.uniform(low, high))
    some = lambda most: chance.randint(1, most)
    v = {row["indicator"]: some(40) for row in form_rows()}
    v |= {"emp_end": staff, "emp_prev": share(staff, 0.9, 1.05), "rd_fte": share(staff, 0.03, 0.2), "rev": revenue,
          "rev_prev": share(revenue, 0.85, 1.05), "rd_int": share(revenue, 0.01, 0.08), "inv_grant": some(4000), "inv_app": some(9000),
          "rev_hts": share(revenue, 0.05, 0.5), "emp_bach": share(staff, 0.2, 0.4), "emp_grad": share(staff, 0.02, 0.1),
          "tech_contract": share(revenue, 0.01, 0.1), "net_profit": share(revenue, -0.02, 0.1), "hte_n": some(3000), "hte_n_prev": some(2500),
          "inv_valid": some(20000), "tm_valid": some(30000), "va": share(revenue, 0.15, 0.3), "va_ind": share(revenue, 0.05, 0.14),
          "va_prev": share(revenue, 0.14, 0.28), "giov_ind": share(revenue, 0.4, 0.7), "rev_nonind": share(revenue, 0.3, 0.5),
          "energy_ind": some(900_000), "wage": share(revenue, 0.05, 0.12), "export_all": share(revenue, 0.1, 0.2),
          "tse": share(revenue, 0.001, 0.02), "export_hte": share(revenue, 0.02, 0.1), "emp_foreign": some(300), "emp_returnee": some(3000),
          "rev_rd5": share(revenue, 0.05, 0.4), "rev_digital": share(revenue, 0.05, 0.6), "co2": some(4_000_000) + 10_000,
          "co2_prev": some(4_000_000) + 10_000, "green_area": some(900), "park_area": some(9000) + 1000, "house_price": some(40_000) + 4000,
          "fiscal": some(9_000_000), "va_full": share(revenue, 0.2, 0.4), "city_gdp": revenue * some(9)}
    for kind in ("rdx_inst", "rdx_univ", "rdx_ent", "rdx_abroad", "tech_import", "tech_absorb"):
        v[kind] = share(revenue, 0.0001, 0.003)
    return v


def parks():
    """{name: (province, base variables)} of the parks that filed: all over the country, Zhejiang among them."""
    chance = random.Random(106)
    all_parks = register()
    chosen = all_parks[:: len(all_parks) // (PARKS - 1)][:PARKS]
    filed = {name: (province, figures_of(chance)) for name, province in chosen}
    for place, name in enumerate(filed):
        v = filed[name][1]
        for judged in JUDGED.values():
            v[judged] = chance.randint(50, 100)
        if place == WITHOUT_EXPORTS:
            v["export_all"] = v["tse"] = v["export_hte"] = 0
        if place == WITHOUT_ENERGY:
            del v["energy_ind"], v["judged_reporting"]
        if place == WITH_NEGATIVE_BASE:
            v["va_prev"] = -v["va_prev"]
        if place == WITH_LITTLE:
            for key in [key for key in v if key.startswith(("ri_", "sv_", "rd_"))]:
                del v[key]
    return filed


def earlier(filed):
    """What these parks filed a year before: everything a tenth less, and the order of some of it turned round."""
    chance = random.Random(2023)
    whole = lambda key, x: x if key in JUDGED.values() else round(x * 0.9) if chance.random() < 0.7 else round(x * 0.6)
    return {park: (province, {key: whole(key, x) for key, x in v.items()}) for park, (province, v) in filed.items()}


def value(indicator, v):
    """The indicator's value, or the word that stands for none."""
    if indicator in JUDGED:
        return v.get(JUDGED[indicator], "缺数")
    if indicator == "5.2" and v["va_prev"] <= 0:
        return "无定义"
    try:
        return FORMULAS[indicator](v)
    except KeyError:
        return "缺数"
    except ZeroDivisionError:
        return "无定义"


def in_order(indicator):
    return tuple(int(part) for part in indicator.split("."))


INDICATORS = sorted([*FORMULAS, *JUDGED], key=in_order)


def mean(pairs):
    """The weighted mean of what is there; None with less than 60 % of the weight."""
    present = sum(weight for points, weight in pairs if points is not None)
    if present < 0.6 * sum(weight for _, weight in pairs) - 1e-9:
        return None
    return sum(points * weight for points, weight in pairs if points is not None) / present


def expected_scores(filed, weights=WEIGHTS):
    """{park: (points by indicator, groups, total, rank)}, in a way of its own."""
    values = {park: {i: value(i, v) for i in INDICATORS} for park, (_, v) in filed.items()}
    points = {park: {} for park in filed}
    for indicator in INDICATORS:
        known = [values[park][indicator] for park in filed if not isinstance(values[park][indicator], str)]
        low, high = (0, 100) if indicator in JUDGED else (min(known), max(known))
        for park, (province, _) in filed.items():
            x = values[park][indicator]
            if isinstance(x, str):
                points[park][indicator] = None
                continue
            way = 1 - (x - low) / (high - low) if indicator in LOWER_IS_BETTER else (x - low) / (high - low)
            region = 0 if province in EAST else 2 if province in WEST else 1
            points[park][indicator] = 100 * way * COEFFICIENTS.get(indicator, (1, 1, 1))[region]
    scores = {}
    for park in filed:
        groups = {g: mean([(points[park][i], weights.get(i, 1)) for i in INDICATORS if i.split(".")[0] == g]) for g in GROUPS}
        scores[park] = [points[park], groups, mean([(groups[g], GROUPS[g]) for g in GROUPS])]
    for park in filed:
        scores[park].append(1 + sum(other[2] > scores[park][2] + 1e-9 for other in scores.values()))
    return scores


def parts(score):
    """Of one of expected_scores: what each indicator adds to the total, None where it has no points."""
    points, groups, total, _ = score
    there = {g: [i for i in INDICATORS if i.split(".")[0] == g and points[i] is not None] for g in GROUPS}
    whole = sum(GROUPS[g] for g in GROUPS if groups[g] is not None)
    found = dict.fromkeys(INDICATORS)
    for g in GROUPS:
        for i in there[g] if groups[g] is not None and total is not None else ():
            found[i] = points[i] * WEIGHTS.get(i, 1) / sum(WEIGHTS.get(j, 1) for j in there[g]) * GROUPS[g] / whole
    return found


class Evaluate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.filed = parks()
        cls.store = cls.folder / "store.db"
        cls.before = {park: filed for park, filed in list(earlier(cls.filed).items())[:10]}
        gone = next((park, province) for park, province in register() if park not in cls.filed)  # that filed only then
        cls.before[gone[0]] = (gone[1], earlier({gone[0]: (gone[1], figures_of(random.Random(7)))})[gone[0]][1])
        cls.take_in(cls.folder / "before", DATA_YEAR - 1, cls.before)
        cls.take_in(cls.folder / "inbox", DATA_YEAR, cls.filed)
        huibiao("evaluate", "torch-2021", "--year", YEAR, "--store", cls.store, "--out", cls.folder / "out")
        cls.book = cls.folder / "out/2025年度国家高新区综合评价（2021年指标体系）.xlsx"

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def take_in(cls, inbox, year, filed):
        """Blank forms, filled in, and the offices' tables, all taken in."""
        blank = cls.folder / f"blank{year}"
        huibiao("template", "--year", year, "--form", "torch-annual", "--out", blank)
        inbox.mkdir()
        for entry in json.loads((blank / "manifest.json").read_text(encoding="utf-8")):
            if entry["kind"] != "template" or entry["park"] not in filed:
                continue
            book = openpyxl.load_workbook(blank / entry["path"])
            cls.fill(book.worksheets[0], filed[entry["park"]][1])
            book.save(inbox / Path(entry["path"]).name)
        cls.crosstab(inbox / "专家评分.xlsx", f"{year}年国家高新区评价专家评分", "分", {
            park: [v.get(key) for key in JUDGED.values()] for park, (_, v) in filed.items()}, cls.names(JUDGED.values()))
        cls.crosstab(inbox / "城市GDP.xlsx", f"{year}年高新区所在城市GDP（省统计局）", "千元", {
            park: [v["city_gdp"]] for park, (_, v) in filed.items()}, cls.names(["city_gdp"]))
        huibiao("ingest", inbox, "--store", cls.store)

    @staticmethod
    def names(ids):
        defined = tomllib.loads((TREE / "templates/torch-annual/2020.toml").read_text(encoding="utf-8"))["indicator"]
        return [next(each["name"]["zh"] for each in defined if each["id"] == wanted) for wanted in ids]

    @staticmethod
    def crosstab(path, title, unit, lines, headers):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append([title])
        sheet.append([f"单位：{unit}"])
        sheet.append(["高新区", *headers])
        for park, figures in lines.items():
            sheet.append([park, *figures])
        book.save(path)

    @staticmethod
    def fill(sheet, v):
        labels = {row["label"]: row["indicator"] for row in form_rows()}
        for cells in sheet.iter_rows(min_row=1):
            indicator = labels.get(cells[0].value)
            if indicator in v and indicator != "city_gdp":
                cells[2].value = v[indicator]

    def sheet(self, name, book=None, first=FIRST_ROW):
        """{park: {header: value}} of a sheet, headers by their first line."""
        sheet = openpyxl.load_workbook(book or self.book, data_only=True)[name]
        headers = [str(cell.value or "").split("\n")[0] for cell in sheet[4]]
        short = {line[0]: line for line in self.short_names()}
        return {short[cells[1].value][1]: dict(zip(headers, [cell.value for cell in cells]))
                for cells in sheet.iter_rows(min_row=first) if cells[1].value}

    @staticmethod
    def short_names():
        return [(short, name) for name, short in short_names(TREE).items()]

    def near(self, found, wanted, where):
        if wanted is None or isinstance(wanted, str):
            self.assertEqual(found or "", wanted or "", where)
        else:
            self.assertIsInstance(found, (int, float), where)
            self.assertTrue(math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9), f"{where}: {found}, not {wanted}")

    def test_every_formula_gives_what_this_test_calculates(self):
        found = self.sheet("指标值")
        self.assertEqual(len(found), PARKS)
        self.assertEqual(len(FORMULAS), 41)
        for park, (_, v) in self.filed.items():
            for indicator in INDICATORS:
                self.near(found[park][indicator], value(indicator, v), f"{park} {indicator}")
        words = [cell for line in found.values() for cell in line.values() if cell in ("缺数", "无定义")]
        self.assertEqual({word: words.count(word) for word in set(words)}, {"缺数": 7, "无定义": 2})

    def test_points_groups_totals_and_ranks(self):
        scores = expected_scores(self.filed)
        points, ranks = self.sheet("指标得分"), self.sheet("排名")
        groups = ["创新能力和创业活跃度", "结构优化和产业价值链", "绿色发展和宜居包容性", "开放创新和国际竞争力", "综合质效和持续创新力"]
        for park, (of_indicators, of_groups, total, rank) in scores.items():
            for indicator in INDICATORS:
                self.near(points[park][indicator], of_indicators[indicator], f"{park} {indicator}")
            for group, name in zip(GROUPS, groups):
                self.near(ranks[park][name], of_groups[group], f"{park} {name}")
            self.near(ranks[park]["总分"], total, park)
            self.assertEqual(ranks[park]["名次"], rank, park)
        parts, gaps = self.sheet("得分构成"), self.sheet("与第一名的差距")
        leader = next(park for park in scores if scores[park][3] == 1)
        for park, (_, _, total, _) in scores.items():
            self.near(sum(parts[park][i] or 0 for i in INDICATORS), total, f"{park}, sum of the parts")
            for indicator in INDICATORS:
                mine, theirs = parts[park][indicator], parts[leader][indicator]
                both = isinstance(mine, (int, float)) and isinstance(theirs, (int, float))
                self.near(gaps[park][indicator], mine - theirs if both else None, f"{park} {indicator}, distance")

    def test_ranks_of_the_year_before_stand_beside(self):
        before = {park: scores[3] for park, scores in expected_scores(self.before).items()}
        for park, line in self.sheet("排名").items():
            self.assertEqual(line["上年名次"], before.get(park), park)
            self.assertEqual(line["名次升降"] or "", before[park] - line["名次"] if park in before else "", park)

    def test_what_each_indicator_adds_to_the_change_since_the_year_before(self):
        then, now = expected_scores(self.before), expected_scores(self.filed)
        table = self.sheet("上年得分")
        self.assertEqual({park for park, line in table.items() if isinstance(line["总分"], float)}, set(self.before))
        for park, (points, _, total, rank) in then.items():
            self.near(table[park]["总分"], total, park)
            self.assertEqual(table[park]["名次"], rank, park)
            for indicator in INDICATORS:
                self.near(table[park][indicator], points[indicator], f"{park} {indicator}")
        for park, line in self.sheet("比上年的变化").items():
            if park not in then:
                self.assertEqual({line[i] or "" for i in [*INDICATORS, "总分的变化"]}, {""}, park)
                continue
            mine, earlier_parts = parts(now[park]), parts(then[park])
            both = {i: mine[i] - earlier_parts[i] for i in INDICATORS if None not in (mine[i], earlier_parts[i])}
            for indicator in INDICATORS:
                self.near(line[indicator], both.get(indicator), f"{park} {indicator}, change")
            self.near(line["总分的变化"], now[park][2] - then[park][2], park)
            self.assertAlmostEqual(line["没有分摊到指标的（一方缺数）"], now[park][2] - then[park][2] - sum(both.values()), 8, park)

    def test_totals_by_rank_and_their_parts(self):
        scores = expected_scores(self.filed)
        sheet = openpyxl.load_workbook(self.book, data_only=True)["总分构成"]
        full = dict(self.short_names())
        lines = [[cell.value for cell in row[:8]] for row in sheet.iter_rows(min_row=5) if row[1].value]
        self.assertEqual([line[0] for line in lines], sorted(score[3] for score in scores.values()))
        for rank, name, total, *of_groups in lines:
            park = full[name]
            self.assertEqual(rank, scores[park][3])
            self.near(total, scores[park][2], park)
            wanted = parts(scores[park])
            for group, found in zip(GROUPS, of_groups):
                self.near(found, sum(wanted[i] or 0 for i in INDICATORS if i.split(".")[0] == group), f"{park}, group {group}")

    def test_a_park_that_the_reader_chooses_is_shown_beside_all_others(self):
        scores = expected_scores(self.filed)
        leader = next(park for park in scores if scores[park][3] == 1)
        short = {full: name for name, full in self.short_names()}
        chosen = {"leader": leader, "last": max(scores, key=lambda park: scores[park][3]), "little": list(self.filed)[WITH_LITTLE]}
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = []
            for case, park in [*chosen.items(), ("nobody", None)]:
                book = openpyxl.load_workbook(self.book)
                book["高新区画像"]["B4"].value = short[park] if park else "没有的高新区"
                paths.append(folder / f"{case}.xlsx")
                book.save(paths[-1])
            *shown, nobody = [openpyxl.load_workbook(path, data_only=True)["高新区画像"] for path in [*recalculated(paths, folder)]]
        as_written = openpyxl.load_workbook(self.book, data_only=True)["高新区画像"]
        for park, sheet in [(leader, as_written), *zip(chosen.values(), shown)]:
            points, groups, total, rank = scores[park]
            self.assertEqual(sheet["E4"].value, rank, park)
            self.near(sheet["G4"].value, total, park)
            lines = {row[0].value: [cell.value for cell in row[2:10]] for row in sheet.iter_rows(min_row=7) if row[0].value}
            self.assertEqual(lines.keys(), {*GROUPS, *INDICATORS})
            mine, first = parts(scores[park]), parts(scores[leader])
            for key, (worth, unit, own, median, best, place, part, gap) in lines.items():
                of = (lambda score: score[0][key]) if key in INDICATORS else (lambda score: score[1][key])
                known = [of(score) for score in scores.values() if of(score) is not None]
                self.near(own, of(scores[park]), f"{park} {key}")
                self.near(median, statistics.median(known), f"{park} {key}, median")
                self.near(best, max(known), f"{park} {key}, best")
                self.near(place, None if own in (None, "") else 1 + sum(other > own + 1e-9 for other in known), f"{park} {key}, place")
                self.near(worth, value(key, self.filed[park][1]) if key in INDICATORS else GROUPS[key], f"{park} {key}, value")
                inside = [i for i in INDICATORS if key in (i, i.split(".")[0])]
                both = [mine[i] - first[i] for i in inside if None not in (mine[i], first[i])]
                self.near(part, sum(mine[i] or 0 for i in inside) if any(mine[i] is not None for i in inside) else None, f"{park} {key}, part")
                self.near(gap, sum(both) if both else None, f"{park} {key}, gap")
        self.assertEqual(nobody["B5"].value, "没有这个高新区，请从名单里选")
        self.assertEqual({nobody.cell(row, column).value or "" for row in range(7, 75) for column in (5, 8, 9, 10)} - {
            "得分", "分", "得分名次", "占总分", "与第一名的差"}, {""})

    def test_what_is_wrong_with_a_form_of_a_year_is_said(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            form = next((self.folder / f"blank{DATA_YEAR}").rglob("杭州高新区*.xlsx"))
            book = openpyxl.load_workbook(form)
            self.fill(book.worksheets[0], {"emp_end": 100, "emp_bach": 120, "rev": -5, "hte_n": 3.5, "green_area": 9, "park_area": 5})
            book.save(folder / "a.xlsx")
            huibiao("ingest", folder / "a.xlsx", "--store", folder / "s.db", codes=(1,))
            said = rows("export", "diagnostics", "--store", folder / "s.db")
            held = rows("export", "observations", "--store", folder / "s.db")
        self.assertEqual(sorted((row["rule"], row["indicator"], row["period"]) for row in said if row["severity"] == "error"), [
            ("check.annual-above-staff", "emp_bach", "2024"), ("check.annual-green-above-area", "green_area", "2024"),
            ("check.annual-negative", "rev", "2024"), ("number.fraction", "hte_n", "2024")])
        self.assertEqual([row["indicator"] for row in held if row["status"] == "effective"], [])

    def test_a_form_of_a_year_is_answered_and_the_answer_filled_in_is_taken(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            inbox, out = folder / "inbox", folder / "out"
            inbox.mkdir()
            form = next((self.folder / f"blank{DATA_YEAR}").rglob("杭州高新区*.xlsx"))
            book = openpyxl.load_workbook(form)
            self.fill(book.worksheets[0], {"emp_end": 100, "emp_bach": 120, "rev": 5000})
            book.save(inbox / "a.xlsx")
            said = huibiao("run", inbox, "--out", out, codes=(1,))
            self.assertIn("本科人员数 本年 120", said)
            (answer,) = [entry for entry in json.loads((out / "manifest.json").read_text(encoding="utf-8")) if entry["kind"] == "returned"]
            self.assertEqual((answer["form"], answer["period"], answer["path"]), (
                "torch-annual", str(DATA_YEAR), "2024/退回修改/杭州高新区2024年国家高新区综合评价基础数据表退回修改.xlsx"))
            book = openpyxl.load_workbook(out / answer["path"])
            cells = {cell.value: cell.row for (cell,) in book.worksheets[0].iter_rows(max_col=1)}
            figures = {label: book.worksheets[0].cell(cells[label], 3) for label in ("从业人员期末数", "本科人员数", "企业营业收入")}
            self.assertEqual([cell.value for cell in figures.values()], [100, 120, 5000])
            self.assertEqual([cell.fill.fgColor.rgb for cell in figures.values()], ["FFF8CBAD", "FFF8CBAD", "00000000"])
            figures["本科人员数"].value = 80
            book.save(inbox / "answered.xlsx")
            huibiao("run", inbox, "--out", out)
            self.assertFalse((out / answer["path"]).exists())
            held = rows("export", "observations", "--store", out / "huibiao.db")
        self.assertEqual({row["indicator"]: row["value"] for row in held if row["status"] == "effective"},
                         {"emp_end": "100", "emp_bach": "80", "rev": "5000"})

    def test_what_is_not_official_and_not_known_is_printed(self):
        book = openpyxl.load_workbook(self.book, data_only=True)
        for sheet in book.worksheets[:6]:
            self.assertEqual(sheet["A3"].value, f"模拟测算，非官方结果：参评{PARKS}家，应有{len(register())}家", sheet.title)
        settings = [[cell.value for cell in row] for row in book["权重和设置"].iter_rows()]
        weights = {row[0]: (row[5], row[6]) for row in settings if row[0] in INDICATORS}
        self.assertEqual(weights["1.1"], (0.8, "公布"))
        self.assertEqual([known for _, known in weights.values()].count("设定"), 44)
        readings = {row[0]: row[11] for row in settings if row[0] in ("3.7", "4.3")}
        self.assertEqual(readings, {"3.7": "按名称", "4.3": "按印的公式"})
        notes = "\n".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row)
        for said in ("2025年度的评价用2024年的数据", "其余44项没有公布", "官方的标准化方法没有公布", "是推断", "也不当作零"):
            self.assertIn(said, notes)

    def test_libreoffice_calculates_the_same_and_would_find_a_wrong_result(self):
        with tempfile.TemporaryDirectory() as name:
            whole, planted = Path(name) / "whole.xlsx", Path(name) / "planted.xlsx"
            shutil.copyfile(self.book, whole)
            shutil.copyfile(self.book, planted)
            self.assertTrue(plant_wrong_result(planted))
            again = recalculated([whole, planted], Path(name))
            count, wrong = compare(whole, again[0])
            self.assertEqual(wrong, [])
            self.assertGreater(count, PARKS * 46 * 4)
            self.assertEqual(len(compare(planted, again[1])[1]), 1)

    def test_a_weight_changed_in_the_sheet_gives_the_ranks_that_the_program_gives_with_it(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            book = openpyxl.load_workbook(self.book)
            row = next(row for row in book["权重和设置"].iter_rows() if row[0].value == "5.5")
            row[5].value = 40
            row = next(row for row in book["权重和设置"].iter_rows() if row[0].value == "4" and row[2].value == "开放创新和国际竞争力")
            row[1].value = 60
            book.save(folder / "changed.xlsx")
            again = recalculated([folder / "changed.xlsx"], folder)[0]
            in_sheet = self.sheet("排名", again)
            system = (TREE / "templates/evaluation/torch-2021.toml").read_text(encoding="utf-8")
            system = re.sub(r'(id = "5.5"\n(?:.*\n)*?unit = "家"\n)', r"\g<1>weight = 40\n", system)
            system = re.sub(r'(id = "4"\n.*\n)weight = 15', r"\g<1>weight = 60", system)
            overlay = folder / "overlay/templates/evaluation"
            overlay.mkdir(parents=True)
            (overlay / "torch-2021.toml").write_text(system, encoding="utf-8")
            huibiao("evaluate", "torch-2021", "--year", YEAR, "--store", self.store, "--out", folder / "out", "--catalogue",
                    folder / "overlay")
            by_program = self.sheet("排名", folder / "out" / self.book.name)
            changes = [self.sheet("比上年的变化", path) for path in (again, folder / "out" / self.book.name)]
        for park, line in changes[1].items():
            for header, change in line.items():
                self.near(changes[0][park][header], change, f"{park} {header}")
        for park, line in by_program.items():
            self.assertEqual(in_sheet[park]["名次"], line["名次"], park)
            self.near(in_sheet[park]["总分"], line["总分"], park)
            self.assertEqual(in_sheet[park]["上年名次"] or "", line["上年名次"] or "", park)
        before = self.sheet("排名")
        self.assertGreater(sum(before[park]["名次"] != line["名次"] for park, line in by_program.items()), PARKS / 2)

    def test_the_internal_workbook_says_how_robust_the_ranks_are(self):
        book = openpyxl.load_workbook(self.folder / "out/2025年度国家高新区综合评价（2021年指标体系）（内部测算）.xlsx", data_only=True)
        scores = expected_scores(self.filed)
        full = dict(self.short_names())
        spreads = {full[row[0].value]: [cell.value for cell in row[1:5]] for row in book["名次的稳健性"].iter_rows(min_row=5) if row[0].value}
        self.assertEqual({park: spread[0] for park, spread in spreads.items()}, {park: scores[park][3] for park in scores})
        for park, (_, median, low, high) in spreads.items():
            self.assertTrue(1 <= low <= median <= high <= PARKS, park)
        self.assertGreater(sum(low < high for _, _, low, high in spreads.values()), PARKS / 2)
        shifts = {row[0].value: (row[2].value, row[3].value, row[6].value) for row in book["去掉一项"].iter_rows(min_row=5) if row[0].value}
        self.assertEqual(shifts.keys(), set(INDICATORS))
        for indicator in INDICATORS:
            without = expected_scores(self.filed, {**WEIGHTS, indicator: 0})
            moved = [abs(without[park][3] - scores[park][3]) for park in scores]
            known = sum(points[indicator] is not None for points, *_ in scores.values())
            self.near(shifts[indicator][0], sum(moved) / PARKS, indicator)
            self.assertEqual(shifts[indicator][1:], (max(moved), known), indicator)
        manifest = json.loads((self.folder / "out/manifest.json").read_text(encoding="utf-8"))
        self.assertEqual([(entry["kind"], entry["form"], entry["period"]) for entry in manifest], [("evaluation", "torch-2021", "2025")] * 3)

    def test_figures_can_be_traced_and_an_office_s_goes_before_the_park_s(self):
        exported = rows("export", "observations", "--store", self.store)
        self.assertEqual({row["period"] for row in exported}, {str(DATA_YEAR), str(DATA_YEAR - 1)})
        self.assertEqual({row["source"] for row in exported}, {"park", "statistics-bureau", "evaluation-experts"})
        self.assertEqual(len(exported), sum(len(v) for _, v in [*self.filed.values(), *self.before.values()]))
        park = next(iter(self.filed))
        self.assertIn("专家评分.xlsx", huibiao("explain", str(DATA_YEAR), park, "judged_governance", "--store", self.store))

    def test_what_is_not_there_is_refused_by_name(self):
        for system in ("torch-2020", "zj-2011"):
            said = huibiao("evaluate", system, "--year", YEAR, "--store", self.store, "--out", self.folder / "none", codes=(2,))
            self.assertIn(f"没有名为“{system}”的评价体系", said)
            self.assertIn("torch-2021", said)
        said = huibiao("evaluate", "torch-2021", "--year", DATA_YEAR - 1, "--store", self.store, "--out", self.folder / "none",
                       codes=(2,))
        self.assertIn("2023年的评价（torch-2021）用2022年的数据，库里没有", said)
        self.assertIn("库里有年度数据的年份：2023, 2024", said)
        self.assertFalse((self.folder / "none").exists())


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
        full = {short: name for short, name in Evaluate.short_names()}
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
