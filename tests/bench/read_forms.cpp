// Reads every .xlsx and .xls below a folder and does nothing with it: what the reader costs beside the limit that inflate_limit
// prints. With a number behind the folder so many threads read, each the next file that none has begun; with "streamed" the cells
// are handed on instead of being kept.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "workbook/reader.hpp"

namespace {

namespace fs = std::filesystem;

bool read_file(const fs::path& path, std::string& bytes) {
  bytes.resize(fs::file_size(path));
  return static_cast<bool>(std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
}

enum class How { kept, streamed };

// Adds the number of cells; gives the rule of the failure, or "".
std::string read_workbook(How how, std::string_view bytes, std::size_t& cells) {
  namespace workbook = huibiao::workbook;
  huibiao::model::Diagnostics diagnostics;
  if (how == How::kept) {
    const auto whole = workbook::read(bytes, workbook::Limits{}, diagnostics);
    if (!whole) return whole.failure().rule;
    for (const huibiao::model::Grid& grid : whole->grids) cells += grid.cells.size();
    return "";
  }
  const auto streamed = workbook::read_cells(
      bytes, workbook::Limits{}, diagnostics,
      [&](std::size_t, std::string_view, std::span<const huibiao::model::Cell> batch) { cells += batch.size(); });
  return streamed ? "" : streamed.failure().rule;
}

// What all threads share.
struct Work {
  How how = How::kept;
  std::vector<fs::path> files;
  std::atomic<std::size_t> next = 0, cells = 0;
  std::atomic<bool> failed = false;
};

void read_files(Work& work) {
  std::string bytes;
  std::size_t cells = 0;
  for (std::size_t at; (at = work.next++) < work.files.size() && !work.failed;) {
    const fs::path& path = work.files[at];
    if (!read_file(path, bytes)) {
      fmt::print(stderr, "cannot read {}\n", path.string());
      work.failed = true;
      return;
    }
    if (const auto rule = read_workbook(work.how, bytes, cells); !rule.empty()) {
      fmt::print(stderr, "{}: {}\n", rule, path.string());
      work.failed = true;
      return;
    }
  }
  work.cells += cells;
}

}  // namespace

int main(int argc, char** argv) {
  const bool streamed = argc == 3 && std::string_view(argv[2]) == "streamed";
  const int threads = argc == 3 && !streamed ? std::atoi(argv[2]) : 1;
  if (argc < 2 || argc > 3 || threads < 1) return fmt::print(stderr, "usage: read_forms FOLDER [THREADS|streamed]\n"), 2;
  Work work;
  work.how = streamed ? How::streamed : How::kept;
  const auto start = std::chrono::steady_clock::now();
  for (const auto& item : fs::recursive_directory_iterator(argv[1])) {
    if (item.path().extension() == ".xlsx" || item.path().extension() == ".xls") work.files.push_back(item.path());
  }
  std::vector<std::thread> readers;
  for (int i = 1; i < threads; ++i) readers.emplace_back(read_files, std::ref(work));
  read_files(work);
  for (std::thread& reader : readers) reader.join();
  if (work.failed) return 1;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("files={} cells={} seconds={:.4f}\n", work.files.size(), work.cells.load(), seconds.count());
}
