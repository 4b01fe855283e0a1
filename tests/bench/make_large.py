"""make_large.py FOLDER — inputs far larger than a month's forms: one sheet of 1 million and one of 10 million cells (.xlsx), 8,000 forms (1 million
cells), and .xls files with the cells of the first 500 forms and of the smaller sheet. A fifth of a sheet's cells is text."""
import random
import string
import sys
import zipfile
from pathlib import Path

import make_forms
import openpyxl
import xlwt

COLUMNS, TEXTS, PATTERN = 20, 2000, 997  # columns of a sheet; distinct texts; distinct rows, so that no block repeats another
ROWS = {"sheet-1m": 50_000, "sheet-10m": 500_000}
FORMS, XLS_FORMS = 8_000, 500

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas'
    '.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def values():
    """PATTERN rows of values: (True, number of a text) or (False, digits)."""
    draw = random.Random(7)
    return [[(True, draw.randrange(TEXTS)) if column % 5 == 0 else (False, f"{draw.uniform(0, 1e7):.2f}") for column in range(COLUMNS)]
            for _ in range(PATTERN)]


def text(number):
    return f"园区企业名称{number:05}"


def sheet_xml(rows):
    columns = string.ascii_uppercase[:COLUMNS]
    pattern = [[(f'<c r="{name}', f'" t="s"><v>{value}</v></c>' if is_text else f'"><v>{value}</v></c>') for name, (is_text, value) in
                zip(columns, line)] for line in values()]
    yield '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    for row in range(1, rows + 1):
        number = str(row)
        yield f'<row r="{number}">' + "".join(before + number + behind for before, behind in pattern[row % PATTERN]) + "</row>"
    yield "</sheetData></worksheet>"


def write_sheet(path, rows):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/sharedStrings.xml", '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
                         "".join(f"<si><t>{text(number)}</t></si>" for number in range(TEXTS)) + "</sst>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            block = []
            for line in sheet_xml(rows):
                block.append(line)
                if len(block) == 2000:
                    part.write("".join(block).encode())
                    block.clear()
            part.write("".join(block).encode())


def write_xls_sheet(path, rows):
    book = xlwt.Workbook(encoding="utf-8")
    sheet, pattern = book.add_sheet("Sheet1"), values()
    for row in range(rows):
        for column, (is_text, value) in enumerate(pattern[(row + 1) % PATTERN]):
            sheet.write(row, column, text(value) if is_text else float(value))
        if row % 1000 == 999:
            sheet.flush_row_data()
    book.save(str(path))


def write_xls_form(source, path):
    """The cells of the form with thin borders, and its merged cells."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet, style = book.add_sheet("Sheet1"), xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    form = openpyxl.load_workbook(source).active
    merged = {cells.coord: cells for cells in form.merged_cells.ranges}
    corners = {(cells.min_row, cells.min_col) for cells in merged.values()}
    for line in form.iter_rows():
        for cell in line:
            if cell.value is not None and (cell.row, cell.column) not in corners:
                sheet.write(cell.row - 1, cell.column - 1, cell.value, style)
    for cells in merged.values():
        sheet.write_merge(cells.min_row - 1, cells.max_row - 1, cells.min_col - 1, cells.max_col - 1,
                          form.cell(cells.min_row, cells.min_col).value, style)
    book.save(str(path))


def once(path, write):
    """Writes unless an earlier call has finished."""
    done = path.with_name(path.name + ".complete")
    if not done.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write()
        done.touch()


def make(folder):
    for name, rows in ROWS.items():
        path = folder / name / f"{name}.xlsx"
        once(path, lambda: write_sheet(path, rows))
    xls = folder / "sheet-1m-xls" / "sheet-1m.xls"
    once(xls, lambda: write_xls_sheet(xls, ROWS["sheet-1m"]))
    make_forms.make(folder / "forms-1m", FORMS)
    pairs, sources = folder / "pairs-xls", sorted((folder / "forms-1m").glob("*.xlsx"))[:XLS_FORMS]

    def write_pairs():
        for kind in ("pairs-xls", "pairs-xlsx"):
            (folder / kind).mkdir(exist_ok=True)
        for source in sources:
            (folder / "pairs-xlsx" / source.name).write_bytes(source.read_bytes())
            write_xls_form(source, pairs / (source.stem + ".xls"))

    once(pairs, write_pairs)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
