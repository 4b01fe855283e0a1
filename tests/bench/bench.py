#!/usr/bin/python3
"""bench.py BUILD — reading and intake of 2,000 forms beside the physical limit and openpyxl, on one core, in one run.

Prints the figures and exits 1 where a target is missed. What counts of a program is the seconds it prints, or else its whole life; the
seconds of the processor beside them are of its whole life, and tell how busy the machine was with other things.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRIES = 5  # the quickest counts: other work on the machine only ever adds


def once(command):
    """(seconds, seconds of the processor, peak memory in MB) of the command on one core."""
    start = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"bench: {' '.join(map(str, command))} ended with status {status}")
    printed = re.search(r"seconds=([\d.]+)", output)
    return float(printed[1]) if printed else seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(tries, run):
    results = [run() for _ in range(tries)]
    return min(r[0] for r in results), min(r[1] for r in results), max(r[2] for r in results)


def intake(program, forms):
    """A whole intake into a new SQLite store."""
    folder = tempfile.mkdtemp(prefix="huibiao-bench-")
    try:
        return once([program, "ingest", forms, "--store", Path(folder, "huibiao.db")])
    finally:
        shutil.rmtree(folder)


def main(build):
    forms = build / "forms"
    # In a process of its own: what this one holds counts as the peak memory of everything that it starts.
    subprocess.run([sys.executable, HERE / "make_forms.py", forms], check=True)
    sizes = [path.stat().st_size for path in forms.glob("*.xlsx")]
    print(f"{len(sizes)} forms, {sum(sizes) / len(sizes) / 1024:.1f} KB each, one core, best of {TRIES} (openpyxl: one run)")
    least = best(TRIES, lambda: once([build / "tests/bench/inflate_limit", forms]))
    reading = best(TRIES, lambda: once([build / "tests/bench/read_forms", forms]))
    whole = best(TRIES, lambda: intake(build / "huibiao", forms))
    other = once(["/usr/bin/python3", HERE / "read_openpyxl.py", forms])

    limit = least[0]
    print(f"{'':26}{'seconds':>9}{'x limit':>9}{'x openpyxl':>12}{'processor':>11}{'peak MB':>9}")
    for name, (seconds, processor, memory) in (("inflate limit", least), ("reading alone", reading), ("whole intake into SQLite", whole),
                                               ("openpyxl, reading", other)):
        print(f"{name:26}{seconds:9.3f}{seconds / limit:9.1f}{other[0] / seconds:12.1f}{processor:11.3f}{memory:9.0f}")

    targets = [("reading <= 3 x limit", reading[0] <= 3 * limit), ("whole intake <= 12 x limit", whole[0] <= 12 * limit),
               ("whole intake >= 15 x faster than openpyxl reads", other[0] >= 15 * whole[0]),
               ("peak memory <= 64 MB", max(reading[2], whole[2]) <= 64)]
    for name, reached in targets:
        print(f"{'reached' if reached else 'MISSED ':8} {name}")
    return 0 if all(reached for _, reached in targets) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
