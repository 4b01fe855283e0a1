"""Edits of rows."""
from decimal import Decimal

from edited.case import edit
from edited.form import MEASURES, Line


def figures_of(page, value):
    return [value if column in MEASURES else None for column in page.columns]


def labelled(page, label, value=None, unit=None):
    cells = figures_of(page, value)
    cells[page.column("label")] = label
    if unit and "unit" in page.columns:
        cells[page.column("unit")] = unit
    return cells


@edit(says=[("drift.row-inserted", "")])
def blank_rows_inserted(page):
    page.insert_row(page.row("total_profit"), [])
    page.insert_row(page.row("operating_revenue") + 1, [])


@edit(says=[("label.unknown", "A5")], worst="warning")
def unknown_row_inserted(page):
    page.insert_row(page.row("operating_revenue") + 1, labelled(page, "其中：数字经济核心制造业营业收入", 12345, "千元"))


@edit(says=[("label.unknown", "A4"), ("drift.row-missing", "")], worst="warning")
def a_plan_in_place_of_the_figure(page):
    """What the brackets say makes it another figure."""
    row = page.row("operating_revenue")
    page.lines[row].cells[page.column("label")] = "营业收入（计划）"
    page.forget("operating_revenue")


@edit(worst="info", says=[("drift.row-inserted", "")])
def unknown_row_without_figures(page):
    page.insert_row(page.row("profit_and_tax"), labelled(page, "二、效益指标"))


@edit(says=[("drift.total-row", "")])
def total_row_below(page):
    last = page.row("valid_invention_patents") + 1
    page.insert_row(last, labelled(page, "合计", 999999))


@edit(says=[("drift.total-row", "")])
def total_row_above(page):
    page.insert_row(page.row("operating_revenue"), labelled(page, "合 计", 999999))


@edit(says=[("drift.row-missing", "")])
def office_rows_deleted(page):
    for indicator in ("industrial_value_added", "hightech_value_added", "new_product_output"):
        page.delete_row(indicator)


@edit(says=[("drift.row-missing", "")])
def one_row_deleted(page):
    page.delete_row("export_delivery_value")


@edit(says=[("label.ambiguous", "")], worst="error")
def whole_deleted_part_left(page):
    page.delete_row("patent_applications")
    page.forget("invention_patent_applications")


@edit(says=[("label.ambiguous", "")], worst="error")
def second_whole_deleted(page):
    page.delete_row("valid_patents")
    page.forget("valid_invention_patents")


@edit(worst="warning", says=[("row.part-of-other", "")])
def one_whole_and_the_other_part_deleted(page):
    """What is left reads as if the part were of the other whole: it may be read so only with a warning."""
    page.delete_row("invention_patent_applications")
    page.delete_row("valid_patents")
    page.set("valid_invention_patents", "current", page.get("patent_applications", "current") - 1)
    page.set("valid_invention_patents", "current_year_ago", page.get("patent_applications", "current_year_ago") - 1)
    page.forget("valid_invention_patents")
    for measure in ("current", "current_year_ago"):
        page.truth[page.key("invention_patent_applications", measure)] = page.get("valid_invention_patents", measure)


@edit(says=[("drift.row-moved", "")])
def rows_reordered(page):
    start, end = page.row("patent_applications"), page.row("valid_invention_patents") + 1
    moved = page.lines[start:end]
    del page.lines[start:end]
    at = page.row("operating_revenue")
    page.lines[at:at] = moved


@edit(says=[("drift.row-moved", "")])
def two_rows_swapped(page):
    a, b = page.row("profit_and_tax"), page.row("total_profit")
    page.lines[a], page.lines[b] = page.lines[b], page.lines[a]


@edit(worst="error")
def part_moved_away_from_its_whole(page):
    """Alone among strangers a part names nothing."""
    a = page.row("invention_patent_applications")
    page.lines.insert(page.row("total_profit") + 1, page.lines.pop(a))
    page.forget("invention_patent_applications")


@edit()
def split_over_pages(page):
    at = page.row("total_profit")
    page.lines.insert(at, Line(list(page.lines[page.header()].cells)))


@edit()
def split_between_whole_and_part(page):
    at = page.row("hightech_value_added")
    page.lines.insert(at, Line(list(page.lines[page.header()].cells)))
    at = page.row("valid_invention_patents")
    page.lines.insert(at, Line(list(page.lines[page.header()].cells)))


@edit()
def split_over_pages_with_title(page):
    at = page.row("export_delivery_value")
    title = page.lines[0].cells[:]
    title[0] += "（续表）"
    page.lines[at:at] = [Line([None] * len(page.columns)), Line(title), Line(list(page.lines[page.header()].cells))]


@edit()
def split_with_page_number(page):
    at = page.row("valid_patents")
    page.lines[at:at] = [Line(["第 1 页，共 2 页"] + [None] * (len(page.columns) - 1)), Line(list(page.lines[page.header()].cells))]


@edit()
def notes_between(page):
    page.insert_row(page.row("hightech_value_added"), ["注：工业增加值按上月省统计局反馈口径测算，2025年数据已调整"])
    page.insert_row(page.row("total_profit"), ["说明：下列各项为1-4月快报数，约占全口径 95%。"])


@edit()
def note_in_value_column(page):
    cells = [None] * len(page.columns)
    cells[page.column("current")] = "以下为效益数据"
    page.insert_row(page.row("profit_and_tax"), cells)


@edit(says=[("drift.rows-hidden", "")])
def rows_hidden(page):
    page.hidden_rows |= {page.row("new_product_output"), page.row("rd_expense")}


@edit(says=[("row.doubled", "")], worst="error")
def row_twice_with_other_figures(page):
    at = page.row("rd_expense")
    cells = [value + 1 if isinstance(value, Decimal) else value for value in page.lines[at].cells]
    page.insert_row(at + 1, cells)
    page.forget("rd_expense")


@edit(says=[("drift.label-edited", "")])
def label_in_other_words(page):
    page.lines[page.row("rd_expense")].cells[page.column("label")] = "规上工业企业研究与技术开发费"
    page.lines[page.row("operating_revenue")].cells[page.column("label")] = "一、营收"


@edit(says=[("label.unknown", "")], worst="warning")
def label_of_another_scope(page):
    page.lines[page.row("operating_revenue")].cells[page.column("label")] = "主营业务收入"
    page.forget("operating_revenue")


@edit()
def serial_numbers_before_labels(page):
    page.insert_column(0, "序号", lambda line: page.lines.index(line) - page.header())
    page.columns[0] = "serial"


@edit(says=[("label.unknown", "A4"), ("drift.row-missing", "")], worst="warning")
def a_part_in_brackets(page):
    page.lines[page.row("operating_revenue")].cells[page.column("label")] = "营业收入（规上服务业）"
    page.forget("operating_revenue")


@edit(says=[("label.narrowed", "A4")], worst="warning")
def a_note_within_other_words(page):
    page.lines[page.row("operating_revenue")].cells[page.column("label")] = "营业收入（规上工业企业）"


@edit(says=[("label.narrowed", "A4")], worst="warning")
def something_else_in_brackets(page):
    """Read, but not without a word."""
    page.lines[page.row("operating_revenue")].cells[page.column("label")] = "营业收入（含税）"


@edit(says=[("row.unlabelled", "C5")], worst="warning")
def figures_without_a_label(page):
    page.insert_row(page.row("operating_revenue") + 1, figures_of(page, 4711))


@edit("zj-monthly", says=[("unit.contradiction", "")], worst="error")
def another_unit_below_the_table(page):
    page.lines.append(Line(["单位：万元"] + [None] * (len(page.columns) - 1)))
    for indicator in {key[2] for key in page.truth if "patent" not in key[2]}:
        page.forget(indicator)
    page.truth = {key: value for key, value in page.truth.items() if "patent" in key[2]}
