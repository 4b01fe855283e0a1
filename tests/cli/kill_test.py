#!/usr/bin/python3
"""kill_test.py HUIBIAO SOURCE_TREE — a run that is killed at any moment and then run again ends as if it had never been killed: nothing
lost, nothing doubled, the same bytes. At 50 moments, spread over the whole life of a run."""
import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
MOMENTS = 50
EXPORTS = (("observations", "--all"), ("diagnostics",), ("submissions",))


def command(inbox, out):
    return [HUIBIAO, "run", inbox, "--out", out, "--received", "2026-07-01"]


def run(inbox, out):
    return subprocess.run(command(inbox, out), capture_output=True, text=True)


def killed_run(inbox, out, seconds):
    """Starts a run and kills it after that time; whether it was still running then."""
    process = subprocess.Popen(command(inbox, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def outcome(out):
    """All that a run leaves: the store's exports and the bytes of every report."""
    exports = {what: subprocess.run([HUIBIAO, "export", *what, "--store", out / "huibiao.db"], capture_output=True).stdout
               for what in EXPORTS}
    files = {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.rglob("*"))
             if path.is_file() and not path.name.startswith("huibiao.db")}
    return exports, files


class Kill(unittest.TestCase):
    def test_run_again_after_a_kill(self):
        with tempfile.TemporaryDirectory() as folder:
            inbox, whole, out = Path(folder, "inbox"), Path(folder, "whole"), Path(folder, "out")
            shutil.copytree(TREE / "samples/inbox/2026-01", inbox / "2026-01")
            start = time.monotonic()
            done = run(inbox, whole)
            life = time.monotonic() - start
            self.assertEqual(done.returncode, 0, done.stderr)
            expected = outcome(whole)
            self.assertGreater(len(expected[0][EXPORTS[0]].splitlines()), 500)
            draw, killed = random.Random(9), 0
            for number in range(MOMENTS):
                shutil.rmtree(out, ignore_errors=True)
                killed += killed_run(inbox, out, life * (number + draw.random()) / MOMENTS)
                if (out / "huibiao.db").exists():
                    with sqlite3.connect(out / "huibiao.db") as database:
                        self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)], f"moment {number}")
                self.assertEqual(run(inbox, out).returncode, 0)
                exports, files = outcome(out)
                for what in EXPORTS:
                    self.assertEqual(exports[what].decode(), expected[0][what].decode(), f"{what}, moment {number}")
                self.assertEqual(files, expected[1], f"reports, moment {number}")
            self.assertGreater(killed, MOMENTS // 2, "too few of the runs were still going when they were killed")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
