"""Edits of columns and of the header."""
import datetime
from decimal import Decimal

from edited.case import edit
from edited.form import MEASURES, Cell, Line


def growth(page, measure, percent):
    base = page.column(measure + "_year_ago")
    now = page.column(measure)
    def rate(line):
        if not isinstance(line.cells[now], Decimal) or not isinstance(line.cells[base], Decimal) or not line.cells[base]:
            return None
        value = float(line.cells[now] / line.cells[base] - 1)
        return Cell(round(value, 4), "0.0%") if percent else round(value * 100, 1)
    return rate


def head(page, measure, text):
    page.lines[page.header()].cells[page.column(measure)] = text


@edit(says=[("drift.column-rate", "")])
def growth_column_at_the_end(page):
    page.insert_column(page.column("remark"), "增速", growth(page, "ytd", True))


@edit(says=[("drift.column-rate", "")])
def growth_columns_between(page):
    rate = growth(page, "current", False)
    page.insert_column(page.column("ytd"), "增速（%）", rate)
    page.insert_column(page.column("remark"), "增速（%）", growth(page, "ytd", False))


@edit(says=[("drift.column-rate", "")])
def growth_as_amount(page):
    page.insert_column(page.column("ytd"), "同比增减额", lambda line: 17)


@edit(says=[("drift.column-rate", "")])
def rate_that_speaks_of_a_year_ago(page):
    """A rate, whatever the words before the sign say."""
    page.insert_column(page.column("ytd"), "上年同期（±%）", growth(page, "current", False))


@edit(says=[("drift.columns-hidden", "")])
def value_column_hidden(page):
    page.hidden_columns.add(page.column("current_year_ago"))


@edit(says=[("drift.column-moved", "")])
def columns_swapped(page):
    a, b = page.column("current"), page.column("ytd")
    page.columns[a], page.columns[b] = page.columns[b], page.columns[a]
    for line in page.lines[page.header():]:
        line.cells[a], line.cells[b] = line.cells[b], line.cells[a]


@edit(says=[("drift.column-moved", "")])
def unit_column_last(page):
    at = page.column("unit")
    page.columns.append(page.columns.pop(at))
    for line in page.lines[page.header():]:
        line.cells.append(line.cells.pop(at))


@edit(says=[("column.doubled", "")], worst="error")
def column_twice_with_other_figures(page):
    at = page.column("current")
    page.insert_column(at + 1, "本月", lambda line: line.cells[at] + 1 if isinstance(line.cells[at], Decimal) else None)
    for key in [key for key in page.truth if key[4] == "current"]:
        del page.truth[key]


@edit(says=[("drift.column-doubled", "")])
def column_twice_with_the_same_figures(page):
    at = page.column("current")
    page.insert_column(at + 1, "本月", lambda line: line.cells[at])


@edit(says=[("drift.column-other-period", "")])
def last_month_beside(page):
    page.insert_column(page.column("current"), "上月", lambda line: 4711)


@edit(says=[("drift.column-other-period", "")])
def last_month_beside_by_number(page):
    month = int(page.period[-2:])
    head(page, "current", f"{month}月")
    page.insert_column(page.column("current"), f"{month - 1}月", lambda line: 4711)


@edit()
def last_month_cumulative_beside(page):
    month = int(page.period[-2:])
    head(page, "ytd", f"1-{month}月累计")
    page.insert_column(page.column("ytd"), f"1-{month - 1}月累计", lambda line: 4711)


@edit()
def a_column_for_each_month(page):
    """A year's table: the month's own column counts."""
    month = int(page.period[-2:])
    head(page, "current", f"{month}月")
    for earlier in range(1, month):
        page.insert_column(page.column("current"), f"{earlier}月", lambda line, earlier=earlier: 1000 + earlier)
    at = page.column("current") + 1
    for later in range(12, month, -1):
        page.insert_column(at, f"{later}月", lambda line: Cell(0, formula="0*1"))


@edit(says=[("drift.column-missing", "")])
def only_cumulative(page):
    page.delete_column("current")
    page.delete_column("current_year_ago")


@edit(says=[("drift.column-missing", ""), ("measure.by-neighbour", "")], worst="warning")
def only_cumulative_with_bare_year_ago(page):
    """The same period a year ago beside the cumulative alone: the cumulative's, not the month's."""
    page.delete_column("current")
    page.delete_column("current_year_ago")
    head(page, "ytd_year_ago", "上年同期")


@edit(says=[("measure.by-neighbour", "")])
def year_ago_twice_by_its_neighbour(page):
    head(page, "ytd_year_ago", "上年同期")


@edit()
def header_over_two_rows(page):
    at = page.header()
    upper, lower = list(page.lines[at].cells), list(page.lines[at].cells)
    for top, below in (("current", "current_year_ago"), ("ytd", "ytd_year_ago")):
        upper[page.column(top)], upper[page.column(below)] = ("本月" if top == "current" else "1-本月累计"), None
        lower[page.column(top)], lower[page.column(below)] = "本年", "上年同期"
        page.merges.append((at, page.column(top), at, page.column(below)))
    for role in ("label", "unit", "remark"):
        lower[page.column(role)] = None
        page.merges.append((at, page.column(role), at + 1, page.column(role)))
    page.lines[at] = Line(upper, ("header",))
    page.lines.insert(at + 1, Line(lower))


@edit()
def header_over_two_rows_measure_below(page):
    at = page.header()
    upper, lower = list(page.lines[at].cells), [None] * len(page.columns)
    order = ["current", "ytd", "current_year_ago", "ytd_year_ago"]
    places = sorted(page.column(measure) for measure in order)
    held = {measure: [line.cells[page.column(measure)] for line in page.lines] for measure in order}
    for place, measure in zip(places, order):
        for line, value in zip(page.lines[at + 1:], held[measure][at + 1:]):
            line.cells[place] = value
    for place, measure in zip(places, order):
        page.columns[place] = measure
    upper[places[0]], upper[places[1]], upper[places[2]], upper[places[3]] = "本年", None, "上年同期", None
    for place, text in zip(places, ("本月", "累计", "本月", "累计")):
        lower[place] = text
    page.merges += [(at, places[0], at, places[1]), (at, places[2], at, places[3])]
    page.lines[at] = Line(upper, ("header",))
    page.lines.insert(at + 1, Line(lower))


@edit(says=[("drift.header-date", "")])
def header_turned_into_a_date(page):
    month = int(page.period[-2:])
    head(page, "ytd", Cell(datetime.datetime(2026, 1, month), 'm"月"d"日"'))


@edit()
def header_bare_range(page):
    month = int(page.period[-2:])
    head(page, "ytd", f"1-{month}")


@edit()
def header_turned_into_a_date_text(page):
    month = int(page.period[-2:])
    head(page, "ytd", f"1月{month}日")


@edit()
def labels_merged_over_two_columns(page):
    page.insert_column(1, None)
    page.columns[1] = "more"
    for r, line in enumerate(page.lines):
        if line.key:
            page.merges.append((r, 0, r, 1))


@edit()
def labels_split_over_two_columns(page):
    page.insert_column(0, "指标名称")
    page.columns[0] = "group"
    page.lines[page.header()].cells[1] = None
    page.merges.append((page.header(), 0, page.header(), 1))
    for line in page.lines:
        if line.key and line.key[0].startswith(("hightech_v", "hightech_i", "invention", "valid_inv")):
            line.cells[0] = "其中："
            line.cells[1] = line.cells[1].replace("其中：", "").strip()


@edit()
def labels_grouped_by_a_merged_column(page):
    page.insert_column(0, "类别")
    page.columns[0] = "group"
    first, last = page.row("operating_revenue"), page.row("new_product_output")
    page.lines[first].cells[0] = "生产"
    page.merges.append((first, 0, last, 0))
    first, last = page.row("profit_and_tax"), page.row("valid_invention_patents")
    page.lines[first].cells[0] = "效益"
    page.merges.append((first, 0, last, 0))


def unit_into_label(page, pattern, scale=1):
    at = page.column("unit")
    for line in page.lines[page.header():]:
        if line.key and line.key != ("header",):
            unit = line.cells[at] or "千元"
            unit = "万元" if scale != 1 and unit == "千元" else unit
            line.cells[page.column("label")] = pattern.format(line.cells[page.column("label")], unit)
            if unit == "万元":
                for measure in MEASURES:
                    value = line.cells[page.column(measure)]
                    if isinstance(value, Decimal):
                        line.cells[page.column(measure)] = value / 10
    del page.columns[at]
    for line in page.lines:
        del line.cells[at]


@edit()
def label_and_unit_in_one_cell(page):
    unit_into_label(page, "{}（{}）")


@edit()
def label_and_other_unit_in_one_cell(page):
    unit_into_label(page, "{}（{}）", 10)


@edit()
def label_and_unit_in_one_cell_with_space(page):
    unit_into_label(page, "{} {}", 10)


@edit()
def label_and_unit_in_one_cell_with_comma(page):
    unit_into_label(page, "{}，{}", 10)


@edit()
def label_and_unit_in_one_cell_over_two_lines(page):
    unit_into_label(page, "{}\n{}", 10)


@edit(says=[("drift.unit-changed", "")])
def unit_header_changed(page):
    head(page, "unit", "单位")
    for measure in MEASURES:
        head(page, measure, page.lines[page.header()].cells[page.column(measure)] + "（万元）")
    for line in page.lines:
        if line.key and line.key != ("header",):
            if line.cells[page.column("unit")] in ("千元", "", None):
                line.cells[page.column("unit")] = "万元"
                for measure in MEASURES:
                    value = line.cells[page.column(measure)]
                    if isinstance(value, Decimal):
                        line.cells[page.column(measure)] = value / 10


@edit(says=[("drift.unit-changed", "")])
def unit_changed_in_some_rows(page):
    for indicator in ("operating_revenue", "total_profit"):
        line = page.lines[page.row(indicator)]
        line.cells[page.column("unit")] = "亿元"
        for measure in MEASURES:
            line.cells[page.column(measure)] = line.cells[page.column(measure)].scaleb(-5)


@edit()
def columns_inserted_blank(page):
    page.insert_column(0, None)
    page.insert_column(page.column("ytd"), None)


@edit(says=[("period.contradiction", "")], worst="error")
def cumulative_of_another_month(page):
    head(page, "ytd", "1-12月累计")
    page.truth = {}


@edit(says=[("drift.column-other-period", "")])
def two_months_together_beside(page):
    month = int(page.period[-2:])
    page.insert_column(page.column("current"), f"{month - 1}-{month}月", lambda line: 4711)


@edit(says=[("drift.column-other-period", "")])
def all_of_last_year_beside(page):
    page.insert_column(page.column("current"), "2025年1-12月", lambda line: 4711)
