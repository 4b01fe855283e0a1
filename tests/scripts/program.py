"""The program under test, as a person runs it, and what the tests of evaluation share."""
import csv
import io
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path


class Program:
    """program("ingest", folder, codes=(0, 1)) runs it and gives all that it says; any other exit code fails the test."""

    def __init__(self, path):
        self.path = Path(path).resolve()

    def __call__(self, *arguments, codes=(0,)):
        done = subprocess.run([self.path, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
        assert done.returncode in codes, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def rows(self, *arguments, codes=(0,)):
        """What it prints as csv: a dictionary a line."""
        return list(csv.DictReader(io.StringIO(self(*arguments, codes=codes))))


def parks(tree):
    """The register, a dictionary a line."""
    lines = [line for line in (tree / "mappings/parks.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def short_names(tree):
    """{official name: the name that reports print}."""
    return {park["name"]: park["short_name"] or park["name"] for park in parks(tree)}


class EvaluationCase(unittest.TestCase):
    """A folder with a store and a catalogue laid over the installed one, whose mappings are MAPPINGS, {file: text}."""
    MAPPINGS = {}

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.store, cls.overlay = cls.folder / "s.db", cls.folder / "overlay"
        (cls.overlay / "mappings").mkdir(parents=True)
        for name, text in cls.MAPPINGS.items():
            (cls.overlay / "mappings" / name).write_text(text, encoding="utf-8")
