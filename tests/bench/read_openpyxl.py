"""read_openpyxl.py FOLDER — openpyxl reads every cell of every workbook, read-only, and does nothing with it."""
import sys
import time
from pathlib import Path

import openpyxl

start = time.perf_counter()
files = cells = 0
for path in Path(sys.argv[1]).glob("*.xlsx"):
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in workbook:
        for row in sheet.iter_rows(values_only=True):
            cells += sum(value is not None for value in row)
    workbook.close()
    files += 1
print(f"files={files} cells={cells} seconds={time.perf_counter() - start:.4f}")
