// The evaluation of a year: what stands of the base variables -> evaluate -> its workbook.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/evaluation.hpp"
#include "model/result.hpp"
#include "model/written_file.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

struct EvaluationOrders {
  const model::EvaluationSystem& system;
  int year = 0;                                      // of the evaluation
  std::optional<int> data_year;                      // nothing: as the system says
  std::string language;                              // "zh", "en"
  std::optional<model::Date> as_of;                  // as it stood on that day
  const model::EvaluationSystem* targets = nullptr;  // of targets, that the system names; null where it names none
};

// Writes the workbook, the pages of the units, and the internal one where the system asks for it, and brings the folder's
// manifest up to date. Fails where nothing stands of the data's year
// ("usage.no-evaluation-data", with the years of which something does).
model::Result<std::vector<model::WrittenFile>> write_evaluation(store::Store& store, const model::Catalogue& catalogue,
                                                                const EvaluationOrders& orders, const std::filesystem::path& out);

}  // namespace huibiao::pipeline
