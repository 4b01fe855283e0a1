#!/usr/bin/python3
"""report_test.py HUIBIAO SOURCE_TREE — the written workbooks from outside: every observed number in a desk edition is the export's, every derived one
a formula whose stored result LibreOffice calculates too; blank forms are the official ones, park and period filled in."""
import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
MONTHS = ("2026-02", "2026-03")  # one of each form


def huibiao(*arguments, expect=0):
    done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def with_spare_rows(rows):
    """As a blank form is printed: behind the last starred row there are two more like it."""
    printed = []
    for row, following in zip(rows, [*rows[1:], {}]):
        printed += [row] * (3 if row.get("star") and not following.get("star") else 1)
    return printed


def names_of(kind):
    definitions = tomllib.loads((TREE / "templates/indicators.toml").read_text(encoding="utf-8"))[kind]
    return {entry["name"]["zh"]: entry["id"] for entry in definitions}


def hidden_identity(path):
    properties = ElementTree.fromstring(zipfile.ZipFile(path).read("docProps/custom.xml"))
    return {entry.get("name"): entry[0].text for entry in properties}


INDICATORS, MEASURES = names_of("indicator"), names_of("measure")


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name, "out")
        inbox = Path(cls.folder.name, "inbox")
        for month in MONTHS:
            shutil.copytree(TREE / "samples/inbox" / month, inbox / month)
        subprocess.run([HUIBIAO, "run", inbox, "--out", cls.out, "--received", "2026-07-01"], capture_output=True)
        cls.manifest = json.loads((cls.out / "manifest.json").read_text(encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def desk(self, month, **options):
        return self.edition("detail", month, **options)

    def edition(self, kind, month, **options):
        entry = next(entry for entry in self.manifest if entry["kind"] == kind and entry["period"] == month)
        return openpyxl.load_workbook(self.out / entry["path"], **options)

    def exported(self, month):
        text = huibiao("export", "observations", "--period", month, "--store", self.out / "huibiao.db")
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertGreater(len(rows), 300)
        return {(row["park"], row["indicator"], row["item"], row["measure"]): row for row in rows}

    def test_the_manifest_lists_what_lies_there(self):
        files = {str(path.relative_to(self.out)) for path in self.out.rglob("*.xlsx")}
        self.assertEqual(files, {entry["path"] for entry in self.manifest})
        self.assertEqual([entry["path"] for entry in self.manifest], sorted(files))

    def test_the_detail_is_the_export(self):
        for month in MONTHS:
            expected, found = self.exported(month), {}
            for row in self.desk(month)["数据明细"].iter_rows(min_row=4, values_only=True):
                if row[0] is None:
                    break
                park, indicator, item, measure, value, unit = row[:6]
                found[park, INDICATORS[indicator], item or "", MEASURES[measure]] = (value, unit, *row[9:13], row[14])
            self.assertEqual(found.keys(), expected.keys())
            for key, row in expected.items():
                value, unit, file, sheet, cell, raw, submission = found[key]
                self.assertEqual(float(value), float(row["value"]), key)
                self.assertEqual((unit, file, sheet, cell, submission),
                                 (row["unit"], row["file"], row["sheet"], row["cell"], row["submission"]), key)
                self.assertEqual(raw or "", row["raw"].removeprefix("'"), key)

    def test_every_figure_of_the_detail_stands_in_its_cell_of_the_received_file(self):
        received = {path.name: path for month in MONTHS for path in (TREE / "samples/inbox" / month).rglob("*.xlsx")}
        books, walked = {}, 0
        for month in MONTHS:
            for row in self.desk(month)["数据明细"].iter_rows(min_row=4, values_only=True):
                if row[0] is None:
                    break
                file, sheet, cell, raw = row[9:13]
                if file not in received:
                    continue  # of another format: the formats' own tests read those
                if file not in books:
                    books[file] = openpyxl.load_workbook(received[file], data_only=True)
                stands = books[file][sheet][cell].value
                try:
                    self.assertAlmostEqual(float(stands), float(raw), delta=abs(float(raw)) * 1e-14, msg=f"{file} {sheet}!{cell}")
                except ValueError:  # written with its unit, separators and the like
                    self.assertEqual(str(stands).strip(), raw.strip(), f"{file} {sheet}!{cell}")
                walked += 1
        self.assertGreaterEqual(walked, 1000)

    def test_the_reader_gets_values_that_are_the_desks(self):
        for month in MONTHS:
            entry = next(entry for entry in self.manifest if entry["kind"] == "summary" and entry["period"] == month)
            reader = openpyxl.load_workbook(self.out / entry["path"])
            desk = openpyxl.load_workbook(next(self.out / entry["path"] for entry in self.manifest
                                               if entry["kind"] == "detail" and entry["period"] == month), data_only=True)
            formulas = [cell.coordinate for sheet in reader for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            self.assertEqual(formulas, [])
            totals = {row[0].strip(): row for row in desk["汇总表"].iter_rows(min_row=5, values_only=True) if row[0]}
            headers = [cell.value for cell in desk["汇总表"][3]]
            cumulative, count = headers.index("1-本月累计"), 0
            for row in reader["主要指标"].iter_rows(min_row=5, values_only=True):
                if row[0] in totals and row[1] == "亿元" and isinstance(row[3], float):
                    self.assertAlmostEqual(row[3] * 100000, totals[row[0]][cumulative], delta=1e-6 * totals[row[0]][cumulative])
                    count += 1
            self.assertGreater(count, 5)
            months = [cell.value for cell in reader["主要指标"][3]]
            self.assertEqual("3月" in months, month == "2026-03", "of February no month is printed")

    def test_the_figures_that_all_formulas_refer_to_are_the_export(self):
        for month in MONTHS:
            expected = self.exported(month)
            count = 0
            book = self.desk(month)
            for name, first_item_column in (("园区数据", None), ("主导产业", 3)):
                if name not in book.sheetnames:
                    continue
                sheet = book[name]
                spanning = None
                columns = {}
                for column in range(5, sheet.max_column + 1):
                    header = sheet.cell(3, column).value
                    spanning = header.split("（")[0] if header else spanning
                    if sheet.cell(4, column).value in MEASURES:
                        columns[column] = (INDICATORS[spanning], MEASURES[sheet.cell(4, column).value])
                for row in sheet.iter_rows(min_row=5):
                    if not isinstance(row[0].value, int):
                        break
                    for column, (indicator, measure) in columns.items():
                        item = row[first_item_column].value if first_item_column else ""
                        key = (row[1].value, indicator, item, measure)
                        value = row[column - 1].value
                        self.assertEqual(value is None, key not in expected, key)
                        if value is not None:
                            self.assertEqual(float(value), float(expected[key]["value"]), key)
                            count += 1
            self.assertEqual(count, len(expected), month)

    def test_derived_figures_are_formulas(self):
        for month in MONTHS:
            book = self.desk(month)
            totals = book["汇总表"]
            for row in totals.iter_rows(min_row=5, min_col=3, max_col=totals.max_column - 1):
                for cell in row:
                    self.assertNotIsInstance(cell.value, (int, float), f"{month} {cell.coordinate}")
            for sheet in book:
                if sheet.title.startswith("分园区"):
                    for row in sheet.iter_rows(min_row=5, min_col=4):
                        for cell in row:
                            self.assertNotIsInstance(cell.value, (int, float), f"{month} {sheet.title}!{cell.coordinate}")

    def test_levels_cities_and_parks_add_up_to_the_totals(self):
        for month in MONTHS:
            book = self.desk(month, data_only=True)
            self.assertIn("相符", [cell.value for row in book["封面"].iter_rows() for cell in row])
            blocks = {}
            for name in ("分级别（贡献）", "分市（贡献）", "分园区（贡献）"):
                total = groups = None
                for row in book[name].iter_rows(min_row=4, max_col=11, values_only=True):
                    if row[0] is None:
                        break
                    if row[0] == "各组之和":
                        self.assertGreater(len(groups), 1)
                        for column in (1, 2, 4, 5, 6, 9):
                            added = sum(group[column] for group in groups if isinstance(group[column], (int, float)))
                            stands = total[column] if isinstance(total[column], (int, float)) else 0
                            self.assertAlmostEqual(added, stands, delta=1e-9 * max(1, abs(stands)), msg=f"{month} {name} {total[0]} {column}")
                        if isinstance(total[7], (int, float)):
                            self.assertAlmostEqual(total[9], total[7], places=9, msg="the points of all are the growth of the total")
                        self.assertEqual(row[10], "相符")
                        blocks.setdefault(total[0], []).append(total[1:10])
                    elif "（亿元）" in row[0] or "（件）" in row[0]:
                        total, groups = row, []
                    else:
                        groups.append(row)
            self.assertGreater(len(blocks), 14)
            for indicator, totals in blocks.items():
                self.assertEqual((len(totals), len(set(totals))), (3, 1), indicator)

    def test_no_page_parts_what_belongs_together(self):
        """Pages of figures begin with an indicator, pages of contributions with a total, pages of parks with a level."""
        book = self.desk("2026-03")
        sheet = book["园区数据"]
        starts = {cell.column - 1 for cell in sheet[3] if cell.value}
        breaks = [found.id for found in sheet.col_breaks.brk]
        self.assertEqual(sheet.page_setup.fitToWidth, len(breaks) + 1)
        self.assertIn(sheet.page_setup.fitToHeight, (None, 1))  # 1 where it is not said
        self.assertLessEqual(set(breaks), starts)
        self.assertGreater(len(breaks), 5)
        for title in ("分级别（贡献）", "分市（贡献）", "分园区（贡献）"):
            sheet = book[title]
            totals = {cell.row - 1 for cell in sheet["A"] if cell.font.bold}
            self.assertLessEqual({found.id for found in sheet.row_breaks.brk}, totals)
        self.assertTrue(sheet.row_breaks.brk)
        sheet = self.edition("summary", "2026-03")["两投入两贡献两培育"]
        levels = {cell.row - 1 for cell in sheet["B"] if "小计" in str(cell.value)}
        self.assertLessEqual({found.id for found in sheet.row_breaks.brk}, levels)
        self.assertTrue(sheet.row_breaks.brk)

    def test_open_questions_are_ranked_by_impact(self):
        for month in MONTHS:
            rows = [row for row in self.desk(month, data_only=True)["待核问题"].iter_rows(min_row=4, max_col=12, values_only=True)
                    if isinstance(row[0], str) and row[0].isdigit()]
            self.assertGreater(len(rows), 0)
            impacts = [row[7] if row[7] is not None else -1 for row in rows]
            self.assertEqual(impacts, sorted(impacts, reverse=True))

    def test_every_derived_figure_rests_on_observed_ones(self):
        """A thousand derived figures of the desk edition, each followed through its formulas down to cells that hold what was filed."""
        for month in MONTHS:
            book, expected = self.desk(month), self.exported(month)
            filed = {float(row["value"]) for row in expected.values()}
            derived = [(sheet.title, cell.coordinate) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            known = {}

            def rests_on(title, address):
                """The number of observed figures below a cell; those of text and blanks are none."""
                if (title, address) in known:
                    return known[title, address]
                known[title, address] = 0  # a circle would rest on nothing
                value, count = book[title][address].value, 0
                if isinstance(value, str) and value.startswith("="):
                    formula = re.sub(r'"[^"]*"', "", value)
                    for sheet, first, last in re.findall(r"(?:'([^']+)'!)?\$?([A-Z]+\$?[0-9]+)(?::([A-Z]+[0-9]+))?", formula):
                        cells = book[sheet or title][f"{first}:{last or first}"]
                        for row in cells if isinstance(cells, tuple) else ((cells,),):
                            count += sum(rests_on(sheet or title, cell.coordinate) for cell in row)
                elif isinstance(value, (int, float)):
                    self.assertIn(title, ("园区数据", "上期数据", "主导产业", "待核问题"), f"{title}!{address} is a bare number")
                    if title in ("园区数据", "主导产业"):
                        self.assertIn(float(value), filed, f"{title}!{address} was not filed")
                    count = 1
                known[title, address] = count
                return count

            chosen = random.Random(month).sample(derived, 1000)
            empty = [f"{title}!{address}" for title, address in chosen
                     if rests_on(title, address) == 0 and isinstance(self.values(month)[title][address].value, (int, float))
                     and self.values(month)[title][address].value != 0]
            self.assertEqual(empty, [])

    def values(self, month, books={}):
        if month not in books:
            books[month] = self.desk(month, data_only=True)
        return books[month]

    def test_libreoffice_calculates_the_same(self):
        script = TREE / "tests/scripts/recalculate.py"
        summaries = [self.out / entry["path"] for entry in self.manifest if entry["kind"] == "detail"]
        done = subprocess.run([sys.executable, script, self.out], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        planted = subprocess.run([sys.executable, script, "--plant", summaries[0]], capture_output=True, text=True)
        self.assertEqual(planted.returncode, 1, "a wrong result that was planted went unseen")


class FiguresOfThePlace(unittest.TestCase):
    """What no form has: offices send the value added of the place and counts of enterprises, by park."""

    PARKS = ("宁波高新技术产业开发区", "绍兴高新技术产业开发区", "湖州莫干山高新技术产业开发区")

    def balances(self, *more):
        with tempfile.TemporaryDirectory() as name:
            inbox, out = Path(name, "inbox"), Path(name, "out")
            shutil.copytree(TREE / "samples/inbox/2026-03", inbox)
            for file, rows in more:
                book = openpyxl.Workbook()
                for row in rows:
                    book.active.append(row)
                book.save(inbox / file)
            huibiao("run", inbox, "--out", out, expect=0)
            manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
            path = next(entry["path"] for entry in manifest if entry["kind"] == "summary" and entry["period"] == "2026-03")
            rows = list(openpyxl.load_workbook(out / path)["两投入两贡献两培育"].iter_rows(min_row=3, values_only=True))
            exported = list(csv.DictReader(io.StringIO(huibiao("export", "observations", "--store", out / "huibiao.db"))))
            return rows, exported

    def test_what_is_missing_is_said_and_what_is_supplied_is_used(self):
        rows, _ = self.balances()
        notes = "".join(str(row[0]) for row in rows if row[0])
        for title in ("规上工业增加值占当地工业增加值", "高新技术企业数", "科技型中小企业数"):
            self.assertIn(title, notes)
            self.assertNotIn(title, rows[0])
        measures = ["本月", "上年同期", "1-3月", "上年同期累计"]
        local = [["2026年3月当地工业增加值（省统计局，单位：亿元）"], ["高新区", "当地工业增加值", None, None, None], [None, *measures]]
        local += [[park, 300, 290, 900, 870] for park in self.PARKS]
        counts = [["2026年3月企业数（省科技厅）"], ["高新区", "高新技术企业数（家）", None], [None, "本月", "上年同期"]]
        counts += [[park, 700 + place, 650] for place, park in enumerate(self.PARKS)]
        rows, exported = self.balances(("省统计局2026年3月当地工业增加值.xlsx", local), ("省科技厅2026年3月企业数.xlsx", counts))
        found = {(row["indicator"], row["measure"]): row for row in exported if row["park"] == self.PARKS[0]}
        self.assertEqual((found["local_industrial_value_added", "ytd"]["value"], found["local_industrial_value_added", "ytd"]["unit"]),
                         ("90000000", "千元"))
        self.assertEqual((found["hightech_enterprises", "current"]["value"], found["hightech_enterprises", "current"]["unit"]), ("700", "家"))
        notes = "".join(str(row[0]) for row in rows if row[0])
        self.assertIn("科技型中小企业数", notes)
        share, count = rows[0].index("规上工业增加值占当地工业增加值"), rows[0].index("高新技术企业数")
        ningbo = next(row for row in rows if row[1] == "宁波高新区")
        self.assertAlmostEqual(ningbo[share], 131.58685 / 900 * 100, delta=0.06)
        self.assertEqual(ningbo[count], 700)
        total = next(row for row in rows if str(row[1]).startswith("合计"))
        self.assertEqual(total[count], 700 + 701 + 702)


class Templates(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def manifest(self):
        return json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))

    def test_a_park_gets_its_twelve_forms(self):
        huibiao("template", "--year", 2027, "--park", "杭州高新区", "--out", self.out)
        forms = [(entry["period"], entry["form"]) for entry in sorted(self.manifest(), key=lambda entry: entry["period"])]
        quarter_ends = (3, 6, 9, 12)
        self.assertEqual(forms, [(f"2027-{month:02}", "zj-quarterly" if month in quarter_ends else "zj-monthly") for month in range(1, 13)])
        self.assertEqual({entry["park"] for entry in self.manifest()}, {"杭州高新技术产业开发区"})

    def test_a_blank_form_is_the_official_one(self):
        for form, period in (("zj-monthly", "2027-01"), ("zj-quarterly", "2027-03")):
            huibiao("template", "--year", 2027, "--form", form, "--period", period, "--out", self.out)
            entry = next(entry for entry in self.manifest() if entry["park"] == "杭州高新技术产业开发区" and entry["period"] == period)
            book = openpyxl.load_workbook(self.out / entry["path"])
            sheet = book.active
            definition = tomllib.loads((TREE / f"templates/{form}/2021.toml").read_text(encoding="utf-8"))
            table = definition["table"][0]
            self.assertEqual(sheet["A1"].value, definition["title"])
            printed = sheet.max_row - 1  # below the line of signatures there is room for the stamp
            self.assertEqual([cell.value for cell in sheet[3]][:7], [column["header"] for column in table["column"]])
            for number, row in enumerate(with_spare_rows(table["row"]), start=4):
                cells = [cell.value for cell in sheet[number]][:7]
                self.assertEqual(cells, [row["label"], row["unit"] or None, None, None, None, None, row["remark"]])
            self.assertEqual(sheet.cell(printed, 1).value, definition["signoff_line"])
            self.assertEqual(hidden_identity(self.out / entry["path"]), {"huibiao.kind": "template", "huibiao.form": form, "huibiao.version": "2021",
                              "huibiao.park": "杭州高新技术产业开发区", "huibiao.period": period})
            self.assertEqual((sheet.page_setup.paperSize, sheet.page_setup.orientation), (9, "landscape"))

    def test_a_narrower_run_leaves_the_others(self):
        huibiao("template", "--year", 2027, "--form", "zj-monthly", "--out", self.out)
        before = {path: path.read_bytes() for path in self.out.rglob("*.xlsx")}
        huibiao("template", "--year", 2027, "--form", "zj-monthly", "--park", "宁波高新区", "--out", self.out)
        self.assertEqual({path: path.read_bytes() for path in self.out.rglob("*.xlsx")}, before)
        self.assertEqual(len(self.manifest()), len(before))

    def test_a_form_that_comes_back_is_read_whole(self):
        huibiao("template", "--year", 2027, "--period", "2027-03", "--park", "杭州高新区", "--out", self.out)
        book = openpyxl.load_workbook(self.out / self.manifest()[0]["path"])
        sheet, expected, value = book.active, {}, 1000.5
        definition = tomllib.loads((TREE / "templates/zj-quarterly/2021.toml").read_text(encoding="utf-8"))
        industries = iter(("数字安防", "生物医药", "新材料"))
        measures = [column.get("measure") for column in definition["table"][0]["column"]]
        for number, row in enumerate(with_spare_rows(definition["table"][0]["row"]), start=4):
            item = ""
            if row.get("star"):
                item = next(industries, "")
                if not item:
                    continue
                sheet.cell(number, 1).value = row["label"].replace("        ", item, 1) if "*        " in row["label"] else item
            integer = row["unit"] == "件"
            for column, measure in enumerate(measures, start=1):
                if measure:
                    # A part never exceeds its whole, nor a month its sum: values fall down the rows and rise along them.
                    value = 5_000_000 - number * 10_000 + column * (1 if integer else 0.5)
                    sheet.cell(number, column).value = value
                    expected[row["indicator"], item, measure] = float(value)
        inbox, out = self.out / "inbox", self.out / "second"
        inbox.mkdir()
        book.save(inbox / "随便起的名字.xlsx")
        huibiao("run", inbox, "--out", out)
        text = huibiao("export", "observations", "--store", out / "huibiao.db")
        found = {(row["indicator"], row["item"], row["measure"]): float(row["value"]) for row in csv.DictReader(io.StringIO(text))
                 if (row["park"], row["period"], row["form"]) == ("杭州高新技术产业开发区", "2027-03", "zj-quarterly")}
        self.assertEqual(found, expected)

    def test_our_own_files_are_set_aside(self):
        huibiao("template", "--year", 2027, "--period", "2027-03", "--park", "杭州高新区", "--out", self.out)
        inbox, out = self.out / "inbox", self.out / "second"
        inbox.mkdir()
        shutil.copy(self.out / self.manifest()[0]["path"], inbox)
        huibiao("run", inbox, "--out", out)
        text = huibiao("export", "submissions", "--store", out / "huibiao.db")
        self.assertEqual([row["state"] for row in csv.DictReader(io.StringIO(text))], ["ignored"])

    def test_what_is_not_known_is_wrong_usage(self):
        for wrong in (("--form", "zj-weekly"), ("--park", "不存在高新区"), ("--period", "2026-03"), ("--period", "2027-13")):
            huibiao("template", "--year", 2027, *wrong, "--out", self.out, expect=2)
        huibiao("template", "--year", 2027, "--form", "zj-quarterly", "--period", "2027-01", "--out", self.out, expect=2)
        self.assertEqual(list(self.out.iterdir()), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
