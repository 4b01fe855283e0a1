#!/usr/bin/python3
"""store_scale.py BUILD — what a month's report (also as of an earlier day), an explanation and one more workbook cost with 1,000 and with
100,000 submissions in the store, on SQLite and on PostgreSQL. Prints the figures and exits 1 where 100,000 cost more than 1.3 times as much.

The thousand are forms that are taken in; the others are copies of their rows, moved to earlier years, so that every month holds as many.
"""
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scripts"))
from postgresql import Server  # noqa: E402

FEW, MANY = 1000, 100_000
YEARS = 2  # that a thousand forms reach over
MOST = 1.3
TRIES = 7  # the quickest counts: other work on the machine only ever adds
PERIOD = f"{{0}} - {YEARS * 10000} * n"
# What a copy of a row has instead: {0} is the column, {name:} how many rows of that table are copied.
CHANGED = {
    "received_file": {"id": "{0} + {received_file} * n", "sha256": "substr({0}, 1, 57) || CAST(1000000 + n AS TEXT)"},
    "submission": {"id": "{0} + {submission} * n", "file": "{0} + {received_file} * n", "name": "{0} || '-' || CAST(1000 + n AS TEXT)",
                   "period": PERIOD, "first_observation": "{0} + {observation} * n",
                   "reported": f"CAST(CAST(substr({{0}}, 1, 4) AS INTEGER) - {YEARS} * n AS TEXT) || substr({{0}}, 5)"},
    "submission_period": {"period": PERIOD, "submission": "{0} + {submission} * n"},
    "observation": {"id": "{0} + {observation} * n", "period": PERIOD},
    "diagnostic": {"submission": "{0} + {submission} * n"},
    "diagnostic_argument": {"submission": "{0} + {submission} * n"},
    "content": {"file": "{0} + {received_file} * n"},
}


def grow(ask):
    """Copies the rows, one whole copy after the other, as forms come one after the other: what belongs to one lies together on the disk.
    ask(statement) runs a statement and gives its rows."""
    counts = {table: ask(f"SELECT COALESCE(MAX(id), 0) FROM {table}")[0][0] for table in ("received_file", "submission", "observation")}
    for table, changed in CHANGED.items():
        columns = [name for (name,) in ask(f"COLUMNS {table}")]
        values = [changed.get(name, "{0}").format(name, **counts) for name in columns]
        ask(f"CREATE TABLE first_copy AS SELECT * FROM {table}")
        for n in range(1, MANY // FEW):
            ask(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM first_copy CROSS JOIN (SELECT {n} AS n) numbers")
        ask("DROP TABLE first_copy")
    ask("ANALYZE")


def of_sqlite(path):
    database = sqlite3.connect(path, isolation_level=None)

    def ask(statement):
        if statement.startswith("COLUMNS "):
            return [(row[1],) for row in database.execute(f"PRAGMA table_info({statement.split()[1]})")]
        return database.execute(statement).fetchall()
    return ask


def of_postgresql(server, name):
    def ask(statement):
        if statement.startswith("COLUMNS "):
            statement = ("SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
                         f" AND table_name = '{statement.split()[1]}'")
        lines = server.psql(statement, name).splitlines()
        return [(int(line) if line.isdigit() else line,) for line in lines]
    return ask


def seconds(command):
    start = time.perf_counter()
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"store_scale: {' '.join(map(str, command))}: {done.stderr}")
    return time.perf_counter() - start


def costs(program, stores, work, period, day, park, one_more):
    """Of each task, the least seconds on each store. The stores take turns, so that what else the machine does hits both."""
    result = {}
    tasks = {"report of a month": lambda store: [program, "report", "--period", period, "--out", work / "reports", "--store", store],
             "report as of a day": lambda store: [program, "report", "--period", period, "--as-of", day, "--out", work / "reports",
                                                  "--store", store],
             "explain": lambda store: [program, "explain", period, park, "operating_revenue", "--store", store],
             "one more workbook": lambda store: [program, "ingest", next(one_more), "--store", store]}
    for task, command in tasks.items():
        runs = [[seconds(command(store)) for store in stores] for _ in range(TRIES)]
        result[task] = [min(run[i] for run in runs) for i in range(len(stores))]
    return result


def main(build):
    forms, program = build / "forms", build / "huibiao"
    subprocess.run([sys.executable, HERE / "make_forms.py", forms], check=True)

    def age(path):
        year, month = re.search(r"(\d+)年(\d+)月", path.name).groups()
        return int(year), int(month), path.name
    ordered = sorted(forms.glob("*.xlsx"), key=age)
    year, month, name = age(ordered[FEW - 1])
    day = f"{year}-{month:02}-28"  # nothing of the last month had come
    period, park = (f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12"), re.match(r"\D+", name)[0]
    one_more = iter(ordered[FEW:])
    missed = []
    print(f"{'':30}{FEW:>10,}{MANY:>10,}   ratio")
    with tempfile.TemporaryDirectory(prefix="huibiao-scale-") as folder, Server() as server:
        work, few = Path(folder), Path(folder, "few")
        few.mkdir()
        for path in ordered[:FEW]:
            shutil.copy(path, few)
        for database in ("SQLite", "PostgreSQL"):
            stores = []
            for size in ("few", "many"):
                store = work / f"{size}.db" if database == "SQLite" else server.create(size)
                seconds([program, "ingest", few, "--store", store])
                stores.append(store)
            grow(of_sqlite(stores[1]) if database == "SQLite" else of_postgresql(server, "many"))
            for task, (little, much) in costs(program, stores, work, period, day, park, one_more).items():
                print(f"{database + ', ' + task:30}{little:10.3f}{much:10.3f}{much / little:8.2f}", flush=True)
                if much > MOST * little:
                    missed.append(f"{database}, {task}")
    for what in missed:
        print(f"MISSED   {what} <= {MOST} x")
    if not missed:
        print(f"reached  everything <= {MOST} x")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
