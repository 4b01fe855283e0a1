#!/usr/bin/python3
"""returned_test.py HUIBIAO SOURCE_TREE [INBOX …] — the answer to a park and back: the returned copy holds what the park wrote, marks what
is wrong and quotes nobody else; corrected and explained it is taken. Further inboxes are only looked through for what is not the park's own."""
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
INBOXES = [Path(inbox).resolve() for inbox in sys.argv[3:]]
SAMPLES = TREE / "samples/inbox"
MONTHS, MONTH = ("2026-01", "2026-02"), "2026-02"
WRONG, WARNED = "绍兴高新区", "余杭高新区"  # whose form of the month is spoilt here: by errors and a warning, by a warning alone
WRONG_PARK, WARNED_PARK = "绍兴高新技术产业开发区", "余杭高新技术产业园区"
SAID = "=HYPERLINK(\"http://x\")，春节停产，已与企业核实"


def huibiao(*arguments):
    done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in (0, 1), f"{arguments}: {done.returncode}\n{done.stderr}"
    return done.stdout


def export(out, what, *more):
    return list(csv.DictReader(io.StringIO(huibiao("export", what, "--store", out / "huibiao.db", *more))))


def returned_copies(out):
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return [entry for entry in manifest if entry["kind"] == "returned"]


def texts_of(path):
    """Everything that a reader of the workbook could see: cells, comments, the names of sheets, properties."""
    properties = ElementTree.fromstring(zipfile.ZipFile(path).read("docProps/custom.xml"))
    yield from (entry[0].text for entry in properties)
    for sheet in openpyxl.load_workbook(path):
        yield sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield str(cell.value)
                if cell.comment:
                    yield cell.comment.text


def numbers_in(text):
    """Figures long enough not to be a coincidence; the id of a submission is none."""
    if re.fullmatch(r"[0-9a-f]{12}(-\d+)?", text):
        return set()
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    return {float(number.replace(",", "")) for number in found if len(re.sub(r"\D", "", number).strip("0")) >= 4}


def parks():
    with open(TREE / "mappings/parks.csv", encoding="utf-8") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    return {row["name"]: row["short_name"] for row in csv.DictReader(lines)}


def foreign_quotes(out):
    """What a returned copy says that is another park's or an office's, and not the park's own too."""
    own, others, offences = {}, {}, []
    for row in export(out, "observations", "--all"):
        figures = numbers_in(row["value"]) | numbers_in(row["raw"])
        bucket = own if row["source"] == "park" else others
        bucket.setdefault(row["park"], set()).update(figures)
    names = parks()
    copies = returned_copies(out)
    for entry in copies:
        park = entry["park"]
        mine = own.get(park, set())
        foreign = set().union(*others.values(), *(figures for name, figures in own.items() if name != park)) - mine
        for text in texts_of(out / entry["path"]):
            offences += [(entry["path"], text, number) for number in numbers_in(text) & foreign]
            offences += [(entry["path"], text, name) for full, short in names.items() if full != park
                         for name in (full, short) if name and name in text and name not in park and name not in names[park]]
    return len(copies), offences


def row_of(sheet, label):
    """The first row of that label."""
    return min(cell.row for row in sheet.iter_rows() for cell in row if str(cell.value or "").strip() == label)


def spoil(inbox, short, changes):
    """Writes cells of the park's form of the month: {(label, column): value, or what to make of the value}."""
    path = next(path for path in (inbox / MONTH).iterdir() if path.name.startswith(short))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for (label, column), change in changes.items():
        cell = sheet[f"{column}{row_of(sheet, label)}"]
        cell.value = change(cell.value) if callable(change) else change
    book.save(path)


def problems(copy):
    """The list of problems as dictionaries by its printed headers, with the row's number."""
    sheet = (copy if isinstance(copy, openpyxl.Workbook) else openpyxl.load_workbook(copy))["问题清单"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    names = [str(cell.value or "").split("\n")[0] for cell in header]
    return [dict(zip(names, [cell.value or "" for cell in row]), row=row[0].row)
            for row in sheet.iter_rows(min_row=header[0].row + 1) if str(row[0].value or "").isdigit()]


class RoundTrip(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.inbox, self.out = Path(self.folder.name, "inbox"), Path(self.folder.name, "out")

    def tearDown(self):
        self.folder.cleanup()

    def run_spoilt(self):
        for month in MONTHS:
            shutil.copytree(SAMPLES / month, self.inbox / month)
        spoil(self.inbox, WRONG, {("其中：发明专利", "C"): "待核", ("新产品产值", "C"): "—",
                                  ("利润总额", "C"): lambda profit: profit * 1.8, ("出口交货值", "E"): "=1/0"})
        spoil(self.inbox, WARNED, {("工业总产值", column): lambda value: value and round(value * 0.33, 2) for column in "CE"})
        huibiao("run", self.inbox, "--out", self.out)

    def copy_of(self, park):
        return next(self.out / entry["path"] for entry in returned_copies(self.out) if entry["park"] == park)

    def state_of(self, file):
        return next(row["state"] for row in export(self.out, "submissions") if row["file"] == file)

    def send_back(self, path, change=lambda book: None, name=None):
        """The copy as a clerk would send it: opened, changed, saved."""
        book = openpyxl.load_workbook(path)
        change(book)
        target = self.inbox / "改好的" / (name or path.name)
        target.parent.mkdir(exist_ok=True)
        book.save(target)
        huibiao("run", self.inbox, "--out", self.out)
        return target.name

    def test_the_copy_holds_what_the_park_wrote_and_marks_what_is_wrong(self):
        self.run_spoilt()
        form = openpyxl.load_workbook(self.copy_of(WRONG_PARK)).worksheets[0]
        self.assertEqual(form["C4"].value, 10988578.59)  # written as 1098857.859 万元
        self.assertEqual((form["C16"].value, form["C16"].data_type), ("待核", "s"))
        self.assertEqual(form["C16"].fill.fgColor.rgb, "FFFFF2CC")
        self.assertEqual(form["C16"].comment.text, "【核实】填的是“待核”。数字；没有发生填 0\n请说明是 0 还是不掌握")
        self.assertEqual(form["E11"].fill.fgColor.rgb, "FFF8CBAD")
        self.assertIn("公式没有存下结果", form["E11"].comment.text)
        self.assertIsNone(form["D4"].comment)
        self.assertEqual(form["D4"].fill.fill_type, None)
        listed = [(row["单元格"], row["指标"], row["原报"], row["级别"]) for row in problems(self.copy_of(WRONG_PARK))]
        self.assertEqual(listed[:2], [("E11", "出口交货值 1-本月累计", "", "错误"), ("C16", "申请专利-发明专利 本月", "待核", "核实")])
        self.assertIn(("C9、C10", "利税总额 本月", "985370.83", "核实"), listed)

    def test_corrected_and_explained_it_is_taken(self):
        self.run_spoilt()
        self.assertEqual(self.state_of("绍兴高新区2026年2月月度监测表.xlsx"), "returned")

        def correct(book):
            form = book.worksheets[0]
            form["C16"], form["E11"], form["C10"] = 92, 2753599.89, 602644.23

        answer = self.send_back(self.copy_of(WRONG_PARK), correct)
        self.assertEqual(self.state_of(answer), "accepted")
        effective = {(row["indicator"], row["measure"]): row for row in export(self.out, "observations", "--period", MONTH)
                     if row["park"] == WRONG_PARK}
        for key, value in ((("invention_patent_applications", "current"), "92"), (("export_delivery_value", "ytd"), "2753599.89"),
                           (("total_profit", "current"), "602644.23"), (("operating_revenue", "current"), "10988578.59")):
            self.assertEqual((effective[key]["value"], effective[key]["file"], effective[key]["status"]), (value, answer, "effective"))
        self.assertEqual([entry for entry in returned_copies(self.out) if entry["park"] == WRONG_PARK], [])

    def test_an_explained_warning_is_settled_and_says_so(self):
        self.run_spoilt()
        self.assertEqual(self.state_of("余杭高新区月度监测表（2026年2月）.xlsx"), "questioned")
        copy = self.copy_of(WARNED_PARK)

        def explain(book):
            for problem in problems(book):
                cell = book["问题清单"].cell(problem["row"], 8, SAID)
                cell.data_type = "s"

        answer = self.send_back(copy, explain)
        for file in (answer, "余杭高新区月度监测表（2026年2月）.xlsx"):
            self.assertEqual(self.state_of(file), "accepted", file)
            warned = [row for row in export(self.out, "diagnostics") if row["file"] == file and row["severity"] == "warning"]
            self.assertGreaterEqual(len(warned), 3)
            self.assertEqual([row["message"] for row in warned if f"园区说明：{SAID}" not in row["message"]], [])
        told = huibiao("explain", MONTH, WARNED, "工业总产值", "--store", self.out / "huibiao.db")
        self.assertIn(f"园区说明：{SAID}", told)
        self.assertEqual([entry for entry in returned_copies(self.out) if entry["park"] == WARNED_PARK], [])
        summary = next(entry["path"] for entry in json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
                       if entry["kind"] == "detail" and entry["period"] == MONTH)
        quality = [row for row in openpyxl.load_workbook(self.out / summary)["数据质量"].iter_rows(values_only=True)
                   if row[2] == answer and row[5] != "提示"]
        self.assertTrue(quality)
        for row in quality:
            self.assertEqual((row[5], row[6].endswith(SAID)), ("核实（已说明）", True), row)

    def test_half_explained_it_stays_questioned_and_the_words_stay(self):
        self.run_spoilt()
        answer = self.send_back(self.copy_of(WARNED_PARK), lambda book: book["问题清单"].cell(problems(book)[0]["row"], 8, "停产"))
        self.assertEqual(self.state_of(answer), "questioned")
        again = problems(openpyxl.load_workbook(self.copy_of(WARNED_PARK)))
        self.assertEqual([row["情况说明"] for row in again].count("停产"), 1)

    def test_sent_back_as_it_was_it_is_no_answer(self):
        self.run_spoilt()
        before = export(self.out, "observations", "--all")
        for park in (WRONG_PARK, WARNED_PARK):
            answer = self.send_back(self.copy_of(park))
            self.assertEqual(self.state_of(answer), "ignored")
            self.assertEqual([row["rule"] for row in export(self.out, "diagnostics") if row["file"] == answer], ["answer.unchanged"])
        self.assertEqual(export(self.out, "observations", "--all"), before)
        self.assertTrue({WRONG_PARK, WARNED_PARK} <= {entry["park"] for entry in returned_copies(self.out)})

    def run_with_contradictory_months(self):
        for month in MONTHS:
            shutil.copytree(SAMPLES / month, self.inbox / month)
        path = next(path for path in (self.inbox / MONTH).iterdir() if path.name.startswith(WRONG))
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["D2"] = "2026年3月"
        book.save(path)
        huibiao("run", self.inbox, "--out", self.out)
        return next(row["period"] for row in export(self.out, "submissions") if row["file"] == path.name)

    def test_the_very_month_that_was_guessed_is_an_answer(self):
        year, month = self.run_with_contradictory_months().split("-")

        def fill_in(book):
            form = book.worksheets[0]
            open_period = next(cell for row in form.iter_rows(max_row=3) for cell in row if "年" in str(cell.value) and "月" in str(cell.value))
            open_period.value = f"{year}年{int(month)}月"

        answer = self.send_back(self.copy_of(WRONG_PARK), fill_in)
        self.assertIn(self.state_of(answer), ("accepted", "questioned"))
        revenue = [row for row in export(self.out, "observations", "--period", f"{year}-{month}")
                   if (row["park"], row["indicator"], row["measure"]) == (WRONG_PARK, "operating_revenue", "current")]
        self.assertEqual([(row["file"], row["status"]) for row in revenue], [(answer, "effective")])

    def test_the_month_left_open_is_no_answer(self):
        guessed = self.run_with_contradictory_months()
        answer = self.send_back(self.copy_of(WRONG_PARK))
        self.assertNotIn(self.state_of(answer), ("accepted", "questioned"))
        self.assertEqual([row for row in export(self.out, "observations", "--period", guessed) if row["file"] == answer], [])

    def test_another_parks_copy_filled_in_is_held(self):
        self.run_spoilt()

        def usurp(book):
            book.worksheets[0]["A2"] = f"填报单位：{WARNED_PARK}"
            book.worksheets[0]["C10"] = 1

        answer = self.send_back(self.copy_of(WRONG_PARK), usurp)
        self.assertEqual(self.state_of(answer), "held")
        self.assertIn("park.contradiction", [row["rule"] for row in export(self.out, "diagnostics") if row["file"] == answer])

    def test_saved_in_the_old_format_it_is_an_answer_all_the_same(self):
        self.run_spoilt()
        book = openpyxl.load_workbook(self.copy_of(WRONG_PARK))
        book.worksheets[0]["C16"], book.worksheets[0]["E11"], book.worksheets[0]["C10"] = 92, 2753599.89, 602644.23
        filled = Path(self.folder.name, self.copy_of(WRONG_PARK).name)
        book.save(filled)
        target = self.inbox / "改好的"
        done = subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder.name}/profile", "--headless", "--convert-to",
                               "xls", "--outdir", target, filled], capture_output=True, timeout=240)
        self.assertEqual(done.returncode, 0, done.stderr)
        huibiao("run", self.inbox, "--out", self.out)
        self.assertEqual(self.state_of(filled.with_suffix(".xls").name), "accepted")

    def test_nobody_elses_figures_or_names_are_quoted(self):
        self.run_spoilt()
        self.assertIn("新产品产值大于工业总产值", [row["问题"] for row in problems(self.copy_of(WARNED_PARK))])  # the bureau's row
        for inbox in [None, *INBOXES]:
            out = self.out
            if inbox:
                out = Path(self.folder.name, "of another inbox")
                huibiao("run", inbox, "--out", out)
            count, offences = foreign_quotes(out)
            if inbox:
                print(f"{inbox}: {count} returned copies")
                shutil.rmtree(out)
            else:
                self.assertGreaterEqual(count, 2)
            self.assertEqual(offences, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
