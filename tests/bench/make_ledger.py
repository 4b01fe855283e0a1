"""make_ledger.py FOLDER [ROWS] — a ledger of enterprises as a spreadsheet program writes it: ROWS (200,000) rows of the 60 columns of
templates/ledger/torch-enterprise.toml, parks one after the other, every text a shared string. Tests take columns, codes and rows from here."""
import functools
import random
import sys
import tomllib
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import make_large
import openpyxl

TREE = Path(__file__).resolve().parents[2]
ROWS, PATTERN = 200_000, 997  # distinct rows of figures, so that no block of the file repeats another
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
YEAR = 2024


@functools.cache
def definition():
    return tomllib.loads((TREE / "templates/ledger/torch-enterprise.toml").read_text(encoding="utf-8"))


def columns():
    return definition()["column"]


def national_parks():
    lines = [line for line in (TREE / "mappings/parks.csv").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    head = lines[0].split(",")
    name, level = head.index("name"), head.index("level")
    return [line.split(",")[name] for line in lines[1:] if line.split(",")[level] == "国家级"]


def credit_code(number):
    """The number-th code; all are different."""
    digits = ""
    for _ in range(8):
        digits = ALPHABET[number % 31] + digits
        number //= 31
    code = "91330100" + digits[0] + digits[1:] + "A"
    rest = -sum(ALPHABET.index(letter) * 3**place for place, letter in enumerate(code)) % 31
    return code + ALPHABET[rest]


def figures(chance):
    """{column id: value} of one enterprise, but for its park, code and name."""
    staff = chance.randint(5, 900)
    revenue = round(staff * chance.uniform(200, 3000), 2)
    row = {}
    for column in columns():
        kind = column["type"]
        if kind == "flag":
            row[column["id"]] = chance.choice(["是", "否"])
        elif kind == "number" and column.get("integer"):
            row[column["id"]] = chance.randint(0, 60)
        elif kind == "number":
            row[column["id"]] = round(revenue * chance.uniform(0, 0.2), 2)
        else:
            row[column["id"]] = {"region_code": "330100", "industry": str(chance.randint(1000, 9999)), "founded": "2010-05-06"}.get(column["id"], "")
    return row | {"emp_end": staff, "emp_prev": max(0, staff + chance.randint(-40, 30)), "rev": revenue, "rev_prev": round(revenue * 0.93, 2),
                  "rd_int": round(revenue * chance.choice([0.01, 0.03, 0.05, 0.07]), 2), "net_profit": round(revenue * chance.uniform(-0.1, 0.2), 2),
                  "tse": round(row["export"] * 0.1, 2), "emp_bach": staff // 3, "emp_grad": staff // 9, "emp_foreign": staff // 50,
                  "emp_returnee": staff // 40, "giov": round(revenue * 0.9, 2), "wage": round(revenue * 0.08, 2), "va": round(revenue * 0.25, 2)}


def column_name(index):
    return (chr(64 + index // 26) if index >= 26 else "") + chr(65 + index % 26)


def write(path, rows):
    known = columns()
    parks = national_parks()
    chance = random.Random(11)
    shared, places = [], {}

    def text(value):
        if value not in places:
            places[value] = len(shared)
            shared.append(value)
        return places[value]

    def cell(place, value):
        """Before and behind the row's number."""
        name = column_name(place)
        if value == "":
            return "", "", True
        if isinstance(value, str):
            return f'<c r="{name}', f'" t="s"><v>{text(value)}</v></c>', False
        return f'<c r="{name}', f'"><v>{value!r}</v></c>', False

    first = [column["id"] for column in known].index("region_code")
    assert [column["id"] for column in known][:first] == ["unit", "code", "name"]
    pattern = []
    for _ in range(PATTERN):
        row = figures(chance)
        pattern.append([(before, behind) for before, behind, blank in
                        (cell(place, row[column["id"]]) for place, column in enumerate(known) if place >= first) if not blank])
    head = "".join(before + "1" + behind for before, behind, _ in (cell(place, column["label"]) for place, column in enumerate(known)))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in make_large.PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                       f'<sheetData><row r="1">{head}</row>'.encode())
            block = []
            for place in range(rows):
                number = str(place + 2)
                own = (parks[place * len(parks) // rows], credit_code(place), f"第{place:06}号科技有限公司")
                line = "".join(before + number + behind for before, behind, _ in (cell(at, value) for at, value in enumerate(own)))
                block.append(f'<row r="{number}">{line}' + "".join(before + number + behind for before, behind in pattern[place % PATTERN]) + "</row>")
                if len(block) == 2000:
                    part.write("".join(block).encode())
                    block.clear()
            part.write(("".join(block) + "</sheetData></worksheet>").encode())
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write('<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'.encode())
            for start in range(0, len(shared), 10_000):
                part.write("".join(f"<si><t>{escape(value)}</t></si>" for value in shared[start:start + 10_000]).encode())
            part.write(b"</sst>")


def write_parks(path):
    """What the ledger does not say of the parks, as an office's table of one park a row."""
    form = tomllib.loads((TREE / "templates/torch-annual/2020.toml").read_text(encoding="utf-8"))
    summed = {aggregate["indicator"] for aggregate in definition()["aggregate"]}
    others = [indicator for indicator in form["indicator"] if indicator["id"] not in summed]
    chance, book = random.Random(5), openpyxl.Workbook()
    book.active.append([f"{YEAR}年高新区基础数据（省科技厅）"])
    book.active.append(["高新区", *(f"{indicator['name']['zh']}（{indicator['unit']}）" for indicator in others)])
    for park in national_parks():
        figures = {indicator["id"]: chance.randint(50, 100) for indicator in others} | {"park_area": 500, "va_full": 90_000_000}
        book.active.append([park, *(figures[indicator["id"]] for indicator in others)])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def make(folder, rows=ROWS):
    parks = folder / "parks" / f"{YEAR}年高新区基础数据.xlsx"
    make_large.once(parks, lambda: write_parks(parks))
    path = folder / f"{YEAR}年火炬统计企业台账.xlsx"
    make_large.once(path, lambda: write(path, rows))
    return path


if __name__ == "__main__":
    make(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
