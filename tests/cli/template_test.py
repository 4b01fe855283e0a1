#!/usr/bin/python3
"""template_test.py HUIBIAO SOURCE_TREE — the blank forms and back: filled in by other programs and taken in again; what the form says of itself
is what intake says; what was suggested, locked or stale is told apart."""
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
import zipfile
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from recalculate import compare, recalculated  # noqa: E402

PARK, FULL_NAME = "宁波高新区", "宁波高新技术产业开发区"
LABELS = [("label", "unit"), "current", "current_year_ago", "ytd", "ytd_year_ago"]
COLUMNS = {"current": "C", "current_year_ago": "D", "ytd": "E", "ytd_year_ago": "F"}
STAR = "    其中：*{}主导产业"


def huibiao(*arguments, codes=(0,)):
    done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in codes, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def rows(*arguments, codes=(0,)):
    return list(csv.DictReader(io.StringIO(huibiao(*arguments, codes=codes))))


def definition(form):
    return tomllib.loads((TREE / f"templates/{form}/2021.toml").read_text(encoding="utf-8"))


def printed_rows(form):
    """The rows as they are printed, two spare ones behind the starred: (indicator, sheet row)."""
    printed = []
    table = definition(form)["table"][0]["row"]
    for number, row in enumerate(table):
        printed.append(row["indicator"])
        if row.get("star") and not table[number + 1].get("star"):
            printed += [row["indicator"]] * 2
    return [(indicator, row) for row, indicator in enumerate(printed, start=4)]


def row_of(form, indicator):
    return next(row for known, row in printed_rows(form) if known == indicator)


# The cumulative figure of each row; a month is a fifth of it, a year ago a little less.
SUMS = {"operating_revenue": 2400000, "hightech_enterprise_revenue": 1500000, "gross_industrial_output": 2000000,
        "industrial_value_added": 480000, "hightech_value_added": 300000, "new_product_output": 700000, "profit_and_tax": 260000,
        "total_profit": 170000, "export_delivery_value": 410000, "fixed_asset_investment": 330000, "hightech_investment": 150000,
        "rd_expense": 91000, "patent_applications": 1500, "invention_patent_applications": 600, "valid_patents": 9000,
        "valid_invention_patents": 3100}
COUNTS = ("patent_applications", "invention_patent_applications", "valid_patents", "valid_invention_patents")
INDUSTRIES = {"新材料": 500000, "生物医药": 300000, "数字安防": 400000}


def figures_of(form, month):
    """{(sheet row, measure): value} of a form that nothing is wrong with, and {row: label} of its starred rows."""
    figures, labels, industries = {}, {}, iter(INDUSTRIES.items())
    for number, (indicator, row) in enumerate(printed_rows(form)):
        if indicator == "dominant_industry_output":
            name, total = next(industries, (None, None))
            if not name:
                continue
            labels[row] = STAR.format(name)
        else:
            total = SUMS[indicator]
        stock = indicator.startswith("valid")
        for measure, share in (("ytd", 1), ("ytd_year_ago", 0.93 + 0.003 * number)):
            value = total * share
            month_share = 1 if stock or month == 1 else 0.2
            digits = 0 if indicator in COUNTS else 1
            figures[row, measure] = round(value, digits)
            figures[row, measure.replace("ytd", "current")] = round(figures[row, measure] * month_share, digits)
            if stock or month == 1:
                figures[row, measure.replace("ytd", "current")] = figures[row, measure]
    return figures, labels


def fill(blank, target, figures, labels, sheet=None):
    book = openpyxl.load_workbook(blank)
    page = book[sheet] if sheet else book.worksheets[0]
    for (row, measure), value in figures.items():
        page[f"{COLUMNS[measure]}{row}"].value = value
    for row, label in labels.items():
        page[f"A{row}"].value = label
    book.save(target)
    return target


def observed(store):
    return {(row["period"], row["park"], row["indicator"], row["item"], row["measure"]): float(row["value"])
            for row in rows("export", "observations", "--store", store)}


def expected(form, period, figures, labels):
    by_row = dict((row, indicator) for indicator, row in printed_rows(form))
    items = {row: re.search(r"\*(.*)主导产业", label)[1] for row, label in labels.items()}
    return {(period, FULL_NAME, by_row[row], items.get(row, ""), measure): float(value) for (row, measure), value in figures.items()}


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def blank(self, period, form, *options):
        out = self.folder / f"blank-{period}-{form}"
        huibiao("template", "--year", period[:4], "--period", period, "--form", form, "--park", PARK, "--out", out, *options)
        return next(out.rglob("*.xlsx"))

    @staticmethod
    def page_xml(path):
        return zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode("utf-8")

    def diagnostics(self, store, *rules):
        return [row for row in rows("export", "diagnostics", "--store", store) if row["rule"].startswith(rules)]


class RoundTrip(Folder):
    def test_filled_by_other_programs(self):
        inbox = self.folder / "inbox"
        inbox.mkdir()
        wanted = {}
        for number, (form, period) in enumerate((("zj-monthly", "2027-01"), ("zj-monthly", "2027-05"), ("zj-quarterly", "2027-09"))):
            figures, labels = figures_of(form, int(period[-2:]))
            filled = fill(self.blank(period, form), self.folder / f"第{number}份.xlsx", figures, labels)
            subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to",
                            ("xlsx", "xls", "ods")[number], "--outdir", inbox, filled], check=True, capture_output=True)
            wanted.update(expected(form, period, figures, labels))
        huibiao("ingest", inbox, "--store", self.folder / "store.db")
        self.assertEqual(observed(self.folder / "store.db"), wanted)
        self.assertEqual([d for d in rows("export", "diagnostics", "--store", self.folder / "store.db") if d["severity"] in ("warning", "error", "fatal")],
                         [])

    def test_a_years_workbook(self):
        out = self.folder / "year"
        huibiao("template", "--year", 2027, "--park", PARK, "--layout", "year", "--out", out)
        entry, = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual((entry["kind"], entry["form"], entry["period"], entry["park"]), ("template", "", "2027", FULL_NAME))
        book = openpyxl.load_workbook(out / entry["path"])
        self.assertEqual(book.sheetnames, [f"2027年{month}月" for month in range(1, 13)] + ["填报说明"])
        figures, labels = figures_of("zj-monthly", 1)
        filled = fill(out / entry["path"], self.folder / "全年的.xlsx", figures, labels, "2027年1月")
        more, more_labels = figures_of("zj-quarterly", 3)
        fill(filled, filled, more, more_labels, "2027年3月")
        huibiao("ingest", filled, "--store", self.folder / "store.db")
        self.assertEqual(observed(self.folder / "store.db"), {**expected("zj-monthly", "2027-01", figures, labels),
                                                              **expected("zj-quarterly", "2027-03", more, more_labels)})
        self.assertEqual([row["period"] for row in rows("export", "submissions", "--store", self.folder / "store.db")], ["2027-01", "2027-03"])
        untouched = self.folder / "untouched.db"
        huibiao("ingest", out / entry["path"], "--store", untouched)
        self.assertEqual([row["state"] for row in rows("export", "submissions", "--store", untouched)], ["ignored"])

    def test_what_was_suggested(self):
        store = self.folder / "store.db"
        figures, labels = figures_of("zj-monthly", 5)
        names = figures_of("zj-quarterly", 6)
        ingest = [fill(self.blank("2026-05", "zj-monthly"), self.folder / "去年5月.xlsx", figures, labels),
                  fill(self.blank("2026-06", "zj-quarterly"), self.folder / "去年6月.xlsx", *names)]
        huibiao("ingest", *ingest, "--store", store)
        blank = self.blank("2027-05", "zj-monthly", "--store", store)
        page = openpyxl.load_workbook(blank).worksheets[0]
        for indicator, row in printed_rows("zj-monthly"):
            offices = indicator in ("industrial_value_added", "hightech_value_added", "new_product_output")
            for measure, column, system in (("current", "D", "I"), ("ytd", "F", "J")):
                suggested = None if offices else figures[row, measure]
                self.assertEqual((page[f"{column}{row}"].value, page[f"{system}{row}"].value), (suggested, suggested), indicator)
        huibiao("ingest", blank, "--store", store)
        self.assertEqual(len(rows("export", "submissions", "--store", store, "--period", "2027-05")), 0)
        quarter_path = self.blank("2027-06", "zj-quarterly", "--store", store)
        quarter = openpyxl.load_workbook(quarter_path).worksheets[0]
        choices = next(rule for rule in quarter.data_validations.dataValidation if rule.type == "list")
        source = quarter[choices.formula1.replace("$", "")]
        self.assertEqual(sorted(cell.value for line in source for cell in line), sorted(STAR.format(name) for name in INDUSTRIES))
        listed = next(rule for rule in re.findall(r"<dataValidation [^>]*>", self.page_xml(quarter_path)) if 'type="list"' in rule)
        self.assertNotIn("showErrorMessage", listed)  # anything else may be typed in
        edited = dict(figures)
        edited[4, "current_year_ago"] = 123456.5
        back = {key: value for key, value in edited.items() if key[1] in ("current", "ytd") or key == (4, "current_year_ago")}
        filled = fill(blank, self.folder / "今年5月.xlsx", back, {})
        huibiao("ingest", filled, "--store", store, codes=(0, 1))
        said, = self.diagnostics(store, "drift.suggestion-edited")
        self.assertEqual((said["cell"], said["severity"]), ("D4", "info"))
        self.assertIn(f"营业收入 上年同期 {figures[4, 'current']:g} → 123456.5 (D4)", said["message"])
        self.assertEqual(observed(store)["2027-05", FULL_NAME, "gross_industrial_output", "", "current_year_ago"], figures[5, "current"])


class Edited(Folder):
    def test_last_months_file_again(self):
        figures, labels = figures_of("zj-monthly", 5)
        filled = fill(self.blank("2027-04", "zj-monthly"), self.folder / "宁波高新区2027年5月月度监测表.xlsx", figures, labels)
        book = openpyxl.load_workbook(filled)
        for line in book.worksheets[0].iter_rows(max_row=2, max_col=7):
            for cell in line:
                if "2027年4月" in str(cell.value or ""):
                    cell.value = cell.value.replace("4月", "5月")
        book.save(filled)
        huibiao("ingest", filled, "--store", self.folder / "store.db", codes=(1,))
        said, = self.diagnostics(self.folder / "store.db", "period.")
        self.assertEqual((said["rule"], said["severity"]), ("period.contradiction", "error"))
        self.assertIn("2027-04", said["message"])
        self.assertEqual([row["state"] for row in rows("export", "submissions", "--store", self.folder / "store.db")], ["held"])

    def test_another_parks_file(self):
        figures, labels = figures_of("zj-monthly", 5)
        filled = fill(self.blank("2027-05", "zj-monthly"), self.folder / "5月.xlsx", figures, labels)
        book = openpyxl.load_workbook(filled)
        book.worksheets[0]["A2"].value = "填报单位：杭州高新技术产业开发区"
        book.save(filled)
        huibiao("ingest", filled, "--store", self.folder / "store.db", codes=(1,))
        self.assertEqual([row["rule"] for row in self.diagnostics(self.folder / "store.db", "park.")], ["park.contradiction"])

    def test_locked_cells(self):
        figures, labels = figures_of("zj-monthly", 5)
        filled = fill(self.blank("2027-05", "zj-monthly"), self.folder / "5月.xlsx", figures, labels)
        book = openpyxl.load_workbook(filled)
        page = book.worksheets[0]
        page["A4"].value, page["B5"].value, page["E3"].value = "营业总收入", "万元", "1-5月累计"
        book.save(filled)
        huibiao("ingest", filled, "--store", self.folder / "store.db", codes=(0, 1))
        said = {row["rule"]: row["message"] for row in self.diagnostics(self.folder / "store.db", "drift.")}
        self.assertEqual(set(said), {"drift.label-edited", "drift.unit-changed", "drift.header-edited"})

    def test_what_is_locked_and_what_is_not(self):
        for form, period in (("zj-monthly", "2027-05"), ("zj-quarterly", "2027-06")):
            book = openpyxl.load_workbook(self.blank(period, form))
            page, instructions = book.worksheets
            self.assertTrue(page.protection.sheet and instructions.protection.sheet)
            self.assertIsNone(page.protection.password)
            open_cells = {cell.coordinate for line in page.iter_rows() for cell in line if not cell.protection.locked}
            values = {f"{column}{row}" for _, row in printed_rows(form) for column in COLUMNS.values()}
            stars = {f"A{row}" for indicator, row in printed_rows(form) if indicator == "dominant_industry_output"}
            signatures = next(cell.row for cell in page["A"] if str(cell.value or "").startswith("单位负责人"))
            self.assertEqual(open_cells, values | stars | {f"{column}{signatures}" for column in "ABCDEFG"})
            self.assertTrue(all(rule.errorStyle == "warning" for rule in page.data_validations.dataValidation if rule.type in ("whole", "decimal")))
            hints = [rule for rule in page.data_validations.dataValidation if rule.prompt and str(rule.sqref) in ("C3", "D3", "E3", "F3")]
            self.assertEqual(len(hints), 4)
            self.assertTrue(page.sheet_properties.pageSetUpPr.fitToPage)
            self.assertEqual((page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight or 1, page.page_setup.paperSize), (1, 1, 9))
            for path in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
                self.assertNotIn(b"inlineStr", zipfile.ZipFile(self.blank(period, form)).read(path))


# What is wrong in one form, for every check that a template carries: form, month, {(indicator, measure): value}, {nth starred row: name}.
def wrong(form, month, cells, names=None):
    return form, month, cells, names or {}


WRONG = {
    "check.negative-cumulative": wrong("zj-monthly", 5, {("export_delivery_value", "ytd_year_ago"): -1}),
    "check.negative-month": wrong("zj-monthly", 5, {("export_delivery_value", "current_year_ago"): -5000}),
    "number.fraction": wrong("zj-monthly", 5, {("patent_applications", "current"): 300.5}),
    "check.negative-count": wrong("zj-monthly", 5, {("patent_applications", "current_year_ago"): -3}),
    "check.cumulative-below-month": wrong("zj-monthly", 5, {("operating_revenue", "current"): 2400010}),
    "check.base-cumulative-below-month": wrong("zj-monthly", 5, {("export_delivery_value", "current_year_ago"): 450000}),
    "check.january": wrong("zj-monthly", 1, {("operating_revenue", "current"): 2399990}),
    "check.january-base": wrong("zj-monthly", 1, {("export_delivery_value", "current_year_ago"): 380000}),
    "check.stock-cumulative": wrong("zj-monthly", 5, {("valid_patents", "ytd"): 9001}),
    "check.profit-equals-profit-and-tax": wrong("zj-monthly", 5, {("profit_and_tax", "ytd"): 170000}),
    "check.profit-above-profit-and-tax": wrong("zj-monthly", 5, {("profit_and_tax", "ytd"): 169999.2}),
    "check.new-products-above-output": wrong("zj-monthly", 5, {("new_product_output", "ytd"): 2000001.5}),
    "check.value-added-rate": wrong("zj-monthly", 5, {("industrial_value_added", "ytd"): 1300000}),
    "check.export-above-output": wrong("zj-monthly", 5, {("export_delivery_value", "ytd"): 2000000.7}),
    "check.rd-intensity": wrong("zj-monthly", 5, {("rd_expense", "ytd"): 360000}),
    "check.profit-rate": wrong("zj-monthly", 5, {("total_profit", "ytd"): 980000, ("profit_and_tax", "ytd"): 1000000}),
    "check.revenue-against-output": wrong("zj-monthly", 5, {("operating_revenue", "ytd"): 980000}),
    "check.part-high-tech-value-added": wrong("zj-monthly", 5, {("hightech_value_added", "ytd"): 480001.5}),
    "check.part-high-tech-investment": wrong("zj-monthly", 5, {("hightech_investment", "ytd"): 330001.5}),
    "check.part-invention-applications": wrong("zj-monthly", 5, {("invention_patent_applications", "ytd"): 1501}),
    "check.part-valid-inventions": wrong("zj-monthly", 5, {("valid_invention_patents", "current"): 9001, ("valid_invention_patents", "ytd"): 9001}),
    "check.part-high-tech-revenue": wrong("zj-quarterly", 6, {("hightech_enterprise_revenue", "ytd"): 2400001.5}),
    "check.industry-above-output": wrong("zj-quarterly", 6, {("dominant_industry_output", "ytd"): 2000001.5}),
    "check.industries-above-output": wrong("zj-quarterly", 6, {("dominant_industry_output", "ytd"): 1999999}),
    "row.doubled": wrong("zj-quarterly", 6, {}, {1: "新材料"}),
    "star.unnamed": wrong("zj-quarterly", 6, {}, {1: ""}),
}


class Checks(Folder):
    """Every check that a form carries, tried with a wrong value set by another program and calculated by LibreOffice."""

    def said_by_form(self, path):
        """The rules that the column of checks names, and the words that go with each."""
        page = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        column = next(cell.column for cell in page[3] if str(cell.value or "").startswith("审核结果"))
        said = "".join(str(page.cell(row, column).value or "") for row in range(4, page.max_row + 1))
        return {rule: text for text, rule in re.findall(r"【[^】]*】(.*?)〔([a-z.-]+)〕", said)}

    def said_by_intake(self, path):
        store = path.with_suffix(".db")
        huibiao("ingest", path, "--store", store, codes=(0, 1))
        return {row["rule"]: row["message"] for row in self.diagnostics(store, "check.", "star.", "row.", "number.")}

    def carried(self, blank):
        return set(re.findall(r"〔([a-z.-]+)〕", self.page_xml(blank)))

    def test_each_check(self):
        blanks = {(form, month): self.blank(f"2027-{month:02}", form) for form, month in (("zj-monthly", 1), ("zj-monthly", 5), ("zj-quarterly", 6))}
        self.assertEqual(set().union(*map(self.carried, blanks.values())), set(WRONG))
        files, cases = [], []
        for (form, month), blank in blanks.items():
            files.append(fill(blank, self.folder / f"valid-{form}-{month}.xlsx", *figures_of(form, month)))
            cases.append(None)
        for rule, (form, month, cells, names) in WRONG.items():
            figures, labels = figures_of(form, month)
            for (indicator, measure), value in cells.items():
                figures[row_of(form, indicator), measure] = value
            for nth, name in names.items():
                labels[row_of(form, "dominant_industry_output") + nth] = STAR.format(name or "        ")
            files.append(fill(blanks[form, month], self.folder / f"{rule}.xlsx", figures, labels))
            cases.append(rule)
        for rule, path in zip(cases, recalculated(files, self.folder)):
            with self.subTest(rule or path.name):
                form, intake = self.said_by_form(path), self.said_by_intake(path)
                # What procedures find beside (growth, shapes) needs more than the form; no carried check is said by one side alone.
                self.assertEqual(set(form), set(intake) & set(WRONG), (form, intake))
                if rule is None:
                    self.assertEqual(form, {})
                    continue
                self.assertIn(rule, form)
                # The same words: what intake says, but for the cells that it names and the department's own advice.
                plain = re.sub(r" \([A-Z]+\d+\)", "", intake[rule])
                self.assertIn(form[rule].split("；")[0].replace("：", ":"), plain.replace("：", ":"))

    def test_a_blank_says_nothing_and_a_pasted_text_is_seen(self):
        blank = self.blank("2027-05", "zj-monthly")
        pasted = fill(blank, self.folder / "pasted.xlsx", {(4, "current"): "约100万"}, {})
        plain, text = recalculated([blank, pasted], self.folder)
        self.assertEqual(self.said_by_form(plain), {})
        page = openpyxl.load_workbook(text, data_only=True).worksheets[0]
        self.assertTrue(any("只填数字" in str(cell.value or "") for cell in page[4]))

    def test_stored_results_are_what_a_recalculation_gives(self):
        store = self.folder / "store.db"
        figures, labels = figures_of("zj-monthly", 5)
        figures[row_of("zj-monthly", "hightech_investment"), "ytd"] = 330001.25  # a year on, the suggestion breaks a check
        huibiao("ingest", fill(self.blank("2026-05", "zj-monthly"), self.folder / "去年.xlsx", figures, labels), "--store", store, codes=(0, 1))
        files = [self.blank("2027-05", "zj-monthly", "--store", store), self.blank("2027-06", "zj-quarterly", "--store", store)]
        copies = [shutil.copy(file, self.folder / f"{number}.xlsx") for number, file in enumerate(files)]
        planted = shutil.copy(files[0], self.folder / "planted.xlsx")
        text = self.plant_text(Path(planted))
        results = recalculated([Path(copy) for copy in [*copies, planted]], self.folder)
        for copy, result in zip(copies, results):
            count, differences = compare(Path(copy), result)
            self.assertGreater(count, 100)
            self.assertEqual(differences, [])
        self.assertTrue(text and compare(Path(planted), results[-1])[1], "a wrong stored result must be found")

    @staticmethod
    def plant_text(path):
        """Changes the stored text of one formula."""
        with zipfile.ZipFile(path) as source:
            parts = [(info, source.read(info)) for info in source.infolist()]
        planted = 0
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for info, data in parts:
                if info.filename == "xl/worksheets/sheet1.xml":
                    data, planted = re.subn(rb"(</f><v>)(</v>)", rb"\g<1>planted\g<2>", data, count=1)
                target.writestr(info, data)
        return planted


class Sending(Folder):
    def test_archives_for_the_cities(self):
        out = self.folder / "out"
        huibiao("template", "--year", 2027, "--period", "2027-05", "--out", out)
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        archives = [entry for entry in manifest if entry["kind"] == "template-archive"]
        forms = {entry["path"].split("/", 1)[1] for entry in manifest if entry["kind"] == "template"}
        packed = set()
        for entry in archives:
            with zipfile.ZipFile(out / entry["path"]) as archive:
                self.assertIsNone(archive.testzip())
                for info in archive.infolist():
                    self.assertEqual(info.flag_bits & 0x800, 0)  # not marked as UTF-8: old Windows reads the name as GBK
                    packed.add(info.filename.encode("cp437").decode("gbk"))
        self.assertEqual(packed, forms)
        self.assertIn("2027年空白表/2027年空白表（宁波）.zip", {entry["path"] for entry in archives})
        # A park's own run makes the archives old: they are taken away, the forms stay.
        huibiao("template", "--year", 2027, "--period", "2027-05", "--park", PARK, "--out", out)
        left = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual({entry["path"].split("/", 1)[1] for entry in left}, forms)
        self.assertEqual(list(out.rglob("*.zip")), [])

    def test_the_departments_own_register_unless_a_form_is_named(self):
        def whose(*options):
            out = self.folder / "-".join(["out", *options])
            huibiao("template", "--year", 2027, "--period", "2027-03", *options, "--out", out)
            entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
            return [(entry["form"], entry["park"]) for entry in entries if entry["kind"] == "template"]

        def listed(register):
            with open(TREE / f"mappings/{register}.csv", encoding="utf-8") as lines:
                return {line["name"] for line in csv.DictReader(line for line in lines if not line.startswith("#"))}

        own, named = whose(), whose("--form", "jx-quarterly")
        self.assertIn(("zj-quarterly", FULL_NAME), own)
        self.assertEqual({form for form, _ in own}, {"zj-quarterly"})
        self.assertLessEqual({park for _, park in own}, listed("parks"))
        self.assertEqual({form for form, _ in named}, {"jx-quarterly"})
        self.assertEqual({park for _, park in named}, listed("complexes"))

    def test_what_a_new_edition_changes(self):
        own = self.folder / "own/templates/zj-monthly"
        own.mkdir(parents=True)
        text = (TREE / "templates/zj-monthly/2021.toml").read_text(encoding="utf-8")
        text = text.replace("first_year = 2021", "first_year = 2027").replace('label = "新产品产值"', 'label = "新产品销售收入"')
        rows_of = text.split("[[table.row]]\n")
        text = "[[table.row]]\n".join(part for part in rows_of if 'indicator = "export_delivery_value"' not in part)
        (own / "2027.toml").write_text(text, encoding="utf-8")
        for year, words in ((2027, ("“新产品产值”的指标名称由“新产品产值”改为“新产品销售收入”", "取消“出口交货值”一行")), (2028, ())):
            out = self.folder / str(year)
            said = huibiao("template", "--year", year, "--period", f"{year}-05", "--park", PARK, "--catalogue", self.folder / "own", "--out", out)
            sheet = openpyxl.load_workbook(next(out.rglob("*.xlsx")))["填报说明"]
            printed = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value)
            self.assertEqual("变动" in said, bool(words))
            for word in words:
                self.assertIn(word, said)
                self.assertIn(word, printed)

    def test_instructions(self):
        sheet = openpyxl.load_workbook(self.blank("2027-05", "zj-monthly"))["填报说明"]
        printed = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value)
        self.assertIn("生产数据 2027年6月10日前（含当日），效益数据 2027年6月25日前（含当日）", printed)
        for word in ("营业收入", "规上", "省统计局", "不是授权数", "1月可以不报"):
            self.assertIn(word, printed)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
