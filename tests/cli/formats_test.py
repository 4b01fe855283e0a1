#!/usr/bin/python3
"""formats_test.py HUIBIAO TREE — one form saved in every format gives the same observations: as it is, with a blank row inserted, with a column
moved, and written by another program."""
import csv
import datetime
import html
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

FORM = "2026-06/诸暨高新区2026年6月季度监测表.xlsx"
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,{},1,,0,false,false,false"  # 76 is UTF-8, 85 is GB18030
KEPT = ("period", "park", "indicator", "item", "measure", "value", "unit")


def observations(program, folder, path):
    store = folder / "store.db"
    store.unlink(missing_ok=True)
    ingested = subprocess.run([program, "ingest", path, "--store", store], capture_output=True, text=True)
    if ingested.returncode not in (0, 1):
        return f"exit code {ingested.returncode}: {ingested.stderr}"
    done = subprocess.run([program, "export", "observations", "--all", "--store", store], capture_output=True, check=True)
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8")))
    found = sorted(tuple(row[column] for column in KEPT) for row in rows)
    return found or f"no observations: {ingested.stderr}"


def convert(path, folder, target, profile):
    """LibreOffice's conversion; targets of one ending go into folders of their own."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", target, "--outdir", folder, path],
                   capture_output=True, check=True, timeout=180)
    return folder / f"{path.stem}.{target.split(':')[0]}"


def grid(path):
    """[(row, column, value, merged range or None)] of the first sheet, from 1."""
    sheet = openpyxl.load_workbook(path, data_only=True).active
    merges = {(merge.min_row, merge.min_col): merge for merge in sheet.merged_cells.ranges}
    for place, cell in sorted(sheet._cells.items()):
        if getattr(cell, "value", None) is not None:
            yield *place, cell.value, merges.get(place)


def by_openpyxl(path, target):
    """Written again by openpyxl: inline styles gone, numbers as Python prints them."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "表"
    for row, column, value, _ in grid(path):
        workbook.active.cell(row, column, value)
    workbook.save(target)
    return target


def spreadsheet_ml(path, target):
    """As Excel 2003 writes it."""
    cells = []
    for row, column, value, merge in grid(path):
        kind = "Number" if isinstance(value, (int, float)) else "DateTime" if isinstance(value, datetime.datetime) else "String"
        text = value.isoformat(timespec="milliseconds") if kind == "DateTime" else escape(str(value)).replace("\n", "&#10;")
        spans = f' ss:MergeAcross="{merge.size["columns"] - 1}" ss:MergeDown="{merge.size["rows"] - 1}"' if merge else ""
        cells.append((row, f'<Cell ss:Index="{column}"{spans}><Data ss:Type="{kind}">{text}</Data></Cell>'))
    rows = "".join(f'<Row ss:Index="{row}">{"".join(cell for at, cell in cells if at == row)}</Row>\n' for row in sorted({at for at, _ in cells}))
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    target.write_text(f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}">\n'
                      f'<Worksheet ss:Name="Sheet1"><Table>\n{rows}</Table></Worksheet></Workbook>\n', encoding="utf-8")
    return target


def web_page(path, target):
    """As a reporting system exports it: a page in GBK under the name of an .xls, spans without their covered cells."""
    cells = {(row, column): (value, merge) for row, column, value, merge in grid(path)}
    covered = {(row, column) for place, (_, merge) in cells.items() if merge
               for row in range(merge.min_row, merge.max_row + 1) for column in range(merge.min_col, merge.max_col + 1)} - set(cells)
    lines = []
    for row in range(1, max(row for row, _ in cells) + 1):
        line = ""
        for column in range(1, max(column for _, column in cells) + 1):
            value, merge = cells.get((row, column), ("&nbsp;", None))
            if (row, column) in covered:
                continue
            spans = f' colspan={merge.size["columns"]} rowspan={merge.size["rows"]}' if merge else ""
            line += f"<td{spans}>{value if value == '&nbsp;' else html.escape(str(value))}"
        lines.append(f"<tr>{line}")
    page = '<html><meta http-equiv=Content-Type content="text/html; charset=gb2312"><table>\n' + "\n".join(lines) + "</table></html>"
    target.write_bytes(page.encode("gb18030"))
    return target


def blank_row(source, target):
    """A blank row above the table's fourth row, merged ranges moved along."""
    workbook = openpyxl.load_workbook(source)
    sheet = workbook.active
    merges = [str(merge) for merge in sheet.merged_cells.ranges if merge.min_row >= 6]
    for merge in merges:
        sheet.unmerge_cells(merge)
    sheet.insert_rows(6)
    for merge in merges:
        moved = openpyxl.worksheet.cell_range.CellRange(merge)
        moved.shift(row_shift=1)
        sheet.merge_cells(str(moved))
    workbook.save(target)
    return target


def moved_table(source, target):
    """The whole table two columns to the right and a row down."""
    workbook = openpyxl.load_workbook(source)
    sheet = workbook.active
    merges = [str(merge) for merge in sheet.merged_cells.ranges]
    for merge in merges:
        sheet.unmerge_cells(merge)
    sheet.insert_cols(1, 2)
    sheet.insert_rows(1)
    for merge in merges:
        moved = openpyxl.worksheet.cell_range.CellRange(merge)
        moved.shift(row_shift=1, col_shift=2)
        sheet.merge_cells(str(moved))
    workbook.save(target)
    return target


def saved_as(path, folder):
    """The form in every format: (format, file)."""
    profile = folder / "profile"
    yield "xls", convert(path, folder / "xls", "xls", profile)
    yield "ods", convert(path, folder / "ods", "ods", profile)
    yield "fods", convert(path, folder / "fods", "fods", profile)
    yield "csv in UTF-8", convert(path, folder / "utf8", CSV_FILTER.format(76), profile)
    yield "csv in GB18030", convert(path, folder / "gb", CSV_FILTER.format(85), profile)
    yield "html", convert(path, folder / "html", "html", profile)
    yield "openpyxl", by_openpyxl(path, folder / f"{path.stem}-.xlsx")
    yield "SpreadsheetML", spreadsheet_ml(path, folder / f"{path.stem}.xml")
    yield "a web page named .xls", web_page(path, folder / f"{path.stem}.xls")


def main(program, tree):
    failed = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        original = folder / Path(FORM).name
        original.write_bytes(Path(tree, "samples/inbox", FORM).read_bytes())
        expected = observations(program, folder, original)
        print(f"{len(expected)} observations in {original.name}")
        for change, edit in (("as it is", None), ("blank row", blank_row), ("moved table", moved_table)):
            place = folder / change.replace(" ", "-")
            place.mkdir()
            form = place / original.name
            form.write_bytes(original.read_bytes()) if edit is None else edit(original, form)
            for kind, path in (("xlsx", form), *saved_as(form, place)):
                found = observations(program, folder, path)
                if found == expected:
                    continue
                failed += 1
                difference = found if isinstance(found, str) else f"{sorted(set(found) ^ set(expected))[:4]} …"
                print(f"{change}, {kind}: {difference}")
    return 1 if failed or len(expected) < 50 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2])))
