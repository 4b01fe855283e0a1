#!/usr/bin/python3
"""ledger_test.py HUIBIAO SOURCE_TREE — ledgers of enterprises from workbooks to base variables: every aggregate against a calculation of this
test's own in decimals, over several sheets and files with columns in any order; what is wrong with rows, named and never silently counted;
the year before, matched enterprise by enterprise; where a figure came from, and which enterprises made it."""
import random
import shutil
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import openpyxl

TREE = Path(sys.argv[2]).resolve()
sys.path[:0] = [str(TREE / "tests/bench"), str(TREE / "tests/scripts")]
import make_ledger  # noqa: E402
from program import Program  # noqa: E402

YEAR = 2024
COLUMNS = make_ledger.columns()
LABELS = {column["id"]: column["label"] for column in COLUMNS}
PARKS = make_ledger.national_parks()[20:24]

D = lambda row, key: Decimal(str(row[key]))
yes = lambda row, key: row[key] == "是"
total = lambda key: lambda rows: sum(D(row, key) for row in rows)
of = lambda key, flag, wanted=True: lambda rows: sum(D(row, key) for row in rows if yes(row, flag) == wanted)
number = lambda condition: lambda rows: sum(1 for row in rows if condition(row))
strong = lambda row: D(row, "rev") > 0 and D(row, "rd_int") / D(row, "rev") >= Decimal("0.05")

# What templates/ledger/torch-enterprise.toml says of each base variable, written down a second time.
AGGREGATES = {key: total(key) for key in (
    "emp_end emp_prev rd_fte rd_int rev rev_prev inv_grant inv_app emp_bach emp_grad tech_contract net_profit inv_valid tm_valid va va_prev wage "
    "rdx_inst rdx_univ rdx_ent rdx_abroad tech_import tech_absorb tse emp_foreign emp_returnee").split()} | {
    "export_all": total("export"), "export_hte": of("export", "is_hte"), "rev_hts": of("rev", "is_hts"), "rev_digital": of("rev", "is_digital"),
    "giov_ind": of("giov", "is_industrial"), "rev_nonind": of("rev", "is_industrial", False), "energy_ind": of("energy", "is_industrial"),
    "va_ind": of("va", "is_industrial"), "hte_n": number(lambda r: yes(r, "is_hte")), "hte_n_prev": number(lambda r: yes(r, "was_hte")),
    "vc_n": number(lambda r: yes(r, "got_venture")), "listed_new": number(lambda r: yes(r, "is_listed_new")),
    "overseas_rd_n": number(lambda r: yes(r, "is_domestic") and yes(r, "has_overseas_rd")), "ftm_n": number(lambda r: r["foreign_tm"] > 0),
    "finv_n": number(lambda r: yes(r, "is_domestic") and r["foreign_inv"] > 0),
    "foreign_property_n": number(lambda r: yes(r, "is_domestic") and (r["foreign_tm"] > 0 or r["foreign_inv"] > 0)),
    "istd_n": number(lambda r: yes(r, "is_domestic") and r["standards_new"] > 0), "rev_rd5": lambda rows: sum(D(r, "rev") for r in rows if strong(r)),
    "rd5_5yi_n": number(lambda r: D(r, "rev") > 500_000 and strong(r))}


program = Program(sys.argv[1])


def huibiao(*arguments, codes=(0, 1)):
    return program(*arguments, codes=codes)


def exported(what, store, *more):
    return program.rows("export", what, "--store", store, *more)


def enterprises(count, first=0, seed=1):
    """Enterprises with codes of their own, a park each in turn."""
    chance = random.Random(seed)
    rows = []
    for place in range(count):
        row = make_ledger.figures(chance)
        row |= {"unit": PARKS[place % 3], "code": make_ledger.credit_code(first + place), "name": f"第{first + place}号公司"}
        if place % 7 == 0:  # exactly 5 %, in figures that a binary fraction misses
            row |= {"rev": Decimal("3.0") * (place + 1), "rd_int": Decimal("0.15") * (place + 1)}
        if place % 11 == 0:
            row |= {"rev": 900_000 + place, "rd_int": 100_000}
        rows.append(row)
    return rows


def fill(sheet, rows, title, columns=None, headers=None, power=None):
    """headers: other wordings by id; power: what figures of a column are divided by."""
    columns = columns or [column["id"] for column in COLUMNS]
    sheet.append([title])
    sheet.append([(headers or {}).get(key, LABELS.get(key, key)) for key in columns])
    for row in rows:
        sheet.append([row.get(key) / (power or {})[key] if key in (power or {}) else row.get(key) for key in columns])


class Ledger(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.inbox, self.store = self.folder / "in", self.folder / "store.db"
        self.inbox.mkdir()

    def tearDown(self):
        shutil.rmtree(self.folder)

    def book(self, name, *sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for place, (title, rows, more) in enumerate(sheets):
            fill(book.create_sheet(more.pop("sheet", f"第{place + 1}页")), rows, title, **more)
        book.save(self.inbox / name)

    def take_in(self):
        return huibiao("ingest", self.inbox, "--store", self.store)

    def figures(self, year=YEAR):
        """{(park, indicator): value} of what stands."""
        return {(line["park"], line["indicator"]): Decimal(line["value"]) for line in exported("observations", self.store, "--period", year)}

    def said(self, rule):
        return [line for line in exported("diagnostics", self.store) if line["rule"] == rule]

    def check(self, rows, parks=PARKS[:3]):
        found = self.figures()
        for park in parks:
            own = [row for row in rows if row["unit"] == park]
            for indicator, aggregate in AGGREGATES.items():
                self.assertEqual(found[park, indicator], aggregate(own), f"{park} {indicator}")
        return found

    def test_every_aggregate_over_sheets_and_files(self):
        rows = enterprises(240)
        order = [column["id"] for column in COLUMNS]
        random.Random(3).shuffle(order)
        order.insert(4, "联系电话")
        self.book(f"{YEAR}年企业台账一.xlsx", (f"{YEAR}年度火炬统计企业台账", rows[:100], {}),
                  ("", rows[100:170], {"columns": order, "headers": {"rev": "营业收入（万元）", "unit": "高新区名称", "emp_end": "qd01"},
                                       "power": {"rev": 10}}))
        self.book("企业台账二.xlsx", (f"企业台账（{YEAR}年）", rows[170:], {}))
        self.take_in()
        self.check(rows)
        self.assertEqual({line["state"] for line in exported("submissions", self.store)}, {"accepted"})
        self.assertEqual(len(self.said("ledger-column.unknown")), 1)
        line = next(line for line in exported("observations", self.store) if line["indicator"] == "rev" and line["park"] == PARKS[0])
        self.assertEqual((line["source"], line["form"], line["unit"]), ("enterprise-ledger", "torch-enterprise", "千元"))
        self.assertRegex(line["raw"], r"^sum\(rev\) \| 第1页!4:70 n=23; [0-9a-f]{12} 第1页!3:102 n=34; 第2页!5:71 n=23$")
        self.assertIn("不必处理", self.said("ledger.counted-elsewhere")[0]["message"])
        cells = {line["raw"] for line in exported("observations", self.store, "--all")}
        self.assertFalse([raw for raw in cells if "号公司" in raw])

        self.assertEqual({line["status"] for line in exported("observations", self.store)}, {"effective"})
        self.assertEqual(huibiao("store", "verify", "--store", self.store, codes=(0,)).count("ledger"), 0)

        huibiao("evaluate", "torch-2021", "--year", YEAR + 1, "--store", self.store, "--out", self.folder / "out", codes=(0,))
        book = openpyxl.load_workbook(next((self.folder / "out").glob("*体系）.xlsx")), data_only=True)
        values = {cell.value for cells in book["基础数据"].iter_rows() for cell in cells}
        for park in PARKS[:3]:
            own = [row for row in rows if row["unit"] == park]
            self.assertIn(float(AGGREGATES["rev"](own)), values)
            self.assertIn(float(AGGREGATES["rd5_5yi_n"](own)), values)

    def test_rows_with_errors_are_named_and_hold_their_parks_totals(self):
        rows = enterprises(60)
        lines = [dict(row) for row in rows]
        for line in lines:
            line["unit"] = PARKS[0] if line is not lines[59] else "火星高新区"
        lines[0]["code"] = lines[0]["code"][:-1]                 # row 3
        lines[1]["code"] = "I" + lines[1]["code"][1:]            # row 4
        lines[2]["code"] = lines[2]["code"][:-1] + ("0" if lines[2]["code"][-1] != "0" else "1")
        lines[3]["code"] = lines[4]["code"]                      # rows 6 and 7
        lines[5]["rev"] = -5
        lines[6]["wage"] = "约3000"
        lines[7]["is_hte"] = "也许"
        lines[8]["energy"] = lines[9]["energy"] = None
        lines[8]["is_industrial"], lines[9]["is_industrial"] = "是", "否"
        lines[10]["code"] = None
        lines[11]["unit"] = None
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", lines, {}))
        self.take_in()
        cells = {rule: [(line["cell"], line["park"]) for line in self.said(rule)] for rule in (
            "ledger.code-length", "ledger.code-alphabet", "ledger.code-check-character", "ledger.code-twice", "ledger.negative",
            "ledger.not-a-number", "ledger.not-a-flag", "ledger.code-missing", "ledger.unit-missing", "ledger-unit.unknown")}
        at = lambda key, row: openpyxl.utils.get_column_letter(list(LABELS).index(key) + 1) + str(row)
        self.assertEqual(cells, {
            "ledger.code-length": [(at("code", 3), PARKS[0])], "ledger.code-alphabet": [(at("code", 4), PARKS[0])],
            "ledger.code-check-character": [(at("code", 5), PARKS[0])], "ledger.code-twice": [(at("code", 7), PARKS[0])],
            "ledger.negative": [(at("rev", 8), PARKS[0])], "ledger.not-a-number": [(at("wage", 9), PARKS[0])],
            "ledger.not-a-flag": [(at("is_hte", 10), PARKS[0])], "ledger.code-missing": [(at("code", 13), PARKS[0])],
            "ledger.unit-missing": [(at("unit", 14), "")], "ledger-unit.unknown": [(at("unit", 62), "")]})
        self.assertIn("7 = 6", self.said("ledger.code-twice")[0]["message"])
        blank = self.said("ledger.blank-cells")
        self.assertEqual([line["cell"] for line in blank], [at("energy", 11)])  # an enterprise outside industry is not asked for its energy
        self.assertEqual([line["state"] for line in exported("submissions", self.store)], ["returned"])
        self.assertEqual(self.figures(), {})
        held = {line["status"] for line in exported("observations", self.store, "--all")}
        self.assertEqual(held, {"held"})

    def test_only_totals_that_need_a_wrong_cell_are_held(self):
        rows = enterprises(30)
        lines = [dict(row) for row in rows]
        lines[4]["wage"] = "很多"
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", lines, {}))
        self.take_in()
        found = self.figures()
        self.assertNotIn((lines[4]["unit"], "wage"), found)
        for park in PARKS[:3]:
            self.assertEqual(found[park, "rev"], AGGREGATES["rev"]([row for row in rows if row["unit"] == park]))
        held = next(line for line in exported("observations", self.store, "--all") if line["status"] == "held")
        self.assertEqual((held["indicator"], held["park"]), ("wage", lines[4]["unit"]))
        self.assertTrue(held["raw"].endswith("used=9 wrong=1"), held["raw"])

    def test_a_blank_is_not_zero(self):
        lines = [dict(row) for row in enterprises(30)]
        lines[0]["rd_fte"] = None
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", lines, {}))
        self.take_in()
        line = next(line for line in exported("observations", self.store) if (line["park"], line["indicator"]) == (PARKS[0], "rd_fte"))
        own = [row for row in lines[1:] if row["unit"] == PARKS[0]]
        self.assertEqual(Decimal(line["value"]), AGGREGATES["rd_fte"](own))
        self.assertTrue(line["raw"].endswith("used=9 blank=1"), line["raw"])

    def test_the_same_enterprises_in_two_files(self):
        rows = enterprises(30)
        self.book(f"{YEAR}年企业台账一.xlsx", ("企业台账", rows, {}))
        self.book(f"{YEAR}年企业台账二.xlsx", ("企业台账", rows[:6], {}))
        self.take_in()
        self.assertEqual(len(self.said("ledger.code-twice-across-files")), 6)
        self.assertEqual(self.figures(), {})

    def test_a_ledger_sent_anew_replaces_and_one_with_others_adds(self):
        rows = enterprises(30)
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", rows, {}))
        self.take_in()
        later = [row | {"rev": row["rev"] + 1} for row in rows[:-3]]
        self.book(f"{YEAR}年企业台账新.xlsx", ("企业台账", later, {}))
        self.take_in()
        self.check(later)
        self.assertEqual(len(self.said("ledger.replaces")), 3)
        more = enterprises(9, first=500)
        self.book(f"{YEAR}年企业台账补充.xlsx", ("企业台账", more, {}))
        self.take_in()
        self.check(later + more)

    def test_an_enterprise_in_two_parks(self):
        rows = enterprises(9)
        other = dict(rows[0]) | {"unit": PARKS[3]}
        self.book(f"{YEAR}年企业台账一.xlsx", ("企业台账", rows, {}))
        self.book(f"{YEAR}年企业台账二.xlsx", ("企业台账", [other], {}))
        self.take_in()
        self.assertEqual({line["park"] for line in self.said("ledger.enterprise-of-two-units")}, {PARKS[0], PARKS[3]})
        self.assertEqual({park for park, _ in self.figures()}, {PARKS[1], PARKS[2]})

    def test_an_enterprise_that_another_park_reported_in_an_earlier_intake(self):
        rows = enterprises(9)
        self.book(f"{YEAR}年企业台账一.xlsx", ("企业台账", rows, {"sheet": "甲"}))
        self.take_in()
        other = dict(rows[3]) | {"unit": PARKS[3]}
        self.book(f"{YEAR}年企业台账二.xlsx", ("企业台账", enterprises(4, first=800)[1:3], {"sheet": "乙"}), ("", [other], {"sheet": "丙"}))
        self.take_in()
        said, = self.said("ledger.enterprise-of-two-units")
        self.assertEqual((said["file"], said["park"]), (f"{YEAR}年企业台账二.xlsx", PARKS[3]))
        self.assertIn(f"{YEAR}年企业台账二.xlsx 丙!3 = {YEAR}年企业台账一.xlsx {PARKS[0]} 甲!6（先前收到的台账，那边的汇总数仍然有效）", said["message"])
        self.assertEqual({park for park, _ in self.figures()}, set(PARKS[:3]))
        self.check(rows + enterprises(4, first=800)[1:3])

    def test_what_is_hidden_counts_and_is_named(self):
        rows = enterprises(12)
        for streamed in (False, True):
            with self.subTest(streamed=streamed):
                self.tearDown()
                self.setUp()
                book = openpyxl.Workbook()
                sheet = book.active
                fill(sheet, rows[:9], f"{YEAR}年企业台账")
                for row in (4, 5, 6, 9, 40):
                    sheet.row_dimensions[row].hidden = True
                column = openpyxl.utils.get_column_letter(list(LABELS).index("rev") + 1)
                sheet.column_dimensions[column].hidden = True
                if streamed:  # a file above 1 MB
                    noise = random.Random(4)
                    other = book.create_sheet("其他")
                    for _ in range(9000):
                        other.append([f"{noise.getrandbits(1200):x}"])
                hidden = book.create_sheet("旧")
                fill(hidden, rows[9:], f"{YEAR}年企业台账")
                hidden.sheet_state = "hidden"
                book.save(self.inbox / "台账.xlsx")
                self.assertEqual((self.inbox / "台账.xlsx").stat().st_size > 1 << 20, streamed)
                self.take_in()
                self.check(rows)
                said = {rule: self.said(f"ledger.{rule}-hidden") for rule in ("rows", "columns", "sheet")}
                self.assertEqual({rule: [(line["severity"], line["sheet"], line["cell"]) for line in lines] for rule, lines in said.items()}, {
                    "rows": [("warning", "Sheet", "B4")], "columns": [("info", "Sheet", f"{column}2")], "sheet": [("warning", "旧", "B2")]})
                self.assertIn("4家企业的行是隐藏的（如筛选），照样计入：第4-6, 9行", said["rows"][0]["message"])
                self.assertIn(f"{column} 营业收入", said["columns"][0]["message"])
                self.assertIn("3家企业", said["sheet"][0]["message"])

    def test_park_and_year_from_around_the_table(self):
        rows = enterprises(12)
        for row in rows:
            row["unit"] = PARKS[1]
        columns = [column["id"] for column in COLUMNS if column["id"] != "unit"]
        self.book("台账.xlsx", (f"{PARKS[1]}{YEAR}年企业台账", rows, {"columns": columns}))
        self.take_in()
        self.check(rows, PARKS[1:2])
        self.book("无年份.xlsx", ("企业台账", enterprises(5, first=700), {}))
        self.take_in()
        self.assertEqual([line["file"] for line in self.said("period.missing")], ["无年份.xlsx"])
        self.check(rows, PARKS[1:2])

    def test_a_total_row_and_notes_are_no_enterprises(self):
        rows = enterprises(9)
        sums = {"name": "合计", "rev": sum(float(row["rev"]) for row in rows)}
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", rows + [sums, {"name": "填表说明：略"}], {}))
        self.take_in()
        self.check(rows)

    def test_merged_park_names_and_scaled_formats(self):
        rows = sorted(enterprises(12), key=lambda row: row["unit"])
        book = openpyxl.Workbook()
        sheet = book.active
        fill(sheet, rows, f"{YEAR}年企业台账")
        for place in range(3):
            sheet.merge_cells(start_row=3 + 4 * place, end_row=6 + 4 * place, start_column=1, end_column=1)
        book.save(self.inbox / "台账.xlsx")
        self.take_in()
        self.check(rows)
        column = list(LABELS).index("rev") + 1
        sheet.cell(5, column).number_format = '0.00,'
        sheet.cell(1, 1).value = f"{YEAR - 5}年企业台账"
        book.save(self.inbox / "台账2.xlsx")
        self.take_in()
        self.assertEqual([line["cell"] for line in self.said("ledger.number-format")], [sheet.cell(5, column).coordinate])

    def test_matched_enterprises_whichever_year_comes_first(self):
        now = enterprises(30)
        before = [row | {"rev": row["rev"] - 7, "is_hte": "否"} for row in now[:21]] + enterprises(4, first=900)
        expected = {}
        for park in PARKS[:3]:
            own = [row for row in now[:21] if row["unit"] == park]
            expected[park] = (7 * len(own), sum(yes(row, "is_hte") for row in own))
        for first, last in ((now, before), (before, now), (None, None)):
            with self.subTest(first=first is now, together=first is None):
                self.tearDown()
                self.setUp()
                for rows in (first, last):
                    if first is None:
                        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", now, {}))
                        self.book(f"{YEAR - 1}年企业台账.xlsx", ("企业台账", before, {}))
                    else:
                        self.book(f"{YEAR if rows is now else YEAR - 1}年企业台账.xlsx", ("企业台账", rows, {}))
                    self.take_in()
                found = self.figures()
                for park in PARKS[:3]:
                    self.assertEqual((found[park, "rev_net_matched"], found[park, "hte_net_matched"]), expected[park])
                line = next(line for line in exported("observations", self.store) if line["indicator"] == "rev_net_matched")
                self.assertRegex(line["raw"], r"^sum\(rev - previous\(rev\)\) \| .* n=10 \| used=7 unmatched=3$")
                huibiao("store", "verify", "--store", self.store, codes=(0,))

    def test_where_a_figure_came_from_and_which_enterprises_made_it(self):
        rows = enterprises(30)
        rows[3]["is_hte"] = None
        self.book(f"{YEAR}年企业台账一.xlsx", ("企业台账", rows[:15], {}))
        self.book(f"{YEAR}年企业台账二.xlsx", ("企业台账", rows[15:], {}))
        self.take_in()
        said = huibiao("explain", YEAR, PARKS[0], "hte_n", "--store", self.store, codes=(0,))
        self.assertIn("count where is_hte", said)
        own = [row for row in rows if row["unit"] == PARKS[0]]
        counted = lambda part: sum(row["is_hte"] == "是" for row in part if row["unit"] == PARKS[0])
        self.assertIn("企业台账二.xlsx“第1页”第3至15行", said.replace(f"{YEAR}年", ""))
        self.assertIn(f"计入{counted(rows[15:])}家", said)
        self.assertIn(f"计入{counted(rows[:15])}家，不在范围{4 - counted(rows[:15])}家，空着1家", said)
        self.assertNotIn("号公司", said)

        listed = self.folder / "企业.xlsx"
        huibiao("explain", YEAR, PARKS[0], "rev_rd5", "--store", self.store, "--enterprises", listed, codes=(0,))
        book = openpyxl.load_workbook(listed)
        sheet = book.active
        self.assertEqual((sheet.title, sheet["A1"].value), ("内部资料·企业数据不得外传",) * 2)
        self.assertIn("内部资料·企业数据不得外传", sheet.oddFooter.left.text)
        lines = [cells for cells in sheet.iter_rows(min_row=6, values_only=True) if cells[4]]
        self.assertEqual({cells[4] for cells in lines}, {row["code"] for row in own})
        self.assertEqual({cells[4]: Decimal(str(cells[7])) for cells in lines if cells[6] == "计入"},
                         {row["code"]: D(row, "rev") for row in own if strong(row)})
        refused = huibiao("explain", YEAR, PARKS[0], "fiscal", "--store", self.store, "--enterprises", listed, codes=(2,))
        self.assertTrue(refused)

    def test_the_ledger_goes_before_what_a_park_adds_up_itself(self):
        blank = self.folder / "blank"
        huibiao("template", "--year", YEAR, "--form", "torch-annual", "--park", PARKS[0], "--out", blank)
        form = openpyxl.load_workbook(next(blank.rglob("*.xlsx")))
        for cells in form.worksheets[0].iter_rows():
            if cells[0].value == "企业营业收入":
                cells[2].value = 123
        form.save(self.inbox / "表.xlsx")
        self.take_in()
        self.assertEqual(self.figures(), {(PARKS[0], "rev"): 123})
        rows = enterprises(9)
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", rows, {}))
        self.take_in()
        self.check(rows)
        layers = [line for line in exported("observations", self.store, "--all") if (line["park"], line["indicator"]) == (PARKS[0], "rev")]
        self.assertEqual([(line["source"], line["status"]) for line in layers], [("enterprise-ledger", "effective"), ("park", "superseded")])

    def test_words_in_a_header_that_are_no_unit_are_named(self):
        rows = enterprises(6)
        headers = {"rev": "营业收入（2023年，千元）", "wage": "应付职工薪酬（其中：在岗职工）", "emp_end": "从业人员期末数（单位：人）", "va": "增加值（现价）"}
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", rows, {"headers": headers}))
        self.take_in()
        said, = self.said("ledger.columns-narrowed")
        self.assertEqual((said["severity"], said["cell"]), ("warning", "A2"))
        named = [f"{openpyxl.utils.get_column_letter(list(LABELS).index(key) + 1)}2" for key in ("rev", "wage")]
        self.assertRegex(said["message"], f"2列.*{named[0]} 营业收入.*{named[1]} 应付职工薪酬")

    def test_no_column_of_codes(self):
        columns = [column["id"] for column in COLUMNS if column["id"] != "code"]
        self.book(f"{YEAR}年企业台账.xlsx", ("企业台账", enterprises(5), {"columns": columns}))
        self.take_in()
        self.assertEqual(len(self.said("ledger.no-column-of-codes")), 1)
        self.assertEqual(self.figures(), {})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
