#!/usr/bin/python3
"""complexes_test.py HUIBIAO SOURCE_TREE — the quarterly form of three tables, in every shape in which it arrives: each figure and answer is read right.

More quarters: HUIBIAO_QUARTERS=8 complexes_test.py …"""
import csv
import io
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
from collections import defaultdict
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv.pop(1)).resolve(), Path(sys.argv.pop(1)).resolve()
QUARTERS = int(os.environ.get("HUIBIAO_QUARTERS", "2"))
with open(TREE / "templates/jx-quarterly/2021.toml", "rb") as file:
    FORM = tomllib.load(file)
ROWS, ANSWERS, FUNDS = (table["row"] for table in FORM["table"])
FUND_COLUMNS = [column for column in FORM["table"][2]["column"] if column["role"] == "value"]
INDICATORS = {indicator["id"]: indicator for indicator in FORM["indicator"]}
MEASURES = ("current", "current_yoy", "ytd", "ytd_yoy")
INSTRUCTION = FORM["table"][1]["instruction"]
CHINESE = "一二三四"
DONE = ["完成", "已完成", "√", "完成。", "☑", "是", "完 成", "☑完成 □未完成"]
OPEN = ["未完成：展厅在建", "未完成，场地未定", "未完成（视频正在拍摄）"]


def complexes():
    with open(TREE / "mappings/complexes.csv", encoding="utf-8") as lines:
        found = {line["name"]: line for line in csv.DictReader(line for line in lines if not line.startswith("#"))}
    return list(found.values())


class Filled:
    """One complex's quarter: what stands in the cells, and what should be read of it."""

    def __init__(self, complex_, year, quarter, county, dice):
        self.name, self.short, self.county = complex_["name"], complex_["short_name"], complex_["county"]
        self.year, self.quarter, self.dice = year, quarter, dice
        self.period = f"{year}-{3 * quarter:02}"
        self.truth = {}
        self.figures = [self.row(row["indicator"], county) for row in ROWS]
        self.answers = [self.answer(row["indicator"]) for row in ANSWERS]
        allotted = [dice.randint(1, 60) * 10 * quarter for _ in range(3)]
        self.funds = [*allotted, dice.randint(0, sum(allotted))]
        for column, value in zip(FUND_COLUMNS, self.funds):
            self.truth[column["indicator"], "ytd"] = value

    def row(self, indicator, county):
        definition, dice = INDICATORS[indicator], self.dice
        if definition.get("dash_is_answer") and dice.random() < 0.3:
            return ["—"] * 4
        limits = {"%": (1, 90), "亿元": (5, 900), "万元/人": (20, 300)}.get(definition["unit"], (10, 9000))
        low, high = limits
        if indicator == "cluster_enterprises":
            low, high = 9000, 9900
        if definition.get("of_place"):
            values = county[indicator]
        elif definition.get("integer"):
            current = dice.randint(low, high) // (20 if "new" in indicator else 1)
            values = [current, None, current if definition["nature"] == "stock" else current * self.quarter, None]
        else:
            current = round(dice.uniform(low, high), 2)
            ratio = definition["nature"] == "ratio"
            values = [current, None, current if ratio or self.quarter == 1 else round(current * self.quarter, 2), None]
        values = [values[0], round(dice.uniform(-30, 60), 1), values[2], round(dice.uniform(-30, 60), 1)]
        for measure, value in zip(MEASURES, values):
            self.truth[indicator, measure] = value
        return values

    def answer(self, indicator):
        if self.dice.random() < 0.6:
            self.truth[indicator, "current"] = "完成"
            return self.dice.choice(DONE)
        written = self.dice.choice(OPEN)
        self.truth[indicator, "current"] = "未完成"
        self.truth[indicator, "note"] = written[4:].rstrip("）")
        return written


class Sheet:
    """Cells written from a corner on."""

    def __init__(self, sheet, merge=True):
        self.sheet, self.merge = sheet, merge

    def put(self, row, column, values):
        for offset, value in enumerate(values):
            if value is not None:
                self.sheet.cell(row, column + offset, value)

    def span(self, row, column, rows, columns):
        if self.merge:
            self.sheet.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1)


def title(sheet, filled, row=1):
    sheet.put(row, 1, ["全市产业创新服务综合体季度监测表"])
    sheet.put(row + 1, 1, [f"综合体名称：{filled.name}", None, None, None, f"{filled.year}年第{CHINESE[filled.quarter - 1]}季度"])
    return row + 2


def growth(value, how):
    """The cell's value and number format."""
    if isinstance(value, str) or how == "plain":
        return value, None
    if how == "text":
        return f"{value}%", None
    return round(value / 100, 6), "0.0%"


def figures(sheet, filled, row, column=1, order=(0, 1, 2, 3), how="plain", headers=None, two_rows=False):
    names = headers or ["本季度数据", "同比增长", "截止本季度累计数据", "同比增长"]
    if two_rows:
        sheet.put(row, column, ["一级指标", "二级指标", "计量单位", "本季度", None, "截止本季度累计", None])
        sheet.put(row + 1, column + 3, ["数据", "同比增长", "数据", "同比增长"])
        for offset in range(3):
            sheet.span(row, column + offset, 2, 1)
        sheet.span(row, column + 3, 1, 2)
        sheet.span(row, column + 5, 1, 2)
        row += 1
    else:
        sheet.put(row, column, ["一级指标", "二级指标", "计量单位", *(names[place] for place in order)])
    row += 1
    for group, lines in itertools.groupby(zip(ROWS, filled.figures), key=lambda line: line[0]["group"]):
        lines = list(lines)
        sheet.put(row, column, [group])
        sheet.span(row, column, len(lines), 1)
        for definition, values in lines:
            sheet.put(row, column + 1, [definition["label"], definition["unit"]])
            for offset, place in enumerate(order):
                value, code = growth(values[place], how) if place % 2 else (values[place], None)
                cell = sheet.sheet.cell(row, column + 3 + offset, value)
                if code:
                    cell.number_format = code
            row += 1
    return row


def progress(sheet, filled, row, column=1, spoken="名牌"):
    sheet.put(row, column, ["一级指标", "二级指标", "完成情况", "填写说明"])
    row += 1
    sheet.put(row, column, ["建设推进"])
    sheet.put(row, column + 3, [INSTRUCTION])
    sheet.span(row, column, len(ANSWERS), 1)
    sheet.span(row, column + 3, len(ANSWERS), 1)
    for definition, written in zip(ANSWERS, filled.answers):
        sheet.put(row, column + 1, [definition["label"].replace("名牌", spoken), written])
        row += 1
    return row


def funds(sheet, filled, row, column=1, unit="万元", power=1):
    sheet.put(row, column, ["一级指标", "二级指标", f"实际拨付金额/{unit}", None, None, f"实际使用支出金额/{unit}"])
    sheet.put(row + 1, column + 2, ["省级资金", "市级资金", "县（市、区）资金"])
    sheet.span(row, column + 2, 1, 3)
    for offset in (0, 1, 5):
        sheet.span(row, column + offset, 2, 1)
    sheet.put(row + 2, column, ["资金支持", FUNDS[0]["label"], *(value * power for value in filled.funds)])
    return row + 3


def official(book, filled, **how):
    sheet = Sheet(book.create_sheet(f"{CHINESE[filled.quarter - 1]}季度"))
    funds(sheet, filled, progress(sheet, filled, figures(sheet, filled, title(sheet, filled), **how)))


def merges_lost(book, filled):
    sheet = Sheet(book.create_sheet("Sheet1"), merge=False)
    funds(sheet, filled, progress(sheet, filled, figures(sheet, filled, title(sheet, filled), how="text"), spoken="铭牌"))


def headers_split(book, filled):
    sheet = Sheet(book.create_sheet("Sheet1"))
    row = figures(sheet, filled, title(sheet, filled), two_rows=True)
    funds(sheet, filled, progress(sheet, filled, row + 1) + 1, unit="元", power=10000)


def own_sheets(book, filled):
    sheet = Sheet(book.create_sheet("指标"))
    figures(sheet, filled, title(sheet, filled), how="format")
    progress(Sheet(book.create_sheet("建设推进")), filled, 1)
    funds(Sheet(book.create_sheet("资金支持")), filled, 1)


def beside(book, filled):
    sheet = Sheet(book.create_sheet("Sheet1"))
    row = title(sheet, filled)
    figures(sheet, filled, row)
    funds(sheet, filled, progress(sheet, filled, row, column=9) + 1, column=9)


def other_order(book, filled):
    sheet = Sheet(book.create_sheet("Sheet1"))
    row = funds(sheet, filled, progress(sheet, filled, title(sheet, filled)))
    figures(sheet, filled, row, order=(2, 3, 0, 1))


def growth_named(book, filled):
    official(book, filled, order=(0, 2, 1, 3), headers=["本季度", "本季度同比增长（%）", "累计数据", "累计同比增长（%）"])


def official_percent(book, filled):
    official(book, filled, how="format")


ALONE = [official, official_percent, merges_lost, headers_split, own_sheets, beside, other_order, growth_named]


def collated(folder, county, all_filled):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for filled in all_filled:
        sheet = Sheet(book.create_sheet(filled.short[:30]))
        funds(sheet, filled, progress(sheet, filled, figures(sheet, filled, title(sheet, filled))))
    first = all_filled[0]
    path = folder / f"{county}{first.year}年{CHINESE[first.quarter - 1]}季度汇总.xlsx"
    book.save(path)
    return path


def exported(folder, county, all_filled, two_rows):
    """A row for each complex, as a platform exports them."""
    book = openpyxl.Workbook()
    sheet = book.active
    first = all_filled[0]
    sheet.cell(1, 1, f"{first.year}年第{CHINESE[first.quarter - 1]}季度数据导出")
    columns = [(f"{row['label']}（{row['unit']}）", name) for row in ROWS for name in ("本季度数据", "同比增长", "截止本季度累计数据", "同比增长")]
    if not two_rows:
        columns = [(f"{row['label']}（{row['unit']}）-{name}", None) for row in ROWS
                   for name in ("本季度数据", "本季度同比增长", "截止本季度累计数据", "累计同比增长")]
    columns += [(row["label"], None) for row in ANSWERS] + [(f"{column['header'].split('/')[0]}（万元）", None) for column in FUND_COLUMNS]
    head = ["序号", "综合体名称", *(top for top, _ in columns)]
    for place, text in enumerate(head, 1):
        sheet.cell(2, place, text)
    if two_rows:
        for place, (_, below) in enumerate(columns, 3):
            sheet.cell(3, place, below)
        for place in range(3, 3 + 4 * len(ROWS), 4):
            for offset in range(1, 4):
                sheet.cell(2, place + offset).value = None
            sheet.merge_cells(start_row=2, start_column=place, end_row=2, end_column=place + 3)
        for place in [1, 2, *range(3 + 4 * len(ROWS), len(head) + 1)]:
            sheet.merge_cells(start_row=2, start_column=place, end_row=3, end_column=place)
    start = 4 if two_rows else 3
    for number, filled in enumerate(all_filled, 1):
        line = [number, filled.name, *itertools.chain(*filled.figures), *filled.answers, *filled.funds]
        for place, value in enumerate(line, 1):
            sheet.cell(start + number - 1, place, value)
    path = folder / f"平台导出{county}{first.year}年{CHINESE[first.quarter - 1]}季度.xlsx"
    book.save(path)
    return path


class Complexes(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.store = self.folder / "store.db"
        self.inbox = self.folder / "inbox"
        self.inbox.mkdir()

    def huibiao(self, *arguments, codes=(0, 1)):
        done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True)
        self.assertIn(done.returncode, codes, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def table(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.huibiao(*arguments, "--store", self.store))))

    def filled(self, dice, quarters):
        by_county = defaultdict(list)
        for number in range(quarters):
            year, quarter = 2024 + number // 4, number % 4 + 1
            for complex_ in complexes():
                place = {}
                county_dice = random.Random(f"{complex_['county']}{number}")
                for row in ROWS:
                    if INDICATORS[row["indicator"]].get("of_place"):
                        current = round(county_dice.uniform(1, 90), 1)
                        place[row["indicator"]] = [current, None, current if "intensity" in row["indicator"] else round(current * quarter, 1), None]
                by_county[complex_["county"], number].append(Filled(complex_, year, quarter, place, dice))
        return by_county

    def check(self, expected):
        """Every figure and answer as it was written, nothing else, and no good cell complained of."""
        read = {(r["park"], r["period"], r["indicator"], r["measure"]): r["value"] for r in self.table("export", "observations")}
        wrong, absent = [], []
        for filled in expected:
            for (indicator, measure), value in filled.truth.items():
                key = (filled.name, filled.period, indicator, measure)
                got = read.pop(key, None)
                if got is None:
                    absent.append(key)
                elif got != value and (isinstance(value, str) or abs(float(got) - value) > 1e-9 * max(1, abs(value))):
                    wrong.append((key, got, value))
        said = [(r["file"], r["cell"], r["rule"], r["message"]) for r in self.table("export", "diagnostics")
                if r["severity"] in ("error", "fatal") or r["rule"] == "growth.maybe-fraction"]
        self.assertEqual((wrong[:9], absent[:9], list(read.items())[:9], said[:9]), ([], [], [], []))

    def test_every_shape(self):
        dice = random.Random(7)
        expected = []
        shapes = itertools.cycle([*ALONE, "collated", "exported", "exported two rows"])
        for (county, number), all_filled in self.filled(dice, QUARTERS).items():
            expected += all_filled
            shape = next(shapes)
            if shape == "collated":
                collated(self.inbox, county, all_filled)
            elif isinstance(shape, str):
                exported(self.inbox, county, all_filled, "two" in shape)
            else:
                for filled in all_filled:
                    book = openpyxl.Workbook()
                    book.remove(book.active)
                    shape(book, filled)
                    book.save(self.inbox / f"{filled.short}{filled.year}年{CHINESE[filled.quarter - 1]}季度.xlsx")
                    shape = next(shapes)
                    while isinstance(shape, str):
                        shape = next(shapes)
        self.huibiao("ingest", self.inbox, "--store", self.store, "--received", "2026-01-20")
        self.check(expected)

    def test_the_blank_form_comes_back_as_it_was_filled_in(self):
        filled = self.filled(random.Random(3), 1)[complexes()[0]["county"], 0][0]
        out = self.folder / "blank"
        self.huibiao("template", "--year", filled.year, "--form", "jx-quarterly", "--park", filled.name, "--period", filled.period, "--out", out)
        book = openpyxl.load_workbook(next(out.rglob("*.xlsx")))
        sheet = book.worksheets[0]
        labels = {str(line[1].value).strip(): line for line in sheet.iter_rows(max_col=7) if line[1].value}
        for definition, values in zip(ROWS, filled.figures):
            for cell, value in zip(labels[definition["label"]][3:7], values):
                cell.value = value
        for definition, written in zip(ANSWERS, filled.answers):
            labels[definition["label"]][2].value = written
        for cell, value in zip(labels[FUNDS[0]["label"]][2:6], filled.funds):
            cell.value = value
        lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
        self.assertEqual(sum(len(rule.sqref.ranges) for rule in lists), len(ANSWERS))
        book.save(self.inbox / "填好.xlsx")
        self.huibiao("ingest", self.inbox, "--store", self.store, "--received", "2024-04-20")
        self.check([filled])

    def test_both_departments_forms_in_one_folder_are_told_apart(self):
        sample = sorted((TREE / "samples").rglob("*.xlsx"))[:6]
        for path in sample:
            shutil.copy(path, self.inbox)
        self.huibiao("ingest", self.inbox, "--store", self.store, "--received", "2026-04-20")
        alone = self.table("export", "observations", "--all")
        for filled in self.filled(random.Random(5), 1)[complexes()[0]["county"], 0]:
            book = openpyxl.Workbook()
            book.remove(book.active)
            official(book, filled)
            book.save(self.inbox / f"{filled.short}{filled.year}年一季度.xlsx")
        self.store = self.folder / "both.db"
        self.huibiao("ingest", self.inbox, "--store", self.store, "--received", "2026-04-20")
        both = self.table("export", "observations", "--all")
        self.assertTrue(alone)
        self.assertEqual([row for row in both if row["form"] != "jx-quarterly"], alone)
        self.assertEqual({row["park"] for row in both if row["form"] == "jx-quarterly"},
                         {complex_["name"] for complex_ in complexes() if complex_["county"] == complexes()[0]["county"]})

    def one(self, write):
        dice = random.Random(11)
        filled = self.filled(dice, 1)[complexes()[0]["county"], 0][0]
        book = openpyxl.Workbook()
        write(book.active, filled)
        book.save(self.inbox / f"{filled.short}.xlsx")
        self.huibiao("ingest", self.inbox, "--store", self.store, "--received", "2024-04-20")
        read = {(r["indicator"], r["measure"]): r["value"] for r in self.table("export", "observations")}
        return filled, read, [(r["rule"], r["cell"]) for r in self.table("export", "diagnostics") if r["severity"] in ("warning", "error")]

    def exported_and(self, edit):
        """Rows as a platform exports them, of which `edit` changes the sheet."""
        county, number = complexes()[0]["county"], 0
        all_filled = self.filled(random.Random(13), 1)[county, number]
        path = exported(self.inbox, county, all_filled, two_rows=False)
        book = openpyxl.load_workbook(path)
        edit(book.active)
        book.save(path)
        self.huibiao("ingest", self.inbox, "--store", self.store, "--received", "2024-04-20")
        return all_filled

    def test_a_unit_in_an_exported_header_is_the_figures(self):
        def in_smaller_unit(sheet):
            for column in (3, 5):
                header = sheet.cell(2, column)
                self.assertIn("产业集群营业收入（亿元）", header.value)
                header.value = header.value.replace("亿元", "万元")
                for row in range(3, sheet.max_row + 1):
                    sheet.cell(row, column).value *= 10000
        self.check(self.exported_and(in_smaller_unit))

    def test_a_complex_in_two_rows_with_other_figures_is_held(self):
        def twice(sheet):
            values = [cell.value for cell in sheet[3]]
            sheet.append([value + 1 if place > 1 and isinstance(value, (int, float)) else value for place, value in enumerate(values)])
        filled = self.exported_and(twice)
        said = [(r["cell"], r["severity"]) for r in self.table("export", "diagnostics") if r["rule"] == "form.twice-in-sheet"]
        self.assertEqual(said, [("B3", "error"), (f"B{3 + len(filled)}", "error")])
        standing = {r["status"] for r in self.table("export", "observations", "--all") if r["park"] == filled[0].name}
        self.assertEqual(standing, {"held"})

    def test_what_is_no_plain_answer_is_asked_about(self):
        def write(sheet, filled):
            filled.answers = ["基本完成", "正在推进", "未完成", "完成80%", "√", "未完成：展厅在建"]
            row = figures(Sheet(sheet), filled, title(Sheet(sheet), filled))
            progress(Sheet(sheet), filled, row)
        _, read, said = self.one(write)
        answers = {indicator["id"]: read.get((indicator["id"], "current")) for indicator in FORM["indicator"] if indicator["nature"] == "answer"}
        self.assertEqual(list(answers.values()), [None, None, None, None, "完成", "未完成"])
        self.assertIn("check.not-done-explained", [rule for rule, _ in said])
        self.assertEqual(read["promotion_video", "note"], "展厅在建")
        self.assertEqual(len([rule for rule, _ in said if rule == "answer.unclear"]), 3)

    def test_growth_that_does_not_say_whose_it_is_is_asked_about(self):
        def write(sheet, filled):
            figures(Sheet(sheet), filled, title(Sheet(sheet), filled), order=(0, 2, 1, 3))
        filled, read, said = self.one(write)
        self.assertEqual([measure for _, measure in read if measure.endswith("yoy")], [])
        self.assertEqual([rule for rule, _ in said if rule == "measure.missing"], ["measure.missing"] * 2)
        self.assertEqual(read["cluster_revenue", "current"], str(filled.truth["cluster_revenue", "current"]))

    def test_growth_written_as_fractions_is_asked_about_once_a_sheet(self):
        def write(sheet, filled):
            for values in filled.figures:
                values[1::2] = [round(value / 100, 4) if isinstance(value, float) else value for value in values[1::2]]
            figures(Sheet(sheet), filled, title(Sheet(sheet), filled))
        _, _, said = self.one(write)
        self.assertEqual([rule for rule, _ in said if rule == "growth.maybe-fraction"], ["growth.maybe-fraction"])

    def test_growth_under_a_percent_format_is_not_asked_about(self):
        def write(sheet, filled):
            figures(Sheet(sheet), filled, title(Sheet(sheet), filled), how="format")
        _, _, said = self.one(write)
        self.assertNotIn("growth.maybe-fraction", [rule for rule, _ in said])

    def test_the_note_over_several_answers_goes_to_those_that_are_open(self):
        def write(sheet, filled):
            filled.answers = ["完成", "完成", "未完成", "完成", "完成", "未完成"]
            row = figures(Sheet(sheet), filled, title(Sheet(sheet), filled))
            progress(Sheet(sheet), filled, row)
            sheet.cell(row + 1, 4, "方案待批")
        _, read, _ = self.one(write)
        self.assertEqual({indicator: value for (indicator, measure), value in read.items() if measure == "note"},
                         {"work_plan": "方案待批", "promotion_video": "方案待批"})


if __name__ == "__main__":
    unittest.main()
