"""Blank forms that huibiao wrote, filled in."""
import json
from pathlib import Path

import openpyxl


def blank_forms(folder):
    """{park: path} of the blank forms in a folder that `huibiao template` wrote."""
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {entry["park"]: folder / entry["path"] for entry in entries if entry["kind"] == "template"}


def fill(blank, figures, filled):
    """Writes figures, {label: value} or {label: (column, value)}, into the rows of these labels, and keeps the form under another path."""
    book = openpyxl.load_workbook(blank)
    left = dict(figures)
    for cells in book.worksheets[0].iter_rows():
        label = str(cells[0].value or "").strip()
        if label in left:
            figure = left.pop(label)
            column, value = figure if isinstance(figure, tuple) else (2, figure)
            cells[column].value = value
    assert not left, left
    book.save(Path(filled))
