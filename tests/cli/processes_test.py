#!/usr/bin/python3
"""processes_test.py HUIBIAO SOURCE_TREE — several processes take overlapping folders into one store at once, on SQLite and on PostgreSQL:
nothing lost, nothing doubled, the same exports as of one process alone. And a run that finds nothing new leaves the store as it was."""
import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
EXPORTS = (("observations", "--all"), ("diagnostics",), ("submissions",))
# Which months each of the processes is given; every month by two of them or more, in different orders.
SHARES = (("2026-01", "2026-02", "2026-03"), ("2026-06", "2026-05", "2026-04"), ("2026-04", "2026-03", "2026-02", "2026-01"),
          ("2026-05", "2026-06", "2026-01"))
sys.path.insert(0, str(TREE / "tests/scripts"))
from postgresql import Server  # noqa: E402


def ingest(paths, store, **how):
    return subprocess.Popen([HUIBIAO, "ingest", *paths, "--received", "2026-07-01", "--store", store], text=True, **how)


def exports(store):
    result = {}
    for what in EXPORTS:
        asked = subprocess.run([HUIBIAO, "export", *what, "--store", store], capture_output=True, text=True)
        assert asked.returncode == 0, asked.stderr
        result[what] = asked.stdout
    return result


class Processes(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.inbox = Path(cls.folder.name, "inbox")
        shutil.copytree(TREE / "samples/inbox", cls.inbox)
        cls.server = Server()
        cls.server.__enter__()
        cls.alone = Path(cls.folder.name, "alone.db")
        ingest(cls.shares()[0] + cls.shares()[1], cls.alone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).wait()
        cls.expected = exports(cls.alone)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    @classmethod
    def shares(cls):
        return [[cls.inbox / month for month in share] for share in SHARES]

    def together(self, store):
        running = [ingest(share, store, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for share in self.shares()]
        for process in running:
            said = process.communicate()[1]
            self.assertIn(process.returncode, (0, 1), said)  # 1: what is returned is named, as it is when one process works alone
            self.assertNotIn("[store.", said)
        found = exports(store)
        for what in EXPORTS:
            self.assertEqual(found[what], self.expected[what], what)

    def test_one_postgresql_store(self):
        for number in range(3):
            self.together(self.server.create(f"shared-{number}"))

    def test_one_sqlite_store(self):
        for number in range(3):
            self.together(Path(self.folder.name, f"shared-{number}.db"))

    def test_postgresql_gives_what_sqlite_gives(self):
        store = self.server.create("alone")
        ingest(self.shares()[0] + self.shares()[1], store, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).wait()
        self.assertEqual(exports(store), self.expected)

    def test_a_run_that_finds_nothing_new_writes_nothing(self):
        before = hashlib.sha256(self.alone.read_bytes()).hexdigest()
        ingest(self.shares()[0], self.alone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).wait()
        self.assertEqual(hashlib.sha256(self.alone.read_bytes()).hexdigest(), before)

    def test_who_does_not_get_a_turn_says_so(self):
        store = Path(self.folder.name, "busy.db")
        shutil.copy(self.alone, store)
        changed = Path(self.folder.name, "changed.csv")
        changed.write_text("a,b\n1,2\n")
        with sqlite3.connect(store, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            process = ingest([changed], store, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            said = process.communicate()[1]
            other.execute("ROLLBACK")
        self.assertEqual(process.returncode, 3, said)
        self.assertIn("[store.locked]", said)
        self.assertIn("请等另一个运行结束后再试；已经收进去的数据没有丢", said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
