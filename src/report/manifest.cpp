#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>

#include "report/json.hpp"
#include "report/report.hpp"

namespace huibiao::report {

namespace {

namespace fs = std::filesystem;
using model::WrittenFile;

constexpr const char* kManifest = "manifest.json";

std::string to_line(const WrittenFile& file) {
  return "  {\"path\": " + json_string(file.path) + ", \"kind\": " + json_string(file.kind) +
         ", \"form\": " + json_string(file.form) + ", \"period\": " + json_string(file.period) +
         ", \"park\": " + json_string(file.park) + "}";
}

WrittenFile from_object(const JsonObject& object) {
  const auto text = [&](std::string_view key) {
    const auto found = object.find(key);
    return found == object.end() ? std::string() : found->second;
  };
  return {text("path"), text("kind"), text("form"), text("period"), text("park")};
}

std::vector<WrittenFile> read_manifest(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  std::vector<WrittenFile> files;
  if (const auto objects = parse_flat_objects(text)) {
    for (const JsonObject& object : *objects) files.push_back(from_object(object));
  }
  return files;
}

// The file of an entry, if it is a plain relative path that leads, links resolved, to a regular file under `out`.
std::optional<fs::path> own_file(const fs::path& out, const WrittenFile& entry) {
  const fs::path relative(entry.path);
  if (relative.empty() || relative.is_absolute()) return std::nullopt;
  if (std::any_of(relative.begin(), relative.end(), [](const fs::path& part) { return part == ".." || part == "."; }))
    return std::nullopt;
  std::error_code error;
  const fs::path root = fs::canonical(out, error);
  if (error) return std::nullopt;
  const fs::path folder = fs::canonical(out / relative.parent_path(), error);
  if (error) return std::nullopt;
  const auto [left, ignored] = std::mismatch(root.begin(), root.end(), folder.begin(), folder.end());
  const fs::path file = folder / relative.filename();
  if (left != root.end() || !fs::is_regular_file(fs::symlink_status(file, error))) return std::nullopt;
  return file;
}

// Removes the file and the folders that it leaves empty, up to `out`.
void remove_with_folders(const fs::path& out, const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  const fs::path root = fs::canonical(out, error);
  for (fs::path folder = file.parent_path(); folder != root && !error && fs::is_empty(folder, error);
       folder = folder.parent_path()) {
    fs::remove(folder, error);
  }
}

}  // namespace

bool everything(const WrittenFile&) { return true; }

model::Outcome write_manifest(const fs::path& out, std::vector<WrittenFile> files, const Scope& scope) {
  const fs::path path = out / kManifest;
  std::set<std::string> written;
  for (const WrittenFile& file : files) written.insert(file.path);
  std::vector<fs::path> stale;
  for (const WrittenFile& entry : read_manifest(path)) {
    if (written.count(entry.path) != 0) continue;
    const std::optional<fs::path> file = own_file(out, entry);
    if (!file) continue;
    if (scope(entry)) {
      stale.push_back(*file);
    } else {
      files.push_back(entry);
    }
  }
  std::sort(files.begin(), files.end(), [](const WrittenFile& a, const WrittenFile& b) { return a.path < b.path; });

  std::error_code error;
  fs::create_directories(out, error);
  const fs::path part = out / (std::string(".") + kManifest + ".part");
  {
    std::ofstream stream(part, std::ios::binary | std::ios::trunc);
    stream << "[";
    for (std::size_t index = 0; index < files.size(); ++index) stream << (index == 0 ? "\n" : ",\n") << to_line(files[index]);
    stream << (files.empty() ? "]\n" : "\n]\n");
    stream.close();
    if (!stream)
      return model::failure("report.not-written", {{"file", path.string()}, {"reason", std::generic_category().message(errno)}});
  }
  // Before the new manifest stands: cut off in between, the old one still names whatever is left.
  for (const fs::path& file : stale) remove_with_folders(out, file);
  fs::rename(part, path, error);
  if (error) return model::failure("report.not-written", {{"file", path.string()}, {"reason", error.message()}});
  return model::Done{};
}

}  // namespace huibiao::report
