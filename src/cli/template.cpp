#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/intake_summary.hpp"
#include "model/form_changes.hpp"
#include "model/identity.hpp"
#include "pipeline/templates.hpp"

namespace huibiao::cli {
namespace {

struct TemplateOptions {
  int year = 0;
  std::string form, park, period, layout = "period", out;
};

// What is wanted, checked against the catalogue before a file is written; a failure is a "usage.…".
model::Result<report::TemplateRequest> request_of(const TemplateOptions& options, const model::Catalogue& catalogue) {
  report::TemplateRequest request{options.year, options.form, "", std::nullopt, options.layout == "year", nullptr};
  const auto known = [&](const model::Form& form) { return form.id == options.form; };
  if (!options.form.empty() && std::none_of(catalogue.forms.begin(), catalogue.forms.end(), known)) {
    return model::failure("usage.form", {{"found", options.form}});
  }
  const auto names = intake_orders({options.park, options.period, ""}, catalogue);
  if (!names) return names.failure();
  if (names->park) request.park = *names->park;
  if (names->period && !names->period->is_year()) request.period = names->period;
  if (names->period && names->period->year != options.year) {
    return model::failure("usage.period-of-year", {{"found", options.period}, {"year", std::to_string(options.year)}});
  }
  return request;
}

// The blank forms that the request asks for, as an earlier run listed them; and every archive of the year: what holds other
// copies than those that lie beside it is not to be sent.
bool asked_for(const report::TemplateRequest& request, const model::WrittenFile& entry) {
  const auto period = model::parse_period(entry.period);
  if (!period || period->year != request.year) return false;
  if (entry.kind == report::kTemplateArchive) return true;
  return entry.kind == model::kTemplateKind && (request.form.empty() || entry.form == request.form) &&
         (request.park.empty() || entry.park == request.park) && (!request.period || *period == *request.period);
}

// The store that is named, or else the one that lies here, if one does.
model::Result<std::unique_ptr<store::Store>> store_of(const Invocation& invocation) {
  const std::string location = store_location(invocation);
  std::error_code error;
  if (invocation.store.empty() && !std::filesystem::exists(location, error)) return std::unique_ptr<store::Store>();
  return store::Store::open(location, store::Opening::existing);
}

void print_changes(const report::TemplateRequest& request, const model::Catalogue& catalogue, const Invocation& invocation,
                   const Console& console) {
  for (const model::Form& form : catalogue.forms) {
    if (!request.form.empty() && form.id != request.form) continue;
    const model::Diagnostics changes = changes_in(catalogue, form, request.year);
    if (changes.empty()) continue;
    console.line("template.changes", {{"form", form.name.in(invocation.language)}, {"year", std::to_string(request.year)}});
    for (const model::Diagnostic& change : changes)
      console.line("template.change", {{"change", render_message(change, catalogue, invocation.language)}});
  }
}

int write(const TemplateOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto request = request_of(options, catalogue);
  if (!request) return console.fail(request.failure());
  const std::filesystem::path out(options.out);
  const auto store = store_of(invocation);
  if (!store) return console.fail(store.failure());
  const auto written = pipeline::write_templates(store->get(), catalogue, *request, invocation.language, invocation.as_of, out);
  if (!written) return console.fail(written.failure());
  if (written->empty()) {
    console.error_line("template.nothing");
    return kWrongUsage;
  }
  const auto scope = [&](const model::WrittenFile& entry) { return asked_for(*request, entry); };
  if (const auto manifest = report::write_manifest(out, *written, scope); !manifest) return console.fail(manifest.failure());
  const auto archives = static_cast<std::size_t>(std::count_if(
      written->begin(), written->end(), [](const model::WrittenFile& file) { return file.kind == report::kTemplateArchive; }));
  print_changes(*request, catalogue, invocation, console);
  console.line("template.written", {{"count", std::to_string(written->size() - archives)}, {"folder", options.out}});
  if (archives > 0) console.line("template.archives", {{"count", std::to_string(archives)}});
  return kAllWell;
}

}  // namespace

void add_template(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<TemplateOptions>();
  CLI::App* command = app.add_subcommand("template", console.word("template.help"));
  command->fallthrough();
  command->add_option("--year", options->year, console.word("template.year"))
      ->required()
      ->check(CLI::Range(2000, 2100))
      ->type_name("Y");
  command->add_option("--form", options->form, console.word("template.form"))->type_name("F");
  command->add_option("--park", options->park, console.word("template.park"))->type_name("P");
  command->add_option("--period", options->period, console.word("template.period"))->type_name("P");
  command->add_option("--layout", options->layout, console.word("template.layout"))
      ->check(CLI::IsMember({"period", "year"}))
      ->type_name("period|year");
  command->add_option("--out", options->out, console.word("template.out"))->required()->type_name("DIR");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return write(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
