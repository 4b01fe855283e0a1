#!/usr/bin/python3
"""bench.py BUILD [forms|large|reports|ledger] — reading and intake beside the physical limit, in one run: of 2,000 forms on one core, beside openpyxl
too; then of 1 million and 10 million cells, as .xls, and on two cores; then what a month's reports, a year's blank forms and a million rows of
details cost to write; then a ledger of 200,000 enterprises, and the evaluation of all national parks.

Prints the figures and exits 1 where a target is missed. What counts of a program is the seconds it prints, or else its whole life; the
seconds of the processor beside them are of its whole life, and tell how busy the machine was with other things.
"""
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRIES = 9  # the quickest counts: other work on the machine only ever adds

Figures = collections.namedtuple("Figures", "seconds processor megabytes")


def once(command, cores="0"):
    """What the command took on these cores."""
    start = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", cores, *map(str, command)], stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"bench: {' '.join(map(str, command))} ended with status {status}")
    printed = re.search(r"seconds=([\d.]+)", output)
    return Figures(float(printed[1]) if printed else seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def best(*runs, tries=TRIES):
    """The best of each run, which take turns: what the machine does besides meets them alike."""
    results = [[run() for run in runs] for _ in range(tries)]
    return [Figures(min(r.seconds for r in of_one), min(r.processor for r in of_one), max(r.megabytes for r in of_one)) for of_one in zip(*results)]


def intake(program, forms):
    """A whole intake into a new SQLite store."""
    folder = tempfile.mkdtemp(prefix="huibiao-bench-")
    try:
        return once([program, "ingest", forms, "--store", Path(folder, "huibiao.db")])
    finally:
        shutil.rmtree(folder)


def verdict(targets):
    for name, reached in targets:
        print(f"{'reached' if reached else 'MISSED ':8} {name}")
    return all(reached for _, reached in targets)


def made(script, folder):
    # In a process of its own: what this one holds counts as the peak memory of everything that it starts.
    subprocess.run([sys.executable, HERE / script, folder], check=True)
    return folder


def bench_forms(build):
    forms = made("make_forms.py", build / "forms")
    sizes = [path.stat().st_size for path in forms.glob("*.xlsx")]
    print(f"{len(sizes)} forms, {sum(sizes) / len(sizes) / 1024:.1f} KB each, one core, best of {TRIES}")
    least, reading, whole, other = best(lambda: once([build / "tests/bench/inflate_limit", forms]),
                                        lambda: once([build / "tests/bench/read_forms", forms]),
                                        lambda: intake(build / "huibiao", forms),
                                        lambda: once(["/usr/bin/python3", HERE / "read_openpyxl.py", forms]))
    print(f"{'':26}{'seconds':>9}{'x limit':>9}{'x openpyxl':>12}{'processor':>11}{'peak MB':>9}")
    for name, figures in (("inflate limit", least), ("reading alone", reading), ("whole intake into SQLite", whole), ("openpyxl, reading", other)):
        print(f"{name:26}{figures.seconds:9.3f}{figures.seconds / least.seconds:9.1f}{other.seconds / figures.seconds:12.1f}"
              f"{figures.processor:11.3f}{figures.megabytes:9.0f}")
    return verdict([("reading <= 3 x limit", reading.seconds <= 3 * least.seconds),
                    ("whole intake <= 12 x limit", whole.seconds <= 12 * least.seconds),
                    ("whole intake >= 15 x faster than openpyxl reads", other.seconds >= 15 * whole.seconds),
                    ("peak memory <= 64 MB", max(reading.megabytes, whole.megabytes) <= 64)])


def bench_large(build):
    folder = made("make_large.py", build / "large")
    limit, reader = build / "tests/bench/inflate_limit", build / "tests/bench/read_forms"
    print(f"\nlarge inputs, reading alone, best of {TRIES}\n{'':34}{'seconds':>9}{'ratio':>9}{'processor':>11}{'peak MB':>9}")

    def show(name, figures, ratio, of):
        print(f"{name:34}{figures.seconds:9.3f}{ratio:9.2f}{figures.processor:11.3f}{figures.megabytes:9.0f}  {of}")

    targets = []
    for name, what, most in (("forms-1m", "1 million cells, 8,000 forms", 3), ("sheet-1m", "1 million cells, one sheet", None),
                             ("sheet-10m", "10 million cells, one sheet", 2.5)):
        how = ["streamed"] if name == "sheet-10m" else []  # more cells than anybody would keep
        least, reading = best(lambda: once([limit, folder / name]), lambda: once([reader, folder / name, *how]))
        show(what, reading, reading.seconds / least.seconds, f"x the limit, {least.seconds:.3f} s")
        if most:
            targets.append((f"{what}: reading <= {most} x limit", reading.seconds <= most * least.seconds))
        if name == "sheet-10m":
            targets.append((f"{what}: peak memory <= 128 MB", reading.megabytes <= 128))
    for xls, xlsx, what in (("pairs-xls", "pairs-xlsx", ".xls of 500 forms"), ("sheet-1m-xls", "sheet-1m", ".xls of 1 million cells")):
        old, new = best(lambda: once([reader, folder / xls]), lambda: once([reader, folder / xlsx]))
        show(what, old, old.seconds / new.seconds, f"x the same as .xlsx, {new.seconds:.3f} s")
        targets.append((f"{what}: reading <= 1.5 x the same as .xlsx", old.seconds <= 1.5 * new.seconds))
    one, two = best(lambda: once([reader, folder / "forms-1m"]), lambda: once([reader, folder / "forms-1m", 2], "0,1"))
    show("8,000 forms on two cores", two, one.seconds / two.seconds, f"x as fast as on one, {one.seconds:.3f} s")
    targets.append(("two cores >= 1.7 x one", one.seconds >= 1.7 * two.seconds))
    return verdict(targets)


def bench_reports(build):
    history = made("make_history.py", build / "history")
    program, common = build / "huibiao", ["--catalogue", history / "catalogue", "--store", build / "history.db"]
    common[-1].unlink(missing_ok=True)
    once([program, "ingest", history / "forms", *common])

    def written(*arguments):
        folder = tempfile.mkdtemp(prefix="huibiao-bench-")
        try:
            return once([program, *arguments, *common, "--out", folder])
        finally:
            shutil.rmtree(folder)

    print(f"\nwriting, one core, the quickest of several; 60 parks, 36 months in the store\n{'':46}{'seconds':>9}{'processor':>11}{'peak MB':>9}")

    def show(name, figures):
        print(f"{name:46}{figures.seconds:9.2f}{figures.processor:11.2f}{figures.megabytes:9.0f}", flush=True)

    month, year = best(lambda: written("report", "--period", "2026-06"), lambda: written("report", "--period", "2025"))
    show("a month's reports (two editions, 60 forms)", month)
    show("a year's summary", year)
    blanks, = best(lambda: written("template", "--year", "2027"), tries=2)
    show("a year's blank forms, 60 parks x 12", blanks)
    rows, detail = 1_000_000, build / "detail.xlsx"
    ours, bare = best(lambda: once([build / "tests/bench/detail_rows", detail, rows]),
                      lambda: once([build / "tests/bench/detail_rows", detail, rows, "bare"]), tries=3)
    detail.unlink()
    show("details, 1 million rows", ours)
    show("the same cells, libxlsxwriter alone", bare)
    return verdict([("a month's reports <= 3 s", month.seconds <= 3), ("a year's blank forms < 10 s", blanks.seconds < 10),
                    (f"details <= 1.1 x libxlsxwriter alone ({ours.processor / bare.processor:.2f})", ours.processor <= 1.1 * bare.processor)])


def bench_ledger(build):
    folder = made("make_ledger.py", build / "ledger")
    ledger, = folder.glob("*.xlsx")
    program, store = build / "huibiao", ["--store", build / "ledger.db"]
    store[-1].unlink(missing_ok=True)
    print(f"\n200,000 enterprises x 60 columns, {ledger.stat().st_size >> 20} MB, one core, the quickest of several\n{'':46}{'seconds':>9}{'processor':>11}{'peak MB':>9}")
    least, reading = best(lambda: once([build / "tests/bench/inflate_limit", folder]), lambda: once([build / "tests/bench/read_ledger", ledger]))
    stored = once([program, "ingest", ledger, *sorted((folder / "parks").glob("*.xlsx")), *store])

    def show(name, figures, more=""):
        print(f"{name:46}{figures.seconds:9.2f}{figures.processor:11.2f}{figures.megabytes:9.0f}  {more}", flush=True)

    show("inflate limit", least)
    show("from the file to base variables by park", reading, f"{reading.seconds / least.seconds:.1f} x the limit")
    show("taken in, with all parks' other variables", stored)

    def evaluated():
        out = tempfile.mkdtemp(prefix="huibiao-bench-")
        try:
            return once([program, "evaluate", "torch-2021", "--year", "2025", *store, "--out", out])
        finally:
            shutil.rmtree(out)

    evaluation, = best(evaluated)
    show("evaluation, 1,000 draws, all workbooks", evaluation)
    return verdict([("a ledger to base variables <= 4 x limit", reading.seconds <= 4 * least.seconds),
                    ("a ledger: peak memory <= 200 MB", reading.megabytes <= 200), ("evaluation <= 2 s", evaluation.seconds <= 2)])


def main(build, part=""):
    parts = {"forms": bench_forms, "large": bench_large, "reports": bench_reports, "ledger": bench_ledger}
    return 0 if all([run(build) for name, run in parts.items() if part in ("", name)]) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), *sys.argv[2:3]))
