// A fuzz target without libFuzzer: every file of a folder as it is, cut off at many places, and with bytes changed, always alike.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kCuts = 40, kChanges = 80;

void run(const std::string& bytes) { LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()); }

void run_around(const std::string& seed) {
  run(seed);
  for (std::size_t i = 0; i < kCuts; ++i) run(seed.substr(0, seed.size() * i / kCuts));
  std::minstd_rand random(20260308);
  for (std::size_t i = 0; i < kChanges && !seed.empty(); ++i) {
    std::string changed = seed;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) {
      const std::size_t at = random() % changed.size();
      if (random() % 2 == 0) {
        changed[at] = static_cast<char>(random());
      } else {
        changed.insert(at, changed.substr(random() % changed.size(), random() % 16));
      }
    }
    run(changed);
  }
}

}  // namespace

int main(int count, char** arguments) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (int i = 1; i < count; ++i) {
    for (const auto& entry : fs::directory_iterator(arguments[i])) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    run_around({std::istreambuf_iterator<char>(stream), {}});
  }
  std::printf("%zu seeds\n", files.size());
  return files.empty() ? 1 : 0;
}
