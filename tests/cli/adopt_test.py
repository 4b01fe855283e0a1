#!/usr/bin/python3
"""adopt_test.py HUIBIAO SOURCE_TREE — a blank form becomes a draft that loads, and a filled copy of that blank is then read with every value
right: the two forms of Zhejiang as we write them and as the official text prints them, one that nobody has seen, and one of three tables
of which much cannot be told and has to be marked."""
import csv
import io
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
PARK = "宁波高新技术产业开发区"
MARK = "# 待定："


def huibiao(*arguments, code=0):
    done = subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, f"{arguments}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
    return done


def official_blank(path, form):
    """The form as the official text prints it: the annex's number before the title, nothing merged below it."""
    table = tomllib.loads((TREE / "templates" / form / "2021.toml").read_text(encoding="utf-8"))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([table["caption"]])
    sheet.append(["填报单位：", None, None, "２０  年   月"])
    columns = table["table"][0]["column"]
    sheet.append([column["header"] for column in columns])
    for row in table["table"][0]["row"]:
        sheet.append([{"label": row["label"], "unit": row["unit"] or None, "remark": row["remark"]}.get(c["role"]) for c in columns])
    if table.get("footnote"):
        sheet.append([table["footnote"]])
    sheet.append([table["signoff_line"]])
    book.save(path)


def unseen_blank(path):
    """A form of headers over two rows, groups, new units and a new office, with wordings of its own beside known ones."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2027年度科技服务业统计季度表"])
    sheet.merge_cells("A1:H1")
    sheet.append(["填报单位：", None, None, None, None, None, "单位：万元"])
    sheet.append(["类别", "指标名称", "计量单位", "本月", None, "累计", None, "数据来源"])
    sheet.append([None, None, None, "本月数", "上年同期", "1-本月累计", "上年同期累计", None])
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:H4"):
        sheet.merge_cells(area)
    for row in (("规模", "营业收入", "万元", "高新区提供"), (None, "其中：技术服务收入", "万元", "高新区提供"),
                (None, "利润总额", "万元", "高新区提供"), ("机构", "科技服务机构", "幢", "省经信厅提供"),
                (None, "其中：省级以上", "幢", "省经信厅提供"), ("人员", "技术人员", "人", "高新区提供"),
                (None, "固定资产投资", "千元", "高新区提供"), (None, "工业总产值", None, "高新区提供")):
        sheet.append([row[0], row[1], row[2], None, None, None, None, row[3]])
    for area in ("A5:A7", "A8:A9", "A10:A12"):
        sheet.merge_cells(area)
    sheet.append(["注：按季报送。"])
    sheet.append(["单位负责人：      填表人：      报出日期：２０  年  月  日"])
    book.save(path)


def unheard_of_blank(path):
    """A form of three tables in words that no form here has: headers that stand twice, answers in place of figures."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["全市示范工场季度监测表"])
    sheet.merge_cells("A1:G1")
    sheet.append(["一级指标", "二级指标", "计量单位", "季度实数", "同比增长", "季末累计实数", "同比增长"])
    for group, labels in (("产业质量", ("示范集群营业收入|亿元", "示范人均营业收入|万元/人", "示范集群亩均税收|万元")),
                          ("企业培育", ("示范研发人员数|人", "示范集群企业数|个")),
                          ("服务成效", ("示范服务企业数|家次",)),
                          ("创新环境", ("示范经费支出|万元", "示范经费支出占GDP比重|%", "其中本级示范支出|万元"))):
        first = sheet.max_row + 1
        for label in labels:
            sheet.append([group if sheet.max_row + 1 == first else None, *label.split("|")])
        sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=1, end_column=1)
    sheet.append(["一级指标", "二级指标", "办理情况", "填表提示"])
    first = sheet.max_row + 1
    for label in ("健全的示范机制", "完整的示范团队", "具体的示范方案"):
        sheet.append(["建设推进" if sheet.max_row + 1 == first else None, label, None,
                      "填写“完成”或“未完成”" if sheet.max_row + 1 == first else None])
    sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=1, end_column=1)
    sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=4, end_column=4)
    first = sheet.max_row + 1
    sheet.append(["一级指标", "二级指标", "实到金额/万元", None, None, "实用金额/万元"])
    sheet.append([None, None, "省级示范资金", "市级示范资金", "县级示范资金", None])
    for column, last in ((1, 1), (2, 2), (6, 6)):
        sheet.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=last)
    sheet.merge_cells(start_row=first, end_row=first, start_column=3, end_column=5)
    sheet.append(["资金支持", "示范资金到位、使用情况"])
    book.save(path)


def without_spare_rows(blank):
    """Our own blanks have two starred rows more than the official form."""
    lines = [[cell.value for cell in line][:7] for line in openpyxl.load_workbook(blank).worksheets[0].iter_rows()]
    starred = [number for number, line in enumerate(lines) if "*" in str(line[0] or "")]
    if not starred:
        return
    book = openpyxl.Workbook()
    for number, line in enumerate(lines):
        if number not in starred[3:]:
            book.active.append(line)
    book.save(blank)


class Adopted:
    """A draft in an overlay."""

    def __init__(self, folder, blank, form, *options):
        self.folder, self.blank, self.form = folder, blank, form
        draft = huibiao("adopt", blank, "--form", form, *options)
        self.text, self.said = draft.stdout, draft.stderr
        self.toml = tomllib.loads(self.text)
        place = folder / "catalogue/templates" / form
        place.mkdir(parents=True)
        (place / f"{self.toml['first_year']}.toml").write_text(self.text, encoding="utf-8")

    def rows(self):
        return [row for table in self.toml["table"] for row in table["row"]]

    def read_back(self, period, names=()):
        """Fills every open cell of the blank with a number of its own. {(indicator, item, measure): (written, read, unit)} by the draft."""
        book = openpyxl.load_workbook(self.blank)
        sheet = book.active
        table, = self.toml["table"]
        places = {cell.value: cell.row for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str)}
        header = max(places[column["header"]] for column in table["column"] if column["role"] == "value")
        for line in sheet.iter_rows(max_row=header - 1):
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("填报单位"):
                    cell.value = f"填报单位：{PARK}"
                elif isinstance(cell.value, str) and "２０" in cell.value:
                    cell.value = period.replace("-", "年") + "月"
        written, items, number = {}, iter(names), 1000
        for offset, row in enumerate(table["row"], 1):
            item = next(items, "") if row.get("star") else ""
            if item:
                label = sheet.cell(header + offset, 1 + [c["role"] for c in table["column"]].index("label"))
                label.value = f"其中：*{item}主导产业"
            for at, column in enumerate(table["column"], 1):
                if column["role"] == "value":
                    number += 7
                    sheet.cell(header + offset, at).value = number
                    written[f"{sheet.cell(header + offset, at).coordinate}"] = (row["indicator"], item, column["measure"], number)
        filled = self.folder / f"{PARK}{period}.xlsx"
        book.save(filled)
        common = ("--store", self.folder / "s.db", "--catalogue", self.folder / "catalogue")
        subprocess.run([HUIBIAO, "ingest", filled, *common], capture_output=True)
        exported = huibiao("export", "observations", "--all", *common).stdout
        read = {row["cell"]: row for row in csv.DictReader(io.StringIO(exported))}
        return written, read


class Adopt(unittest.TestCase):
    def setUp(self):
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.folder = Path(self._temporary.name)

    def check_read_back(self, adopted, period, scale=lambda unit: 1, names=()):
        written, read = adopted.read_back(period, names)
        self.assertGreater(len(written), 20)
        self.assertEqual(set(written), set(read))
        for cell, (indicator, item, measure, number) in written.items():
            row = read[cell]
            self.assertEqual((row["form"], row["indicator"], row["item"], row["measure"], float(row["raw"]), float(row["value"])),
                             (adopted.form, indicator, item, measure, number, number * scale(row["raw_unit"])), cell)

    def check_like_the_official_one(self, adopted, form):
        official = tomllib.loads((TREE / "templates" / form / "2021.toml").read_text(encoding="utf-8"))
        for key in ("title", "register", "months", "precedence", "unit_line", "unit_heading", "signoff"):
            self.assertEqual(adopted.toml[key], official[key], key)
        table, = adopted.toml["table"]
        for ours, theirs in zip(table["column"], official["table"][0]["column"], strict=True):
            self.assertEqual({**ours, "width": theirs["width"]}, theirs)
        self.assertEqual(table["row"], official["table"][0]["row"])
        self.assertNotIn("indicator", adopted.toml)

    def test_our_own_blanks(self):
        for form, period, names in (("zj-monthly", "2027-01", ()), ("zj-quarterly", "2027-03", ("新材料", "生物医药", "光电"))):
            with self.subTest(form):
                folder = self.folder / form
                huibiao("template", "--year", 2027, "--form", form, "--park", PARK, "--period", period, "--out", folder / "blank")
                blank, = (folder / "blank").rglob("*.xlsx")
                without_spare_rows(blank)
                adopted = Adopted(folder, blank, form)
                self.assertEqual(adopted.toml["first_year"], 2027)
                self.check_like_the_official_one(adopted, form)
                self.check_read_back(adopted, period, names=names)

    def test_the_official_blanks(self):
        for form, period, names in (("zj-monthly", "2027-02", ()), ("zj-quarterly", "2027-06", ("新材料", "生物医药", "光电"))):
            with self.subTest(form):
                folder = self.folder / form
                folder.mkdir()
                official_blank(folder / "blank.xlsx", form)
                adopted = Adopted(folder, folder / "blank.xlsx", form, "--year", 2027)
                self.check_like_the_official_one(adopted, form)
                self.assertTrue(adopted.toml["caption"].startswith("附件"))
                self.check_read_back(adopted, period, names=names)

    def test_a_form_that_nobody_has_seen(self):
        blank = self.folder / "blank.xlsx"
        unseen_blank(blank)
        adopted = Adopted(self.folder, blank, "new-services")
        toml = adopted.toml
        self.assertEqual((toml["first_year"], toml["title"], toml["months"], toml["unit_line"], toml["footnote"]),
                         (2027, "科技服务业统计季度表", [3, 6, 9, 12], "万元", "注：按季报送。"))
        self.assertEqual(toml["signoff"], ["单位负责人", "填表人", "报出日期"])
        self.assertEqual([(c["role"], c.get("measure"), c.get("above")) for c in toml["table"][0]["column"]],
                         [("group", None, None), ("label", None, None), ("unit", None, None), ("value", "current", ["本月"]),
                          ("value", "current_year_ago", ["本月"]), ("value", "ytd", ["累计"]), ("value", "ytd_year_ago", ["累计"]),
                          ("remark", None, None)])
        self.assertEqual([(r["indicator"], r.get("part_of"), r.get("group"), r["unit"], r["source"]) for r in adopted.rows()],
                         [("operating_revenue", None, "规模", "万元", "park"),
                          ("indicator_02", "operating_revenue", "规模", "万元", "park"),
                          ("total_profit", None, "规模", "万元", "park"),
                          ("indicator_04", None, "机构", "幢", "office_01"),
                          ("indicator_05", "indicator_04", "机构", "幢", "office_01"),
                          ("indicator_06", None, "人员", "人", "park"),
                          ("fixed_asset_investment", None, "人员", "千元", "park"),
                          ("gross_industrial_output", None, "人员", "", "park")])
        self.assertEqual([unit["id"] for unit in toml["unit"]], ["幢"])
        self.assertEqual([indicator["name"]["zh"] for indicator in toml["indicator"]],
                         ["营业收入-技术服务收入", "科技服务机构", "科技服务机构-省级以上", "技术人员"])
        thousands = {"万元": 10, "": 10}  # of what is kept in 千元
        written, read = adopted.read_back("2027-03")
        self.assertEqual(set(written), set(read))
        for cell, (indicator, item, measure, number) in written.items():
            known = not indicator.startswith("indicator_")
            factor = thousands.get(read[cell]["raw_unit"], 1) if known else 1
            self.assertEqual((read[cell]["indicator"], read[cell]["measure"], float(read[cell]["value"])), (indicator, measure, number * factor), cell)
            self.assertEqual(read[cell]["form"], "new-services")

    def test_what_a_form_of_three_tables_does_not_tell_is_marked(self):
        blank = self.folder / "blank.xlsx"
        unheard_of_blank(blank)
        adopted = Adopted(self.folder, blank, "jx-draft")
        first, second, third = adopted.toml["table"]
        self.assertEqual([c["role"] for c in first["column"]], ["group", "label", "unit", "value", "note", "value", "note"])
        self.assertEqual([c.get("measure") for c in first["column"]][3:], ["measure_01", None, "measure_02", None])
        self.assertEqual([r["unit"] for r in first["row"]], ["亿元", "万元/人", "万元", "人", "个", "家次", "万元", "%", "万元"])
        self.assertEqual([r["group"] for r in first["row"]], ["产业质量"] * 3 + ["企业培育"] * 2 + ["服务成效"] + ["创新环境"] * 3)
        # A sum of money is no part of the share right above it.
        self.assertEqual(first["row"][8].get("part_of"), first["row"][6]["indicator"])
        self.assertEqual([c["role"] for c in second["column"]], ["group", "label", "value", "note"])
        self.assertEqual([(c["role"], c.get("above")) for c in third["column"]],
                         [("group", None), ("label", None)] + [("value", ["实到金额/万元"])] * 3 + [("value", None)])
        self.assertTrue(all(r["indicator"].startswith("indicator_") for r in adopted.rows()))
        self.assertTrue(all(i["nature"] == "undecided" for i in adopted.toml["indicator"]))
        lines = adopted.text.splitlines()
        for heads in ("[[indicator]]", "[[measure]]"):
            at = [i for i, line in enumerate(lines) if line == heads]
            self.assertTrue(all(lines[i - 2].startswith(MARK) and lines[i - 1].startswith("# TO DECIDE:") for i in at), heads)
        for key in ("first_year", "register", "months", "precedence"):
            at = next(i for i, line in enumerate(lines) if line.startswith(key + " ="))
            self.assertTrue(lines[at - 2].startswith(MARK), key)
        for header in ("季度实数", "同比增长", "办理情况"):
            at = next(i for i, line in enumerate(lines) if line == f'header = "{header}"')
            self.assertTrue(lines[at - 4].startswith(MARK), header)
        huibiao("template", "--year", 2027, "--form", "zj-monthly", "--period", "2027-01", "--out", self.folder / "out",
                "--catalogue", self.folder / "catalogue")  # it loads

    def test_it_never_overwrites(self):
        blank, out = self.folder / "blank.xlsx", self.folder / "draft.toml"
        official_blank(blank, "zj-monthly")
        huibiao("adopt", blank, "--form", "zj-next", "--out", out)
        self.assertIn('id = "zj-next"', out.read_text(encoding="utf-8"))
        out.write_text("mine", encoding="utf-8")
        again = huibiao("adopt", blank, "--form", "zj-next", "--out", out, code=2)
        self.assertIn("usage.exists", again.stderr)
        self.assertEqual(out.read_text(encoding="utf-8"), "mine")

    def test_what_is_no_blank_form_is_refused(self):
        nothing = self.folder / "nothing.xlsx"
        book = openpyxl.Workbook()
        book.active.append(["会议通知"])
        book.save(nothing)
        self.assertIn("adopt.no-table", huibiao("adopt", nothing, "--form", "zj-next", code=1).stderr)
        self.assertIn("usage.form-id", huibiao("adopt", nothing, "--form", "../x", code=2).stderr)
        self.assertIn("usage.form-id", huibiao("adopt", nothing, "--form", "report", code=2).stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
