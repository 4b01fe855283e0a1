"""Workbooks of several sheets, and sheets of several forms."""
import copy
import datetime
import io
import re
import zipfile
from decimal import Decimal

from edited.case import Case, books
from edited.form import MEASURES, Cell, Line, Page, workbook


def text_page(name, *lines, state="visible"):
    return Page(name, ["label"], [Line([line]) for line in lines], {}, state=state)


def changed(page, by=1, measures=("current",)):
    """The same page with other figures, of which none is true."""
    other = copy.deepcopy(page)
    for line in other.lines:
        for measure in measures:
            if line.key and line.key != ("header",) and isinstance(line.cells[page.column(measure)], Decimal):
                line.cells[page.column(measure)] += by
    other.truth = {}
    return other


def zero_by_formula(page):
    other = copy.deepcopy(page)
    for line in other.lines:
        for measure in MEASURES:
            if line.key and line.key != ("header",) and isinstance(line.cells[page.column(measure)], Decimal):
                line.cells[page.column(measure)] = Cell(0, formula="表1!A1*1")
    other.truth = {}
    return other


def below(upper, lower, gap=2):
    """Both on one sheet, the second under the first; the first keeps the truth of both."""
    both = copy.deepcopy(upper)
    width = max(len(upper.columns), len(lower.columns))
    both.lines += [Line([None] * width) for _ in range(gap)]
    start = len(both.lines)
    both.lines += copy.deepcopy(lower.lines)
    both.merges += [(r1 + start, c1, r2 + start, c2) for r1, c1, r2, c2 in lower.merges]
    both.truth = {**upper.truth, **lower.truth}
    return both


def beside(left, right):
    both = copy.deepcopy(left)
    width = max(len(line.cells) for line in both.lines)
    for line, other in zip(both.lines, right.lines):
        line.cells += [None] * (width - len(line.cells)) + [None] + other.cells
    both.merges += [(r1, c1 + width + 1, r2, c2 + width + 1) for r1, c1, r2, c2 in right.merges]
    both.truth = {**left.truth, **right.truth}
    return both


@books
def cover_sheet_first(make):
    page = make()
    cover = text_page("封面", "浙江省高新区统计报表", f"报送单位：{make.short_name}", "2026年", "填报说明：金额按千元填列")
    return Case("", [cover, page])


@books
def instructions_behind(make):
    page = make()
    return Case("", [page, text_page("填表说明", "一、营业收入：指企业……", "二、工业总产值（当年价格）：……", "本月", "累计")])


@books
def hidden_old_form(make):
    page = make()
    old = changed(page)
    old.name, old.state = "上月", "hidden"
    return Case("", [old, page], says=[("drift.hidden-sheet", "")])


@books
def very_hidden_old_form(make):
    page = make()
    old = changed(page)
    old.name, old.state = "基础数据", "veryHidden"
    return Case("", [page, old], says=[("drift.hidden-sheet", "")])


@books
def only_a_hidden_form(make):
    page = make()
    page.state = "hidden"
    page.truth = {}
    return Case("", [text_page("封面", "见附表"), page], says=[("form.not-recognised", "")], worst="fatal")


@books
def two_months_on_one_sheet(make):
    first, second = make(month=make.month - 1), make()
    return Case("", [below(first, second)], file=f"{make.short_name}2026年月报.xlsx")


@books
def two_parks_on_one_sheet(make):
    first, second = make(), make(other=True)
    return Case("", [below(first, second)], file="高新区2026年报表.xlsx")


@books
def two_forms_side_by_side(make):
    """Of two tables side by side either both are read, or nothing is."""
    both = beside(make(month=make.month - 1), make())
    case = Case("", [both], file=f"{make.short_name}2026年月报.xlsx", worst="fatal",
                says=[("form.not-recognised", "")])
    case.either = set(both.truth)
    return case


@books
def a_sheet_for_each_month(make):
    pages = []
    for month in range(1, 7):
        page = make(month=month, sheet=f"{month}月")
        pages.append(page)
    for month in range(7, 13):
        page = zero_by_formula(make(month=make.month, sheet=f"{month}月"))
        page.lines[1].cells[3] = f"2026年{month}月"
        pages.append(page)
    return Case("", pages, file=f"{make.short_name}2026年月报.xlsx", says=[("drift.sheet-not-filled", "")])


@books
def future_months_carry_formulas(make):
    """Of a future month only last year's figures are typed; the cumulative adds nothing to last month's."""
    page = make(sheet=f"{make.month}月")
    future = copy.deepcopy(page)
    future.name, future.truth = f"{make.month + 1}月", {}
    future.lines[1].cells[3] = f"2026年{make.month + 1}月"
    future.lines[-1].cells[0] = "单位负责人：   填表人：   报出日期：２０  年   月  日"
    for line in future.lines:
        if not line.key or line.key == ("header",):
            continue
        line.cells[page.column("current")] = None
        value = line.cells[page.column("ytd")]
        if isinstance(value, Decimal):
            line.cells[page.column("ytd")] = Cell(value, formula=f"'{page.name}'!A1+0")
    return Case("", [page, future], file=f"{make.short_name}2026年月报.xlsx", says=[("drift.sheet-not-filled", "")])


@books
def a_year_workbook_for_one_month(make):
    """The file's name says which month is sent: the months before it are proposed, not taken."""
    earlier = changed(make(month=make.month - 1, sheet=f"{make.month - 1}月"))
    return Case("", [earlier, make(sheet=f"{make.month}月")], says=[("period.not-the-one-sent", "")])


@books
def a_city_with_a_sheet_for_each_park(make):
    pages = [make(other=other, sheet=None) for other in (0, 1, 2)]
    return Case("", pages, file="绍兴市2026年各高新区报表汇总.xlsx")


@books
def a_city_with_a_sum_in_front(make):
    pages = [make(other=other, sheet=None) for other in (0, 1, 2)]
    total = changed(pages[0], by=100000, measures=MEASURES)
    total.name = "全市汇总"
    total.lines[1].cells[0] = "填报单位：绍兴市科技局"
    return Case("", [total, *pages], file="绍兴市2026年各高新区报表汇总.xlsx", worst="error")


@books
def zones_with_a_total(make):
    total = make(sheet="合计")
    zones = [changed(total, by=1000 * n, measures=MEASURES) for n in (1, 2)]
    for zone, name in zip(zones, ("东区分园", "西区分园")):
        zone.name = name
        zone.lines[1].cells[0] = f"填报单位：{make.short_name}（{name}）"
    return Case("", [*zones, total], says=[("drift.part-of-unit", "")])


@books
def zones_with_a_total_in_front(make):
    total = make(sheet="汇总")
    zones = [changed(total, by=1000 * n, measures=MEASURES) for n in (1, 2)]
    for number, zone in enumerate(zones, 1):
        zone.name = f"分园{number}"
    return Case("", [total, *zones], says=[("drift.part-of-unit", "")])


@books
def zones_without_a_total(make):
    """Nothing is added up by us."""
    page = make(sheet="东区分园")
    other = changed(page, by=1000, measures=MEASURES)
    other.name = "西区分园"
    page.truth = {}
    return Case("", [page, other], says=[("form.twice", "")], worst="error")


@books
def the_same_form_on_two_sheets(make):
    page = make(sheet="报表")
    copy_ = copy.deepcopy(page)
    copy_.name = "报表 (2)"
    return Case("", [page, copy_])


@books
def other_figures_on_two_sheets(make):
    page = make(sheet="报表")
    other = changed(page)
    other.name = "报表 (2)"
    page.truth = {key: value for key, value in page.truth.items() if key[4] != "current"}
    case = Case("", [page, other], says=[("form.twice", "")], worst="error")
    case.either = set(page.truth)
    return case


@books
def form_over_two_sheets(make):
    first = make(sheet="第一页")
    second = copy.deepcopy(first)
    second.name = "第二页"
    at = first.row("total_profit")
    second.lines = second.lines[:first.header() + 1] + second.lines[at:]
    del first.lines[at:]
    first.truth.update(second.truth)
    return Case("", [first, second])


@books
def title_of_the_other_period(make):
    """A stale heading against the file's name: nothing is taken."""
    page = make(month=make.month - 1)
    page.truth = {}
    return Case("", [page], file=f"{make.short_name}2026年{make.month}月.xlsx", says=[("period.contradiction", "")], worst="error")


@books
def heading_of_the_other_period_as_a_date(make):
    """The month in the heading is a date by its format: it speaks like any other heading."""
    page = make()
    page.lines[1].cells[3] = Cell(datetime.datetime(2026, make.month - 1, 1), 'yyyy"年"m"月"')
    page.truth = {}
    return Case("", [page], says=[("period.contradiction", "")], worst="error")


@books
def heading_of_the_period_as_a_date(make):
    page = make()
    page.lines[1].cells[3] = Cell(datetime.datetime(2026, make.month, 1), 'yyyy"年"m"月"')
    return Case("", [page], file=f"{make.short_name}报表.xlsx")


@books
def a_million_styled_empty_rows(make):
    page = make()
    filled = workbook([page])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                rows = "".join(f'<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="0"/></row>' for r in range(100, 1048577))
                text = text.decode().replace("</sheetData>", rows + "</sheetData>").encode()
            new.writestr(name, text)
    return Case("", [page], bytes=out.getvalue())


@books
def several_months_in_the_heading(make):
    page = make()
    page.lines[1].cells[3] = f"2026年{make.month - 1}-{make.month}月"
    page.truth = {}
    return Case("", [page], file=f"{make.short_name}报表.xlsx", says=[("period.range", "D2")], worst="error")


@books
def a_sample_in_the_title(make):
    page = make()
    page.lines[0].cells[0] += "（样表）"
    return Case("", [page], says=[("form.sample", "A1")], worst="warning")


@books
def numbers_with_commas_and_no_quotes(make):
    """Which comma parts thousands, and which parts fields, cannot be told."""
    page = make()
    lines = [",".join("" if cell is None else f"{cell:,}" if isinstance(cell, Decimal) else cell for cell in line.cells) for line in page.lines]
    case = Case("", [page], file=f"{make.short_name}2026年{make.month}月报表.csv", bytes="\r\n".join(lines).encode(), worst="error",
                says=[("cell.split", "C4")])
    case.either = set(page.truth)
    return case


def web_page(page, figure):
    rows = ("".join(f"<td>{'' if cell is None else figure(cell) if isinstance(cell, Decimal) else cell}</td>" for cell in line.cells)
            for line in page.lines)
    return ("<html><meta charset=utf-8><table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table></html>").encode()


def as_web_page(name, figure, lost=False, says=()):
    def build(make):
        page = make()
        data = web_page(page, figure)
        if lost:
            page.truth = {}
        return Case("", [page], file=f"{make.short_name}2026年{make.month}月报表.xls", bytes=data, says=list(says), worst="error" if lost else "info")
    build.__name__ = name
    return books(build)


as_web_page("web_page_with_a_table_in_each_cell", lambda value: f"<table><tr><td>{value}</td></tr></table>")
as_web_page("web_page_with_fields_to_fill_in", lambda value: f'<input type="text" value="{value}">')
as_web_page("web_page_with_a_choice", lambda value: f"<select><option>1</option><option selected>{value}</option></select>")
as_web_page("web_page_with_a_choice_not_made", lambda value: f"<select><option>1</option><option>{value}</option></select>", lost=True,
            says=[("number.unreadable", "C4")])
as_web_page("web_page_with_footnotes", lambda value: f"{value}<sup>2</sup>", lost=True, says=[("unit.unknown-in-cell", "C4")])
as_web_page("web_page_with_two_numbers_in_a_cell", lambda value: f"<table><tr><td>{value}</td><td>1</td></tr></table>", lost=True,
            says=[("cell.table-within", "C4")])


def patched(page, part, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([page]))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return out.getvalue()


@books
def a_cell_of_alternatives(make):
    page = make()
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    data = patched(page, "xl/worksheets/sheet1.xml", lambda text: re.sub(
        '<c r="C4".*?</c>', lambda cell: f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice Requires="x14"><c r="C4"><v>777</v></c></mc:Choice>'
        f'<mc:Fallback>{cell[0]}</mc:Fallback></mc:AlternateContent>', text))
    page.forget("operating_revenue", "current")
    return Case("", [page], bytes=data, says=[("cell.alternatives", "C4")], worst="error")
