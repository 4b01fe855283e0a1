"""How a form or an office's table lies on a sheet, in the shapes that people give it. Wording comes from templates/."""
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from figures import COUNTS, MEASURES

ROOT = Path(__file__).resolve().parent.parent
POWERS = {"元": 3, "千元": 0, "万元": -1, "亿元": -5}  # 1 千元 = 10^power of that unit
STARS = {
    "official": "    其中：*{}主导产业",
    "spaced": "其中：＊  {}  主导产业",
    "bracketed": "其中：*（{}）主导产业",
    "half-width": "    其中: * {} 产业",
    "bare": "*{}",
    "unmarked": "其中：{}主导产业",
}
OTHER_LABELS = {
    "operating_revenue": "一、营业收入",
    "industrial_value_added": "规模以上工业增加值",
    "hightech_value_added": "#高新技术产业增加值",
    "total_profit": "利 润 总 额",
    "export_delivery_value": "出口交货值（千元）",
    "hightech_investment": "   其中:高新技术产业投资",
    "rd_expense": "规上工业企业研究与技术开发费",
}
OTHER_HEADERS = {
    "指标名称": "项  目", "计量单位": "单位", "本月": "本 月", "上年同期": "去年同期", "1-本月累计": "1—本月累计",
    "上年同期累计": "上年同期累计数", "备注": "数据来源",
}
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def form(name):
    return tomllib.loads((ROOT / "templates" / name / "2021.toml").read_text(encoding="utf-8"))


def indicators():
    text = (ROOT / "templates/indicators.toml").read_text(encoding="utf-8")
    return {one["id"]: one for one in tomllib.loads(text)["indicator"]}


@dataclass
class Sheet:
    """Cells by (row, column) from zero: text, or a Decimal that becomes a number."""
    name: str = "Sheet1"
    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)  # (first row, first column, last row, last column)
    widths: list = field(default_factory=list)
    table: tuple = (0, 0, 0, 0)  # the part that is ruled: the same four

    def put(self, row, column, values):
        for offset, value in enumerate(values):
            if value not in (None, ""):
                self.cells[row, column + offset] = value


@dataclass(frozen=True)
class Shape:
    """What somebody did to the official form."""
    name: str                        # as the heading calls the park
    period: str = "{year}年{month}月"  # as the heading says it; "" leaves it to the file's name
    batches: tuple = ("production", "financial")
    units: tuple = ()                # (indicator, unit written in its unit column instead of 千元)
    unit_line: str = ""              # a unit for all money: no unit column, a line above the table
    in_cell: tuple = ()              # indicators whose unit is written behind the number, in 亿元
    as_text: bool = False            # numbers as text, with separators of all kinds
    stars: str = "official"
    other_labels: bool = False
    other_headers: bool = False
    offset: tuple = (0, 0)
    office_rows: str = "blank"       # "filled", "deleted"
    placeholders: tuple = ()         # indicators with a dash instead of figures
    inserted: tuple = ()             # (after which indicator, cells of a row that the official form does not have)
    only: tuple = ()                 # indicators that alone are filled, in a correction
    instructions: bool = False       # a second sheet of instructions
    title_mark: str = ""             # behind the title
    reported: str = "２０{short}年{month}月{day}日"


def converted(value, unit):
    """1234.5 千元 as a Decimal in that unit, without zeros at its end."""
    moved = value.scaleb(POWERS[unit])
    return moved.normalize() if moved != moved.to_integral() else moved.to_integral()


def as_text(value, turn):
    """The number as people type it, in one of five ways."""
    grouped = f"{value:,f}"
    return (grouped, grouped + " ", grouped.replace(",", " "), grouped.translate(FULL_WIDTH), "　" + grouped)[turn % 5]


class FormSheet:
    """One park's form for one month on a sheet, and which of the park's figures can be read from it."""

    def __init__(self, definition, shape, figures, year, month, reported, industries):
        self.definition, self.shape, self.figures = definition, shape, figures
        self.year, self.month, self.industries = year, month, industries
        self.known = indicators()
        self.shown = []  # (indicator, item, measure) whose figure stands on the sheet
        self.sheet = Sheet()
        self._turn = 0
        self._write(reported)

    def _write(self, reported):
        shape, (top, left) = self.shape, self.shape.offset
        columns = [c for c in self.definition["table"][0]["column"] if not (shape.unit_line and c["role"] == "unit")]
        self.sheet.put(top, left, [self.definition["caption"] + shape.title_mark])
        self.sheet.merges.append((top, left, top, left + len(columns) - 1))
        self.sheet.put(top + 1, left, [f"填报单位：{shape.name}"])
        self.sheet.put(top + 1, left + 3, [shape.period.format(year=self.year, month=self.month)])
        row = top + 2
        if shape.unit_line:
            self.sheet.put(row, left + len(columns) - 2, [f"单位：{shape.unit_line}、件"])
            row += 1
        head = row
        self.sheet.put(row, left, [OTHER_HEADERS[c["header"]] if shape.other_headers else c["header"] for c in columns])
        for line in self._lines(columns):
            row += 1
            self.sheet.put(row, left, line)
        self.sheet.table = (head, left, row, left + len(columns) - 1)
        if self.definition.get("footnote"):
            row += 1
            self.sheet.put(row, left, [self.definition["footnote"]])
        date = shape.reported.format(year=reported[0], short=reported[0] % 100, month=reported[1], day=reported[2])
        self.sheet.put(row + 1, left, [f"单位负责人：王一    填表人：李二    联系电话：0571-80000000    报出日期：{date}"])
        self.sheet.widths = [8] * left + [c["width"] for c in columns]

    def _lines(self, columns):
        """The rows of the table, the added ones included and the deleted ones left out."""
        slot = 0
        added = dict(self.shape.inserted)
        for row in self.definition["table"][0]["row"]:
            indicator, item = row["indicator"], ""
            if row.get("star"):
                item, slot = self.industries[slot], slot + 1
            if row["source"] == "park" or self.shape.office_rows != "deleted":
                yield [self._cell(column, row, indicator, item) for column in columns]
            if indicator in added and not item:
                yield from added[indicator]

    def _cell(self, column, row, indicator, item):
        if column["role"] == "label":
            return self._label(row, indicator, item)
        if column["role"] == "unit":
            return dict(self.shape.units).get(indicator, row["unit"])
        if column["role"] == "remark":
            return row["remark"]
        return self._figure(row, indicator, item, column["measure"])

    def _label(self, row, indicator, item):
        if item:
            return STARS[self.shape.stars].format(item)
        return OTHER_LABELS.get(indicator, row["label"]) if self.shape.other_labels else row["label"]

    def _filled(self, row, indicator):
        shape = self.shape
        if shape.only:
            return indicator in shape.only
        if row["source"] != "park":
            return shape.office_rows == "filled" and "production" in shape.batches
        return self.known[indicator]["batch"] in shape.batches

    def _figure(self, row, indicator, item, measure):
        shape = self.shape
        if not self._filled(row, indicator):
            return None
        if indicator in shape.placeholders:
            return "—"
        value = self.figures[self.month, indicator, item, measure]
        self.shown.append((indicator, item, measure))
        self._turn += 1
        if indicator in COUNTS:
            return as_text(value, self._turn) if shape.as_text else value
        if indicator in shape.in_cell:
            return f"{converted(value, '亿元'):f}亿元"
        value = converted(value, shape.unit_line or dict(shape.units).get(indicator, "千元"))
        return as_text(value, self._turn) if shape.as_text else value


def instructions():
    sheet = Sheet(name="填表说明", widths=[80])
    for row, text in enumerate(("填表说明", "1.本表由各高新区管委会填报，生产数据次月10日前、效益数据次月25日前报送。",
                                "2.金额以千元为单位，专利以件为单位。", "3.标星号的行填写主导产业名称。")):
        sheet.put(row, 0, [text])
    return sheet


MEASURE_HEADERS = {"current": "本月", "current_year_ago": "上年同期", "ytd": "1-{}月", "ytd_year_ago": "上年同期累计"}


def crosstab(year, month, unit, parks, rows, value):
    """Parks down, indicator × measure across under two header rows, a total at the end. value(park, indicator, measure) in 千元."""
    sheet = Sheet(name=f"{year}年{month}月", widths=[22] + [15] * 4 * len(rows))
    sheet.put(0, 0, [f"{year}年{month}月全省高新区主要指标（省统计局）"])
    sheet.put(1, 0, [f"单位：{unit}"])
    sheet.put(2, 0, ["高新区"])
    sheet.merges.append((2, 0, 3, 0))
    for block, (indicator, label) in enumerate(rows):
        first = 1 + 4 * block
        sheet.put(2, first, [label])
        sheet.merges.append((2, first, 2, first + 3))
        sheet.put(3, first, [MEASURE_HEADERS[m].format(month) for m in MEASURES])
    keys = [(indicator, measure) for indicator, _ in rows for measure in MEASURES]
    for row, (park, name) in enumerate(parks.items(), 4):
        sheet.put(row, 0, [name] + [converted(value(park, *key), unit) for key in keys])
    totals = [converted(sum((value(park, *key) for park in parks), Decimal(0)), unit) for key in keys]
    sheet.put(4 + len(parks), 0, ["合计"] + totals)
    sheet.table = (2, 0, 4 + len(parks), len(keys))
    return [sheet]


def long_list(year, month, unit, parks, rows, value):
    """One figure a row: park, indicator, measure, unit, value."""
    names = {"current": "本月", "current_year_ago": "上年同期", "ytd": "本月止累计", "ytd_year_ago": "上年同期累计"}
    sheet = Sheet(name="清单", widths=[22, 26, 16, 10, 16])
    sheet.put(0, 0, [f"{year}年{month}月高新区主要指标清单（省统计局）"])
    sheet.put(1, 0, ["高新区", "指标名称", "时段", "计量单位", "数值"])
    lines = [(name, label, names[measure], unit, converted(value(park, indicator, measure), unit))
             for park, name in parks.items() for indicator, label in rows for measure in MEASURES]
    for row, line in enumerate(lines, 2):
        sheet.put(row, 0, line)
    sheet.table = (1, 0, 1 + len(lines), 4)
    return [sheet]


def by_measure(year, month, unit, parks, indicator, label, value):
    """Parks across, the indicator down, one sheet a measure."""
    names = {"current": "本月", "current_year_ago": "上年同期", "ytd": "累计", "ytd_year_ago": "上年同期累计"}
    sheets = []
    for measure, name in names.items():
        sheet = Sheet(name=name, widths=[22] + [24] * len(parks))
        sheet.put(0, 0, [f"{year}年{month}月{label}（{name}，单位：{unit}）"])
        sheet.put(1, 0, ["指标", *parks.values()])
        sheet.put(2, 0, [label] + [converted(value(park, indicator, measure), unit) for park in parks])
        sheet.table = (1, 0, 2, len(parks))
        sheets.append(sheet)
    return sheets
