// Bytes as one file of a user's own catalogue: loaded, or every error of it said.
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "catalogue/catalogue.hpp"
#include "promises.hpp"

namespace {

namespace fs = std::filesystem;

const char* const kFiles[] = {"mappings/labels.toml", "mappings/units.toml", "mappings/offices.toml",
                              "templates/zj-monthly/2030.toml", "mappings/parks.csv"};

const fs::path& overlay() {
  static const fs::path folder = [] {
    const fs::path made = fs::temp_directory_path() / ("huibiao-toml-" + std::to_string(getpid()));
    fs::create_directories(made / "mappings");
    fs::create_directories(made / "templates/zj-monthly");
    return made;
  }();
  return folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace huibiao;
  if (size == 0) return 0;
  const fs::path file = overlay() / kFiles[data[0] % std::size(kFiles)];
  std::ofstream(file, std::ios::binary) << fuzz::text_of(data + 1, size - 1);
  model::Diagnostics diagnostics;
  const auto loaded = catalogue::load(HUIBIAO_SOURCE_DIR, {overlay()}, diagnostics);
  fs::remove(file);
  fuzz::require(loaded || !diagnostics.empty());
  return 0;
}
