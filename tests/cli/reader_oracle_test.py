#!/usr/bin/python3
"""reader_oracle_test.py HUIBIAO TREE — `huibiao cells` beside openpyxl, cell by cell, over every .xlsx of samples/inbox and over workbooks
that openpyxl writes here with every kind of value."""
import csv
import datetime
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font


def ours(program, path):
    """{(sheet, cell): (kind, value)}"""
    done = subprocess.run([program, "cells", path], capture_output=True, check=True)
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline=""))
    return {(row["sheet"], row["cell"]): (row["kind"], row["value"]) for row in rows}


def iso(value):
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(timespec="seconds")
    return value.isoformat()


def expected(cell, formula):
    """What `huibiao cells` has to say of openpyxl's cell; None where it is blank."""
    value = cell.value
    if value is None:
        return ("formula", "") if formula.data_type == "f" else None
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return "date", iso(value)
    if isinstance(value, (int, float)):
        return "number", float(value)
    if cell.data_type == "e":
        return "error", value
    text = value.replace("\r\n", "\n")
    return "text", "'" + text if text[0] in "=+-@" or text[0] < " " else text


def theirs(path):
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    cells = {}
    for sheet in values.worksheets:
        # The cells that are there: walking rows would make a million blank ones out of one at the foot of a sheet.
        for place, cell in sheet._cells.items():
            value = expected(cell, formulas[sheet.title]._cells[place]) if not isinstance(cell, openpyxl.cell.MergedCell) else None
            if value is not None and value != ("text", ""):
                cells[sheet.title, cell.coordinate] = value
    return cells


def plain(kind, value):
    return kind, float(value) if kind == "number" else value.replace("\r\n", "\n")


def differences(program, path):
    try:
        other = theirs(path)
    except zipfile.BadZipFile:  # a broken file has to be refused by both
        done = subprocess.run([program, "cells", path], capture_output=True)
        if done.returncode != 1 or done.stdout or not done.stderr:
            yield f"{path.name}: read, with exit code {done.returncode}, though it is broken"
        return
    read = {key: plain(*value) for key, value in ours(program, path).items()}
    for key in sorted(read.keys() | other.keys()):
        if read.get(key) != other.get(key):
            yield f"{path.name} {key[0]}!{key[1]}: huibiao {read.get(key)}, openpyxl {other.get(key)}"


def odd_workbook(path):
    """A workbook of every kind of value, two sheets, one of them hidden."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "一, \"二\""
    sheet.append(["指标名称", 12, 0.1 + 0.2, -1.5e-7, True, False, "=B1*2", "#N/A", "多行\n文字", "=not", " 空 格 "])
    sheet.append([datetime.date(2026, 3, 8), datetime.datetime(2026, 3, 8, 10, 30), datetime.time(10, 30), datetime.datetime(1900, 1, 1),
                  datetime.date(1900, 3, 1), None, "", "a,b\"c", "<&>", "杭州", "𠀋"])
    sheet["L1"].number_format = "0.00%"
    sheet["L1"] = 0.125
    sheet["A9"].font = Font(strike=True)
    sheet.merge_cells("A5:C6")
    sheet["A5"] = "合并"
    hidden = workbook.create_sheet("隐藏")
    hidden.sheet_state = "veryHidden"
    hidden["AB300"] = 1
    workbook.save(path)


def old_epoch(path):
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.active.append([datetime.date(2026, 3, 8), datetime.date(1904, 1, 2)])
    workbook.save(path)


def main(program, tree):
    with tempfile.TemporaryDirectory() as folder:
        odd, old = Path(folder, "odd.xlsx"), Path(folder, "1904.xlsx")
        odd_workbook(odd)
        old_epoch(old)
        samples = sorted(Path(tree, "samples/inbox").rglob("*.xlsx"))
        found = [line for path in (odd, old, *samples) for line in differences(program, path)]
    print(f"{len(samples)} samples", *found, sep="\n")
    return 1 if found or not samples else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2])))
