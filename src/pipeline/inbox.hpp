// What lies in the inbox: every file below a folder, and what stands beside the workbooks without being one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace huibiao::pipeline {

struct IncomingFile {
  std::filesystem::path path;  // where to read it
  std::string name;            // its name
  std::string shown;           // relative to the inbox, '/' between folders: how messages and exports call it
  std::string folder;          // the folders of `shown`, "" at the top
};

// Files below the folder, or the file itself, in order of `shown`. `except` (the output folder, where it lies inside) is left
// out. Links to folders are not followed.
std::vector<IncomingFile> list_inbox(const std::filesystem::path& inbox, const std::filesystem::path& except);

// Lock files and the litter of operating systems, known by their names.
bool is_litter(std::string_view name);
// Also what a Mac adds to an archive.
bool is_litter(const IncomingFile& file);

}  // namespace huibiao::pipeline
