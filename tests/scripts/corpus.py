#!/usr/bin/python3
"""corpus.py HUIBIAO FOLDER… — `huibiao cells` over every workbook, within 2 seconds and 256 MB, beside what openpyxl reads of it.

A row for each file: what became of it, how many cells were read, how many of openpyxl's values are the same, differ, or are missing here;
last the totals. Exits 1 where the program crashed, ran out of time or memory, or read a value that openpyxl reads otherwise.
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


def other_reading(path):
    """What openpyxl reads, in a process of its own; None where it does not read the file within a minute."""
    import multiprocessing
    import queue as queues
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=openpyxl_values, args=(path, queue))
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
    """Whether openpyxl's value and ours are one."""
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


def compare(ours, theirs):
    """Counts of the same, different and missing values, and the first difference."""
    counts, first = collections.Counter(), ""
    for key, value in theirs.items():
        if key not in ours:
            counts["missing"] += value != ""
        elif ours[key][0] == "formula" or same(value, *ours[key]):
            counts["same"] += 1
        else:
            counts["differ"] += 1
            first = first or f"{key[0]}!{key[1]}: {ours[key][1][:40]!r}, openpyxl {str(value)[:40]!r}"
    return counts, first


def main(program, folders):
    totals = collections.Counter()
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    print(f"{'':9}{'cells':>9}{'same':>9}{'differ':>8}{'missing':>8}  file")
    for path in files:
        outcome, ours, reason = cells_of(program, path)
        totals[outcome] += 1
        counts, first = collections.Counter(), ""
        if outcome == READ and path.suffix.lower() in OPENPYXL:
            theirs = other_reading(path)
            totals["openpyxl does not read"] += theirs is None
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
