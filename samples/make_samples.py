#!/usr/bin/python3
"""Makes samples/inbox, as a department's folder looks after half a year, and samples/expected/observations.csv, what stands in it.

./dev samples runs it. The forms are written by four programs of other people (openpyxl, LibreOffice, SheetJS, ExcelJS), never by huibiao.
"""
import csv
import io
import shutil
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "writers")]

import layouts  # noqa: E402
from figures import MEASURES, MONTHS, YEAR, Figures  # noqa: E402
from parks import FINANCIAL, OFFICE_ONLY, PARKS, PRODUCTION  # noqa: E402
from save import save  # noqa: E402

BUREAU = (("industrial_value_added", "规模以上工业增加值"), ("hightech_value_added", "其中：高新技术产业增加值"), ("new_product_output", "新产品产值"))
DEPARTMENT = ("hightech_enterprise_revenue", "高新技术企业营业收入")


class Corrected:
    """Figures as a park first sent them: these indicators of that month were wrong, in month and cumulative alike."""

    def __init__(self, figures, month, changes):
        self._figures, self._month, self._changes = figures, month, changes

    def __getitem__(self, key):
        month, indicator, _, measure = key
        off = Decimal(self._changes.get(indicator, 0)) if month == self._month and measure in ("current", "ytd") else 0
        return self._figures[key] + off


class Season:
    """The inbox under construction: what is saved where, and what is true of each key."""

    def __init__(self):
        self.jobs = []    # (path, sheets, writer)
        self.truth = {}   # (period, park, indicator, item, measure) -> (value, source)
        self.figures = {park.name: Figures(park.name, park.profile, park.overrides) for park in [*PARKS, OFFICE_ONLY]}

    def path(self, month, name):
        return HERE / "inbox" / f"{YEAR}-{month:02d}" / name

    def add_form(self, park, month, *, shape=None, figures=None, day=8, mark="", quarterly=None, next_month=1):
        """One form of a park; what stands on it is true until a later one says otherwise."""
        quarterly = month % 3 == 0 if quarterly is None else quarterly
        definition = layouts.form("zj-quarterly" if quarterly else "zj-monthly")
        own = self.figures[park.name]
        shape = shape or park.shape_in(month)
        form = layouts.FormSheet(definition, shape, figures or own, YEAR, month, (YEAR, month + next_month, day), park.profile.industries)
        name = park.file_name.format(called=park.called, year=YEAR, month=month, kind="季度" if quarterly else "月度") + mark
        sheets = [form.sheet] + ([layouts.instructions()] if shape.instructions else [])
        self.jobs.append((self.path(month, name + ".xlsx"), sheets, park.writer))
        for indicator, item, measure in form.shown:
            self.state(park.name, month, indicator, item, measure, "park")

    def state(self, park, month, indicator, item, measure, source):
        key = (f"{YEAR}-{month:02d}", park, indicator, item, measure)
        self.truth[key] = (self.figures[park][month, indicator, item, measure], source)

    def add_office(self, month, name, sheets, parks, indicators, source, writer):
        self.jobs.append((self.path(month, name), sheets, writer))
        for park in parks:
            for indicator in indicators:
                for measure in MEASURES:
                    self.state(park, month, indicator, "", measure, source)


def add_parks(season):
    for park in PARKS:
        for month in park.months:
            usual = park.shape_in(month)
            if (park.called, month) in CORRECTIONS:
                CORRECTIONS[park.called, month](season, park, month)
            elif month in park.waves:
                season.add_form(park, month, shape=replace(usual, batches=PRODUCTION), day=9, mark="（生产数据）")
                season.add_form(park, month, shape=replace(usual, batches=FINANCIAL), day=23, mark="（效益数据）")
            else:
                season.add_form(park, month)


def corrected_whole(season, park, month):
    """The whole form again, with 更正 in its name."""
    wrong = Corrected(season.figures[park.name], month, {"total_profit": "-1250.5", "rd_expense": "860"})
    season.add_form(park, month, figures=wrong)
    season.add_form(park, month, day=17, mark="（更正）")


def corrected_rows(season, park, month):
    """Only the rows that were wrong, with 更正 in its title: its blanks erase nothing."""
    wrong = Corrected(season.figures[park.name], month, {"fixed_asset_investment": "20500", "patent_applications": "11"})
    season.add_form(park, month, figures=wrong)
    shape = replace(park.shape_in(month), only=("fixed_asset_investment", "patent_applications"), title_mark="（更正）")
    season.add_form(park, month, shape=shape, day=19, mark="更正")


def both_forms(season, park, month):
    """The monthly form out of habit, then the quarterly one that was due: the quarterly one stands."""
    season.add_form(park, month, quarterly=False, day=6)
    season.add_form(park, month, day=9)


def own_estimate(season, park, month):
    """An office's row filled in all the same, with an estimate: the office's figure stands, the difference is reported."""
    rough = Corrected(season.figures[park.name], month, {"industrial_value_added": "37500"})
    season.add_form(park, month, shape=replace(park.shape_in(month), office_rows="filled"), figures=rough)


CORRECTIONS = {
    ("湖州莫干山高新区", 2): corrected_whole, ("乐清高新区", 3): corrected_whole, ("余杭高新区", 4): corrected_rows,
    ("萧山高新区", 6): both_forms, ("嘉兴秀洲高新区", 4): own_estimate,
}


def add_offices(season):
    """The bureau each month, the department each quarter. In June the bureau has no figure yet of 龙港青龙湖: its own stands for now."""
    everyone = {park.name: park.short for park in [*PARKS, OFFICE_ONLY]}
    units = {1: "万元", 2: "万元", 3: "亿元", 4: "万元", 5: "千元", 6: "万元"}
    for month in MONTHS:
        parks = {name: short for name, short in everyone.items() if (short, month) != ("龙港青龙湖高新区", 6)}
        value = lambda park, indicator, measure, month=month: season.figures[park][month, indicator, "", measure]
        lay = layouts.long_list if month == 5 else layouts.crosstab
        season.add_office(month, f"省统计局{YEAR}年{month}月高新区数据.xlsx", lay(YEAR, month, units[month], parks, BUREAU, value), parks,
                          [indicator for indicator, _ in BUREAU], "statistics-bureau", "libreoffice" if month == 5 else "openpyxl")
        if month % 3 == 0:
            sheets = layouts.by_measure(YEAR, month, "亿元", {name: name for name in everyone}, *DEPARTMENT, value)
            season.add_office(month, f"省科技厅{YEAR}年{'一二'[month // 3 - 1]}季度{DEPARTMENT[1]}.xlsx", sheets, everyone, DEPARTMENT[:1],
                              "science-department", "exceljs")


def add_litter(season):
    """What else lies in such a folder: a lock file, a signed copy, a download that broke off and its second, whole copy."""
    whole = season.path(5, "诸暨高新区2026年5月月度监测表.xlsx")
    whole.rename(season.path(5, "诸暨高新区2026年5月月度监测表(1).xlsx"))
    data = season.path(5, "诸暨高新区2026年5月月度监测表(1).xlsx").read_bytes()
    whole.write_bytes(data[:len(data) * 3 // 5])
    owner = "省科技厅".encode("utf-16-le")
    season.path(6, "~$绍兴高新区2026年6月季度监测表.xlsx").write_bytes(bytes([4]) + owner.ljust(110, b" ") + b"\0" * 54)
    season.path(6, "宁波高新区2026年6月季度监测表（盖章件）.pdf").write_bytes(signed_copy())


def signed_copy():
    """A page with a red ring on it, as PDF."""
    ring = b"0.8 0 0 RG 6 w 300 480 m 300 535.2 255.2 580 200 580 c 144.8 580 100 535.2 100 480 c " \
           b"100 424.8 144.8 380 200 380 c 255.2 380 300 424.8 300 480 c S"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(ring), ring)]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def write_truth(season):
    path = HERE / "expected" / "observations.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["period", "park", "indicator", "item", "measure", "value", "source"])
        for key, (value, source) in sorted(season.truth.items()):
            rows.writerow([*key, f"{value.normalize():f}", source])


def main():
    season = Season()
    add_parks(season)
    add_offices(season)
    shutil.rmtree(HERE / "inbox", ignore_errors=True)
    save(season.jobs)
    add_litter(season)
    write_truth(season)


if __name__ == "__main__":
    main()
