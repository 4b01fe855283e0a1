// What the sheets of an evaluation's workbook share: a unit a row, in the same row on each of them, behind the same columns.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/catalogue.hpp"
#include "model/evaluation_result.hpp"
#include "report/book.hpp"
#include "report/evaluation.hpp"
#include "report/evaluation_settings.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// Null where a workbook has none. Their order is that of the tabs.
struct EvaluationSheets {
  Sheet *ranks, *view, *composition, *points, *values, *variables, *targets, *parts, *gaps, *before, *changes, *records, *sources,
      *settings, *notes;
};

class EvaluationFrame {
 public:
  static constexpr std::uint32_t kNameRow = 3;    // ids and names over the columns
  static constexpr std::uint32_t kUnitRow = 4;    // units, or shares
  static constexpr std::uint32_t kWeightRow = 5;  // weights, which formulas use
  static constexpr std::uint32_t kFirstRow = 6;
  static constexpr std::uint32_t kRankColumn = 0, kNameColumn = 1, kRegionColumn = 2, kFirstColumn = 3;
  static constexpr std::uint32_t kTotalColumn = kFirstColumn;  // of the ranks; groups follow

  static constexpr const char* kSignedFormat = "+0.000;-0.000;0.000";  // of points of a total

  // Makes the sheets. All must outlive the frame.
  EvaluationFrame(const EvaluationReport& report, const model::Catalogue& catalogue, const Words& words, Book& book);

  const model::EvaluationSystem& system;
  const model::EvaluationResult& result;
  const model::EvaluationProfile& profile;
  const model::Catalogue& catalogue;
  const Words& words;
  model::Arguments arguments;  // of titles and notes
  EvaluationSheets sheets;
  SettingsPlaces places;  // once the settings are written

  std::string banner() const;
  bool is_geometric() const { return system.method.aggregation == model::Aggregation::geometric; }
  static std::uint32_t row_of(std::size_t unit) { return kFirstRow + static_cast<std::uint32_t>(unit); }
  static std::uint32_t column_of(std::size_t indicator) { return kFirstColumn + static_cast<std::uint32_t>(indicator); }
  static std::uint32_t group_column(std::size_t group) { return kTotalColumn + 1 + static_cast<std::uint32_t>(group); }
  std::uint32_t last_row() const { return row_of(result.units.size()) - 1; }
  // The first indicator of the group, and how many it has: they follow each other.
  std::pair<std::size_t, std::size_t> indicators_of(std::size_t group) const;

  static std::string cell(std::uint32_t row, std::uint32_t column) { return to_string(model::CellAddress{row, column}); }
  static std::string cell(const Sheet& sheet, std::uint32_t row, std::uint32_t column) {
    return sheet.prefix() + cell(row, column);
  }
  // The column's cells from the first unit's row down to `last`, or of all units.
  static std::string range(const Sheet& sheet, std::uint32_t column, std::uint32_t last);
  std::string range(const Sheet& sheet, std::uint32_t column) const { return range(sheet, column, last_row()); }
  // Cells of one row.
  static std::string across(const Sheet& sheet, std::uint32_t row, std::uint32_t first, std::size_t count, bool fixed_row);

  // A cell of the header rows, which lie between a thick rule and a thin one.
  static Style head(std::uint32_t row);
  static Style figure(const std::string& format) { return styles::number().formatted(format); }
  // "" where there is no value.
  static void formula(Sheet& sheet, model::CellAddress at, const std::string& text, const std::optional<double>& value,
                      const Style& style);
  static void formula(Sheet& sheet, model::CellAddress at, const std::string& text, const std::optional<double>& value,
                      const char* format) {
    formula(sheet, at, text, value, figure(format));
  }
  // What units are ranked by: totals that differ by less are the same.
  static std::optional<double> compared(const std::optional<double>& total);
  static std::string compared_formula(const std::string& total);
  static void write_rank(Sheet& sheet, std::uint32_t row, const std::string& text, const std::optional<int>& rank);

  // Title, banner, the columns that every sheet begins with, and pages of as many figures each.
  struct Columns {
    std::uint32_t count = 0;                             // that are seen
    bool own_ranks = false;                              // not those of the sheet of ranks
    std::vector<const model::EvaluatedUnit*> more = {};  // units in rows below the others
  };
  void begin(Sheet& sheet, const char* title, const char* left, const Columns& columns) const;
  // The same, with a column for each indicator, and `more` columns behind them. second_line: under its name.
  enum class SecondLine { points, unit };
  void begin_by_indicator(Sheet& sheet, const char* title, const char* left, SecondLine second_line,
                          std::uint32_t more = 0) const;
  // A name over a column of figures, and a row high enough for all such names of the sheet.
  static void write_name(Sheet& sheet, std::uint32_t column, const std::string& name) {
    sheet.text({kNameRow, column}, name, head(kNameRow));
  }
  static void fit_names(Sheet& sheet, const std::vector<std::string>& names);
  std::string name_of(std::size_t indicator) const;  // with its id
  void write_indicator_head(Sheet& sheet, std::uint32_t column, std::size_t indicator, SecondLine second_line) const;

  // What is there of a row weighed by the row of weights; nothing where too little is there. A geometric mean is 0 where any is.
  std::string mean_formula(std::uint32_t row, const Sheet& sheet, std::uint32_t first, std::size_t count) const;
  template <class Write>
  void each_unit(const Write& write) const {
    for (std::size_t unit = 0; unit < result.units.size(); ++unit) write(row_of(unit), result.units[unit]);
  }

 private:
  void print(Sheet& sheet, const Columns& columns) const;
};

}  // namespace huibiao::report
