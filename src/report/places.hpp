// The workbooks of a register whose reports go by place.
#pragma once

#include "model/place_analysis.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// The workbook of all, where the definition asks for them an extract for each place, and each unit's filled form and returned
// copies.
model::Result<std::vector<model::WrittenFile>> write_place_books(const PlacesReport& report, const model::Catalogue& catalogue,
                                                                 const model::PlaceReport& definition, const Words& words,
                                                                 const std::filesystem::path& out);

// The roll-up of a year's quarters.
std::string place_year_path(int year, const Words& words);
model::Result<model::WrittenFile> write_place_year(const PlacesYearReport& report, const model::Catalogue& catalogue,
                                                   const model::PlaceReport& definition, const Words& words,
                                                   const std::filesystem::path& out);

}  // namespace huibiao::report
