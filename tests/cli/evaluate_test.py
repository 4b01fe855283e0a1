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
from national_parks import (  # noqa: E402
    YEAR, DATA_YEAR, PARKS, WITH_LITTLE, FORMULAS, JUDGED, GROUPS, WEIGHTS, register, form_rows, figures_of, parks, earlier,
    value, INDICATORS, expected_scores, parts)
from program import Program, short_names  # noqa: E402
from recalculate import compare, plant_wrong_result, recalculated  # noqa: E402

FIRST_ROW = 7  # of the parks on every sheet

huibiao = Program(sys.argv[1])
rows = huibiao.rows


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

    def test_a_renamed_park_keeps_its_year_before_and_parks_put_together_do_not(self):
        old, other = list(self.before)[1:3]
        new = "测试更名高新技术产业开发区"
        for others in ((), (other,)):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                (folder / "overlay/mappings").mkdir(parents=True)
                lines = (TREE / "mappings/parks.csv").read_text(encoding="utf-8").splitlines()
                for park in (old, *others):
                    at = next(i for i, line in enumerate(lines) if line.startswith(park + ","))
                    fields = lines[at].split(",")
                    fields[8], fields[10] = new, f"{DATA_YEAR - 1}-12-31"
                    lines[at] = ",".join(fields)
                fields[:3], fields[8:11] = [new, "", ""], ["", f"{DATA_YEAR}-01-01", ""]
                (folder / "overlay/mappings/parks.csv").write_text("\n".join([*lines, ",".join(fields)]) + "\n", encoding="utf-8")
                (folder / "inbox").mkdir()
                for path in (self.folder / "before").glob("*.xlsx"):
                    shutil.copyfile(path, folder / "inbox" / f"before {path.name}")
                common = "--store", folder / "s.db", "--catalogue", folder / "overlay"
                huibiao("template", "--year", DATA_YEAR, "--form", "torch-annual", "--park", new, "--out", folder / "blank", *common[2:])
                book = openpyxl.load_workbook(next((folder / "blank").rglob("*.xlsx")))
                self.fill(book.worksheets[0], self.filed[old][1])
                book.save(folder / "inbox/now.xlsx")
                huibiao("ingest", folder / "inbox", *common, codes=(0, 1))
                huibiao("evaluate", "torch-2021", "--year", YEAR, *common, "--out", folder / "out")
                sheet = openpyxl.load_workbook(folder / "out" / self.book.name, data_only=True)["排名"]
                (line,) = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW) if row[1].value]
                headers = [cell.value for cell in sheet[4]]
            found = dict(zip(headers, line))
            self.assertEqual(found["高新区"], new)
            self.assertEqual(found["名次"], 1)
            before = expected_scores(self.before)[old][3] if not others else ""
            self.assertEqual(found["上年名次"] or "", before)

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


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
