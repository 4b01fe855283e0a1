// The page for each park of an evaluation: what puts it ahead of the others and what behind, its targets, and how good its data
// are. A workbook of its own: a list of the parks, then a sheet for each, one printed page.
#pragma once

#include <filesystem>
#include <string_view>

#include "model/catalogue.hpp"
#include "model/evaluation_profile.hpp"
#include "model/result.hpp"
#include "model/target_result.hpp"
#include "model/unit_filing.hpp"
#include "model/written_file.hpp"
#include "report/evaluation.hpp"

namespace huibiao::report {

// How many strengths and weaknesses of a park are named.
inline constexpr std::size_t kNamedIndicators = 5;

// The same parks held against a system of targets that the system of the evaluation names.
struct MeasuredTargets {
  const model::EvaluationSystem& system;
  const model::TargetResult& result;
};

// All must outlive the call.
struct HealthReport {
  const EvaluationReport& evaluation;
  const model::KnownFilings& filings;
  const MeasuredTargets* measured = nullptr;  // null where it names none
};

// Of kind kEvaluation. Values, as they were calculated when it was written: nothing in it is a formula. Fails as a Book does. The
// path in the result is relative to `out`.
model::Result<model::WrittenFile> write_health(const HealthReport& report, const model::Catalogue& catalogue,
                                               std::string_view language, const std::filesystem::path& out);

}  // namespace huibiao::report
