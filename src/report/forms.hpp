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

// The answers to the parks: for every park's submission of the period with an error, or a warning that is not explained, the
// official form with what it wrote, what is wrong marked, and the list of problems. One that has been answered or whose figures
// were all sent again later gets none, and none whose park is uncertain: it might be another's. Quotes only the park's own
// figures.
model::Result<std::vector<model::WrittenFile>> write_returned_forms(const MonthlyReport& report,
                                                                    const model::Catalogue& catalogue, const Words& words,
                                                                    const std::filesystem::path& out);

// The blank forms of a year, and the archives for the cities. own_words: of the templates' definition.
model::Result<std::vector<model::WrittenFile>> write_blank_forms(const TemplateRequest& request,
                                                                 const model::Catalogue& catalogue, const Words& words,
                                                                 const Words& own_words, const std::filesystem::path& out);

// The month's summary workbook for the desk.
model::Result<model::WrittenFile> write_summary(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                const Words& words, const std::filesystem::path& out);

}  // namespace huibiao::report
