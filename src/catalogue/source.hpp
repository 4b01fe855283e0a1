// The files of a catalogue, the overlays' in their place.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/diagnostic.hpp"

namespace huibiao::catalogue {

struct SourceFile {
  std::string relative;  // "templates/zj-monthly/2021.toml", '/' between folders
  std::string path;      // as a person finds it, for messages
  std::string bytes;     // valid UTF-8
};

// By relative path; the versions of one path in the order root, overlays. Hidden files and editors' backups are left out.
using Sources = std::map<std::string, std::vector<SourceFile>>;

// Reads templates/ and mappings/ under each folder. A folder that is not there and a file that cannot be read or is not UTF-8 are
// diagnostics.
Sources read_sources(const std::filesystem::path& root, const std::vector<std::filesystem::path>& overlays,
                     model::Diagnostics& diagnostics);

// SHA-256 over every path and every byte that was read.
std::string digest_of(const Sources& sources);

}  // namespace huibiao::catalogue
