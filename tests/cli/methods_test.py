#!/usr/bin/python3
"""methods_test.py HUIBIAO SOURCE_TREE — every choice of method together with every other: the system of 2013 with a formula, bounds that are given,
steps and a target of its own put in, under each normalisation, aggregation, treatment of what is missing, and kind of bounds; points, groups, totals
and ranks against a calculation of this test's own, and every stored result against LibreOffice."""
import itertools
import math
import random
import re
import shutil
import sys
import tomllib
import unittest
from pathlib import Path

import openpyxl

TREE = Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from blank_forms import blank_forms, fill  # noqa: E402
from program import EvaluationCase, Program, parks, short_names  # noqa: E402
from recalculate import compare, recalculated  # noqa: E402

huibiao = Program(sys.argv[1])
YEAR = 2024
SYSTEM = tomllib.loads((TREE / "templates/evaluation/most-2013.toml").read_text(encoding="utf-8"))
INDICATORS = {each["id"]: each for each in SYSTEM["indicator"]}
GROUPS = {each["id"]: each for each in SYSTEM["group"]}
ROWS = tomllib.loads((TREE / "templates/most-annual/2013.toml").read_text(encoding="utf-8"))["table"][0]["row"]
LABELS = {row["indicator"]: row["label"] for row in ROWS}
JUDGED = [i for i, each in INDICATORS.items() if each.get("judged")]
SUPPLIED = [i for i in INDICATORS if i not in JUDGED]
WHOLE = {"1.3", "1.4", "2.1", "2.5", "3.4", "3.7"}  # counts
# What a user writes into the definition; 1.9 and 2.1 then come from the form of another system.
CHANGES = {"1.1": ("", "low = 20\nhigh = 60\n"), "1.9": ("100 * net_profit / rev", ""),
           "2.1": ("hte_n", 'normalisation = "steps"\ntarget = "hte_n_prev"\n'), "2.2": ("", 'normalisation = "target"\ntarget = "50"\n')}
BASE = {"rev": "企业营业收入", "net_profit": "企业净利润", "hte_n": "当年高新技术企业数", "hte_n_prev": "上年高新技术企业数"}
CHOICES = [(*choice, bounds) for choice in itertools.product(("range", "rank"), ("arithmetic", "geometric"), ("exclude", "zero"), (0, 60))
           for bounds in (("year", "years") if choice[0] == "range" else ("year",))]
PARKS = [park["name"] for park in parks(TREE) if park["level"] == "国家级"][:10]
SHORT = short_names(TREE)


def filed(chance):
    """{park: {indicator or base variable: value}}: some parks lack something."""
    all_parks = {}
    for place, park in enumerate(PARKS):
        v = {i: chance.randint(1, 100) for i in INDICATORS}
        v |= {"rev": chance.randint(1000, 9000), "net_profit": chance.randint(-300, 900), "hte_n_prev": chance.choice([20, 40, 60]), "hte_n": 0}
        v["hte_n"] = round(v["hte_n_prev"] * chance.choice([0.5, 0.95, 1, 1.05, 1.5, 3]))
        if place == 2:
            v |= {"rev": 0, "hte_n_prev": 0}
        lacking = {3: [i for i in INDICATORS if i[0] == "3"][:4], 4: [i for i in INDICATORS if i[0] == "4"][:6], 5: [*BASE, "1.1", "2.2"]}
        for each in lacking.get(place, []):
            del v[each]
        all_parks[park] = v
    return all_parks


def value(i, v):
    """None where it is missing or undefined."""
    if i == "1.9":
        return 100 * v["net_profit"] / v["rev"] if v.get("rev") else None
    return v.get("hte_n") if i == "2.1" else v.get(i)


def points(i, place, now, before, choice):
    """Of the park in that place, before what is missing is settled."""
    normalisation, _, _, lowest, bounds = choice
    values = [value(i, v) for v in now.values()]
    x = values[place]
    if x is None:
        return None
    if i == "2.1":
        base = list(now.values())[place]["hte_n_prev"]
        if base <= 0:
            return None  # nothing to compare with
        return 80 * x / base if x < base else min(100, 80 + (x - base) * 100 // base // 5)
    if i == "2.2":
        return 100 * min(x / 50, 1)
    known = [other for other in values if other is not None]
    if normalisation == "rank" and i not in JUDGED and i != "1.1":
        better = sum(other < x if i == "4.6" else other > x for other in known)
        return lowest + (100 - lowest) * (len(known) - 1 - better) / (len(known) - 1)
    if bounds == "years":
        known += [other for other in (value(i, v) for v in before.values()) if other is not None]
    low, high = (0, 100) if i in JUDGED else (20, 60) if i == "1.1" else (min(known), max(known))
    way = (high - x if i == "4.6" else x - low) / (high - low)
    return lowest + (100 - lowest) * min(max(way, 0), 1)


def mean(pairs, choice):
    """(mean, …) of what is there; None with less than 60 % of the weight."""
    there = [(x, weight) for x, weight in pairs if x is not None]
    present = sum(weight for _, weight in there)
    if present < 0.6 * sum(weight for _, weight in pairs) - 1e-9:
        return None
    if choice[1] == "arithmetic":
        return sum(x * weight for x, weight in there) / present
    return math.prod(x ** (weight / present) for x, weight in there)


def expected(now, before, choice):
    """{park: (points by indicator, groups, total, rank)}."""
    found = {}
    for place, park in enumerate(now):
        of = {i: points(i, place, now, before, choice) for i in INDICATORS}
        if choice[2] == "zero":
            of = {i: x or 0 for i, x in of.items()}
        groups = {g: mean([(of[i], each["weight"]) for i, each in INDICATORS.items() if each["group"] == g], choice) for g in GROUPS}
        found[park] = [of, groups, mean([(groups[g], each["weight"]) for g, each in GROUPS.items()], choice)]
    totals = [line[2] for line in found.values() if line[2] is not None]
    for line in found.values():
        line.append(None if line[2] is None else 1 + sum(other > line[2] + 1e-9 for other in totals))
    return found


class Methods(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chance = random.Random(388)
        cls.before, cls.now = filed(chance), filed(chance)
        for year, of_parks in ((YEAR - 1, cls.before), (YEAR, cls.now)):
            cls.take_in(year, of_parks)
        cls.books = {choice: cls.evaluated(choice) for choice in CHOICES}

    @classmethod
    def take_in(cls, year, of_parks):
        inbox = cls.folder / f"inbox{year}"
        inbox.mkdir()
        for form, variables in (("most-annual", {i: LABELS[INDICATORS[i]["formula"]] for i in SUPPLIED}), ("torch-annual", BASE)):
            huibiao("template", "--year", year, "--form", form, "--out", cls.folder / f"{form}{year}")
            blanks = blank_forms(cls.folder / f"{form}{year}")
            for park, v in of_parks.items():
                fill(blanks[park], {label: v[each] for each, label in variables.items() if each in v}, inbox / f"{form}{PARKS.index(park)}.xlsx")
        book = openpyxl.Workbook()
        book.active.append([f"{year}年国家高新区评价专家组评分"])
        book.active.append(["单位：分"])
        book.active.append(["高新区", *[LABELS[INDICATORS[i]["judged"]] for i in JUDGED]])
        for park, v in of_parks.items():
            book.active.append([park, *[v.get(i) for i in JUDGED]])
        book.save(inbox / "专家评分.xlsx")
        huibiao("ingest", inbox, "--store", cls.store, codes=(0, 1))

    @classmethod
    def evaluated(cls, choice):
        normalisation, aggregation, missing, lowest, bounds = choice
        text = (TREE / "templates/evaluation/most-2013.toml").read_text(encoding="utf-8")
        for i, (formula, more) in CHANGES.items():
            was = re.search(rf'id = "{re.escape(i)}"\n(?:.*\n)*?(formula = ".*"\n)', text)
            text = text[:was.start(1)] + (f'formula = "{formula}"\n' if formula else was.group(1)) + more + text[was.end(1):]
        text = re.sub(r"\[sensitivity\]\n(.+\n)*", "", text)
        for key, wanted in (("normalisation", f'"{normalisation}"'), ("bounds", f'"{bounds}"'), ("lowest", lowest), ("missing", f'"{missing}"')):
            text, count = re.subn(rf"^{key} = .*$", f"{key} = {wanted}", text, count=1, flags=re.M)
            assert count == 1, key
        text = text.replace("[method]\n", f'[method]\naggregation = "{aggregation}"\n', 1)
        path = cls.overlay / "templates/evaluation/most-2013.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        name = "-".join(map(str, choice))
        huibiao("evaluate", "most-2013", "--year", YEAR + 1, "--store", cls.store, "--out", cls.folder / name, "--catalogue", cls.overlay)
        book = cls.folder / f"{name}.xlsx"
        shutil.copyfile(cls.folder / name / f"{YEAR + 1}年度{SYSTEM['name']['zh']}.xlsx", book)
        return book

    def near(self, found, wanted, where):
        if wanted is None:
            self.assertIn(found, (None, ""), where)
        else:
            self.assertIsInstance(found, (int, float), f"{where}: {wanted}")
            self.assertTrue(math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9), f"{where}: {found}, not {wanted}")

    def test_every_choice_gives_what_this_test_calculates(self):
        seen = set()
        for choice, path in self.books.items():
            with self.subTest(choice=choice):
                book = openpyxl.load_workbook(path, data_only=True)
                points_of, ranks = ({row[1]: row for row in book[name].iter_rows(min_row=7, values_only=True) if row[1]} for name in ("指标得分", "排名"))
                for park, (of, groups, total, rank) in expected(self.now, self.before, choice).items():
                    for column, i in enumerate(INDICATORS):
                        self.near(points_of[SHORT[park]][3 + column], of[i], f"{park} {i}")
                    for column, g in enumerate(GROUPS):
                        self.near(ranks[SHORT[park]][4 + column], groups[g], f"{park} {g}")
                    self.near(ranks[SHORT[park]][3], total, park)
                    self.assertEqual(ranks[SHORT[park]][0] or None, rank, park)
                    seen.add((choice[2], total is None))
        self.assertEqual(seen, {("exclude", False), ("zero", False)})

    def test_libreoffice_calculates_every_choice_alike(self):
        for (choice, book), again in zip(self.books.items(), recalculated(list(self.books.values()), self.folder)):
            count, wrong = compare(book, again)
            self.assertEqual(wrong, [], choice)
            self.assertGreater(count, len(PARKS) * 40 * 2, choice)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
