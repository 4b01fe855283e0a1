// The sheets that hold the observed figures: by park, of the previous period, and by dominant industry.
#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/layout.hpp"
#include "report/pages.hpp"
#include "report/summary.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Comparison;

namespace {

constexpr double kRateWidth = 11;
constexpr std::uint32_t kColumnsPerPage = 8;  // of figures, printed
constexpr std::uint32_t kHeadingColumns = 8;  // a wide sheet's title stays over the first of them

void write_tall_header(Sheet& sheet, std::uint32_t column, const std::string& text) {
  sheet.merge({{kHeadingRows, column}, {kHeadingRows + 1, column}}, text,
              styles::header().with(&Style::top, Rule::thick).with(&Style::bottom, Rule::thin));
}

constexpr double kLeastLabelWidth = 5;
constexpr double kMostLabelWidth = 48;

// Number, park, city, level: of each row of the grid its park. Gives the widths of those columns.
ColumnWidths write_labels(const FigureGrid& grid, const Summary& summary) {
  const Words& words = summary.words;
  Sheet& sheet = grid.sheet();
  const char* keys[] = {"parks.number", "parks.name", "parks.city", "parks.level-name"};
  ColumnWidths widths;
  for (std::uint32_t column = 0; column < kGridLabelColumns; ++column) {
    write_tall_header(sheet, column, words(keys[column]));
    widths.fit(column, words(keys[column]));
  }
  for (std::size_t row = 0; row < grid.rows(); ++row) {
    const model::AnalysedPark& park = summary.analysis().parks[row];
    const std::string level = words.name("level", park.level);
    sheet.number({grid.sheet_row(row), 0}, static_cast<double>(row + 1), styles::body().aligned(Align::center));
    sheet.text({grid.sheet_row(row), kParkNameColumn}, park.name, styles::body());
    sheet.text({grid.sheet_row(row), 2}, park.city, styles::body().aligned(Align::center));
    sheet.text({grid.sheet_row(row), 3}, level, styles::body().aligned(Align::center));
    widths.fit(kParkNameColumn, park.name);
    widths.fit(2, park.city);
    widths.fit(3, level);
  }
  widths.apply(sheet, kLeastLabelWidth, kMostLabelWidth);
  return widths;
}

// Whole indicators on each page.
void set_pages(const FigureGrid& grid, const ColumnWidths& labels, std::uint32_t end_row) {
  ColumnGroups groups{{}, kParkNameColumn + 1, grid.indicator_columns(), kColumnsPerPage};
  for (std::uint32_t column = 0; column < kGridLabelColumns; ++column)
    groups.widths.push_back(labels.width(column, kLeastLabelWidth, kMostLabelWidth));
  for (std::uint32_t column = grid.first_column(); column < grid.end_column(); ++column)
    groups.widths.push_back(grid.width(column));
  print_column_groups(grid.sheet(), groups, kHeadingPoints + (end_row - kHeadingRows) * kPrintedRowPoints);
}

void finish(const FigureGrid& grid, const Summary& summary, std::string_view title, std::string_view caption) {
  Sheet& sheet = grid.sheet();
  const model::Arguments arguments = period_arguments(summary.report.period);
  write_heading(sheet, {summary.words(title, arguments), summary.words(caption, arguments), ""}, kHeadingColumns);
  sheet.freeze(kGridFirstRow, kParkNameColumn + 1);
  sheet.repeat_rows(0, kGridFirstRow - 1);
  sheet.repeat_columns(kParkNameColumn + 1);
}

}  // namespace

void write_figures(Summary& summary) {
  const ColumnWidths labels = write_labels(*summary.now, summary);
  summary.now->write(summary.catalogue, summary.words);
  summary.sums->write(summary.words, kParkNameColumn);
  finish(*summary.now, summary, "figures.title", "figures.left");
  set_pages(*summary.now, labels, summary.sums->end_row());
}

void write_previous(Summary& summary) {
  const ColumnWidths labels = write_labels(*summary.before, summary);
  summary.before->write(summary.catalogue, summary.words);
  summary.common->write(summary.catalogue, summary.words, kParkNameColumn);
  finish(*summary.before, summary, "previous.title", "previous.left");
  set_pages(*summary.before, labels, summary.common->end_row());
}

namespace {

// Behind the growth of each comparison.
std::uint32_t share_column_of(const FigureGrid& grid) {
  return grid.end_column() + static_cast<std::uint32_t>(grid.comparisons().size());
}

// Right of the items' figures: the growth of each comparison, and the share of the whole that the items are part of.
class ItemColumns {
 public:
  explicit ItemColumns(const Summary& summary) : summary_(summary), grid_(*summary.items), sheet_(grid_.sheet()) {
    const Comparison& last = *grid_.comparisons().back();
    for (const model::FormTable& table : summary.form.tables) {
      for (const model::FormRow& row : table.rows) {
        if (row.indicator == last.indicator && whole_ == nullptr) whole_ = summary.analysis().find(row.part_of, last.measure);
      }
    }
  }

  std::uint32_t end_column() const { return share_column() + (whole_ == nullptr ? 0 : 1); }

  void write() {
    const Words& words = summary_.words;
    std::uint32_t column = grid_.end_column();
    for (const Comparison* comparison : grid_.comparisons()) {
      const std::string measure = words.name("short-measure", comparison->measure);
      write_tall_header(sheet_, column, words("parks.rate", {{"measure", measure}}));
      sheet_.width(column, kRateWidth);
      for (std::size_t row = 0; row < grid_.rows(); ++row) write_change_of(*comparison, row, {grid_.sheet_row(row), column});
      ++column;
    }
    if (whole_ == nullptr) return;
    const model::Indicator& whole = *summary_.catalogue.indicator(whole_->indicator);
    write_tall_header(sheet_, column, words("items.share", {{"whole", words.in(whole.name)}}));
    sheet_.width(column, kRateWidth + 4);
    for (std::size_t row = 0; row < grid_.rows(); ++row) write_share(row, {grid_.sheet_row(row), column});
  }

 private:
  std::uint32_t share_column() const { return share_column_of(grid_); }

  void write_change_of(const Comparison& comparison, std::size_t row, CellAddress at) {
    const bool may_be_negative = summary_.catalogue.indicator(comparison.indicator)->may_be_negative;
    write_change(sheet_, at,
                 change_formula(grid_.value(comparison, row), grid_.base(comparison, row), may_be_negative, summary_.words),
                 comparison.figures[row].change, summary_.words, styles::number().formatted(kRateFormat));
  }

  void write_share(std::size_t row, CellAddress at) {
    const Comparison& part = *grid_.comparisons().back();
    const model::ComparedFigure& figure = part.figures[row];
    const std::string value = grid_.value(part, row);
    const std::string whole = summary_.now->value(*whole_, figure.park);
    const std::optional<double>& total = whole_->figures[figure.park].now.value;
    const bool known = figure.now.value && total && *total > 0;
    const std::string none = summary_.words("sign.no-meaning");
    write_result(sheet_, at, fmt::format("IF(ISNUMBER({0}),IF(N({1})>0,{0}/{1}*100,{2}),\"\")", value, whole, formula_text(none)),
                 known ? std::optional<double>(*figure.now.value / *total * 100) : std::nullopt, figure.now.value ? none : "",
                 styles::number().formatted(kRateFormat));
  }

  const Summary& summary_;
  const FigureGrid& grid_;
  Sheet& sheet_;
  const Comparison* whole_ = nullptr;
};

}  // namespace

std::string item_shares(const Summary& summary, const FigureGroup& group) {
  const FigureGrid& grid = *summary.items;
  const std::uint32_t column = share_column_of(grid);
  return reference(grid.sheet(), model::CellRange{{grid.sheet_row(group.first), column},
                                                  {grid.sheet_row(group.first + group.count) - 1, column}});
}

void write_items(Summary& summary) {
  const Words& words = summary.words;
  FigureGrid& grid = *summary.items;
  Sheet& sheet = grid.sheet();
  const char* keys[] = {"parks.number", "parks.name", "parks.city", "items.item"};
  ColumnWidths widths;
  for (std::uint32_t column = 0; column < kGridLabelColumns; ++column) {
    write_tall_header(sheet, column, words(keys[column]));
    widths.fit(column, words(keys[column]));
  }
  const std::vector<model::ComparedFigure>& figures = grid.comparisons().front()->figures;
  for (std::size_t row = 0; row < figures.size(); ++row) {
    const model::AnalysedPark& park = summary.analysis().parks[figures[row].park];
    sheet.number({grid.sheet_row(row), 0}, static_cast<double>(row + 1), styles::body().aligned(Align::center));
    sheet.text({grid.sheet_row(row), kParkNameColumn}, park.name, styles::body());
    sheet.text({grid.sheet_row(row), 2}, park.city, styles::body().aligned(Align::center));
    sheet.text({grid.sheet_row(row), 3}, figures[row].item, styles::body());
    widths.fit(kParkNameColumn, park.name);
    widths.fit(2, park.city);
    widths.fit(3, figures[row].item);
  }
  widths.apply(sheet, kLeastLabelWidth, kMostLabelWidth);
  grid.write(summary.catalogue, words);
  ItemColumns columns(summary);
  columns.write();
  summary.item_sums->write(words, kParkNameColumn);
  for (std::uint32_t row = grid.sheet_row(grid.rows()); row < summary.item_sums->end_row(); ++row) {
    Style edge = row == grid.sheet_row(grid.rows()) ? styles::body().with(&Style::top, Rule::thin) : styles::body();
    if (row + 1 == summary.item_sums->end_row()) edge = edge.with(&Style::bottom, Rule::thick);
    for (std::uint32_t column = grid.end_column(); column < columns.end_column(); ++column) sheet.blank({row, column}, edge);
  }
  const model::Arguments arguments = period_arguments(summary.report.period);
  write_heading(sheet, {words("items.title", arguments), words("items.left", arguments), ""}, columns.end_column());
  write_notes(sheet, summary.item_sums->end_row(), columns.end_column(), words.lines("items.notes", arguments));
  sheet.freeze(kGridFirstRow, kGridLabelColumns);
  sheet.repeat_rows(0, kGridFirstRow - 1);
  sheet.page(Orientation::landscape);
}

}  // namespace huibiao::report
