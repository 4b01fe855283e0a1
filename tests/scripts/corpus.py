#!/usr/bin/python3
"""corpus.py HUIBIAO FOLDER… — `huibiao cells` over every workbook, within 2 seconds and 256 MB, beside what openpyxl or, of .xls,
xlrd reads of it.

A row for each file: what became of it, how many cells were read, how many of the other reader's values are the same, differ, or are missing
here; last the totals, and the differences that have a reason, by that. Exits 1 where the program crashed, ran out of time or memory, or read
a value otherwise than the other without a reason.
"""
import collections
import csv
import datetime
import io
import resource
import subprocess
import sys
from pathlib import Path

SECONDS, BYTES = 2, 256 << 20
ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ods", ".csv"}
OPENPYXL = {".xlsx", ".xlsm", ".xltx", ".xltm"}
XLRD = {".xls", ".xlt", ".et"}
READ, REFUSED, CRASHED, SLOW = "read", "refused", "CRASHED", "TOO SLOW"
csv.field_size_limit(sys.maxsize)


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def cells_of(program, path):
    """(what became of it, {(sheet, cell): (kind, value)}, reason)."""
    try:
        done = subprocess.run([program, "cells", path], capture_output=True, timeout=SECONDS, preexec_fn=limited)
    except subprocess.TimeoutExpired:
        return SLOW, {}, ""
    reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode == 1:
        return REFUSED, {}, reason[0] if reason else "(no reason)"
    if done.returncode != 0:
        return CRASHED, {}, f"exit code {done.returncode}"
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8")))
    return READ, {(row["sheet"], row["cell"]): (row["kind"], row["value"]) for row in rows}, ""


def openpyxl_values(path, queue):
    import openpyxl
    workbook = openpyxl.load_workbook(path, data_only=True)
    queue.put({(sheet.title, cell.coordinate): cell.value for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row
               if cell.value is not None})


def xlrd_values(path, queue):
    import xlrd
    try:
        book = xlrd.open_workbook(path, formatting_info=True, logfile=io.StringIO())
    except Exception:
        book = xlrd.open_workbook(path, logfile=io.StringIO())
    values = {}
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cell = sheet.cell(row, column)
                if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    # Before Excel 5 a sheet has no name, and each reader gives it one of its own.
                    name = sheet.name if book.biff_version >= 50 else "Sheet1"
                    value = xlrd_value(xlrd, cell, book.datemode)
                    runs = sheet.rich_text_runlist_map.get((row, column))
                    values[name, xlrd.colname(column) + str(row + 1)] = standing(value, runs, book.font_list) if runs else value
    queue.put(values)


def standing(text, runs, fonts):
    """The text without what is struck out; all of it where nothing would be left."""
    ends = [start for start, _ in runs[1:]] + [len(text)]
    kept = text[:runs[0][0]] + "".join(text[start:end] for (start, font), end in zip(runs, ends) if not fonts[font].struck_out)
    return kept or text


def xlrd_value(xlrd, cell, datemode):
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, f"#{cell.value}")
    if cell.ctype == xlrd.XL_CELL_DATE:
        return Date(cell.value, datemode)
    return cell.value


class Date(collections.namedtuple("Date", "serial datemode")):
    """A number that xlrd takes for a date."""

    def __str__(self):
        return f"date {self.serial}"

    def is_text(self, text):
        """Whether it is what ISO 8601 writes so, to the millisecond."""
        try:
            time = datetime.time.fromisoformat(text)
            return abs(self.serial - (time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6) / 86400) < 1e-8
        except ValueError:
            pass
        try:
            epoch = datetime.datetime(1904, 1, 1) if self.datemode else datetime.datetime(1899, 12, 30)
            days = datetime.datetime.fromisoformat(text) - epoch
        except ValueError:
            return text.startswith("1900-02-29") and int(self.serial) == 60
        serial = days / datetime.timedelta(days=1)
        serial -= not self.datemode and serial < 61  # the day that never was lies ahead
        return abs(self.serial - serial) < 1e-7


def other_reading(path, values):
    """What the other reader's `values` reads, in a process of its own; None where it does not read the file within a minute."""
    import multiprocessing
    import queue as queues
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=values, args=(path, queue))
    process.start()
    try:
        while True:
            try:
                return queue.get(timeout=0.2 if process.is_alive() else 1)
            except queues.Empty:
                if not process.is_alive():
                    return None
    finally:
        process.kill()
        process.join()


def same(value, kind, text):
    """Whether the other's value and ours are one."""
    if isinstance(value, Date):
        return value.is_text(text) if kind == "date" else same(value.serial, kind, text)
    if isinstance(value, bool):
        return text in (("true", "1") if value else ("false", "0"))
    if isinstance(value, (int, float)):
        try:
            return abs(float(text) - value) <= 1e-9 * max(1, abs(value))
        except ValueError:
            return False
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return kind in ("date", "number")
    plain = lambda s: s.replace("\r\n", "\n").replace("\r", "\n").lstrip("'")
    return plain(str(value)) == plain(text)


def excuse(value, kind, text):
    """Why xlrd's value is not ours, where the fault is its own; "" where it is not known to be."""
    if isinstance(value, float) and value != value and kind == "error":
        return "NaN taken for a number"
    return ""


def compare(ours, theirs):
    """Counts of the same, different and missing values, and the first difference."""
    counts, first = collections.Counter(), ""
    for key, value in theirs.items():
        if key not in ours:
            counts["missing"] += value != ""
        elif same(value, *ours[key]):
            counts["same"] += 1
        elif ours[key][0] == "formula":
            counts["result of a formula not believed"] += value != ""
        elif reason := excuse(value, *ours[key]):
            counts[reason] += 1
        else:
            counts["differ"] += 1
            first = first or f"{key[0]}!{key[1]}: {ours[key][1][:40]!r}, the other {str(value)[:40]!r}"
    return counts, first


def main(program, folders):
    totals = collections.Counter()
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    print(f"{'':9}{'cells':>9}{'same':>9}{'differ':>8}{'missing':>8}  file")
    for path in files:
        outcome, ours, reason = cells_of(program, path)
        totals[outcome] += 1
        counts, first = collections.Counter(), ""
        ending = path.suffix.lower()
        if outcome == READ and ending in OPENPYXL | XLRD:
            theirs = other_reading(path, openpyxl_values if ending in OPENPYXL else xlrd_values)
            totals["not read by the other"] += theirs is None
            counts, first = compare(ours, theirs or {})
            totals.update(counts)
        notes = "  ".join(note for note in (reason, first) if note)
        print(f"{outcome:9}{len(ours):9}{counts['same']:9}{counts['differ']:8}{counts['missing']:8}  {path.name}  {notes}", flush=True)
    print(f"{len(files)} files: " + ", ".join(f"{number} {name}" for name, number in totals.items()))
    return 1 if totals[CRASHED] or totals[SLOW] or totals["differ"] else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
