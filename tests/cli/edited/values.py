"""What is wrong with single values."""
from decimal import Decimal

from edited.case import edit
from edited.form import MEASURES, Cell

ROW, MEASURE = "total_profit", "current"


def put(page, value, row=ROW, measure=MEASURE, gone=True):
    page.set(row, measure, value)
    if gone:
        page.forget(row, measure)


def problem(name, rule, value, row=ROW, worst="error"):
    def change(page):
        put(page, value, row)
    change.__name__ = name
    return edit(says=[(rule, (row, MEASURE))], worst=worst)(change)


problem("formula_without_value", "number.formula-without-value", Cell(formula="SUM(C4:C6)"))
problem("error_cell", "number.error-value", Cell("#REF!", formula="#REF!*2", error=True))
problem("error_typed", "number.error-value", Cell("#N/A", error=True))
problem("about", "number.approximate", "约1000万")
problem("about_behind", "number.approximate", "1000万左右")
problem("to_be_checked", "number.placeholder", "待核", worst="warning")
problem("words", "number.unreadable", "详见附件")
problem("two_numbers", "number.unreadable", "1234/5678")
problem("number_with_note", "number.unreadable", "12345（含税6000）")
problem("unknown_unit_in_cell", "unit.unknown-in-cell", "1234美元")
problem("fraction_of_a_patent", "number.fraction", Decimal("12.5"), row="patent_applications")
problem("picture_in_a_cell", "number.picture", Cell(picture=True))
problem("picture_by_formula", "number.picture", Cell('=DISPIMG("ID_1F",1)', formula='_xlfn.DISPIMG("ID_1F",1)'))
problem("date_for_a_number", "number.date", Cell(Decimal(45000), "yyyy-mm-dd"))
problem("boolean", "number.boolean", True)
problem("percent_format", "format.percent", Cell(Decimal("0.125"), "0.00%"))
problem("percent_in_words", "unit.unknown-in-cell", "12.5%")
problem("scaled_by_thousand", "format.scales", Cell(Decimal(12345678), "#,##0.00,"))
problem("scaled_by_ten_thousand", "format.scales", Cell(Decimal(12345678), '0!.0,"万"'))
problem("scaled_by_condition", "format.scales", Cell(Decimal(12345678), '[>=10000]0!.0,"万";0'))
problem("format_with_another_unit", "format.unit", Cell(Decimal(12345), '#,##0.0"万元"'))
problem("format_with_another_unit_before", "format.unit", Cell(Decimal(12345), '"万元 "#,##0.0'))
problem("wholly_struck_out", "number.struck-out", Cell(Decimal(12345), struck=True), worst="warning")
problem("elapsed_time", "number.date", Cell(Decimal("1.5"), "[h]:mm"))
problem("science_in_text", "number.approximate", "1.23457E+11")
problem("number_hidden_by_format", "format.hides", Cell(Decimal(12345), ";;;"))
problem("sign_by_format", "format.misleads", Cell(Decimal(12345), "[Red](#,##0)"))
problem("point_by_format", "format.misleads", Cell(Decimal(12345678), "0!.0000"))
problem("digits_by_format", "format.misleads", Cell(Decimal(12345), '0"000"'))
problem("about_by_format", "format.misleads", Cell(Decimal(12345), '"约"0'))
problem("a_loss_shown_as_a_profit", "format.misleads", Cell(Decimal(-12345), "#,##0;#,##0"))
problem("a_loss_with_a_point_by_format", "format.misleads", Cell(Decimal("-12345"), r"0\.0"))
problem("a_loss_with_digits_by_its_own_format", "format.misleads", Cell(Decimal("-12345"), '0;-0"00"'))
problem("a_profit_called_a_loss_by_format", "format.misleads", Cell(Decimal(12345), '"亏损"0'))
problem("dollars_by_format", "format.unit", Cell(Decimal(12345), '0"美元"'))
problem("dollars_by_currency", "format.unit", Cell(Decimal(12345), "[$USD] #,##0"))
problem("a_dash_by_format", "format.hides", Cell(Decimal(12345), '"-"'))
problem("tab_within_digits", "number.unreadable", "123\t456")
problem("line_end_within_digits", "number.unreadable", "123\n456")
problem("full_stop_twice", "number.unreadable", "1.234.5")


def fine(name, value):
    def change(page):
        put(page, value, gone=False)
        page.truth[page.key(ROW, MEASURE)] = value.value
    change.__name__ = name
    return edit()(change)


fine("a_plus_by_format", Cell(Decimal(12345), r"\+0.0;\-0.0;0.0"))
fine("a_loss_where_a_plus_is_written", Cell(Decimal(-12345), r"\+0.0;\-0.0;0.0"))
fine("a_loss_called_so_by_format", Cell(Decimal(-12345), '0;"亏损"0'))


@edit(says=[("unit.unknown", "")], worst="error")
def unknown_unit_in_column(page):
    page.lines[page.row(ROW)].cells[page.column("unit")] = "万美元"
    page.forget(ROW)


@edit(says=[("unit.unknown", "")], worst="error")
def unknown_unit_in_brackets(page):
    line = page.lines[page.row(ROW)]
    line.cells[page.column("unit")] = None
    line.cells[page.column("label")] += "（万美元）"
    page.forget(ROW)


@edit()
def unit_among_notes_in_brackets(page):
    line = page.lines[page.row(ROW)]
    line.cells[page.column("unit")] = None
    line.cells[page.column("label")] += "（当年价，单位：万元）（规上）"
    for measure in MEASURES:
        line.cells[page.column(measure)] /= 10


@edit(says=[("unit.unknown", "")], worst="error")
def unknown_unit_above_the_table(page):
    at = page.column("unit")
    del page.columns[at]
    for line in page.lines:
        del line.cells[at]
    page.lines[1].cells[-1] = "单位：万美元"
    page.truth = {key: value for key, value in page.truth.items() if "patent" in key[2]}


@edit(says=[("number.rounded", (ROW, MEASURE))], worst="warning")
def science_typed(page):
    put(page, "1.2E+05", gone=False)
    page.truth[page.key(ROW, MEASURE)] = Decimal(120000)


@edit(says=[("unit.other-dimension", "")], worst="error")
def unit_of_another_kind(page):
    page.lines[page.row(ROW)].cells[page.column("unit")] = "件"
    page.forget(ROW)


@edit(says=[("unit.contradiction", "")], worst="error")
def unit_against_the_table_line(page):
    for line in page.lines:
        if line.key and line.key != ("header",) and not line.cells[page.column("unit")]:
            line.cells[page.column("unit")] = "千元"
    page.lines[1].cells[-1] = "单位：万元、件"
    for indicator in {key[2] for key in page.truth if "patent" not in key[2]}:
        page.forget(indicator)
    page.truth = {key: value for key, value in page.truth.items() if "patent" in key[2]}


@edit("zj-quarterly", says=[("star.unnamed", "")], worst="error")
def star_row_without_a_name(page):
    at = page.row("dominant_industry_output")
    item = page.lines[at].key[1]
    page.lines[at].cells[page.column("label")] = "    其中：*  主导产业"
    page.truth = {key: value for key, value in page.truth.items() if key[3] != item}


@edit("zj-quarterly", says=[("star.unnamed", "")], worst="error")
def star_row_with_a_line_to_write_on(page):
    at = page.row("dominant_industry_output")
    item = page.lines[at].key[1]
    page.lines[at].cells[page.column("label")] = "    其中：*______主导产业"
    page.truth = {key: value for key, value in page.truth.items() if key[3] != item}


@edit(says=[("number.partly-struck-out", (ROW, MEASURE))], worst="warning")
def struck_out_beside_the_new_one(page):
    value = page.get(ROW, MEASURE)
    page.set(ROW, MEASURE, Cell(runs=(("99999", True), (str(value), False))))


@edit()
def format_with_the_same_unit(page):
    page.set(ROW, MEASURE, Cell(page.get(ROW, MEASURE), '#,##0.00"千元"'))


@edit(says=[("unit.in-cell", (ROW, MEASURE))])
def unit_in_the_cell(page):
    page.set(ROW, MEASURE, f"{page.get(ROW, MEASURE) / 10}万元")


@edit()
def numbers_as_text(page):
    page.set(ROW, MEASURE, f"{page.get(ROW, MEASURE):,}")
    page.set("operating_revenue", "ytd", f" {page.get('operating_revenue', 'ytd')}　")


@edit(says=[("drift.formula", "")])
def formulas_for_values(page):
    for indicator in ("operating_revenue", "rd_expense", "patent_applications"):
        for measure in MEASURES:
            value = page.get(indicator, measure)
            page.set(indicator, measure, Cell(value, formula=f"{value}+0"))


@edit(says=[("drift.external-link", "")])
def links_to_another_workbook(page):
    for indicator in ("operating_revenue", "rd_expense"):
        for measure in MEASURES:
            page.set(indicator, measure, Cell(page.get(indicator, measure), formula="[1]Sheet1!$A$1"))


@edit()
def negative_in_many_ways(page):
    page.set(ROW, "current", "(1,234.5)")
    page.truth[page.key(ROW, "current")] = Decimal("-1234.5")
    page.set(ROW, "current_year_ago", "-1234.5")
    page.truth[page.key(ROW, "current_year_ago")] = Decimal("-1234.5")


@edit()
def invisible_characters_and_an_apostrophe(page):
    page.set(ROW, MEASURE, f"\u200b{page.get(ROW, MEASURE)}\u00a0\ufeff\u2060")
    page.set("operating_revenue", MEASURE, f"'{page.get('operating_revenue', MEASURE)}")
    page.lines[page.row("rd_expense")].cells[page.column("label")] += "\u200b"


@edit(says=[("number.point-or-thousands", (ROW, MEASURE))], worst="error")
def points_between_thousands(page):
    """What has two groups is no number; what has one could be a decimal."""
    page.set("operating_revenue", MEASURE, "9.123.457")
    page.forget("operating_revenue", MEASURE)
    put(page, "834.567")


@edit(says=[("value.merged", (ROW, MEASURE))], worst="error")
def one_number_merged_over_two_rows(page):
    at, column = page.row(ROW), page.column(MEASURE)
    page.lines[at + 1].cells[column] = None
    page.merges.append((at, column, at + 1, column))
    page.forget(page.lines[at].key[0], MEASURE)
    page.forget(page.lines[at + 1].key[0], MEASURE)


@edit(says=[("value.merged", (ROW, "current"))], worst="error")
def one_number_merged_over_two_columns(page):
    at, column = page.row(ROW), page.column("current")
    page.lines[at].cells[column + 1] = None
    page.merges.append((at, column, at, column + 1))
    page.forget(ROW, "current")
    page.forget(ROW, "current_year_ago")


@edit()
def a_number_merged_with_the_blank_beside_it(page):
    at, column = page.row(ROW), page.column("ytd_year_ago")
    page.lines[at].cells[column + 1] = None
    page.merges.append((at, column, at, column + 1))


@edit("zj-quarterly", says=[("star.no-industry", "")], worst="error")
def star_row_of_a_total(page):
    at = page.row("dominant_industry_output")
    item = page.lines[at].key[1]
    page.lines[at].cells[page.column("label")] = "    其中：*合计主导产业"
    page.truth = {key: value for key, value in page.truth.items() if key[3] != item}


@edit("zj-quarterly", says=[("star.no-industry", "")], worst="error")
def star_row_of_an_indicator(page):
    at = page.row("dominant_industry_output")
    item = page.lines[at].key[1]
    page.lines[at].cells[page.column("label")] = "    其中：*新产品产值主导产业"
    page.truth = {key: value for key, value in page.truth.items() if key[3] != item}
