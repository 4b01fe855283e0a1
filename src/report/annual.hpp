// The annual summary of a register's units.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/edition.hpp"
#include "model/result.hpp"
#include "model/written_file.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// Where it lies, under the folder of the reports.
std::string annual_path(const model::Period& year, const model::Edition& edition, const Words& words);

model::Result<model::WrittenFile> write_annual(const AnnualReport& report, const model::Catalogue& catalogue,
                                               const model::Edition& edition, const Words& words,
                                               const std::filesystem::path& out);

}  // namespace huibiao::report
