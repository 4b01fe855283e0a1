#!/usr/bin/python3
"""samples_test.py HUIBIAO SOURCE_TREE — the main job on samples/inbox gives exactly samples/expected/observations.csv, names what it
could not read, and gives the same bytes a second time."""
import csv
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
INBOX = TREE / "samples" / "inbox"
KEY = ("period", "park", "indicator", "item", "measure")
CONTRACT = "period,park,indicator,item,measure,value,unit,source,status,form,submission,file,sheet,cell,raw,raw_unit"
# What the inbox holds on purpose: a download that broke off.
BROKEN = "诸暨高新区2026年5月月度监测表.xlsx"
LITTER = "~$绍兴高新区2026年6月季度监测表.xlsx"
SIGNED = "宁波高新区2026年6月季度监测表（盖章件）.pdf"
LOUD = ("fatal", "error")


def huibiao(*arguments):
    return subprocess.run([HUIBIAO, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def run(out):
    return huibiao("run", INBOX, "--out", out)


def digests(out):
    """The bytes of everything in the folder but the store, by path."""
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.rglob("*"))
            if path.is_file() and not path.name.startswith("huibiao.db")}


class Samples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name, "first")
        cls.done = run(cls.out)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def export(self, what, *more):
        done = huibiao("export", what, "--store", self.out / "huibiao.db", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_the_broken_file_and_nothing_else_is_refused(self):
        self.assertEqual(self.done.returncode, 1, self.done.stderr)
        self.assertIn(BROKEN, self.done.stderr)
        found = [row for row in rows(self.export("diagnostics")) if row["severity"] in LOUD]
        self.assertEqual([(row["file"], row["severity"]) for row in found], [(BROKEN, "fatal")])
        states = {row["file"]: (row["kind"], row["state"]) for row in rows(self.export("submissions"))}
        self.assertEqual(states[BROKEN][1], "refused")
        self.assertEqual(states[LITTER][1], "ignored")
        self.assertEqual(states[SIGNED], ("attachment", "attachment"))
        self.assertEqual({state for _, state in states.values()} & {"returned", "held"}, set())

    def test_every_effective_value_and_no_other(self):
        text = self.export("observations")
        self.assertEqual(text.splitlines()[0], CONTRACT)
        expected = rows((TREE / "samples/expected/observations.csv").read_text(encoding="utf-8"))
        true = {tuple(row[k] for k in KEY): (row["value"], row["source"]) for row in expected}
        exported = rows(text)
        got = {tuple(row[k] for k in KEY): (row["value"], row["source"]) for row in exported}
        self.assertEqual(len(exported), len(got), "a key is exported twice")
        wrong = [f"{key}: true {true.get(key)}, exported {got.get(key)}" for key in sorted(true.keys() | got.keys())
                 if true.get(key) != got.get(key)]
        self.assertEqual(wrong, [], f"{len(wrong)} of {len(true)}")

    def test_a_figure_that_waits_for_the_bureau_is_provisional(self):
        provisional = {(row["period"], row["park"]) for row in rows(self.export("observations")) if row["status"] != "effective"}
        self.assertEqual(provisional, {("2026-06", "龙港青龙湖高新技术产业园区")})

    def test_every_figure_says_where_it_stood(self):
        for row in rows(self.export("observations")):
            self.assertTrue(row["file"] and row["sheet"] and row["cell"] and row["raw"] and row["submission"], row)

    def test_the_same_inbox_gives_the_same_bytes(self):
        again = Path(self.folder.name, "again")
        run(again)
        first = digests(self.out)
        self.assertIn("manifest.json", first)
        self.assertEqual(first, digests(again))

    def test_the_same_files_again_change_nothing(self):
        before, exported = digests(self.out), self.export("observations", "--all")
        self.assertLessEqual(run(self.out).returncode, 1)
        self.assertEqual(self.export("observations", "--all"), exported)
        self.assertEqual(digests(self.out), before)


if __name__ == "__main__":
    os.environ.setdefault("LANG", "C.UTF-8")
    unittest.main(argv=sys.argv[:1])
