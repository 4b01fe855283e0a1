#!/usr/bin/python3
"""questions_test.py HUIBIAO SOURCE_TREE — what export, status and explain say of a store, and how they refuse what cannot be answered."""
import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
KEY = ("period", "park", "indicator", "item", "measure")
PARK = "乐清智能电气高新技术产业园区"
DIAGNOSTICS = "file,sheet,cell,severity,rule,message,park,period,indicator,measure,submission"
SUBMISSIONS = "submission,file,path,kind,form,park,period,reported,received,state,sha256"
STANDING = ("effective", "provisional")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def key(row):
    return tuple(row[column] for column in KEY)


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.store = Path(cls.folder.name, "a store.db")
        inbox = Path(cls.folder.name, "inbox")
        for month in ("2026-01", "2026-03", "2026-06"):
            shutil.copytree(TREE / "samples/inbox" / month, inbox / month)
        done = subprocess.run([HUIBIAO, "ingest", inbox, "--store", cls.store, "--received", "2026-07-01"], capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def ask(self, *arguments, store=None, expect=0):
        done = subprocess.run([HUIBIAO, *arguments, "--store", store or self.store], capture_output=True, text=True)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout if expect == 0 else done.stderr

    def test_all_adds_the_layers_that_do_not_stand(self):
        effective, every = rows(self.ask("export", "observations")), rows(self.ask("export", "observations", "--all"))
        self.assertEqual([row for row in every if row["status"] in STANDING], effective)
        self.assertEqual(len({key(row) for row in effective}), len(effective))
        beaten = [row for row in every if row["status"] == "superseded" and row["park"] == PARK]
        self.assertTrue(beaten, "the samples' correction beats nothing")
        standing = {key(row): row for row in effective}
        for row in beaten:
            self.assertIn("更正", standing[key(row)]["file"])
        self.assertTrue(all(row["value"] for row in every))

    def test_one_period_is_a_part_of_all(self):
        everything = rows(self.ask("export", "observations"))
        march = rows(self.ask("export", "observations", "--period", "2026-03"))
        self.assertEqual(march, [row for row in everything if row["period"] == "2026-03"])
        self.assertEqual(self.ask("export", "observations", "--period", "2026-Q1"), self.ask("export", "observations", "--period", "2026-03"))
        self.assertEqual(self.ask("export", "observations", "--period", "2030-01").count("\n"), 1)

    def test_json_lines_say_the_same(self):
        table = rows(self.ask("export", "observations", "--all"))
        lines = [json.loads(line) for line in self.ask("export", "observations", "--all", "--format", "jsonl").splitlines()]
        self.assertEqual(len(lines), len(table))
        for line, row in zip(lines, table):
            self.assertIsInstance(line["value"], (int, float))
            self.assertIsInstance(line["raw"], str)
            self.assertEqual(float(row["value"]), line["value"])
            self.assertEqual(list(line), list(row))

    def test_the_other_exports(self):
        self.assertEqual(self.ask("export", "diagnostics").splitlines()[0], DIAGNOSTICS)
        submissions = self.ask("export", "submissions")
        self.assertEqual(submissions.splitlines()[0], SUBMISSIONS)
        for row in rows(submissions):
            self.assertTrue(row["submission"].startswith(row["sha256"][:12]), row)
            self.assertEqual(row["received"], "2026-07-01")
            self.assertTrue(row["path"].endswith(row["file"]), row)
        self.assertEqual(len(rows(submissions)), len({row["submission"] for row in rows(submissions)}))

    def test_explain_shows_every_layer_of_a_corrected_figure(self):
        beaten = next(row for row in rows(self.ask("export", "observations", "--all"))
                      if row["status"] == "superseded" and row["park"] == PARK and not row["item"])
        standing = next(row for row in rows(self.ask("export", "observations")) if key(row) == key(beaten))
        answer = self.ask("explain", "2026-Q1", "乐清高新区", beaten["indicator"], beaten["measure"])
        heading, *layers = answer.splitlines()
        self.assertIn(PARK, heading)
        self.assertTrue(heading.endswith(f"：{standing['value']} {standing['unit']}"), heading)
        self.assertEqual(len(layers), 4, answer)
        for row, words, place in ((standing, layers[0], layers[1]), (beaten, layers[2], layers[3])):
            self.assertIn(row["value"], words)
            for fact in (row["file"], row["sheet"], row["cell"], row["raw"], row["submission"]):
                self.assertIn(fact, place)
        self.assertTrue(layers[0].startswith("  有效"), layers[0])
        self.assertTrue(layers[2].startswith("  被替代"), layers[2])
        named = rows((TREE / "samples/expected/observations.csv").read_text(encoding="utf-8"))
        item = next(row for row in named if row["period"] == "2026-03" and row["item"])
        self.assertIn(item["item"], self.ask("explain", "2026-03", item["park"], "主导产业产值", "本月", item["item"]))

    def test_names_that_fit_nothing_or_too_much_are_refused(self):
        self.assertIn("绍兴高新技术产业开发区", self.ask("explain", "2026-03", "绍兴高新x", "total_profit", expect=2))
        several = self.ask("explain", "2026-03", "绍兴高新区", "其中：发明专利", expect=2)
        self.assertIn("invention_patent_applications", several)
        self.assertIn("valid_invention_patents", several)
        self.assertIn("2026-13", self.ask("explain", "2026-13", "绍兴高新区", "total_profit", expect=2))
        self.ask("explain", "2030-01", "绍兴高新区", "total_profit", expect=2)

    def test_status_counts_and_names(self):
        answer = self.ask("status", "--period", "2026-06", "--as-of", "2026-07-11")
        self.assertIn("2026-07-11", answer.splitlines()[0])
        production = next(line.split() for line in answer.splitlines() if line.startswith("  生产数据"))
        financial = next(line.split() for line in answer.splitlines() if line.startswith("  效益数据"))
        self.assertEqual((production[1], financial[1]), ("2026-07-10", "2026-07-25"))
        for line in (production, financial):
            expected, received, in_time, late, partly, missing, not_due = map(int, line[2:])
            self.assertEqual(in_time + late + partly, received)
            self.assertEqual(received + missing + not_due, expected)
        self.assertEqual(production[8], "0", "the day is past: nobody is not yet due")
        self.assertNotEqual(financial[8], "0")
        self.assertIn("盖章件　宁波高新区：宁波高新区2026年6月季度监测表（盖章件）.pdf", answer)
        columns = [line for line in answer.splitlines()[1:4]]
        self.assertEqual(len({line.index("20") for line in columns if "20" in line}), 1, "the columns are not aligned")

    def test_a_store_that_is_none(self):
        nowhere = Path(self.folder.name, "nowhere.db")
        self.assertIn("[store.missing]", self.ask("export", "observations", store=nowhere, expect=3))
        self.assertFalse(nowhere.exists())
        said = self.ask("status", store="postgresql://someone:secret@localhost:1/x", expect=3)
        self.assertIn("postgresql://someone:***@localhost:1/x", said)
        self.assertIn("[store.unreachable]", said)
        self.assertNotIn("secret", said)
        other = Path(self.folder.name, "other.db")
        with sqlite3.connect(other) as database:
            database.execute("CREATE TABLE diary (day TEXT)")
        self.assertIn("[store.not-ours]", self.ask("status", store=other, expect=3))
        text = Path(self.folder.name, "text.db")
        text.write_text("this is no database\n" * 100)
        self.assertIn("[store.not-a-database]", self.ask("status", store=text, expect=3))

    def test_a_store_of_a_later_version_is_left_alone(self):
        later = Path(self.folder.name, "later.db")
        with sqlite3.connect(self.store) as database, sqlite3.connect(later) as copy:
            database.backup(copy)
            copy.execute("UPDATE schema_version SET number = 99")
        self.assertIn("99", self.ask("status", store=later, expect=3))

    def test_a_file_with_an_unknown_label_is_read_again_when_the_catalogue_knows_it(self):
        overlay, store, inbox = (Path(self.folder.name, name) for name in ("overlay", "again.db", "again"))
        shutil.copytree(TREE / "samples/inbox/2026-01", inbox)
        unknown = [row for row in rows(self.ask("export", "diagnostics")) if row["rule"] == "label.unknown" and row["period"] == "2026-01"]
        self.assertTrue(unknown, "no sample meets an unknown label")
        (overlay / "mappings").mkdir(parents=True)
        (overlay / "mappings/labels.toml").write_text('[[alias]]\nindicator = "rd_expense"\ntext = "期末从业人员"\n', encoding="utf-8")
        for more, left in (((), len(unknown)), ((), len(unknown)), (("--catalogue", overlay), 0)):
            subprocess.run([HUIBIAO, "ingest", inbox, "--store", store, "--received", "2026-07-01", *more], capture_output=True)
            said = [row for row in rows(self.ask("export", "diagnostics", store=store)) if row["rule"] == "label.unknown"]
            self.assertEqual(len(said), left, more)

    def test_the_store_is_whole(self):
        with sqlite3.connect(self.store) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [])
            ranges = database.execute("SELECT SUM(observations) FROM submission").fetchone()
            self.assertEqual(ranges, database.execute("SELECT COUNT(*) FROM observation").fetchone())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
