#!/usr/bin/python3
"""edited_forms_test.py HUIBIAO TREE — forms as people leave them: whatever was done to a correctly filled form, every value that comes out is the
true one, or the value is missing and the cell is named; and a form that only looks different is not complained of."""
import csv
import io
import itertools
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(sys.argv[2]) / "samples"))
from edited import columns, rows, sheets, values  # noqa: F401  (they fill the lists)
from edited.case import BOOKS, EDITS, SEVERITIES, Case
from edited.form import definition_of, indicators_of, official, workbook
from figures import Figures, Profile

INDUSTRIES = ("智能计算", "生物医药", "新材料")
PARKS_NAMED = 30
PAIRS = (("rows_reordered", "columns_swapped"), ("split_over_pages", "unit_changed_in_some_rows"), ("notes_between", "header_over_two_rows"),
         ("growth_columns_between", "total_row_below"), ("office_rows_deleted", "labels_merged_over_two_columns"),
         ("blank_rows_inserted", "label_and_other_unit_in_one_cell"), ("last_month_beside", "split_over_pages_with_title"),
         ("header_turned_into_a_date", "two_rows_swapped"), ("columns_inserted_blank", "formulas_for_values"))


def parks_of(root):
    lines = [line for line in (root / "mappings/parks.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["name"], row["short_name"]) for row in csv.DictReader(lines) if "zj-monthly" in row["forms"]]


class Maker:
    """Draws official pages for one park (and its neighbours in the list, for workbooks of several)."""

    def __init__(self, root, form, parks, at):
        self.form, self.parks, self.at = form, parks, at
        self.definition, self.indicators = definition_of(root, form), indicators_of(root)
        self.month = 5 if form == "zj-monthly" else 6
        self.name, self.short_name = parks[at]

    def __call__(self, month=None, other=0, sheet="Sheet1"):
        name, short_name = self.parks[(self.at + int(other)) % len(self.parks)]
        figures = Figures(name, Profile(30 + self.at + int(other), 0.07, 1, INDUSTRIES))
        return official(self.definition, self.indicators, name, short_name, 2026, month or self.month, figures, INDUSTRIES,
                        sheet or short_name[:31])


def cases_of(root, form):
    """Functions of a maker that give a case, with how many parks each needs."""
    known = {edit.__name__: edit for edit in EDITS}

    def single(*edits):
        def build(make):
            page = make()
            says, worst = [], "info"
            for edit in edits:
                edit(page)
                says += edit.expected.get("says", [])
                worst = max(worst, edit.expected.get("worst", "info"), key=SEVERITIES.index)
            says = [(rule, page.at(*where) if isinstance(where, tuple) else where) for rule, where in says]
            return Case(" + ".join(edit.__name__ for edit in edits), [page], says=says, worst=worst)
        return build

    for edit in EDITS:
        if form in edit.kinds:
            yield single(edit), 1
    for pair in PAIRS:
        yield single(*(known[name] for name in pair)), 1
    for book in BOOKS:
        def build(make, book=book):
            case = book(make)
            case.name = book.__name__
            return case
        yield build, 3


def export(program, store, what):
    done = subprocess.run([program, "export", what, "--store", store], capture_output=True, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))


def problems_of(case, found, said):
    """What came out wrong, one line each."""
    truth = case.truth()
    wrong = [(key, value) for key, value in found.items() if key not in truth or Decimal(value) != truth[key]]
    if wrong:
        (key, value), *_ = wrong
        yield f"WRONG: {len(wrong)} values, the first {key[2:]} {key[1]}: {value}, where {truth.get(key, 'no value')} is due"
    missing = [key for key in truth if key not in found and key not in case.either]
    if missing:
        yield f"missing: {len(missing)} values, the first {missing[0][2:]} {missing[0][1]}"
    for rule, cell in case.says:
        if not any(one["rule"] == rule and cell in ("", one["cell"]) for one in said):
            yield f"not said: {rule} {cell}"
    worse = [one for one in said if SEVERITIES.index(one["severity"]) > SEVERITIES.index(case.worst)]
    for rule in dict.fromkeys(one["rule"] for one in worse):
        first = next(one for one in worse if one["rule"] == rule)
        yield f"said: {first['severity']} {rule} {first['sheet']} {first['cell']} {first['message']}"


def run(program, root, form, folder, only):
    """All cases of a form, as many in one store as there are parks for."""
    parks = parks_of(root)
    waiting = list(cases_of(root, form))
    failures, count = [], 0
    for number in itertools.count():
        if not waiting:
            return failures, count
        inbox, at, taken = folder / f"{form}-{number}", 0, {}
        inbox.mkdir()
        while waiting and at + waiting[0][1] <= len(parks):
            build, needs = waiting.pop(0)
            make = Maker(root, form, parks, at)
            case = build(make)
            at += needs
            if only and only not in case.name:
                continue
            here = inbox / str(at)
            here.mkdir()
            name = case.file or f"{make.short_name}2026年{make.month}月报表.xlsx"
            (here / name).write_bytes(case.bytes or workbook(case.pages))
            taken[f"{at}/{name}"] = case
        store = folder / f"{form}-{number}.db"
        ingested = subprocess.run([program, "ingest", inbox, "--store", store], capture_output=True, text=True)
        if ingested.returncode not in (0, 1):
            return [f"exit code {ingested.returncode}: {ingested.stderr}"], count
        paths = {row["submission"]: row["path"] for row in export(program, store, "submissions")}
        observations, diagnostics = export(program, store, "observations"), export(program, store, "diagnostics")
        for path, case in taken.items():
            ours = {submission for submission, where in paths.items() if where.endswith(path)}
            if not ours:
                failures.append(f"{form} {case.name}: not in the store")
            found = {(o["park"], o["period"], o["indicator"], o["item"], o["measure"]): o["value"] for o in observations if o["submission"] in ours}
            said = [d for d in diagnostics if d["submission"] in ours or any(s.startswith(d["submission"] or "?") for s in ours)]
            failures += [f"{form} {case.name}: {problem}" for problem in problems_of(case, found, said)]
            count += 1


def main(program, root, only=""):
    with tempfile.TemporaryDirectory() as folder:
        failures, count = [], 0
        for form in ("zj-monthly", "zj-quarterly"):
            failed, cases = run(program, Path(root), form, Path(folder), only)
            failures += failed
            count += cases
    print("\n".join(failures))
    print(f"{count} edited forms, {len(failures)} complaints")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
