#include "cli/edition.hpp"

namespace huibiao::cli {
namespace {

constexpr const char* kFlash = "flash";
constexpr const char* kRegular = "regular";

}  // namespace

void add_edition_option(CLI::App& command, std::string& into, const Console& console) {
  command.add_option("--edition", into, console.word("report.edition"))->check(CLI::IsMember({kFlash, kRegular}));
}

pipeline::EditionChoice edition_choice(const std::string& edition) {
  if (edition.empty()) return pipeline::EditionChoice::by_schedule;
  return edition == kFlash ? pipeline::EditionChoice::flash : pipeline::EditionChoice::regular;
}

}  // namespace huibiao::cli
