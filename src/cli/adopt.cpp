#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "catalogue/draft.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "recognise/draft.hpp"
#include "recognise/margin.hpp"
#include "workbook/reader.hpp"

namespace huibiao::cli {
namespace {

struct AdoptOptions {
  std::string file, form, out;
  int year = 0;
};

// Creates the file; one that is there already is never touched.
model::Outcome write_new(const std::string& path, std::string_view text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0 && errno == EEXIST) return model::failure("usage.exists", {{"file", path}});
  if (file < 0) return model::failure("adopt.unwritable", {{"file", path}, {"reason", std::strerror(errno)}});
  bool whole = true;
  while (whole && !text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    whole = written > 0 || (written < 0 && errno == EINTR);
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  const std::string reason = std::strerror(errno);
  if (close(file) == 0 && whole) return model::Done{};
  unlink(path.c_str());
  return model::failure("adopt.unwritable", {{"file", path}, {"reason", reason}});
}

int adopt(const AdoptOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  if (!catalogue::is_form_id(options.form)) return console.fail(model::failure("usage.form-id", {{"found", options.form}}));
  const pipeline::IncomingFile file = pipeline::list_inbox(options.file, {}).front();
  model::Diagnostics noticed;
  const auto bytes = pipeline::read_bytes(file);
  auto workbook = bytes ? workbook::read(*bytes, workbook::Limits{}, noticed) : bytes.failure();
  if (workbook) recognise::take_margins(*workbook);
  const recognise::DraftRequest request{options.form, options.year, std::atoi(today().c_str()), file.name};
  const auto draft = workbook ? recognise::draft_form(*workbook, request, catalogue) : workbook.failure();
  if (!draft) noticed.push_back(draft.failure());
  for (model::Diagnostic& diagnostic : noticed) diagnostic.file = file.name;
  console.print(noticed, model::Severity::info, stderr);
  if (!draft) return kSomethingReturned;
  const std::string text = catalogue::to_toml(*draft, catalogue);
  if (options.out.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
  } else if (const model::Outcome written = write_new(options.out, text); !written) {
    return console.fail(written.failure());
  }
  std::size_t rows = 0;
  for (const model::DraftTable& table : draft->tables) rows += table.rows.size();
  console.error_line("adopt.done", {{"tables", std::to_string(draft->tables.size())},
                                    {"rows", std::to_string(rows)},
                                    {"new", std::to_string(draft->indicators.size())},
                                    {"doubts", std::to_string(model::count_doubts(*draft))},
                                    {"id", options.form},
                                    {"year", std::to_string(draft->form.first_year)}});
  return kAllWell;
}

}  // namespace

void add_adopt(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<AdoptOptions>();
  CLI::App* command = app.add_subcommand("adopt", console.word("adopt.help"));
  command->fallthrough();
  command->add_option("FILE", options->file, console.word("adopt.file"))->required()->check(CLI::ExistingFile);
  command->add_option("--form", options->form, console.word("adopt.form"))->required()->type_name("ID");
  command->add_option("--year", options->year, console.word("adopt.year"))->check(CLI::Range(2000, 2100))->type_name("Y");
  command->add_option("--out", options->out, console.word("adopt.out"))->type_name("FILE");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return adopt(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
