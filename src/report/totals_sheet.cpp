// The official form filled with the totals, and beside it the growth of each, with the number of parks that each figure runs
// over.
#include <algorithm>

#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/layout.hpp"
#include "report/summary.hpp"
#include "report/units.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Comparison;
using model::FormColumn;
using model::FormRow;
using model::Indicator;
using model::Measure;

namespace {

constexpr double kLevelWidth = 13;
constexpr double kCountWidth = 5.6;
constexpr double kRateWidth = 9;
constexpr double kPointsWidth = 10;
constexpr double kHeaderRowPoints = 24;
constexpr int kPartIndent = 2;
constexpr std::uint32_t kBand = 0xF5F6F7;

enum class Cell { label, unit, level, level_count, rate, rate_count, points, points_count, remark };

struct Column {
  Cell cell;
  std::string measure;   // "" of labels
  std::string spanning;  // header over it, shared with its neighbours
  std::string header;
  double width = 0;
};

// Columns in the order of the form's, then what is derived of them.
std::vector<Column> columns_of(const Summary& summary, const model::FormTable& table) {
  const Words& words = summary.words;
  std::vector<Column> columns, counts, derived, remarks;
  for (const FormColumn& column : table.columns) {
    switch (column.role) {
      case model::ColumnRole::label:
        columns.push_back({Cell::label, "", "", words("totals.indicator"), 0});
        break;
      case model::ColumnRole::unit:
        columns.push_back({Cell::unit, "", "", words("totals.unit"), 0});
        break;
      case model::ColumnRole::remark:
        remarks.push_back({Cell::remark, "", "", words("totals.remark"), 0});
        break;
      case model::ColumnRole::value: {
        const Measure& measure = *summary.catalogue.measure(column.measure);
        columns.push_back({Cell::level, measure.id, "", words.in(measure.name), kLevelWidth});
        counts.push_back(
            {Cell::level_count, measure.id, words("totals.parks"), words.name("narrow-measure", measure.id), kCountWidth});
        if (measure.year_ago.empty()) break;
        const std::string spanning = words("totals.growth", {{"measure", words.name("short-measure", measure.id)}});
        derived.push_back({Cell::rate, measure.id, spanning, words("totals.rate"), kRateWidth});
        derived.push_back({Cell::rate_count, measure.id, spanning, words("totals.count"), kCountWidth});
        if (!measure.cumulative || !summary.before) break;
        derived.push_back({Cell::points, measure.id, words("totals.change-of-growth"), words("totals.points"), kPointsWidth});
        derived.push_back({Cell::points_count, measure.id, words("totals.change-of-growth"), words("totals.count"), kCountWidth});
        break;
      }
      case model::ColumnRole::group:
      case model::ColumnRole::note:
        break;
    }
  }
  columns.insert(columns.end(), counts.begin(), counts.end());
  columns.insert(columns.end(), derived.begin(), derived.end());
  columns.insert(columns.end(), remarks.begin(), remarks.end());
  return columns;
}

// One row of totals as it is being written.
class TotalsRow {
 public:
  TotalsRow(Sheet& sheet, const Summary& summary, const FormRow& form_row, std::uint32_t row, Style base)
      : sheet_(sheet),
        summary_(summary),
        form_row_(form_row),
        indicator_(*summary.catalogue.indicator(form_row.indicator)),
        row_(row),
        base_(std::move(base)) {}

  void write(const Column& column, std::uint32_t at) {
    const CellAddress address{row_, at};
    switch (column.cell) {
      case Cell::label:
        return write_label(address);
      case Cell::unit:
        return sheet_.text(address, unit(), base_.aligned(Align::center));
      case Cell::remark:
        return sheet_.text(address, remark(), small().indented(1));
      default:
        return write_figure(column, address);
    }
  }
  std::string unit() const { return unit_name(indicator_.unit, summary_.words); }
  std::string label() const {
    if (form_row_.star) return summary_.words("totals.items");
    if (summary_.words.language() == "en") return summary_.words.in(indicator_.name);
    return form_row_.label.substr(std::min(form_row_.label.find_first_not_of(' '), form_row_.label.size()));
  }
  // Of a column of levels: what its cell will show, 0 where nothing.
  double level(const Column& column) const {
    const Comparison* own = summary_.analysis().find(indicator_.id, column.measure);
    if (own != nullptr) return own->total.level.value_or(0);
    const Comparison* base = by_base(column.measure);
    return base == nullptr ? 0 : base->total.base_level.value_or(0);
  }
  std::string remark() const {
    int provisional = 0;
    for (const Comparison& comparison : summary_.analysis().comparisons) {
      if (comparison.indicator != indicator_.id) continue;
      const auto count = std::count_if(comparison.figures.begin(), comparison.figures.end(),
                                       [](const model::ComparedFigure& figure) { return figure.provisional; });
      provisional = std::max(provisional, static_cast<int>(count));
    }
    const model::Office* office = summary_.catalogue.office(form_row_.source);
    const std::string source = summary_.words.language() == "en" && office != nullptr ? office->name.en : form_row_.remark;
    if (provisional == 0) return source;
    return summary_.words("totals.provisional", {{"remark", source}, {"n", std::to_string(provisional)}});
  }

 private:
  Style small() const {
    Style style = styles::caption();
    style.fill = base_.fill;
    style.top = base_.top;
    style.bottom = base_.bottom;
    return style;
  }
  Style right(const char* format) const { return base_.aligned(Align::right).formatted(format); }

  void write_label(CellAddress at) { sheet_.text(at, label(), base_.indented(form_row_.part_of.empty() ? 0 : kPartIndent)); }

  void write_figure(const Column& column, CellAddress at) {
    const bool base = summary_.analysis().find(indicator_.id, column.measure) == nullptr;
    const Comparison* comparison = base ? by_base(column.measure) : summary_.analysis().find(indicator_.id, column.measure);
    if (summary_.meaningless(indicator_, *summary_.catalogue.measure(column.measure))) {
      return sheet_.text(at, summary_.words("sign.no-meaning"), base_.aligned(Align::right));
    }
    const FigureGrid* grid = indicator_.has_items ? (summary_.items ? &*summary_.items : nullptr) : &*summary_.now;
    if (comparison == nullptr || grid == nullptr) return sheet_.blank(at, base_);
    const std::vector<FigureGroup>& groups = indicator_.has_items ? summary_.item_groups : summary_.groups;
    const std::string own = base ? grid->bases(*comparison, groups[0]) : grid->values(*comparison, groups[0]);
    switch (column.cell) {
      case Cell::level:
        return write_result(sheet_, at, fmt::format("IF(COUNT({0})=0,\"\",SUM({0}))", own),
                            base ? comparison->total.base_level : comparison->total.level, "", right(kWholeFormat));
      case Cell::level_count:
        return sheet_.formula(at, count_formula(*grid, {own}), base ? comparison->total.base_parks : comparison->total.parks,
                              right(kWholeFormat));
      case Cell::rate:
        return write_rate(*comparison, own, at);
      case Cell::rate_count:
        return sheet_.formula(at,
                              count_formula(*grid, {grid->values(*comparison, groups[0]), grid->bases(*comparison, groups[0])}),
                              comparison->total.paired_parks, right(kWholeFormat));
      case Cell::points:
        return write_points(*comparison, own, at);
      case Cell::points_count:
        if (!summary_.before->holds(*comparison))
          return sheet_.text(at, summary_.words("sign.no-meaning"), base_.aligned(Align::right));
        return sheet_.formula(at, summary_.common->count(*comparison), comparison->total.common_parks, right(kWholeFormat));
      default:
        return;
    }
  }

  const Comparison* by_base(const std::string& measure) const {
    for (const Comparison& comparison : summary_.analysis().comparisons) {
      if (comparison.indicator == indicator_.id && comparison.base_measure == measure) return &comparison;
    }
    return nullptr;
  }

  // Of parks. An indicator with items has several rows a park: the parks of the figures' sheet are looked up among them.
  std::string count_formula(const FigureGrid& grid, const std::vector<std::string>& ranges) const {
    if (!indicator_.has_items) return ranges.size() == 1 ? fmt::format("COUNT({})", ranges[0]) : common_count_formula(ranges);
    const auto names = [](const FigureGrid& of) {
      return reference(of.sheet(),
                       model::CellRange{{of.sheet_row(0), kParkNameColumn}, {of.sheet_row(of.rows()) - 1, kParkNameColumn}});
    };
    std::string conditions = fmt::format("{},{}", names(grid), names(*summary_.now));
    for (const std::string& range : ranges) conditions += fmt::format(",{},\">-1E+300\"", range);
    return fmt::format("SUMPRODUCT(--(COUNTIFS({})>0))", conditions);
  }

  void write_rate(const Comparison& comparison, const std::string& values, CellAddress at) {
    const Sums& sums = indicator_.has_items ? *summary_.item_sums : *summary_.sums;
    const std::string change = change_formula(sums.paired_value(comparison, 0), sums.paired_base(comparison, 0),
                                              indicator_.may_be_negative, summary_.words);
    const std::string none = formula_text(summary_.words("sign.no-meaning"));
    write_change(sheet_, at,
                 fmt::format("IF(COUNT({})=0,\"\",IF({}=0,{},{}))", values, sums.paired_count(comparison, 0), none, change),
                 comparison.total.change, summary_.words, right(kRateFormat));
  }

  void write_points(const Comparison& comparison, const std::string& values, CellAddress at) {
    const std::string none = summary_.words("sign.no-meaning");
    if (!summary_.before->holds(comparison)) return sheet_.text(at, none, base_.aligned(Align::right));
    const std::string now = summary_.common->change(comparison);
    const std::string before = summary_.common->change_before(comparison);
    const std::string formula =
        fmt::format("IF(COUNT({0})=0,\"\",IF(AND(ISNUMBER({1}),ISNUMBER({2})),ROUND(ROUND({1},1)-ROUND({2},1),1),{3}))", values,
                    now, before, formula_text(none));
    write_result(sheet_, at, formula, comparison.total.points, comparison.total.level ? none : "", right(kPointsFormat));
  }

  Sheet& sheet_;
  const Summary& summary_;
  const FormRow& form_row_;
  const Indicator& indicator_;
  std::uint32_t row_;
  Style base_;
};

void write_column_headers(Sheet& sheet, const std::vector<Column>& columns) {
  const Style upper = styles::header().with(&Style::top, Rule::thick);
  const Style lower = styles::header().with(&Style::bottom, Rule::thin);
  const std::uint32_t row = kHeadingRows;
  for (std::uint32_t start = 0; start < columns.size();) {
    std::uint32_t end = start + 1;
    const Column& column = columns[start];
    if (column.spanning.empty()) {
      sheet.merge({{row, start}, {row + 1, start}}, column.header, upper.with(&Style::bottom, Rule::thin));
    } else {
      while (end < columns.size() && columns[end].spanning == column.spanning) ++end;
      sheet.merge({{row, start}, {row, end - 1}}, column.spanning, upper.with(&Style::bottom, Rule::dotted));
      for (std::uint32_t at = start; at < end; ++at) sheet.text({row + 1, at}, columns[at].header, lower);
    }
    start = end;
  }
  sheet.height(row, kHeaderRowPoints);
  sheet.height(row + 1, kHeaderRowPoints + 6);
}

}  // namespace

void write_totals(Sheet& sheet, const Summary& summary) {
  const Words& words = summary.words;
  const model::FormTable& table = summary.form.tables.front();
  const std::vector<Column> columns = columns_of(summary, table);
  const auto count = static_cast<std::uint32_t>(columns.size());
  model::Arguments arguments = period_arguments(summary.report.period);
  arguments.emplace_back("cut_off", to_string(summary.report.cut_off));
  arguments.emplace_back("form", words.language() == "en" ? summary.form.name.en : summary.form.title);
  write_heading(sheet, {words("totals.title", arguments), words("totals.left", arguments), words("totals.right", arguments)},
                count);
  write_column_headers(sheet, columns);

  std::vector<const FormRow*> rows;
  for (const FormRow& row : table.rows) {
    if (!row.star || row.slot <= 1) rows.push_back(&row);
  }
  ColumnWidths widths, labels;
  std::uint32_t at = kHeadingRows + 2;
  for (const FormRow* form_row : rows) {
    Style base = (at - kHeadingRows) % 2 != 0 ? styles::body().tinted(kBand) : styles::body();
    if (form_row == rows.back()) base = base.with(&Style::bottom, Rule::thick);
    TotalsRow row(sheet, summary, *form_row, at, base);
    for (std::uint32_t column = 0; column < count; ++column) {
      row.write(columns[column], column);
      if (columns[column].cell == Cell::level) widths.fit(column, row.level(columns[column]), 0);
      if (columns[column].cell == Cell::label) labels.fit(column, row.label() + (form_row->part_of.empty() ? "" : "    "));
      if (columns[column].cell == Cell::unit) labels.fit(column, row.unit());
      if (columns[column].cell == Cell::remark) widths.fit(column, row.remark() + " ");
    }
    ++at;
  }
  for (std::uint32_t column = 0; column < count; ++column) {
    if (columns[column].width > 0 && columns[column].cell != Cell::level) sheet.width(column, columns[column].width);
  }
  widths.apply(sheet, kLevelWidth, 40);
  labels.apply(sheet, 8, 72);
  const std::uint32_t end = write_notes(sheet, at, count, words.lines("totals.notes", arguments));
  sheet.freeze(kHeadingRows + 2, 1);
  sheet.repeat_rows(0, kHeadingRows + 1);
  sheet.page(Orientation::landscape);
  sheet.print_area({{0, 0}, {end - 1, count - 1}});
}

}  // namespace huibiao::report
