// Names of files and folders from patterns in data.
#pragma once

#include <string>
#include <string_view>

#include "model/period.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// A name that every file system takes: what Windows or a path forbids becomes "_".
std::string safe_name(std::string_view name);
// The folder of a period's reports, relative to the output folder.
std::string period_folder(const model::Period& period, const Words& words);

}  // namespace huibiao::report
