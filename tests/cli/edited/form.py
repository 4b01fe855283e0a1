"""A correctly filled form as a page of rows and columns that edits can be made to, and workbooks of such pages."""
import io
import re
import tomllib
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

MEASURES = ("current", "current_year_ago", "ytd", "ytd_year_ago")
ONE_PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049"
                          "454e44ae426082")


@dataclass
class Cell:
    """A value with something done to it."""
    value: object = None
    number_format: str = ""
    struck: bool = False
    formula: str = ""           # without "="; value is its stored result, None where none was stored
    error: bool = False         # value is an error's name
    runs: tuple = ()            # rich text: (text, struck)
    picture: bool = False       # a picture lies on the cell


@dataclass
class Line:
    """One row; key is (indicator, item) where it is a row of the form."""
    cells: list
    key: tuple = ()


@dataclass
class Page:
    """One sheet: a heading, a header, rows, a footer. Columns of figures are named by their measure, others by role."""
    name: str
    columns: list                # "label", "unit", a measure, "remark", or "" for one that was added
    lines: list
    truth: dict                  # (park, period, indicator, item, measure) -> Decimal in the canonical unit
    park: str = ""
    period: str = ""
    merges: list = field(default_factory=list)  # (first row, first column, last row, last column), from 0
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    state: str = "visible"

    def row(self, indicator, item=None):
        return next(i for i, line in enumerate(self.lines) if line.key and line.key[0] == indicator and item in (None, line.key[1]))

    def header(self):
        return next(i for i, line in enumerate(self.lines) if line.key == ("header",))

    def column(self, name):
        return self.columns.index(name)

    def at(self, indicator, measure):
        """A1 of a figure."""
        return f"{get_column_letter(self.column(measure) + 1)}{self.row(indicator) + 1}"

    def get(self, indicator, measure):
        return self.lines[self.row(indicator)].cells[self.column(measure)]

    def set(self, indicator, measure, value):
        self.lines[self.row(indicator)].cells[self.column(measure)] = value

    def key(self, indicator, measure, item=""):
        return (self.park, self.period, indicator, item, measure)

    def insert_column(self, at, header, values=None, role=""):
        """values: a function of a line."""
        self.columns.insert(at, role)
        self.merges = [(r1, c1 + (c1 >= at), r2, c2 + (c2 >= at)) for r1, c1, r2, c2 in self.merges]
        for line in self.lines:
            filled = header if line.key == ("header",) else values(line) if values and line.key else None
            line.cells.insert(at, filled)

    def delete_column(self, name):
        at = self.column(name)
        del self.columns[at]
        self.merges = [(r1, c1 - (c1 > at), r2, c2 - (c2 >= at)) for r1, c1, r2, c2 in self.merges]
        for line in self.lines:
            del line.cells[at]
        for key in [key for key in self.truth if key[4] == name]:
            del self.truth[key]

    def insert_row(self, at, cells, key=()):
        self.lines.insert(at, Line(list(cells) + [None] * (len(self.columns) - len(cells)), key))
        self.merges = [(r1 + (r1 >= at), c1, r2 + (r2 >= at), c2) for r1, c1, r2, c2 in self.merges]

    def delete_row(self, indicator, item=None):
        at = self.row(indicator, item)
        gone = self.lines.pop(at)
        for key in [key for key in self.truth if key[2:4] == gone.key]:
            del self.truth[key]

    def forget(self, indicator, measure=None, item=""):
        for key in [key for key in self.truth if key[2] == indicator and measure in (None, key[4])]:
            del self.truth[key]


def official(definition, indicators, park, short_name, year, month, figures, industries, sheet="Sheet1"):
    """The official form, filled in completely by hand."""
    columns = definition["table"][0]["column"]
    roles = [column.get("measure") or column["role"] for column in columns]
    period = f"{year}-{month:02d}"
    page = Page(sheet, roles, [], {}, park, period)
    blank = [None] * len(columns)
    page.lines += [Line([definition["caption"], *blank[1:]]),
                   Line([f"填报单位：{short_name}", None, None, f"{year}年{month}月", *blank[4:]]),
                   Line([column["header"] for column in columns], ("header",))]
    page.merges.append((0, 0, 0, len(columns) - 1))
    slot = 0
    for row in definition["table"][0]["row"]:
        label, item = row["label"], ""
        if row.get("star"):
            item, slot = industries[slot], slot + 1
            label = f"    其中：*{item}主导产业"
        cells = []
        for column in columns:
            value = {"label": label, "unit": row["unit"], "remark": row["remark"]}.get(column["role"])
            if column["role"] == "value" and not (indicators[row["indicator"]]["nature"] == "stock" and column["measure"].startswith("ytd")):
                value = figures[month, row["indicator"], item, column["measure"]]
                page.truth[page.key(row["indicator"], column["measure"], item)] = value
            cells.append(value)
        page.lines.append(Line(cells, (row["indicator"], item)))
    if definition.get("footnote"):
        page.lines.append(Line([definition["footnote"], *blank[1:]]))
    sent = f"{year}年{month + 1}月9日"
    page.lines.append(Line([f"单位负责人：王一    填表人：李二    联系电话：0571-80000000    报出日期：{sent}", *blank[1:]]))
    return page


def _patch(bytes_, edits):
    """The zip with parts replaced or added: edits is {part: function of the old text or None}."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes_)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in edits:
                content = edits.pop(name)(content.decode()).encode()
            new.writestr(name, content)
        for name, make in edits.items():
            content = make(None)
            new.writestr(name, content if isinstance(content, bytes) else content.encode())
    return out.getvalue()


def _plain(value):
    return float(value) if isinstance(value, Decimal) and value != value.to_integral() else int(value) if isinstance(value, Decimal) else value


def workbook(pages):
    """The bytes of an .xlsx of these pages."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    edits, pictures = {}, {}
    for number, page in enumerate(pages, 1):
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = page.state
        stored, rich = {}, []
        for r, line in enumerate(page.lines):
            for c, value in enumerate(line.cells):
                cell = sheet.cell(r + 1, c + 1) if value is not None else None
                if isinstance(value, Cell):
                    _put(cell, value, stored, rich)
                    if value.picture:
                        pictures.setdefault(number, []).append((r, c))
                elif cell:
                    cell.value = _plain(value)
                    if isinstance(value, str) and value.startswith("="):
                        cell.data_type = "s"
        for r1, c1, r2, c2 in page.merges:
            sheet.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
        if stored or rich:
            edits[f"xl/worksheets/sheet{number}.xml"] = lambda text, stored=stored, rich=rich: _rich(_store(text, stored), rich)
    out = io.BytesIO()
    book.save(out)
    for number, places in pictures.items():
        _add_pictures(edits, number, places)
    return _patch(out.getvalue(), edits) if edits else out.getvalue()


def _put(cell, value, stored, rich):
    if value.formula:
        cell.value = "=" + value.formula
        if value.value is not None:
            stored[cell.coordinate] = value
    elif value.runs:
        cell.value = f"rich text {len(rich)}"
        rich.append(value.runs)
    elif value.value is not None:
        cell.value = _plain(value.value)
        if value.error:
            cell.data_type = "e"
    if value.number_format:
        cell.number_format = value.number_format
    if value.struck:
        cell.font = Font(strike=True)


def _store(text, stored):
    for place, cell in stored.items():
        kind = ' t="e"' if cell.error else ' t="str"' if isinstance(cell.value, str) else ""
        pattern = rf'<c r="{place}"([^>]*)><f>(.*?)</f><v\s*/?>(</v>)?'
        text, count = re.subn(pattern, lambda m: f'<c r="{place}"{m[1]}{kind}><f>{m[2]}</f><v>{escape(str(_plain(cell.value)))}</v>', text)
        assert count == 1, place
    return text


def _rich(text, rich):
    for number, runs in enumerate(rich):
        body = "".join(f"<r>{'<rPr><strike/></rPr>' if struck else '<rPr/>'}<t>{escape(run)}</t></r>" for run, struck in runs)
        assert f"<t>rich text {number}</t>" in text
        text = text.replace(f"<t>rich text {number}</t>", body)
    return text


def _add_pictures(edits, number, places):
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    anchors = "".join(
        f'<xdr:twoCellAnchor><xdr:from><xdr:col>{c}</xdr:col><xdr:colOff>9000</xdr:colOff><xdr:row>{r}</xdr:row><xdr:rowOff>9000</xdr:rowOff></xdr:from>'
        f'<xdr:to><xdr:col>{c}</xdr:col><xdr:colOff>90000</xdr:colOff><xdr:row>{r}</xdr:row><xdr:rowOff>90000</xdr:rowOff></xdr:to>'
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{2 + i}" name="图片 {1 + i}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip xmlns:r="{of}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr/></xdr:pic><xdr:clientData/>'
        f'</xdr:twoCellAnchor>' for i, (r, c) in enumerate(places))
    previous = edits.get(f"xl/worksheets/sheet{number}.xml", lambda text: text)
    edits[f"xl/worksheets/sheet{number}.xml"] = lambda text: previous(text).replace(
        "</worksheet>", f'<drawing xmlns:r="{of}" r:id="rIdPicture"/></worksheet>')
    edits[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = lambda _: (
        f'<Relationships xmlns="{rels}"><Relationship Id="rIdPicture" Type="{of}/drawing" Target="../drawings/drawing{number}.xml"/></Relationships>')
    edits[f"xl/drawings/drawing{number}.xml"] = lambda _: f'<xdr:wsDr xmlns:xdr="{space}" xmlns:a="{main}">{anchors}</xdr:wsDr>'
    edits[f"xl/drawings/_rels/drawing{number}.xml.rels"] = lambda _: (
        f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{of}/image" Target="../media/image1.png"/></Relationships>')
    edits["xl/media/image1.png"] = lambda _: ONE_PIXEL
    types = edits.get("[Content_Types].xml", lambda text: text)
    edits["[Content_Types].xml"] = lambda text: types(text).replace(
        "</Types>", ('' if 'Extension="png"' in types(text) else '<Default Extension="png" ContentType="image/png"/>') +
        f'<Override PartName="/xl/drawings/drawing{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>')


def definition_of(root, form):
    return tomllib.loads((root / "templates" / form / "2021.toml").read_text(encoding="utf-8"))


def indicators_of(root):
    listed = tomllib.loads((root / "templates/indicators.toml").read_text(encoding="utf-8"))["indicator"]
    return {indicator["id"]: indicator for indicator in listed}
