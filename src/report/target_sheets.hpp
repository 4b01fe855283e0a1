// The sheets of an evaluation against targets. Those with formulas are written behind those that they refer to.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/book.hpp"
#include "report/targets.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// What all sheets of the book are written from. All must outlive the sheets.
struct TargetContext {
  const model::EvaluationSystem& system;
  const model::TargetResult& result;
  const model::Catalogue& catalogue;
  const Words& words;
  const model::Arguments& arguments;  // of titles

  std::size_t last_year() const { return result.years.size() - 1; }
  const model::Indicator& variable(int place) const { return catalogue.indicators[static_cast<std::size_t>(place)]; }
};

inline constexpr std::uint32_t kTargetHeaderRow = 3;

// Title, banner where the result is a simulation, and the row of headers; sets widths, and frozen and repeated rows.
void begin_target_sheet(Sheet& sheet, const TargetContext& context, const std::string& title, const std::string& left,
                        const std::vector<std::string>& headers, const std::vector<double>& widths);

// A cell as other sheets refer to it ("'targets'!$G$7").
std::string fixed_cell(const Sheet& sheet, std::uint32_t row, std::uint32_t column);

// What stands on the left of a comparison of the target, and its unit: those of the variable, or of the target where it is
// calculated.
std::string name_of(const model::UnitTarget& target, const model::Expression& comparison, const TargetContext& context);
std::string unit_of(const model::UnitTarget& target, const model::Expression& comparison, const TargetContext& context);

// "met", "not met", "undecided", as the sheets print it.
std::string outcome_word(model::CheckOutcome outcome, bool on_time, const Words& words);

class TargetOverview;

// Base variables, a row for each that a unit's lists ask for, a column for each year. Ranks are the overview's.
class TargetVariables {
 public:
  TargetVariables(Sheet& sheet, const TargetContext& context) : sheet_(sheet), context_(context) {}
  void write(const TargetOverview& overview);
  // Where that variable of that unit stands, by places: of the unit in the result, of the year in its years.
  std::string cell(std::size_t unit, std::size_t year, int variable) const;

 private:
  std::vector<int> asked_by(const model::MeasuredUnit& unit) const;
  void write_year(std::uint32_t row, std::size_t unit, std::size_t year, int variable, const TargetOverview& overview,
                  const Style& style);

  Sheet& sheet_;
  const TargetContext& context_;
  std::map<std::pair<std::size_t, int>, std::uint32_t> rows_;
};

// The targets as printed and as they are judged, with the numbers that a reader may change.
class TargetCriteria {
 public:
  TargetCriteria(Sheet& sheet, const TargetContext& context) : sheet_(sheet), context_(context) {}
  void write();
  // The cell of the number that the part is compared with; "" where that is calculated.
  const std::string& threshold(std::size_t target, std::size_t part) const { return thresholds_[target][part]; }
  // The cell of the number of targets that may be missed; "" where the list has no verdict.
  const std::string& allowed(std::size_t list) const { return allowed_[list]; }
  const std::string& data_year() const { return data_year_; }
  const std::string& path_end() const { return path_end_; }

 private:
  void write_target(std::size_t place);
  void write_settings();
  void set_height(double points);  // of this row
  std::string condition(const model::UnitTarget& target, const model::Expression& node) const;

  Sheet& sheet_;
  const TargetContext& context_;
  std::uint32_t row_ = 0;
  double height_ = 0;                                 // of all rows, in points
  std::vector<std::vector<std::string>> thresholds_;  // by target and part
  std::vector<std::string> allowed_;                  // by list
  std::string data_year_, path_end_;
};

// The targets of one list, in one year, of the units that have it.
class TargetTable {
 public:
  TargetTable(Sheet& sheet, const TargetContext& context, std::size_t list, std::size_t year, const TargetVariables& variables,
              const TargetCriteria& criteria)
      : sheet_(sheet), context_(context), list_(list), year_(year), variables_(variables), criteria_(criteria) {}
  void write();
  // How many of the unit's targets came to that, against the target itself or against the path.
  std::string count_formula(std::size_t unit, model::CheckOutcome outcome, bool on_time) const;

 private:
  void write_target(std::size_t unit, const model::MeasuredTarget& target, bool first);
  void write_part(std::size_t unit, const model::MeasuredTarget& target, std::size_t part);
  void write_wanted(std::size_t unit, const model::MeasuredTarget& target, std::size_t part);
  void write_value(std::uint32_t column, const model::EvaluatedValue& value, const std::string& formula);
  void write_missing(std::size_t unit, const model::MeasuredTarget& target, std::size_t part);
  void write_path(std::size_t unit, const model::MeasuredTarget& target, std::size_t part);
  void write_compound(const model::MeasuredTarget& target);
  void write_name(const std::string& name, int indent);
  std::uint32_t columns() const { return missing_column() + 1; }
  std::uint32_t missing_column() const;
  Style edged(const Style& style) const;  // with the line above a unit's first row

  Sheet& sheet_;
  const TargetContext& context_;
  std::size_t list_, year_;
  const TargetVariables& variables_;
  const TargetCriteria& criteria_;
  std::uint32_t row_ = 0;
  double name_height_ = 0;  // that the name in this row takes
  bool edge_ = false;
  std::map<std::size_t, std::pair<std::uint32_t, std::uint32_t>> rows_;  // by unit: its first and its last
};

// By list and year (places).
using TargetTables = std::map<std::pair<std::size_t, std::size_t>, TargetTable>;

// A row for each unit and list: how many targets it reaches, what follows from it, and its rank.
class TargetOverview {
 public:
  TargetOverview(Sheet& sheet, const TargetContext& context);
  void write(const TargetTables& tables, const TargetCriteria& criteria, const TargetVariables& variables);
  // Where the unit's rank stands, or "" where it has none.
  std::string rank_cell(std::size_t unit) const;

 private:
  struct Line {
    std::size_t unit;
    std::optional<std::size_t> list;  // nothing: its type is not stated
  };
  struct Column {
    std::string header;
    double width;
  };
  void plan();
  void add_columns();
  std::uint32_t add(const std::string& header, double width);
  void write_counts(const Line& line, const TargetTables& tables);
  void write_verdicts(const Line& line, const TargetTables& tables, const TargetCriteria& criteria);
  void write_consequence(const Line& line);
  void write_rank(const Line& line, const TargetVariables& variables);
  std::string verdict_formula(const std::string& missed, const std::string& undecided, const std::string& allowed) const;
  bool is_ranked(const Line& line) const;
  std::string at(std::uint32_t column) const;
  Style edged(const Style& style) const;

  Sheet& sheet_;
  const TargetContext& context_;
  std::vector<Line> lines_;
  std::vector<Column> columns_;
  std::uint32_t list_column_ = 0, counts_column_ = 0, verdict_column_ = 0, before_column_ = 0, consequence_column_ = 0;
  std::uint32_t basis_column_ = 0, rank_column_ = 0;  // 0: there is no such column
  std::size_t years_before_ = 0;
  std::uint32_t row_ = 0;
  bool edge_ = false;
};

}  // namespace huibiao::report
