// huibiao: the library and a command line. Everything the command line says is parsed, and the whole catalogue checked, before a
// file is touched: a typing error costs nothing.
#include <csignal>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "catalogue/catalogue.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"

namespace {

using huibiao::cli::Invocation;
namespace model = huibiao::model;

constexpr int kInterrupted = 130;  // what a shell reports of a program stopped by Ctrl-C
char interrupt_message[512];
std::size_t interrupt_length = 0;

// The store is whole at any moment, so stopping is all there is to do.
void on_interrupt(int) {
  if (write(STDERR_FILENO, interrupt_message, interrupt_length) < 0) _exit(kInterrupted);
  _exit(kInterrupted);
}

// --catalogue and --lang decide in which words the rest is explained: they are looked for first.
void read_ahead(int argc, char** argv, Invocation& invocation) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto value = [&](std::string_view name) -> std::string_view {
      if (argument == name && i + 1 < argc) return argv[i + 1];
      if (argument.starts_with(name) && argument.size() > name.size() && argument[name.size()] == '=')
        return argument.substr(name.size() + 1);
      return {};
    };
    if (const auto folder = value("--catalogue"); !folder.empty()) invocation.catalogue_overlays.emplace_back(folder);
    if (const auto language = value("--lang"); language == "zh" || language == "en") invocation.language = language;
  }
}

void translate_help(CLI::App& app, const model::Catalogue& catalogue, const std::string& language) {
  for (const char* label : {"Usage", "OPTIONS", "SUBCOMMAND", "REQUIRED", "Positionals", "TEXT"}) {
    app.get_formatter()->label(label, std::string(catalogue.word(language, fmt::format("help.{}", label))));
  }
  // Before any option and command: they are listed under the name of their group.
  app.option_defaults()->group(std::string(catalogue.word(language, "help.Options")));
  app.group(std::string(catalogue.word(language, "help.Subcommands")));
  app.set_help_flag("-h,--help", std::string(catalogue.word(language, "help.help")));
}

// A command is given its --help before it learns in what group options are listed.
void group_help(CLI::App& app, const std::string& group) {
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    command->get_help_ptr()->group(group);
    group_help(*command, group);
  }
}

void add_common_options(CLI::App& app, Invocation& invocation, const model::Catalogue& catalogue) {
  const auto word = [&](const char* key) { return std::string(catalogue.word(invocation.language, key)); };
  app.add_option("--store", invocation.store, word("help.store"));
  app.add_option("--catalogue", invocation.catalogue_overlays, word("help.catalogue"));
  app.add_option("--lang", invocation.language, word("help.lang"))->check(CLI::IsMember({"zh", "en"}));
  app.add_option_function<std::string>(
         "--as-of",
         [&invocation, &catalogue](const std::string& text) {
           invocation.as_of = model::parse_date(text);
           if (!invocation.as_of)
             throw CLI::ValidationError("--as-of", std::string(catalogue.word(invocation.language, "help.date-wanted")));
         },
         word("help.as-of"))
      ->type_name("YYYY-MM-DD");
}

}  // namespace

int main(int argc, char** argv) {
  namespace cli = huibiao::cli;
  Invocation invocation;
  read_ahead(argc, argv, invocation);
  model::Diagnostics wrong;
  const std::vector<std::filesystem::path> overlays(invocation.catalogue_overlays.begin(), invocation.catalogue_overlays.end());
  const std::filesystem::path root = huibiao::catalogue::installed_root();
  const auto catalogue = huibiao::catalogue::load(root, overlays, wrong);
  if (!catalogue) {
    const model::Catalogue words = huibiao::catalogue::load_messages(root);
    const cli::Console console(words, invocation);
    console.print(wrong, model::Severity::error, stderr);
    console.print({catalogue.failure()}, model::Severity::info, stderr);
    return cli::kWrongUsage;
  }
  invocation.catalogue_overlays.clear();

  const cli::Console console(*catalogue, invocation);
  interrupt_length = console.word("run.interrupted").copy(interrupt_message, sizeof interrupt_message - 1);
  interrupt_message[interrupt_length++] = '\n';
  std::signal(SIGINT, on_interrupt);

  CLI::App app(console.word("help.program"), "huibiao");
  translate_help(app, *catalogue, invocation.language);
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", HUIBIAO_VERSION, console.word("help.version"));
  add_common_options(app, invocation, *catalogue);
  for (const auto add : {cli::add_run, cli::add_ingest, cli::add_check, cli::add_cells, cli::add_report, cli::add_template,
                         cli::add_schedule, cli::add_status, cli::add_export, cli::add_explain, cli::add_diff, cli::add_decisions,
                         cli::add_watch, cli::add_adopt, cli::add_evaluate, cli::add_store}) {
    add(app, invocation, *catalogue);
  }
  group_help(app, console.word("help.Options"));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kAllWell : cli::kWrongUsage;
  }
  return invocation.command(*catalogue, invocation);
}
