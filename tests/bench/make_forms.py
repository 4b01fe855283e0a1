"""make_forms.py FOLDER — 2,000 filled monthly and quarterly forms as openpyxl saves them, 6–7 KB each, no two alike: every park of
Zhejiang, month after month from 2021 on. openpyxl writes one of each; the others differ from it in their texts and numbers alone, so that
making them takes seconds."""
import csv
import datetime
import functools
import io
import random
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Border, Font, Side

TREE = Path(__file__).resolve().parents[2]
COUNT = 2000
FIGURE = 1234567.89  # stands in the form that openpyxl writes wherever a figure goes
PARK, PERIOD, DATE = "PARK", "PERIOD", "DATE"
INDUSTRIES = ("新材料", "高端装备制造", "生物医药")
STAMP = (2026, 1, 1, 0, 0, 0)
COUNTED = "件"
STOCKS = ("valid_patents", "valid_invention_patents")
SEASON = (0.93, 0.74, 1.12, 1.03, 1.06, 1.15, 0.98, 1.0, 1.1, 1.04, 1.08, 1.21)
SHARES = {  # of a park's monthly size; each part well below its whole
    "operating_revenue": 1, "hightech_enterprise_revenue": 0.5, "gross_industrial_output": 0.8, "dominant_industry_output": 0.2,
    "industrial_value_added": 0.18, "hightech_value_added": 0.12, "new_product_output": 0.3, "profit_and_tax": 0.1, "total_profit": 0.06,
    "export_delivery_value": 0.12, "fixed_asset_investment": 0.07, "hightech_investment": 0.04, "rd_expense": 0.025,
    "patent_applications": 3e-5, "invention_patent_applications": 1.3e-5, "valid_patents": 1e-3, "valid_invention_patents": 3e-4,
}


@functools.cache
def definition(form):
    return tomllib.loads((TREE / "templates" / form / "2021.toml").read_text(encoding="utf-8"))


def parks():
    """Official names of those that report the monthly form."""
    lines = [line for line in (TREE / "mappings/parks.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [row["name"] for row in csv.DictReader(lines) if "zj-monthly" in (row.get("forms") or "")]


def blank_parts(form):
    """The parts of a workbook in which openpyxl wrote the form with FIGURE, PARK, PERIOD and DATE in it."""
    table = definition(form)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Sheet1"
    columns = table["table"][0]["column"]
    sheet.append([table["caption"]])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    sheet.append([PARK, None, None, PERIOD])
    sheet.append([column["header"] for column in columns])
    slot = 0
    for row in table["table"][0]["row"]:
        label = row["label"]
        if row.get("star"):
            label, slot = f"    其中：*{INDUSTRIES[slot]}主导产业", slot + 1
        sheet.append([{"label": label, "unit": row["unit"], "remark": row["remark"]}.get(c["role"], FIGURE) for c in columns])
    if table.get("footnote"):
        sheet.append([table["footnote"]])
    sheet.append([DATE])
    thin = Side(style="thin")
    for line in sheet.iter_rows(min_row=3, max_row=3 + len(table["table"][0]["row"])):
        for cell in line:
            cell.border, cell.font = Border(thin, thin, thin, thin), Font(name="宋体", size=11)
    for column, width in zip("ABCDEFG", (34, 10, 16, 16, 16, 16, 14)):
        sheet.column_dimensions[column].width = width
    workbook.properties.created = datetime.datetime(2026, 1, 1)
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def save(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


class Park:
    """Invented figures of one park that hang together: a part is less than its whole, a cumulative figure is the sum of its months, and a
    year-ago figure is what was filed a year ago. In hundredths of the unit, so that sums are exact."""

    def __init__(self, number):
        self._draw = random.Random(number)
        self._size = self._draw.uniform(2e8, 3e9)
        self._flows = {}  # (indicator, item, year, month) -> hundredths

    def flow(self, row, year, month):
        key = (row["indicator"], row.get("slot", 0), year, month)
        if key not in self._flows:
            share = SHARES[row["indicator"]]
            if row["indicator"] in STOCKS:  # what is in force grows from month to month, without seasons
                grown = self._size * 1.06 ** (year - 2020 + month / 12) * share
            else:
                grown = self._size * 1.06 ** (year - 2020) * share * self._draw.uniform(0.98, 1.02) * SEASON[month - 1]
            self._flows[key] = round(grown / 100) * 100 if row["unit"] == COUNTED else round(grown)
        return self._flows[key]

    def figure(self, row, measure, year, month):
        if measure.endswith("year_ago"):
            year -= 1
        if measure.startswith("ytd") and row["indicator"] not in STOCKS:
            return sum(self.flow(row, year, m) for m in range(1, month + 1))
        return self.flow(row, year, month)


def text_of(hundredths):
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def figures(form, park, year, month):
    """The form's figures in the order in which they stand in its sheet."""
    table = definition(form)["table"][0]
    measures = [column["measure"] for column in table["column"] if column["role"] == "value"]
    return [text_of(park.figure(row, measure, year, month)) for row in table["row"] for measure in measures]


def fill(parts, name, year, month, values):
    """The parts of the workbook with a park's name, its period and its figures put into the sheet."""
    next_year, next_month = (year, month + 1) if month < 12 else (year + 1, 1)
    texts = {PARK: f"填报单位：{name}", PERIOD: f"{year}年{month}月",
             DATE: f"单位负责人：王一    填表人：李二    联系电话：0571-80000000    报出日期：{next_year}年{next_month}月8日"}
    filled, values = [], iter(values)
    for part, data in parts:
        if part.startswith("xl/worksheets/") or part == "xl/sharedStrings.xml":
            data = re.sub(re.escape(str(FIGURE)), lambda _: next(values), data.decode())
            for mark, text in texts.items():
                data = data.replace(f">{mark}<", f">{text.encode('ascii', 'xmlcharrefreplace').decode()}<")
        filled.append((part, data))
    return filled


def make(folder, count=COUNT):
    """Fills the folder with that many forms, unless an earlier call has."""
    done = folder.with_suffix(".complete")
    if done.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    blanks = {form: blank_parts(form) for form in ("zj-monthly", "zj-quarterly")}
    names = parks()
    filers = [Park(number) for number in range(len(names))]
    for number in range(count):
        months, park = divmod(number, len(names))
        year, month = 2021 + months // 12, months % 12 + 1
        form, kind = ("zj-quarterly", "季报") if month % 3 == 0 else ("zj-monthly", "月报")
        values = figures(form, filers[park], year, month)
        save(folder / f"{names[park]}{year}年{month}月{kind}.xlsx", fill(blanks[form], names[park], year, month, values))
    done.touch()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
