"""make_history.py FOLDER — three years of 60 parks as they arrive: FOLDER/forms with 2,160 filled forms (make_forms.py's, and invented in the same
way), FOLDER/catalogue with the thirty parks that Zhejiang does not have, to be laid over the installed definitions."""
import csv
import sys
from pathlib import Path

from make_forms import TREE, Park, blank_parts, figures, fill, parks, save

PARKS, FIRST_YEAR, FIRST_MONTH, MONTHS = 60, 2023, 7, 36


def more_parks(folder, wanted):
    """Gives the forms of Zhejiang to parks that do not report them; their names."""
    lines = [line for line in (TREE / "mappings/parks.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    reader = csv.DictReader(lines)
    rows = [row for row in reader if "zj-monthly" not in row["forms"].split(";") and not row["valid_to"]][:wanted]
    assert len(rows) == wanted, f"{len(rows)} more parks, not {wanted}"
    for row in rows:
        row["forms"], row["reports_from"], row["reports_to"] = "zj-monthly;zj-quarterly", "2021-01", ""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "parks.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return [row["name"] for row in rows]


def make(folder):
    done = folder.with_suffix(".complete")
    if done.exists():
        return
    forms = folder / "forms"
    forms.mkdir(parents=True, exist_ok=True)
    names = parks()
    names += more_parks(folder / "catalogue" / "mappings", PARKS - len(names))
    blanks = {form: blank_parts(form) for form in ("zj-monthly", "zj-quarterly")}
    for number, name in enumerate(names):
        park = Park(number)
        for index in range(MONTHS):
            year, month = divmod(FIRST_YEAR * 12 + FIRST_MONTH - 1 + index, 12)
            form, kind = ("zj-quarterly", "季报") if (month + 1) % 3 == 0 else ("zj-monthly", "月报")
            values = figures(form, park, year, month + 1)
            save(forms / f"{name}{year}年{month + 1}月{kind}.xlsx", fill(blanks[form], name, year, month + 1, values))
    done.touch()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
