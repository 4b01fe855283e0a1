"""Saves sheets with a writer of other people's making: openpyxl, LibreOffice, SheetJS or ExcelJS. The same sheets give the same bytes."""
import datetime
import json
import re
import struct
import subprocess
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

HERE = Path(__file__).resolve().parent
SAVED = datetime.datetime(2026, 7, 1)
DOS_TIME, DOS_DATE = 0, (2026 - 1980) << 9 | 7 << 5 | 1


def plain(value):
    """A Decimal as the number that a program would hold."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral() else float(value)


def still_clock(path):
    """Sets the time of every entry of the archive, in place: how the writer packed it stays as it was."""
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\5\6")
    entries, at = struct.unpack_from("<H", data, end + 10)[0], struct.unpack_from("<I", data, end + 16)[0]
    for _ in range(entries):
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        local = struct.unpack_from("<I", data, at + 42)[0]
        struct.pack_into("<HH", data, at + 12, DOS_TIME, DOS_DATE)
        struct.pack_into("<HH", data, local + 10, DOS_TIME, DOS_DATE)
        at += 46 + name + extra + comment
    path.write_bytes(data)


def still_properties(path):
    """As still_clock, and the modification time that the writer states inside as well. Packs the archive anew."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z", SAVED.isoformat().encode() + b"Z", data)
            entry = zipfile.ZipInfo(name, (SAVED.year, SAVED.month, SAVED.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


def with_openpyxl(path, sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator, workbook.properties.created = "", SAVED
    thin = Side(style="thin")
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name)
        for (row, column), value in sheet.cells.items():
            page.cell(row + 1, column + 1, plain(value)).font = Font(name="宋体", size=11)
        top, left, bottom, right = sheet.table
        if bottom > top:
            for row in page.iter_rows(top + 1, bottom + 1, left + 1, right + 1):
                for cell in row:
                    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
                    if isinstance(cell.value, (int, float)):
                        cell.number_format = "#,##0.00" if isinstance(cell.value, float) else "#,##0"
        for first_row, first_column, last_row, last_column in sheet.merges:
            page.merge_cells(None, first_row + 1, first_column + 1, last_row + 1, last_column + 1)
            page.cell(first_row + 1, first_column + 1).alignment = Alignment(horizontal="center", vertical="center")
        for column, width in enumerate(sheet.widths, 1):
            page.column_dimensions[get_column_letter(column)].width = width
    workbook.save(path)
    still_properties(path)


def with_libreoffice(jobs):
    """Opens what openpyxl wrote and saves it again, many in one go."""
    with tempfile.TemporaryDirectory() as folder:
        draft, saved = Path(folder, "draft"), Path(folder, "saved")
        draft.mkdir()
        for number, (_, sheets) in enumerate(jobs):
            with_openpyxl(draft / f"{number}.xlsx", sheets)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", "--outdir",
                        saved, *sorted(draft.iterdir())], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for number, (path, _) in enumerate(jobs):
            path.write_bytes((saved / f"{number}.xlsx").read_bytes())
            still_clock(path)


def with_node(jobs):
    """jobs: (path, sheets, "sheetjs" or "exceljs")."""
    listed = [{"path": str(path), "writer": writer, "sheets": [
        {"name": s.name, "merges": s.merges, "widths": s.widths, "table": s.table,
         "cells": [[row, column, plain(value)] for (row, column), value in sorted(s.cells.items())]} for s in sheets]}
        for path, sheets, writer in jobs]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as listing:
        json.dump(listed, listing, ensure_ascii=False)
        listing.flush()
        subprocess.run(["node", HERE / "write.mjs", listing.name], check=True)
    for path, _, _ in jobs:
        still_clock(path)


def save(jobs):
    """jobs: (path, sheets, writer). Each writer is started once."""
    for path, sheets, writer in jobs:
        path.parent.mkdir(parents=True, exist_ok=True)
        if writer == "openpyxl":
            with_openpyxl(path, sheets)
    with_libreoffice([(path, sheets) for path, sheets, writer in jobs if writer == "libreoffice"])
    with_node([job for job in jobs if job[2] in ("sheetjs", "exceljs")])
