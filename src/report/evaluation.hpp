// The workbook of an evaluation: ranks, points, values and base variables, joined by formulas, so that a reader can change a
// weight and see the ranks move. Each stored result is the one that a recalculation gives.
#pragma once

#include <filesystem>
#include <string_view>

#include "model/catalogue.hpp"
#include "model/evaluation_profile.hpp"
#include "model/evaluation_result.hpp"
#include "model/evaluation_sensitivity.hpp"
#include "model/result.hpp"
#include "model/written_file.hpp"

namespace huibiao::report {

// The kind of its file in the manifest; its form is the system.
inline constexpr const char* kEvaluation = "evaluation";

// All must outlive the call.
struct EvaluationReport {
  const model::EvaluationSystem& system;
  const model::EvaluationResult& result;    // with a unit at least
  const model::EvaluationProfile& profile;  // of the result
  model::Date cut_off;                      // what was known on that day; also the file's date of creation
};

// Fails as a Book does. The path in the result is relative to `out`.
model::Result<model::WrittenFile> write_evaluation(const EvaluationReport& report, const model::Catalogue& catalogue,
                                                   std::string_view language, const std::filesystem::path& out);

// The same, of how robust the ranks are, for the department alone: a workbook apart.
model::Result<model::WrittenFile> write_evaluation_internal(const EvaluationReport& report,
                                                            const model::EvaluationSensitivity& found,
                                                            const model::Catalogue& catalogue, std::string_view language,
                                                            const std::filesystem::path& out);

}  // namespace huibiao::report
