// The sheets of an evaluation's workbook, each drawn where the frame has it. The settings come first: the others refer to them.
#pragma once

#include "report/evaluation_frame.hpp"

namespace huibiao::report {

void write_ranks(const EvaluationFrame& frame);
void write_base_variables(const EvaluationFrame& frame);
void write_values(const EvaluationFrame& frame);
void write_compared_with(const EvaluationFrame& frame);  // targets of indicators
void write_points(const EvaluationFrame& frame);
void write_parts(const EvaluationFrame& frame);
void write_gaps(const EvaluationFrame& frame);
// The year before: its points as they were, its totals and ranks by the weights that stand in the settings.
void write_year_before(const EvaluationFrame& frame);
void write_changes(const EvaluationFrame& frame);
// Totals as bars of their parts, by rank; and one unit of the reader's choice beside all others. Both with charts.
void write_composition(const EvaluationFrame& frame);
void write_unit_view(const EvaluationFrame& frame);

// Of the sheet of the year before, behind its labels.
struct YearBeforeColumns {
  static constexpr std::uint32_t kTotal = EvaluationFrame::kTotalColumn;
  static std::uint32_t group(std::size_t group) { return EvaluationFrame::group_column(group); }
  static std::uint32_t indicator(const EvaluationFrame& frame, std::size_t indicator) {
    return group(frame.system.groups.size()) + static_cast<std::uint32_t>(indicator);
  }
};

// Of the sheet of ranks, out of sight, behind those that are seen: totals as they are compared, and a number that is different
// for each unit and ascends with its rank.
struct RankColumns {
  std::uint32_t before, change, compared, order;
};
RankColumns rank_columns(const EvaluationFrame& frame);
// That number; a unit's place in the result is its row.
double order_of(int rank, std::uint32_t row);

}  // namespace huibiao::report
