// Every park's indicators, a page of them a sheet: the total first, then a block for each level that opens with its subtotal.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/layout.hpp"
#include "report/marks.hpp"
#include "report/summary.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Comparison;
using model::Indicator;

namespace {

constexpr double kLevelWidth = 10.5;
constexpr double kMostLevelWidth = 40;
constexpr double kRateWidth = 9.5;
constexpr double kRankWidth = 5.5;
constexpr double kMarkWidth = 10;
constexpr double kHeaderRowPoints = 20;
constexpr std::uint32_t kRowsOfOnePage = 52;
constexpr std::uint32_t kFirstFigureColumn = 3;  // after the number, the name and the city

// One column: of a comparison its level or its growth, or the rank by the comparison that ranks its indicator.
struct Column {
  enum class Kind { level, rate, rank } kind;
  const Comparison* comparison;
  const Indicator* indicator;
};

class ParksTable {
 public:
  ParksTable(Sheet& sheet, const Summary& summary, const std::vector<const Indicator*>& indicators)
      : sheet_(sheet), summary_(summary), words_(summary.words), indicators_(indicators) {
    for (const Indicator* indicator : indicators) {
      const Comparison* ranking = nullptr;
      for (const Comparison& comparison : summary.analysis().comparisons) {
        if (comparison.indicator != indicator->id) continue;
        columns_.push_back({Column::Kind::level, &comparison, indicator});
        columns_.push_back({Column::Kind::rate, &comparison, indicator});
        if (!meaningless(columns_.back())) ranking = &comparison;
      }
      columns_.push_back({Column::Kind::rank, ranking, indicator});
    }
  }

  std::uint32_t mark_column() const { return kFirstFigureColumn + static_cast<std::uint32_t>(columns_.size()); }
  std::uint32_t column_count() const { return mark_column() + 1; }

  void write_headers() {
    const Style upper = styles::header().with(&Style::top, Rule::thick);
    const Style lower = styles::header().with(&Style::bottom, Rule::thin);
    const auto tall = [&](std::uint32_t column, const char* key) {
      sheet_.merge({{kHeadingRows, column}, {kHeadingRows + 1, column}}, words_(key), upper.with(&Style::bottom, Rule::thin));
    };
    tall(0, "parks.number");
    tall(1, "parks.name");
    tall(2, "parks.city");
    tall(mark_column(), "parks.mark");
    for (std::uint32_t start = 0; start < columns_.size();) {
      std::uint32_t end = start;
      while (end < columns_.size() && columns_[end].indicator == columns_[start].indicator) ++end;
      const Indicator& indicator = *columns_[start].indicator;
      const std::string unit = unit_name(printed_unit(indicator, summary_.catalogue, words_).unit, words_);
      sheet_.merge({{kHeadingRows, kFirstFigureColumn + start}, {kHeadingRows, kFirstFigureColumn + end - 1}},
                   words_("parks.indicator", {{"indicator", words_.in(indicator.name)}, {"unit", unit}}),
                   upper.with(&Style::bottom, Rule::dotted));
      start = end;
    }
    for (std::uint32_t index = 0; index < columns_.size(); ++index) {
      sheet_.text({kHeadingRows + 1, kFirstFigureColumn + index}, header(columns_[index]), lower);
    }
    sheet_.height(kHeadingRows, kHeaderRowPoints);
    sheet_.height(kHeadingRows + 1, kHeaderRowPoints);
  }

  // A total or subtotal.
  void write_group(std::uint32_t row, std::size_t group) {
    const Style style = styles::body().emboldened().with(&Style::top, Rule::thin);
    sheet_.blank({row, 0}, style);
    sheet_.text({row, 1}, summary_.groups[group].name, style);
    sheet_.blank({row, 2}, style);
    sheet_.blank({row, mark_column()}, style);
    for (std::uint32_t index = 0; index < columns_.size(); ++index) {
      write_group_cell(columns_[index], {row, kFirstFigureColumn + index}, group, style);
    }
  }

  // `rows` are the sheet's rows of the park's level, which it is ranked in.
  void write_park(std::uint32_t row, std::size_t park, std::size_t number, const model::CellRange& rows, const Style& style) {
    const model::AnalysedPark& entry = summary_.analysis().parks[park];
    sheet_.number({row, 0}, static_cast<double>(number), style.aligned(Align::center));
    sheet_.text({row, 1}, entry.short_name.empty() ? entry.name : entry.short_name, style.indented(1));
    sheet_.text({row, 2}, entry.city, style.aligned(Align::center));
    for (std::uint32_t index = 0; index < columns_.size(); ++index) write_park_cell(index, row, park, rows, style);
    Style mark = styles::mark();
    mark.bottom = style.bottom;
    sheet_.text({row, mark_column()}, marks_of(summary_.report, words_, park, is_provisional(park)), mark);
  }

  void set_widths() {
    ColumnWidths levels;
    for (std::uint32_t index = 0; index < columns_.size(); ++index) {
      const Column& column = columns_[index];
      const std::uint32_t at = kFirstFigureColumn + index;
      if (column.kind == Column::Kind::level) {
        const int power = printed_unit(*column.indicator, summary_.catalogue, words_).power;
        const double scaled = column.comparison->total.level.value_or(0) / std::pow(10.0, power);
        levels.fit(at, scaled, power > 0 ? 2 : 0);
      } else {
        sheet_.width(at, column.kind == Column::Kind::rate ? kRateWidth : kRankWidth);
      }
    }
    levels.apply(sheet_, kLevelWidth, kMostLevelWidth);
  }

 private:
  bool meaningless(const Column& column) const {
    return summary_.meaningless(*column.indicator, *summary_.catalogue.measure(column.comparison->measure));
  }

  std::string header(const Column& column) const {
    if (column.kind == Column::Kind::rank) return words_("parks.rank");
    const std::string measure = words_.name("short-measure", column.comparison->measure);
    return words_(column.kind == Column::Kind::level ? "parks.level" : "parks.rate", {{"measure", measure}});
  }

  // The level in the printed unit: the formula's divisor, and the same on the result.
  void write_level(CellAddress at, const std::string& formula, std::string_view condition, const std::optional<double>& level,
                   const Indicator& indicator, const Style& style) {
    const int power = printed_unit(indicator, summary_.catalogue, words_).power;
    double divisor = 1;
    for (int digit = 0; digit < power; ++digit) divisor *= 10;
    const std::string scaled = power > 0 ? fmt::format("{}/{:.0f}", formula, divisor) : formula;
    const std::optional<double> result = level ? std::optional<double>(*level / divisor) : std::nullopt;
    write_result(sheet_, at, fmt::format("IF({},{},\"\")", condition, scaled), result, "",
                 style.aligned(Align::right).formatted(power > 0 ? kTwoDecimalsFormat : kWholeFormat));
  }

  void write_group_cell(const Column& column, CellAddress at, std::size_t group, const Style& style) {
    if (column.kind == Column::Kind::rank) return sheet_.blank(at, style);
    const Comparison& comparison = *column.comparison;
    const model::ComparedTotal& total = group == 0 ? comparison.total : comparison.blocks[group - 1];
    if (meaningless(column)) return sheet_.text(at, total.level ? words_("sign.no-meaning") : "", style.aligned(Align::right));
    const std::string values = summary_.now->values(comparison, summary_.groups[group]);
    if (column.kind == Column::Kind::level) {
      return write_level(at, fmt::format("SUM({})", values), fmt::format("COUNT({})>0", values), total.level, *column.indicator,
                         style);
    }
    const std::string change =
        change_formula(summary_.sums->paired_value(comparison, group), summary_.sums->paired_base(comparison, group),
                       column.indicator->may_be_negative, words_);
    write_change(sheet_, at,
                 fmt::format("IF(COUNT({})=0,\"\",IF({}=0,{},{}))", values, summary_.sums->paired_count(comparison, group),
                             formula_text(words_("sign.no-meaning")), change),
                 total.change, words_, style.aligned(Align::right).formatted(kRateFormat));
  }

  void write_park_cell(std::uint32_t index, std::uint32_t row, std::size_t park, const model::CellRange& rows,
                       const Style& style) {
    const Column& column = columns_[index];
    const CellAddress at{row, kFirstFigureColumn + index};
    if (column.kind == Column::Kind::rank) return write_rank(index, at, park, rows, style);
    const Comparison& comparison = *column.comparison;
    const model::ComparedFigure& figure = comparison.figures[park];
    if (meaningless(column)) {
      return sheet_.text(at, has_figures(*column.indicator, park) ? words_("sign.no-meaning") : "", style.aligned(Align::right));
    }
    const std::string value = summary_.now->value(comparison, park);
    if (column.kind == Column::Kind::level) {
      return write_level(at, value, fmt::format("ISNUMBER({})", value), figure.now.value, *column.indicator, style);
    }
    write_change(sheet_, at,
                 change_formula(value, summary_.now->base(comparison, park), column.indicator->may_be_negative, words_),
                 figure.change, words_, style.aligned(Align::right).formatted(kRateFormat));
  }

  void write_rank(std::uint32_t index, CellAddress at, std::size_t park, const model::CellRange& rows, const Style& style) {
    const Column& column = columns_[index];
    if (column.comparison == nullptr) return sheet_.blank(at, style);
    const model::ComparedFigure& figure = column.comparison->figures[park];
    const std::uint32_t rate_column = kFirstFigureColumn + rate_index(*column.comparison);
    const std::string rate = to_string(CellAddress{at.row, rate_column});
    const std::string among = to_string(model::CellRange{{rows.first.row, rate_column}, {rows.last.row, rate_column}});
    const std::string none = words_("sign.no-meaning");
    const std::string formula =
        fmt::format("IF(ISNUMBER({0}),RANK({0},{1}),IF({0}=\"\",\"\",{2}))", rate, among, formula_text(none));
    const bool blank = figure.change.kind == model::ChangeKind::unknown;
    write_result(sheet_, at, formula, figure.rank ? std::optional<double>(*figure.rank) : std::nullopt, blank ? "" : none,
                 style.aligned(Align::center));
  }

  std::uint32_t rate_index(const Comparison& comparison) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) {
      return column.kind == Column::Kind::rate && column.comparison == &comparison;
    });
    return static_cast<std::uint32_t>(found - columns_.begin());
  }

  bool has_figures(const Indicator& indicator, std::size_t park) const {
    return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
      return column.indicator == &indicator && column.kind == Column::Kind::level && column.comparison->figures[park].now.value;
    });
  }

  bool is_provisional(std::size_t park) const {
    return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
      return column.comparison != nullptr && column.comparison->figures[park].provisional;
    });
  }

  Sheet& sheet_;
  const Summary& summary_;
  const Words& words_;
  const std::vector<const Indicator*>& indicators_;
  std::vector<Column> columns_;
};

}  // namespace

void write_parks(Sheet& sheet, const Summary& summary, const std::vector<const Indicator*>& indicators, std::size_t page) {
  const Words& words = summary.words;
  ParksTable table(sheet, summary, indicators);
  model::Arguments arguments = period_arguments(summary.report.period);
  arguments.emplace_back("n", words.name("ordinal", std::to_string(page + 1)));
  arguments.emplace_back("cut_off", to_string(summary.report.cut_off));
  write_heading(sheet, {words("parks.title", arguments), words("parks.left", arguments), words("parks.right", arguments)},
                table.column_count());
  table.write_headers();

  std::uint32_t row = kHeadingRows + 2;
  table.write_group(row++, 0);
  ColumnWidths widths;
  widths.fit(0, words("parks.number"));
  widths.fit(2, words("parks.city"));
  for (std::size_t block = 0; block < summary.analysis().blocks.size(); ++block) {
    const model::LevelBlock& level = summary.analysis().blocks[block];
    table.write_group(row++, block + 1);
    const model::CellRange rows{{row, 0}, {row + static_cast<std::uint32_t>(level.count) - 1, 0}};
    for (std::size_t index = 0; index < level.count; ++index) {
      const bool last = block + 1 == summary.analysis().blocks.size() && index + 1 == level.count;
      const std::size_t park = level.first + index;
      table.write_park(row++, park, index + 1, rows, last ? styles::body().with(&Style::bottom, Rule::thick) : styles::body());
      widths.fit(1, "  " + summary.analysis().parks[park].short_name);
      widths.fit(2, summary.analysis().parks[park].city);
    }
  }
  for (const FigureGroup& group : summary.groups) widths.fit(1, group.name + " ");
  widths.apply(sheet, 5, 48);
  table.set_widths();
  sheet.width(table.mark_column(), kMarkWidth);
  const std::uint32_t end = write_notes(sheet, row, table.column_count(), words.lines("parks.notes", arguments));
  sheet.freeze(kHeadingRows + 2, 2);
  sheet.repeat_rows(0, kHeadingRows + 1);
  sheet.page(Orientation::landscape, 1, row <= kRowsOfOnePage ? 1 : 0);
  sheet.print_area({{0, 0}, {end - 1, table.column_count() - 1}});
}

}  // namespace huibiao::report
