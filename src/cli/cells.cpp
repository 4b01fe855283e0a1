#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "model/csv.hpp"
#include "model/decimal.hpp"
#include "workbook/reader.hpp"

namespace huibiao::cli {
namespace {

struct CellsOptions {
  std::string file;
  int sheet = 0;  // from 1; 0 for all
};

// Digits as stored where they are a plain decimal; else the shortest that reads back.
std::string number_text(const model::Cell& cell) {
  const bool plain = cell.text.find_first_not_of("0123456789.-") == std::string_view::npos && !cell.text.empty();
  return plain ? std::string(cell.text) : model::plain_decimal(cell.number);
}

std::string value_text(const model::Cell& cell) {
  switch (cell.kind) {
    case model::CellKind::number:
      return model::csv_field(number_text(cell), false);
    case model::CellKind::boolean:
      return cell.number != 0 ? "true" : "false";
    case model::CellKind::formula:
      return "";
    case model::CellKind::text:
    case model::CellKind::date:
    case model::CellKind::error:
      break;
  }
  return model::csv_field(cell.text, true);
}

void print_grid(const model::Grid& grid) {
  const std::string sheet = model::csv_field(grid.name, true);
  std::string lines;
  for (const model::Cell& cell : grid.cells) {
    fmt::format_to(std::back_inserter(lines), "{},{},{},{}\n", sheet, to_string(cell.address), to_string(cell.kind),
                   value_text(cell));
    if (lines.size() > 1 << 16) {
      std::fwrite(lines.data(), 1, lines.size(), stdout);
      lines.clear();
    }
  }
  std::fwrite(lines.data(), 1, lines.size(), stdout);
}

int cells(const CellsOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const std::vector<pipeline::IncomingFile> files = pipeline::list_inbox(options.file, {});
  model::Diagnostics noticed;
  const auto bytes = pipeline::read_bytes(files.front());
  const auto workbook = bytes ? workbook::read(*bytes, workbook::Limits{}, noticed) : bytes.failure();
  if (!workbook) {
    model::Diagnostic failure = workbook.failure();
    failure.file = files.front().name;
    console.print({failure}, model::Severity::info, stderr);
    return kSomethingReturned;
  }
  for (model::Diagnostic& diagnostic : noticed) diagnostic.file = files.front().name;
  console.print(noticed, model::Severity::info, stderr);
  const auto count = static_cast<int>(workbook->grids.size());
  if (options.sheet < 0 || options.sheet > count) {
    console.error_line("cells.no-such-sheet", {{"sheet", std::to_string(options.sheet)}, {"count", std::to_string(count)}});
    return kWrongUsage;
  }
  fmt::print("sheet,cell,kind,value\n");
  for (int i = 0; i < count; ++i) {
    if (options.sheet == 0 || options.sheet == i + 1) print_grid(workbook->grids[static_cast<std::size_t>(i)]);
  }
  return kAllWell;
}

}  // namespace

void add_cells(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<CellsOptions>();
  CLI::App* command = app.add_subcommand("cells", console.word("cells.help"));
  command->fallthrough();
  command->add_option("FILE", options->file, console.word("cells.file"))->required()->check(CLI::ExistingFile);
  command->add_option("--sheet", options->sheet, console.word("cells.sheet"))->type_name("N");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return cells(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
