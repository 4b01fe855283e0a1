#!/usr/bin/python3
"""kill_test.py HUIBIAO SOURCE_TREE [MOMENTS] — a run that is cut off at any moment and then run again ends as if nothing had happened: nothing
lost, nothing doubled, the same bytes. Cut off by a kill, by a disk that is full, and on PostgreSQL by the death of the server's process; at so
many moments each, spread over the whole life of a run."""
import hashlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
MOMENTS = int(sys.argv[3]) if len(sys.argv) > 3 else 12
EXPORTS = (("observations", "--all"), ("diagnostics",), ("submissions",))
sys.path.insert(0, str(TREE / "tests/scripts"))
from postgresql import Server  # noqa: E402


def command(inbox, out, store):
    return [HUIBIAO, "run", inbox, "--out", out, "--received", "2026-07-01", "--store", store]


def run(inbox, out, store, **circumstances):
    return subprocess.run(command(inbox, out, store), capture_output=True, text=True, **circumstances)


def outcome(out, store):
    """All that a run leaves: the store's exports and the bytes of every report."""
    exports = {what: subprocess.run([HUIBIAO, "export", *what, "--store", store], capture_output=True, text=True).stdout
               for what in EXPORTS}
    files = {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.rglob("*"))
             if path.is_file() and not path.name.startswith("huibiao.db")}
    return exports, files


def limited_to(size):
    """For a process whose files may grow to that size only, as on a disk that is full."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


class CutOff(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.inbox, whole = Path(cls.folder.name, "inbox"), Path(cls.folder.name, "whole")
        shutil.copytree(TREE / "samples/inbox/2026-01", cls.inbox / "2026-01")
        cls.life = min(cls.life_of_a_run(whole, whole / "huibiao.db") for _ in range(3))
        cls.size = (whole / "huibiao.db").stat().st_size
        cls.expected = outcome(whole, whole / "huibiao.db")
        assert len(cls.expected[0][EXPORTS[0]].splitlines()) > 500
        cls.server = Server()
        cls.server.__enter__()
        cls.life_on_postgresql = min(cls.life_of_a_run(whole, cls.server.create("whole")) for _ in range(3))

    @classmethod
    def life_of_a_run(cls, out, store):
        shutil.rmtree(out, ignore_errors=True)
        start = time.monotonic()
        done = run(cls.inbox, out, store)
        assert done.returncode == 0, done.stderr
        return time.monotonic() - start

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def setUp(self):
        self.out = Path(self.folder.name, "out")
        self.draw = random.Random(9)
        self.cut = 0
        self.quickest = float("inf")

    def tearDown(self):
        print(f"{self._testMethodName}: {self.cut} of {self.moments} runs were cut off")
        self.assertGreater(self.cut, MOMENTS // 4, "too few of the runs were still going when they were cut off")

    def spread(self, whole):
        """Moments over the whole of it, and then more of them until enough runs were cut off. A machine may be quicker now than when a run's
        life was measured: a run that was over before its moment says so, and the moments that follow lie within its life."""
        number = 0
        while number < MOMENTS or (self.cut <= MOMENTS // 4 and number < 4 * MOMENTS):
            shutil.rmtree(self.out, ignore_errors=True)
            self.moments = number = number + 1
            yield min(whole, self.quickest) * ((number - 1) % MOMENTS + self.draw.random()) / MOMENTS

    def finish(self, store, moment, restarting=("[store.unreachable]",)):
        again = run(self.inbox, self.out, store)
        patience = time.monotonic() + 60
        while any(rule in again.stderr for rule in restarting) and time.monotonic() < patience:  # a server that starts itself anew lets nobody in
            time.sleep(0.1)
            again = run(self.inbox, self.out, store)
        self.assertEqual(again.returncode, 0, again.stderr)
        exports, files = outcome(self.out, store)
        for what in EXPORTS:
            self.assertEqual(exports[what], self.expected[0][what], f"{what}, moment {moment}")
        self.assertEqual(files, self.expected[1], f"reports, moment {moment}")

    def killed(self, store, seconds):
        start = time.monotonic()
        process = subprocess.Popen(command(self.inbox, self.out, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(seconds)
            self.quickest = min(self.quickest, time.monotonic() - start)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            self.cut += 1

    def whole_sqlite(self, moment):
        if (self.out / "huibiao.db").exists():
            with sqlite3.connect(self.out / "huibiao.db") as database:
                self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)], f"moment {moment}")

    def test_killed_on_sqlite(self):
        for moment in self.spread(self.life):
            self.killed(self.out / "huibiao.db", moment)
            self.whole_sqlite(moment)
            self.finish(self.out / "huibiao.db", moment)

    def test_disk_full_on_sqlite(self):
        for moment in self.spread(self.size):
            cut = run(self.inbox, self.out, self.out / "huibiao.db", preexec_fn=limited_to(int(moment)))
            self.assertIn(cut.returncode, (0, 3), cut.stderr)
            self.assertEqual("[store." in cut.stderr or "[report." in cut.stderr, cut.returncode == 3, cut.stderr)
            self.cut += cut.returncode == 3
            self.whole_sqlite(moment)
            self.finish(self.out / "huibiao.db", moment)

    def test_disk_full_on_postgresql(self):
        nothing = Path(self.folder.name, "nothing")
        nothing.mkdir()
        store = self.server.create("filled")
        run(self.inbox, self.out, store)
        ours = "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'pg_toast') AND c.oid > 16383"
        largest = int(self.server.psql(f"SELECT MAX(pg_relation_size(c.oid)) FROM {ours}", "filled"))
        for moment in self.spread(1):
            store = self.server.create("filled")
            run(nothing, self.out, store)  # its tables are there
            with self.server.files_limited_to(int(moment * largest)):
                cut = run(self.inbox, self.out, store)
            self.assertEqual(cut.returncode, 3, cut.stderr)
            # Where the server must write a file of its own first, it lets nobody in; where it cannot go on at all, it starts anew.
            self.assertRegex(cut.stderr, r"\[store\.(disk-full|failed|disconnected)\]|could not write init file.*\[store\.unreachable\]")
            self.cut += 1
            self.finish(store, moment)

    def test_killed_on_postgresql(self):
        for moment in self.spread(self.life_on_postgresql):
            store = self.server.create("killed")
            self.killed(store, moment)
            self.finish(store, moment)

    def test_server_killed_on_postgresql(self):
        for moment in self.spread(self.life_on_postgresql):
            store = self.server.create("bereft")
            process = subprocess.Popen(command(self.inbox, self.out, store), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            time.sleep(moment)
            if process.poll() is not None:
                self.quickest = min(self.quickest, moment)
            self.server.kill_backends("bereft")
            said = process.communicate()[1]
            self.assertIn(process.returncode, (0, 3), said)
            if process.returncode == 3:
                self.assertRegex(said, r"\[store\.(disconnected|unreachable)\]")
                self.assertNotIn(self.server.password, said)
                self.cut += 1
            # Whom it lets in before it knows that another connection's process was killed, it disconnects as well.
            self.finish(store, moment, restarting=("[store.unreachable]", "[store.disconnected]"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
