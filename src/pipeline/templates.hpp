// Blank forms with what the store knows.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "report/report.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// Writes them with the figures of the year before, and the names of industries, that were known on that day; without a store
// nothing is suggested. Fails as the store or the writing does.
model::Result<std::vector<model::WrittenFile>> write_templates(store::Store* store, const model::Catalogue& catalogue,
                                                               report::TemplateRequest request, const std::string& language,
                                                               const std::optional<model::Date>& as_of,
                                                               const std::filesystem::path& out);

}  // namespace huibiao::pipeline
