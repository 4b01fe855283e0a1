#!/usr/bin/python3
"""xls_test.py HUIBIAO TREE — workbooks that LibreOffice saved as .xls, read beside the .xlsx they were: the same cells, kinds and values; the
hidden identity of a blank form outlives the change."""
import csv
import datetime
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font


def cells(program, path):
    """{(sheet, cell): (kind, value)}"""
    done = subprocess.run([program, "cells", path], capture_output=True)
    if done.returncode != 0:
        return {"exit code": (done.returncode, done.stderr.decode())}
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline=""))
    return {(row["sheet"], row["cell"]): plain(row["kind"], row["value"]) for row in rows}


def plain(kind, value):
    # LibreOffice keeps 15 digits.
    return kind, f"{float(value):.15g}" if kind == "number" else value


def odd_workbook(path):
    """Every kind of value; texts long and many enough to go on from record to record."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "一"
    sheet.append(["指标名称", 12, 0.1 + 0.2, -1.5e-7, 123456789012345, True, False, "#N/A", "多行\n文字", " 空 格 ", "𠀋", "café"])
    sheet.append([datetime.date(2026, 3, 8), datetime.datetime(2026, 3, 8, 10, 30), datetime.time(10, 30), "=B1*2", '=IF(B1>1,"甲","乙")', "=1=1", "=1/0"])
    for row in range(3, 203):
        sheet.append([f"第 {row} 行的说明" + "很长" * (row % 90), "plain ASCII " * (row % 70), row / 7, row])
    sheet["C1"].number_format = "0.00%"
    sheet["D1"].font = Font(strike=True)
    sheet.merge_cells("A205:C206")
    sheet["A205"] = "合并"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["C"].hidden = True
    hidden = workbook.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden["AB300"] = 1
    workbook.save(path)


def convert(paths, target, folder):
    """LibreOffice's conversion, which calculates what has not been."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target, "--outdir", folder / target,
                    *paths], capture_output=True, check=True, timeout=300)
    return [folder / target / f"{path.stem}.{target}" for path in paths]


def differences(program, one, other):
    expected, found = cells(program, one), cells(program, other)
    for key in sorted(expected.keys() | found.keys()):
        # LibreOffice stores 0 for the text of a formula that it has not calculated itself; that must not be believed.
        lost = expected.get(key, ("",))[0] == "text" and found.get(key) == ("formula", "")
        if expected.get(key) != found.get(key) and not lost:
            yield f"{one.name} {key}: xlsx {expected.get(key)}, xls {found.get(key)}"


def main(program, tree):
    os.environ["LC_ALL"] = "C.UTF-8"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        odd = folder / "odd.xlsx"
        odd_workbook(odd)
        odd = convert([odd], "xlsx", folder)[0]
        samples = sorted(Path(tree, "samples/inbox").rglob("*.xlsx"))[::6]
        subprocess.run([program, "template", "--year", "2026", "--form", "zj-monthly", "--period", "2026-05", "--park", "杭州高新技术产业开发区",
                        "--out", folder / "blank"], check=True, capture_output=True)
        blank = sorted((folder / "blank").rglob("*.xlsx"))
        originals = [odd, *samples, *blank]
        converted = convert(originals, "xls", folder)
        found = [line for one, other in zip(originals, converted) for line in differences(program, one, other)]
        own = subprocess.run([program, "check", converted[-1]], capture_output=True, text=True)
        if not blank or "[file.own-output]" not in own.stdout + own.stderr:
            found.append(f"the blank form is not known by its properties: {own.stdout}{own.stderr}")
    print(f"{len(originals)} workbooks", *found[:20], sep="\n")
    return 1 if found or not samples else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2])))
