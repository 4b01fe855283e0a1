// The workbook of an evaluation against targets: what each unit has reached, how far it is from each target and from the path to
// it, joined by formulas from the base variables on. Each stored result is the one that a recalculation gives.
#pragma once

#include <filesystem>
#include <string_view>

#include "model/catalogue.hpp"
#include "model/result.hpp"
#include "model/target_result.hpp"
#include "model/written_file.hpp"

namespace huibiao::report {

// All must outlive the call.
struct TargetReport {
  const model::EvaluationSystem& system;
  const model::TargetResult& result;  // with a unit at least
  model::Date cut_off;                // what was known on that day; also the file's date of creation
};

// Of kind kEvaluation (report/evaluation.hpp). Fails as a Book does. The path in the result is relative to `out`.
model::Result<model::WrittenFile> write_targets(const TargetReport& report, const model::Catalogue& catalogue,
                                                std::string_view language, const std::filesystem::path& out);

}  // namespace huibiao::report
