#!/usr/bin/python3
"""watch_test.py HUIBIAO SOURCE_TREE — `huibiao watch` beside real writers: a slow one, one that renames into place, several at once, one that
replaces its file, one that leaves half a file; and how it ends. Waits for what it says, never for a fixed time, so a busy machine only makes it
slower."""
import csv
import fcntl
import io
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SAMPLES = sorted((TREE / "samples/inbox/2026-01").glob("*1月月度监测表.xlsx"))
DEADLINE = 60  # seconds that no step may take, on any machine


class Watching:
    """A running watch; its lines as they come."""

    def __init__(self, folder, *options):
        self.inbox, self.out = folder / "inbox", folder / "out"
        self.inbox.mkdir(exist_ok=True)
        self.process = subprocess.Popen([HUIBIAO, "watch", self.inbox, "--out", self.out, "--received", "2026-07-01", "--lang", "en", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines, self.said = queue.Queue(), []
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait_for("Watching ")

    def _listen(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def wait_for(self, words):
        """The next line with these words in it."""
        deadline = time.monotonic() + DEADLINE
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no line {words!r} in time; said so far:\n" + "\n".join(self.said)) from None
            if line is None:
                raise AssertionError(f"it ended without {words!r}:\n" + "\n".join(self.said))
            self.said.append(line)
            if words in line:
                return line

    def wait_for_batch(self):
        """(files of the next batch, line of its reports)."""
        arrived = self.wait_for("Arrived: ")
        return arrived.split(": ", 2)[2].split(", "), self.wait_for(" files written to ")

    def observations(self):
        done = subprocess.run([HUIBIAO, "export", "observations", "--store", self.out / "huibiao.db"], capture_output=True, text=True, check=True)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(DEADLINE)
        self.wait_for("Stopped watching.")
        while (line := self.lines.get(timeout=DEADLINE)) is not None:
            self.said.append(line)
        self.process.stdout.close()
        return code


class Watch(unittest.TestCase):
    def setUp(self):
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.folder = Path(self._temporary.name)

    def watching(self, *options):
        watching = Watching(self.folder, *options)
        self.addCleanup(lambda: watching.process.poll() is None and watching.process.kill())
        return watching

    def test_files_as_people_drop_them(self):
        first, second, third, fourth = SAMPLES[:4]
        (self.folder / "inbox").mkdir()
        shutil.copy(first, self.folder / "inbox")
        watch = self.watching()
        self.assertEqual(watch.wait_for_batch()[0], [first.name])  # what lay there before

        # Slowly, in pieces; and under another name until it is whole.
        bytes_ = second.read_bytes()
        with open(watch.inbox / second.name, "wb") as slow:
            for at in range(0, len(bytes_), len(bytes_) // 5):
                slow.write(bytes_[at:at + len(bytes_) // 5])
                slow.flush()
                time.sleep(0.1)
        self.assertEqual(watch.wait_for_batch()[0], [second.name])
        shutil.copy(third, watch.inbox / (third.name + ".part"))
        shutil.copy(third, watch.inbox / "~$other.xlsx")
        time.sleep(0.3)
        os.rename(watch.inbox / (third.name + ".part"), watch.inbox / third.name)
        self.assertEqual(watch.wait_for_batch()[0], [third.name])

        # The same name again with another figure.
        book = openpyxl.load_workbook(fourth)
        cell = next(row for row in book.active.iter_rows() if row[0].value == "营业收入")[2]
        shutil.copy(fourth, watch.inbox / "park.xlsx")
        watch.wait_for_batch()
        before = cell.value
        cell.value = 987654
        book.save(self.folder / "new.xlsx")
        os.replace(self.folder / "new.xlsx", watch.inbox / "park.xlsx")
        self.assertEqual(watch.wait_for_batch()[0], ["park.xlsx"])
        self.assertNotEqual(before, 987654)
        submissions = subprocess.run([HUIBIAO, "export", "submissions", "--store", watch.out / "huibiao.db"], capture_output=True, text=True)
        self.assertEqual(submissions.stdout.count("park.xlsx,park.xlsx"), 2)
        self.assertEqual(len({row["park"] for row in watch.observations()}), 4)
        self.assertTrue((watch.out / "manifest.json").exists())

        code = watch.end()
        self.assertIn(code, (0, 1))  # by what the batches came to, as run ends
        self.assertIn("5 files, 0 of them received before and unchanged.", watch.said)
        self.assertNotIn("~$other.xlsx", "\n".join(watch.said))

    def test_what_comes_together_is_one_batch_and_one_bad_file_ends_nothing(self):
        watch = self.watching("--patience", "2")
        staged = self.folder / "staged"
        staged.mkdir()
        for sample in SAMPLES[:5]:
            shutil.copy(sample, staged)
        for sample in sorted(staged.iterdir()):
            os.rename(sample, watch.inbox / sample.name)
        line = watch.wait_for("Arrived: ")
        self.assertTrue(line.startswith("Arrived: 5 file(s)"), line)
        watch.wait_for(" files written to ")

        # Half a file: waited for, then named as what it is.
        half = SAMPLES[5].read_bytes()
        (watch.inbox / "half.xlsx").write_bytes(half[:len(half) // 2])
        self.assertIn("half.xlsx", watch.wait_for("Waiting: "))
        self.assertEqual(watch.wait_for_batch()[0], ["half.xlsx"])
        (watch.inbox / "half.xlsx").write_bytes(half)  # sent again, whole
        self.assertEqual(watch.wait_for_batch()[0], ["half.xlsx"])
        self.assertEqual(len({row["park"] for row in watch.observations()}), 6)

        # A name that no download ever loses: said once.
        (watch.inbox / "forgotten.xlsx.tmp").write_bytes(half)
        self.assertIn("forgotten.xlsx.tmp", watch.wait_for("Not taken: "))
        self.assertEqual(watch.end(signal.SIGINT), 1)
        self.assertNotIn("forgotten.xlsx.tmp", "\n".join(line for line in watch.said if "Not taken: " not in line))

    def test_a_locked_file_is_waited_for(self):
        watch = self.watching()
        with open(watch.inbox / SAMPLES[0].name, "wb") as file:
            fcntl.lockf(file, fcntl.LOCK_EX)
            file.write(SAMPLES[0].read_bytes())
            file.flush()
            self.assertIn(SAMPLES[0].name, watch.wait_for("Waiting: "))
        self.assertEqual(watch.wait_for_batch()[0], [SAMPLES[0].name])
        self.assertEqual(watch.end(), 0)

    def test_a_batch_that_fails_does_not_end_it(self):
        (self.folder / "out").write_text("in the way of the folder")
        watch = self.watching()
        shutil.copy(SAMPLES[0], watch.inbox)
        watch.wait_for("This batch was not finished")
        self.assertEqual(watch.end(), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
