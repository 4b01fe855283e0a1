#include "catalogue/source.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "digest/sha256.hpp"
#include "text/text.hpp"

namespace huibiao::catalogue {
namespace {

namespace fs = std::filesystem;

void report(model::Diagnostics& diagnostics, const char* rule, const fs::path& path) {
  model::Diagnostic diagnostic;
  diagnostic.rule = rule;
  diagnostic.file = path.string();
  diagnostics.push_back(std::move(diagnostic));
}

bool is_litter(const std::string& name) { return name.front() == '.' || name.front() == '~' || name.back() == '~'; }

void read_file(const fs::path& folder, const fs::path& path, Sources& sources, model::Diagnostics& diagnostics) {
  std::ifstream stream(path, std::ios::binary);
  SourceFile file;
  file.relative = path.lexically_relative(folder).generic_string();
  file.path = path.string();
  file.bytes.assign(std::istreambuf_iterator<char>(stream), {});
  if (!stream.is_open() || stream.bad()) return report(diagnostics, "catalogue.unreadable", path);
  if (file.bytes.starts_with("\xEF\xBB\xBF")) file.bytes.erase(0, 3);
  if (!text::is_utf8(file.bytes)) return report(diagnostics, "catalogue.not-utf8", path);
  sources[file.relative].push_back(std::move(file));
}

void read_folder(const fs::path& folder, const char* part, Sources& sources, model::Diagnostics& diagnostics) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator entry(folder / part, error), end; !error && entry != end; entry.increment(error)) {
    if (is_litter(entry->path().filename().string())) {
      if (entry->is_directory(error)) entry.disable_recursion_pending();
    } else if (entry->is_regular_file(error)) {
      paths.push_back(entry->path());
    }
  }
  if (error) return report(diagnostics, "catalogue.unreadable", folder / part);
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) read_file(folder, path, sources, diagnostics);
}

}  // namespace

Sources read_sources(const fs::path& root, const std::vector<fs::path>& overlays, model::Diagnostics& diagnostics) {
  Sources sources;
  for (const char* part : {"templates", "mappings"}) read_folder(root, part, sources, diagnostics);
  for (const fs::path& overlay : overlays) {
    std::error_code error;
    bool any = false;
    for (const char* part : {"templates", "mappings"}) {
      if (!fs::is_directory(overlay / part, error)) continue;
      any = true;
      read_folder(overlay, part, sources, diagnostics);
    }
    if (!any) report(diagnostics, "catalogue.empty-overlay", overlay);
  }
  return sources;
}

std::string digest_of(const Sources& sources) {
  std::string all;
  for (const auto& [relative, versions] : sources) {
    for (const SourceFile& file : versions) {
      all += relative + '\n' + std::to_string(file.bytes.size()) + '\n' + file.bytes;
    }
  }
  return digest::sha256(all);
}

}  // namespace huibiao::catalogue
