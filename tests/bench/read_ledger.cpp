// Reads a ledger of enterprises, from the file to base variables by park: what that costs beside the limit that inflate_limit
// prints. The catalogue is loaded before; nothing is stored.
#include <chrono>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "catalogue/catalogue.hpp"
#include "pipeline/ledgers.hpp"

namespace {

namespace fs = std::filesystem;

bool read_file(const fs::path& path, std::string& bytes) {
  bytes.resize(fs::file_size(path));
  return static_cast<bool>(std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace huibiao;
  if (argc != 2) return fmt::print(stderr, "usage: read_ledger FILE\n"), 2;
  model::Diagnostics wrong;
  const auto catalogue = catalogue::load(catalogue::installed_root(), {}, wrong);
  if (!catalogue) return fmt::print(stderr, "the catalogue is broken\n"), 2;
  const auto start = std::chrono::steady_clock::now();
  std::string bytes;
  if (!read_file(argv[1], bytes)) return fmt::print(stderr, "cannot read {}\n", argv[1]), 1;
  const std::string name = fs::path(argv[1]).filename().string();
  pipeline::LedgerFiles files(*catalogue);
  recognise::Circumstances circumstances;
  circumstances.file = name;
  model::Diagnostics noticed;
  auto reading = files.read(bytes, circumstances, {}, noticed);
  if (!reading) return fmt::print(stderr, "no ledger: {}\n", name), 1;
  model::Submission blank;
  blank.id = name;
  blank.file = name;
  std::vector<pipeline::WaitingLedger> ledgers(1);
  ledgers[0].received.submissions = pipeline::ledger_submissions(*reading, blank, files);
  ledgers[0].reading = *std::move(reading);
  const auto settled =
      pipeline::settle_ledgers(ledgers, files, nullptr, [&](const auto&) { return model::Result<std::string>(bytes); });
  if (!settled) return fmt::print(stderr, "{}\n", settled.failure().rule), 1;
  std::size_t values = 0, rows = ledgers[0].reading.entries.size();
  for (const model::Submission& submission : ledgers[0].received.submissions)
    for (const model::Observation& observation : submission.observations) values += observation.value.has_value();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("enterprises={} values={} seconds={:.4f}\n", rows, values, seconds.count());
}
