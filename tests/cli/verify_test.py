#!/usr/bin/python3
"""verify_test.py HUIBIAO SOURCE_TREE — `store verify` finds nothing where nothing was touched, and names whatever was: a byte of a kept file,
a value, a row that is gone, on SQLite and on PostgreSQL."""
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from postgresql import Server  # noqa: E402

ONE = "SELECT MIN(id) FROM observation WHERE amount > 1000"  # a figure to tamper with


class Verify(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.store = Path(cls.folder.name, "huibiao.db")
        cls.ingest(cls.store)
        cls.server = Server()
        cls.server.__enter__()
        cls.location = cls.server.create("verified")
        cls.ingest(cls.location)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    @staticmethod
    def ingest(store):
        inbox = TREE / "samples/inbox"
        done = subprocess.run([HUIBIAO, "ingest", inbox / "2026-01", inbox / "2026-03", "--received", "2026-07-01", "--store", store],
                              capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr

    def verify(self, store, expect):
        done = subprocess.run([HUIBIAO, "store", "verify", "--store", store], capture_output=True, text=True)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout

    def tampered(self, *statements):
        """What is said after the statements, which hold for both databases; it has to be the same of both."""
        copy = Path(self.folder.name, "tampered.db")
        with sqlite3.connect(self.store) as original, sqlite3.connect(copy) as target:
            original.backup(target)
        with sqlite3.connect(copy) as database:
            for statement in statements:
                database.execute(statement)
        database.close()
        said = self.verify(copy, 1)
        self.server.psql('DROP DATABASE IF EXISTS tampered WITH (FORCE)')
        self.server.psql('CREATE DATABASE tampered TEMPLATE verified')
        for statement in statements:
            self.server.psql("SET session_replication_role = replica; " + statement.replace("X'00'", "'\\x00'"), "tampered")
        self.assertEqual(self.verify(self.server.location("tampered"), 1), said)
        return said

    def test_nothing_was_touched(self):
        said = self.verify(self.store, 0)
        self.assertRegex(said, r"^核对了 \d\d 个文件、\d{4} 个数：全部相符\n$")
        self.assertEqual(self.verify(self.location, 0), said)

    def test_a_byte_of_a_kept_file(self):
        said = self.tampered("UPDATE content SET bytes = X'00' WHERE file = 2")
        self.assertIn("留存的文件内容变了：现在的 SHA-256 是 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", said)
        self.assertIn("[verify.bytes]", said)
        self.assertIn("1 处不符", said)

    def test_a_value(self):
        said = self.tampered(f"UPDATE observation SET amount = 999 WHERE id = ({ONE})")
        self.assertIn("存的是 999 (", said)
        self.assertEqual(said.count("[verify.value]"), 1, said)
        self.assertIn("1 处不符", said)

    def test_the_text_beside_a_value(self):
        said = self.tampered(f"UPDATE observation SET raw = '1' WHERE id = ({ONE})")
        self.assertEqual(said.count("[verify.value]"), 1, said)

    def test_a_figure_that_is_gone(self):
        said = self.tampered(f"DELETE FROM observation WHERE id = ({ONE})")
        self.assertEqual(said.count("[verify.value-missing]"), 1, said)
        self.assertIn("表 observation 有 1 行对不上", said)

    def test_a_figure_of_another_park(self):
        said = self.tampered(f"UPDATE observation SET indicator_word = measure_word WHERE id = ({ONE})")
        self.assertEqual((said.count("[verify.value-missing]"), said.count("[verify.value-unknown]")), (1, 1), said)

    def test_a_file_that_is_gone(self):
        said = self.tampered("DELETE FROM content WHERE file = 3")
        self.assertIn("表 content 有 1 行对不上", said)
        self.assertEqual(said.count("[verify.bytes]"), 1, said)

    def test_a_submission_that_is_gone(self):
        said = self.tampered("DELETE FROM submission WHERE id = 4")
        self.assertEqual(said.count("[verify.submission-missing]"), 1, said)
        self.assertIn("表 received_file 有 1 行对不上", said)

    def test_a_submission_of_another_day(self):
        said = self.tampered("UPDATE submission SET reported = '2026-12-31' WHERE id = 1")
        self.assertEqual(said.count("[verify.submission]"), 1, said)

    def test_what_a_check_holds(self):
        said = self.tampered("INSERT INTO word SELECT MAX(id) + 1, 'check.invented' FROM word",
                             f"UPDATE observation SET held_by_word = (SELECT MAX(id) FROM word) WHERE id = ({ONE})")
        self.assertEqual(said.count("[verify.hold]"), 1, said)
        self.assertIn("存的是由 check.invented 暂挂；按现有的数重新审核，应由 （无） 暂挂", said)

    def test_what_a_check_said(self):
        said = self.tampered("UPDATE diagnostic SET rule_word = (SELECT MAX(rule_word) FROM diagnostic)"
                             " WHERE submission = (SELECT MIN(submission) FROM diagnostic) AND place = 0")
        self.assertEqual((said.count("[verify.finding-missing]"), said.count("[verify.finding-unknown]")), (1, 1), said)

    def test_the_state_of_a_submission(self):
        said = self.tampered("INSERT INTO word SELECT MAX(id) + 1, 'returned' FROM word",
                             "UPDATE submission SET state_word = (SELECT MAX(id) FROM word) WHERE id ="
                             " (SELECT MIN(s.id) FROM submission s JOIN word w ON w.id = s.state_word WHERE w.text = 'accepted')")
        self.assertEqual(said.count("[verify.state]"), 1, said)

    def test_an_explanation_that_nobody_gave(self):
        word = "(SELECT id FROM word WHERE text = '')"
        said = self.tampered(f"INSERT INTO explanation SELECT 1, 0, (SELECT MIN(rule_word) FROM diagnostic), {word}, {word}, {word}, '', 'x'")
        self.assertEqual(said.count("[verify.explanation]"), 1, said)

    def test_what_belongs_to_nothing(self):
        said = self.tampered("INSERT INTO unchecked (submission) VALUES (99999)",
                             "INSERT INTO decision_finding SELECT 7, 0, id, id, id, id, id, id FROM word WHERE id = 1")
        self.assertIn("表 unchecked 有 1 行对不上", said)
        self.assertIn("表 decision_finding 有 1 行对不上", said)

    def test_a_word_that_is_gone(self):
        copy = Path(self.folder.name, "wordless.db")
        with sqlite3.connect(self.store) as original, sqlite3.connect(copy) as target:
            original.backup(target)
        with sqlite3.connect(copy) as database:
            database.execute("DELETE FROM word WHERE id = 5")
        database.close()
        done = subprocess.run([HUIBIAO, "store", "verify", "--store", copy], capture_output=True, text=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn("[store.damaged]", done.stderr)

    def test_what_a_person_said_of_a_file_is_said_again(self):
        store = Path(self.folder.name, "ordered.db")
        form = sorted((TREE / "samples/inbox/2026-01").glob("*.xlsx"))[0]
        subprocess.run([HUIBIAO, "ingest", form, "--park", "宁波高新区", "--period", "2025-11", "--store", store], capture_output=True)
        self.verify(store, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
