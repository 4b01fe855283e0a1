#!/usr/bin/python3
"""corpus.py HUIBIAO FOLDER… — `huibiao cells` over every workbook, within 2 seconds of the processor and 256 MB, beside what openpyxl or, of
.xls, xlrd reads of it. Other work on the machine makes no file slow. With --sanitized HUIBIAO is a build with sanitizers: no limits, nothing
is compared, and only a crash counts.

A row for each file: what became of it, how many cells were read, how many of the other reader's values are the same, differ, or are missing
here, seconds, megabytes; last the totals: files by what became of them, refused ones by reason, differences that have a reason by that.
Exits 1 where the program crashed, ran out of time or memory, refused without a reason, or read a value otherwise than the other, or not at all,
without one.
"""
import collections
import csv
import datetime
import io
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

SECONDS, BYTES = 2, 256 << 20
OTHER_SECONDS = 10  # of the processor, for the other reader
PATIENCE = 120  # seconds on the clock, whatever else the machine does
ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ods", ".csv"}
OPENPYXL = {".xlsx", ".xlsm", ".xltx", ".xltm"}
XLRD = {".xls", ".xlt", ".et"}
READ, REFUSED, CRASHED, SLOW = "read", "refused", "CRASHED", "TOO SLOW"
csv.field_size_limit(sys.maxsize)


Reading = collections.namedtuple("Reading", "outcome cells said seconds megabytes")


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 1))


def cells_of(program, path, limits=limited):
    """What the program reads of the file: {(sheet, cell): (kind, value)}, or why not."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([program, "cells", path], stdout=out, stderr=errors, preexec_fn=limits)
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        _, status, usage = os.wait4(process.pid, 0)
        watchdog.cancel()
        out.seek(0)
        errors.seek(0)
        code, said = os.waitstatus_to_exitcode(status), errors.read().decode("utf-8", "replace").strip().splitlines()
        seconds = usage.ru_utime + usage.ru_stime
        reading = Reading(READ, {}, said, seconds, usage.ru_maxrss / 1024)
        if limits and seconds > SECONDS or code == -signal.SIGKILL:
            return reading._replace(outcome=SLOW)
        if code == 1:
            return reading._replace(outcome=REFUSED)
        if code != 0:
            return reading._replace(outcome=CRASHED, said=[f"exit code {code}", *said])
        rows = csv.DictReader(io.StringIO(out.read().decode("utf-8")))
        return reading._replace(cells={(row["sheet"], row["cell"]): (row["kind"], row["value"]) for row in rows})


def patiently(values, path, queue):
    resource.setrlimit(resource.RLIMIT_CPU, (OTHER_SECONDS, OTHER_SECONDS))
    sys.stderr = open(os.devnull, "w")  # what it warns of, and why it gives up
    values(path, queue)


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
    """What the other reader's `values` reads, in a process of its own; None where it does not read the file in OTHER_SECONDS."""
    import multiprocessing
    import queue as queues
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=patiently, args=(values, path, queue))
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


def strikes_out(path):
    """Whether a text of the .xlsx file is struck out in part: openpyxl leaves that in, as if it stood."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(b"strike" in archive.read(name) for name in archive.namelist() if name.lower().endswith(("strings.xml", "sheet1.xml")))
    except (zipfile.BadZipFile, NotImplementedError):
        return False


def is_part(short, long):
    """Whether `short` is `long` with something left out."""
    characters = iter(long)
    return all(character in characters for character in short)


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)


def excuse(value, kind, text, path):
    """Why the other's value is not ours, where the fault is its own; "" where it is not known to be."""
    if isinstance(value, float) and value != value and kind == "error":
        return "NaN taken for a number (xlrd)"
    if isinstance(value, str) and text.translate(RAISED) != text and same(value.translate(RAISED), kind, text.translate(RAISED)):
        return "digits that stand raised or lowered taken for full ones (both)"
    if isinstance(value, str) and path.suffix.lower() in OPENPYXL:
        plain = re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), value)
        if plain != value and same(plain, kind, text):
            return "_xHHHH_ left as it is written (openpyxl)"
        if is_part(text, value) and strikes_out(path):
            return "struck-out words left in (openpyxl)"
    return ""


def compare(reading, theirs, path):
    """Counts of the same, different and missing values, and the first difference."""
    ours, counts, first = reading.cells, collections.Counter(), ""
    for key, value in theirs.items():
        if key not in ours:
            no_worksheet = any("[sheet.not-a-worksheet]" in line and key[0] in line for line in reading.said)
            counts["of a macro or chart sheet, which is named and not read" if no_worksheet else "missing"] += value != ""
        elif same(value, *ours[key]):
            counts["same"] += 1
        elif ours[key][0] == "formula":
            counts["result of a formula not believed"] += value != ""
        elif reason := excuse(value, *ours[key], path):
            counts[reason] += 1
        else:
            counts["differ"] += 1
            first = first or f"{key[0]}!{key[1]}: {ours[key][1][:40]!r}, the other {str(value)[:40]!r}"
    return counts, first


def sanitized(program, files):
    """A pass of a build with sanitizers."""
    outcomes = collections.Counter()
    for path in files:
        reading = cells_of(program, path, None)
        outcomes[reading.outcome] += 1
        if reading.outcome in (CRASHED, SLOW):
            print(f"{reading.outcome:9} {path}  {' '.join(reading.said[:3])}", flush=True)
    print(f"{len(files)} files: " + ", ".join(f"{number} {name}" for name, number in outcomes.items()))
    return 1 if outcomes[CRASHED] or outcomes[SLOW] else 0


def main(program, folders, with_sanitizers):
    totals, reasons = collections.Counter(), collections.Counter()
    slowest, largest = 0, 0
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    if with_sanitizers:
        return sanitized(program, files)
    print(f"{'':9}{'cells':>9}{'same':>9}{'differ':>8}{'missing':>8}{'s':>6}{'MB':>5}  file")
    for path in files:
        reading = cells_of(program, path)
        outcome, ours, said, seconds, megabytes = reading
        reason = (" ".join(said[:2]) if outcome == CRASHED else said[-1] if said else "(no reason)") if outcome != READ else ""
        slowest, largest = max(slowest, seconds), max(largest, megabytes)
        if outcome == REFUSED:
            rule = re.search(r"\[([a-z.-]+)\]$", reason)
            reasons[rule[1] if rule else "(no reason)"] += 1
        totals[outcome] += 1
        counts, first = collections.Counter(), ""
        ending = path.suffix.lower()
        if outcome == READ and ending in OPENPYXL | XLRD:
            theirs = other_reading(path, openpyxl_values if ending in OPENPYXL else xlrd_values)
            totals["files not read by the other"] += theirs is None
            counts, first = compare(reading, theirs or {}, path)
            totals.update(counts)
        notes = "  ".join(note for note in (reason, first) if note)
        print(f"{outcome:9}{len(ours):9}{counts['same']:9}{counts['differ']:8}{counts['missing']:8}{seconds:6.2f}{megabytes:5.0f}  {path.name}  {notes}",
              flush=True)
    failed = totals[CRASHED] or totals[SLOW] or totals["differ"] or totals["missing"] or reasons["(no reason)"]
    print(f"\n{len(files)} files, at most {slowest:.2f} s and {largest:.0f} MB each")
    for name in (READ, REFUSED, CRASHED, SLOW):
        print(f"{totals.pop(name, 0):9} {name}")
        for rule, number in reasons.most_common() if name == REFUSED else ():
            print(f"{number:18} {rule}")
    print("cells, beside openpyxl and xlrd:")
    for name, number in totals.most_common():
        print(f"{number:9} {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--sanitized"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(arguments[0]).resolve(), arguments[1:], len(arguments) < len(sys.argv) - 1))
