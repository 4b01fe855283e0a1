// The option that chooses the edition of a report, for the commands that write them.
#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "pipeline/pipeline.hpp"

namespace huibiao::cli {

// --edition flash|regular; `into` stays empty where the schedule decides. It must live until the command line is parsed.
void add_edition_option(CLI::App& command, std::string& into, const Console& console);
pipeline::EditionChoice edition_choice(const std::string& edition);

}  // namespace huibiao::cli
