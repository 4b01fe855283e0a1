// Official forms, filled or blank, as files.
#pragma once

#include <filesystem>
#include <vector>

#include "report/report.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// A filled form for every park that has a standing figure in the period.
model::Result<std::vector<model::WrittenFile>> write_filled_forms(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                                  const Words& words, const std::filesystem::path& out);

model::Result<std::vector<model::WrittenFile>> write_blank_forms(const TemplateRequest& request,
                                                                 const model::Catalogue& catalogue, const Words& words,
                                                                 const std::filesystem::path& out);

// The month's summary workbook.
model::Result<model::WrittenFile> write_summary(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                const Words& words, const std::filesystem::path& out);

}  // namespace huibiao::report
