// The parts of a park's page, from top to bottom.
#pragma once

#include <string>
#include <string_view>

#include "report/health.hpp"
#include "report/health_layout.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// One park's page. All must outlive it.
struct HealthPage {
  const HealthReport& report;
  const model::Catalogue& catalogue;
  const Words& words;
  const Words& evaluation;            // of the evaluation's workbook: what both say is said in one place
  const model::Arguments& arguments;  // of the evaluation
  std::size_t place;                  // of the park in the result

  const model::EvaluationSystem& system() const { return report.evaluation.system; }
  const model::EvaluationResult& result() const { return report.evaluation.result; }
  const model::EvaluatedUnit& unit() const { return result().units[place]; }
  const model::UnitProfile& profile() const { return report.evaluation.profile.units[place]; }
  bool is_geometric() const { return system().method.aggregation == model::Aggregation::geometric; }
  // Those of the evaluation, and more.
  model::Arguments with(model::Arguments more) const;
};

// Title, what the result is, total and rank; where there is no total, why.
void write_health_head(HealthLayout& layout, const HealthPage& page);
// Groups beside the others', and both charts.
void write_health_groups(HealthLayout& layout, const HealthPage& page);
void write_strengths_and_weaknesses(HealthLayout& layout, const HealthPage& page);
// Targets, the system's own or those that it names; where there are none, what the median asks for.
void write_health_targets(HealthLayout& layout, const HealthPage& page);
void write_data_quality(HealthLayout& layout, const HealthPage& page);
// From what, and when.
void write_health_foot(HealthLayout& layout, const HealthPage& page);
// The value, or the word that stands for none.
HealthCell value_cell(const model::EvaluatedValue& value, const std::optional<double>& beside, const HealthPage& page);
// As many as that display width holds, then how many there are in all.
std::string names_that_fit(const std::vector<std::string>& names, int width, const Words& words);

}  // namespace huibiao::report
