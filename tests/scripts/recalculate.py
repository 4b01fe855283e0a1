#!/usr/bin/env python3
"""Recalculates written workbooks with LibreOffice and compares every stored result of a formula with the recalculated one.

    recalculate.py [--plant] FILE_OR_FOLDER...

Needs soffice and openpyxl. Exits 1 where a result differs, 2 where nothing could be compared. With --plant one result of each workbook is
changed first: the comparison must then find it, or it proves nothing.
"""

import argparse
import math
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl

# 0: always recalculate on load, whichever program wrote the file.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
TOLERANCE = 1e-12  # relative: the order of summation


def recalculated(files, folder):
    """Each file converted to xlsx by LibreOffice, every formula calculated anew, in the order given."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    output = folder / "out"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir", str(output)]
    subprocess.run(command + [str(file) for file in files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [output / file.name for file in files]


def plant_wrong_result(path):
    """Changes the first numeric result of a formula in the workbook."""
    with zipfile.ZipFile(path) as source:
        parts = [(info, source.read(info)) for info in source.infolist()]
    planted = False
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info, data in parts:
            if not planted and info.filename.startswith("xl/worksheets/sheet"):
                data, count = re.subn(rb"(</f><v>)-?[0-9][^<]*(</v>)", rb"\g<1>123456.789\g<2>", data, count=1)
                planted = count == 1
            target.writestr(info, data)
    return planted


def same(stored, calculated):
    if isinstance(stored, (int, float)) and isinstance(calculated, (int, float)):
        return math.isclose(stored, calculated, rel_tol=TOLERANCE, abs_tol=1e-9)
    return (stored or "") == (calculated or "")


def compare(path, calculated_path):
    """The number of formulas, and a line for each that differs."""
    formulas = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    calculated = openpyxl.load_workbook(calculated_path, data_only=True)
    count, wrong = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                was = stored[sheet.title][cell.coordinate].value
                now = calculated[sheet.title][cell.coordinate].value
                if not same(was, now):
                    wrong.append(f"{path.name}: {sheet.title}!{cell.coordinate}: stored {was!r}, recalculated {now!r}: {cell.value}")
    return count, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plant", action="store_true", help="change one stored result of each workbook first")
    parser.add_argument("paths", nargs="+", type=Path)
    arguments = parser.parse_args()
    files = [file for path in arguments.paths for file in (sorted(path.rglob("*.xlsx")) if path.is_dir() else [path])]
    total, wrong = 0, []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Names repeat across folders: each file is recalculated under a number.
        copies = [folder / f"{index}.xlsx" for index in range(len(files))]
        for file, copy in zip(files, copies):
            shutil.copyfile(file, copy)
            if arguments.plant:
                plant_wrong_result(copy)
        for file, copy, result in zip(files, copies, recalculated(copies, folder)):
            count, differences = compare(copy, result)
            total += count
            wrong += [difference.replace(copy.name, str(file), 1) for difference in differences]
    print("\n".join(wrong))
    print(f"{len(files)} workbooks, {total} formulas, {len(wrong)} differ")
    return 1 if wrong else 0 if total else 2


if __name__ == "__main__":
    sys.exit(main())
