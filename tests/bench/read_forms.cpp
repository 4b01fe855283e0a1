// Reads every .xlsx and .xls below a folder and does nothing with it: what the reader costs beside the limit that inflate_limit prints.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "workbook/reader.hpp"

namespace {

bool read_file(const std::filesystem::path& path, std::string& bytes) {
  bytes.resize(std::filesystem::file_size(path));
  return static_cast<bool>(std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return fmt::print(stderr, "usage: read_forms FOLDER\n"), 2;
  std::size_t files = 0, cells = 0;
  std::string bytes;
  const auto start = std::chrono::steady_clock::now();
  for (const auto& item : std::filesystem::recursive_directory_iterator(argv[1])) {
    if (item.path().extension() != ".xlsx" && item.path().extension() != ".xls") continue;
    if (!read_file(item.path(), bytes)) return fmt::print(stderr, "cannot read {}\n", item.path().string()), 1;
    huibiao::model::Diagnostics diagnostics;
    const auto workbook = huibiao::workbook::read(bytes, huibiao::workbook::Limits{}, diagnostics);
    if (!workbook) return fmt::print(stderr, "{}: {}\n", workbook.failure().rule, item.path().string()), 1;
    for (const huibiao::model::Grid& grid : workbook->grids) cells += grid.cells.size();
    ++files;
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("files={} cells={} seconds={:.4f}\n", files, cells, seconds.count());
}
