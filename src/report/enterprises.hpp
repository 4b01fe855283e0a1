// Which enterprises made a figure: a workbook for the department's own use, and for nobody else. It is no report: it stands in no
// manifest, and every page says that it must not be passed on.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/date.hpp"
#include "model/result.hpp"

namespace huibiao::report {

struct EnterpriseLine {
  std::string file, sheet;
  std::uint32_t row = 0;               // as a spreadsheet program counts
  std::string unit, code, enterprise;  // as written
  std::string part;                    // in words: counted, left out …
  std::optional<double> amount;        // that it added to the figure
};

// In the reader's language.
struct EnterpriseWords {
  std::string restricted;            // that it must not be passed on: sheet's name, heading and footer
  std::string title, subtitle;       // which figure
  std::vector<std::string> headers;  // of the eight columns
  std::string body_face, heading_face;
};

model::Outcome write_enterprises(const std::filesystem::path& path, const std::vector<EnterpriseLine>& lines,
                                 const EnterpriseWords& words, const model::Date& created);

}  // namespace huibiao::report
