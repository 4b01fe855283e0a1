// What the commands that take files in have in common: the options about the files, and the summary at the end.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "pipeline/pipeline.hpp"

namespace huibiao::cli {

// Options as written; checked against the catalogue before any file is opened.
struct IntakeOptions {
  std::string park;
  std::string period;
  std::string received;
};

// The orders for an intake, or a failure "usage.…" that names what is wrong.
model::Result<pipeline::IntakeOrders> intake_orders(const IntakeOptions& options, const model::Catalogue& catalogue);
// A period as a person writes it on the command line; a quarter of a monthly form is its closing month.
model::Result<model::Period> period_argument(const std::string& text);

// Prints how many were read, questioned, returned, refused, and what to do next; refused and returned ones by name on standard
// error.
void print_summary(const pipeline::IntakeResult& result, const Console& console);
// 1 where a submission was returned or a file could not be read.
int exit_code(const pipeline::IntakeResult& result);

}  // namespace huibiao::cli
