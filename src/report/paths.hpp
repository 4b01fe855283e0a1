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

// {period} ("2026, months 1-3"), {months}, {edition} and the parts of the period, for an edition's file names and titles.
model::Arguments edition_arguments(const model::Period& period, bool flash, const Words& own);
// "1-3" of a period that ends in March: the months that its cumulative runs over.
std::string cumulative_months(const model::Period& period, const Words& own);

}  // namespace huibiao::report
