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
};

inline constexpr std::uint32_t kTargetBannerRow = 2;
inline constexpr std::uint32_t kTargetHeaderRow = 3;

// Title, banner where the result is a simulation, and the row of headers; sets widths, and frozen and repeated rows.
void begin_target_sheet(Sheet& sheet, const TargetContext& context, const std::string& title, const std::string& left,
                        const std::vector<std::string>& headers, const std::vector<double>& widths);

// A cell as other sheets refer to it ("'targets'!$G$7").
std::string fixed_cell(const Sheet& sheet, std::uint32_t row, std::uint32_t column);

// What stands on the left of a comparison, and its unit; for a calculated one the formula, and no unit.
std::string name_of(const model::Expression& comparison, const TargetContext& context);
std::string unit_of(const model::Expression& comparison, const TargetContext& context);

// Base variables, a row for each that a unit's type asks for, a column for each year.
class TargetVariables {
 public:
  TargetVariables(Sheet& sheet, const TargetContext& context) : sheet_(sheet), context_(context) {}
  void write();
  // Where that variable of that unit stands, by places: of the unit in the result, of the year in its years.
  std::string cell(std::size_t unit, std::size_t year, int variable) const;

 private:
  Sheet& sheet_;
  const TargetContext& context_;
  std::map<std::pair<std::size_t, int>, std::uint32_t> rows_;
};

// The targets as printed and as they are judged, with the numbers that a reader may change.
class TargetCriteria {
 public:
  TargetCriteria(Sheet& sheet, const TargetContext& context) : sheet_(sheet), context_(context) {}
  void write();
  const std::string& threshold(std::size_t target, std::size_t part) const { return thresholds_[target][part]; }
  const std::string& data_year() const { return data_year_; }
  const std::string& path_end() const { return path_end_; }

 private:
  void write_target(std::size_t place);
  std::string condition(const model::Expression& node) const;

  Sheet& sheet_;
  const TargetContext& context_;
  std::uint32_t row_ = 0;
  std::vector<std::vector<std::string>> thresholds_;  // by target and part
  std::string data_year_, path_end_;
};

// The targets of the units of one type.
class TargetTable {
 public:
  TargetTable(Sheet& sheet, const TargetContext& context, std::size_t type, const TargetVariables& variables,
              const TargetCriteria& criteria)
      : sheet_(sheet), context_(context), type_(type), variables_(variables), criteria_(criteria) {}
  void write();
  // How many of the unit's targets came to that, against the target itself or against the path.
  std::string count_formula(std::size_t unit, model::CheckOutcome outcome, bool on_time) const;

 private:
  void write_target(std::size_t unit, const model::MeasuredTarget& target, bool first);
  void write_part(std::size_t unit, const model::MeasuredTarget& target, std::size_t part);
  void write_path(std::size_t unit, const model::MeasuredTarget& target, std::size_t part);
  void write_compound(const model::MeasuredTarget& target);
  void write_name(const std::string& name, int indent);
  Style edged(const Style& style) const;  // with the line above a unit's first row

  Sheet& sheet_;
  const TargetContext& context_;
  std::size_t type_;
  const TargetVariables& variables_;
  const TargetCriteria& criteria_;
  std::uint32_t row_ = 0;
  bool edge_ = false;
  std::map<std::size_t, std::pair<std::uint32_t, std::uint32_t>> rows_;  // by unit: its first and its last
};

// "met", "not met", "undecided", as the sheets print it.
std::string outcome_word(model::CheckOutcome outcome, bool on_time, const Words& words);

}  // namespace huibiao::report
