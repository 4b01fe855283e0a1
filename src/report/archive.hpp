// A zip archive that any program opens with its Chinese names right, the file manager of old Windows among them: that reads names
// in its own code page, so they are written in GBK and not marked as UTF-8 (APPNOTE 6.3.9, 4.4.4, bit 11).
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "model/date.hpp"
#include "model/result.hpp"

namespace huibiao::report {

// Packs the files, each under the name behind it, into `path`, whose folder is made; dated that day. Characters that GBK lacks
// become "_". Fails with "report.not-written".
model::Outcome write_archive(const std::filesystem::path& path,
                             const std::vector<std::pair<std::filesystem::path, std::string>>& files, const model::Date& date);

}  // namespace huibiao::report
