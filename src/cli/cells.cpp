#include <functional>
#include <span>

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

// Prints in blocks.
class LinePrinter {
 public:
  explicit LinePrinter(const CellsOptions& options) : options_(options) {}
  ~LinePrinter() { flush(); }
  LinePrinter(const LinePrinter&) = delete;
  LinePrinter& operator=(const LinePrinter&) = delete;

  void print(std::size_t sheet, std::string_view name, std::span<const model::Cell> cells) {
    if (options_.sheet != 0 && static_cast<std::size_t>(options_.sheet) != sheet + 1) return;
    const std::string field = model::csv_field(name, true);
    for (const model::Cell& cell : cells) {
      fmt::format_to(std::back_inserter(lines_), "{},{},{},{}\n", field, to_string(cell.address), to_string(cell.kind),
                     value_text(cell));
      if (lines_.size() > 1 << 16) flush();
    }
  }

 private:
  void flush() {
    std::fwrite(lines_.data(), 1, lines_.size(), stdout);
    lines_.clear();
  }

  const CellsOptions& options_;
  std::string lines_;
};

// Cells out of order have to be kept to be put in order, and only then is it known which of them stand in one place.
model::Result<workbook::StreamedWorkbook> survey(const std::string& bytes, model::Diagnostics& noticed, model::Workbook& kept) {
  const auto nothing = [](std::size_t, std::string_view, std::span<const model::Cell>) {};
  auto surveyed = workbook::read_cells(bytes, {}, noticed, nothing);
  if (!surveyed || surveyed->in_order) return surveyed;
  noticed.clear();
  auto whole = workbook::read(bytes, {}, noticed);
  if (!whole) return whole.failure();
  kept = std::move(*whole);
  return surveyed;
}

// The file is gone through twice, so that one of any size needs little memory and nothing is printed of one that turns out to be
// broken at its end.
int cells(const CellsOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const std::vector<pipeline::IncomingFile> files = pipeline::list_inbox(options.file, {});
  const auto refused = [&](model::Diagnostic failure) {
    failure.file = files.front().name;
    console.print({failure}, model::Severity::info, stderr);
    return kSomethingReturned;
  };
  const auto bytes = pipeline::read_bytes(files.front());
  if (!bytes) return refused(bytes.failure());
  model::Diagnostics noticed;
  model::Workbook kept;
  const auto surveyed = survey(*bytes, noticed, kept);
  if (!surveyed) return refused(surveyed.failure());
  for (model::Diagnostic& diagnostic : noticed) diagnostic.file = files.front().name;
  console.print(noticed, model::Severity::info, stderr);
  const auto count = static_cast<int>(surveyed->workbook.grids.size());
  if (options.sheet < 0 || options.sheet > count) {
    console.error_line("cells.no-such-sheet", {{"sheet", std::to_string(options.sheet)}, {"count", std::to_string(count)}});
    return kWrongUsage;
  }
  fmt::print("sheet,cell,kind,value\n");
  LinePrinter printer(options);
  for (std::size_t i = 0; i < kept.grids.size(); ++i) printer.print(i, kept.grids[i].name, kept.grids[i].cells);
  if (!surveyed->in_order) return kAllWell;
  model::Diagnostics said_already;
  const auto printed = workbook::read_cells(*bytes, {}, said_already, std::bind_front(&LinePrinter::print, &printer));
  return printed ? kAllWell : refused(printed.failure());
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
