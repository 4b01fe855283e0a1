#include "pipeline/inbox.hpp"

#include <algorithm>
#include <array>

namespace huibiao::pipeline {
namespace {

namespace fs = std::filesystem;

std::string utf8(const fs::path& path) {
  const std::u8string text = path.generic_u8string();
  return {text.begin(), text.end()};
}

IncomingFile incoming(const fs::path& path, const fs::path& base) {
  const fs::path relative = path.lexically_relative(base);
  return {path, utf8(path.filename()), utf8(relative), utf8(relative.parent_path())};
}

}  // namespace

std::vector<IncomingFile> list_inbox(const fs::path& inbox, const fs::path& except) {
  std::error_code error;
  if (!fs::is_directory(inbox, error)) return {incoming(inbox, inbox.parent_path())};
  std::vector<IncomingFile> files;
  const fs::path skipped = except.empty() ? fs::path() : fs::weakly_canonical(except, error);
  for (fs::recursive_directory_iterator item(inbox, fs::directory_options::skip_permission_denied, error), end; item != end;
       item.increment(error)) {
    if (!skipped.empty() && item->is_directory(error) && fs::weakly_canonical(item->path(), error) == skipped) {
      item.disable_recursion_pending();
    } else if (item->is_regular_file(error)) {
      files.push_back(incoming(item->path(), inbox));
    }
  }
  std::sort(files.begin(), files.end(), [](const IncomingFile& a, const IncomingFile& b) { return a.shown < b.shown; });
  return files;
}

bool is_litter(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kNames = {"Thumbs.db", ".DS_Store", "desktop.ini", ".directory"};
  static constexpr std::array<std::string_view, 4> kStarts = {"~$", ".~", "._", ".nfs"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return name.starts_with(start); });
}

bool is_litter(const IncomingFile& file) {
  return is_litter(file.name) || ("/" + file.folder + "/").find("/__MACOSX/") != std::string::npos;
}

}  // namespace huibiao::pipeline
