#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/intake_summary.hpp"
#include "cli/rows.hpp"
#include "model/decimal.hpp"
#include "pipeline/knowledge.hpp"

namespace huibiao::cli {

namespace {

using model::Catalogue;
using model::Layer;

struct ExportOptions {
  std::string what;
  std::string period;
  std::string format = "csv";
  bool all = false;
};

// What is to be exported, and where it comes from.
struct Export {
  const pipeline::Knowledge& knowledge;
  const Catalogue& catalogue;
  const Invocation& invocation;
  std::vector<model::Period> periods;  // whose figures are wanted, ascending
  std::optional<model::Period> only;   // the one that was asked for
  bool all = false;
  RowFormat format = RowFormat::csv;
};

// The place of a name among those that the catalogue lists; what it does not list comes after them.
class Places {
 public:
  explicit Places(const Catalogue& catalogue) {
    int units = 0, indicators = 0, measures = 0;
    for (const model::Register& entries : catalogue.registers)
      for (const model::ReportingUnit& unit : entries.units) parks_.emplace(unit.name, units++);
    for (const model::Indicator& indicator : catalogue.indicators) indicators_.emplace(indicator.id, indicators++);
    for (const model::Measure& measure : catalogue.measures) measures_.emplace(measure.id, measures++);
  }

  auto of(const model::ObservationKey& key) const {
    return std::make_tuple(place(parks_, key.park), std::string_view(key.park), place(indicators_, key.indicator),
                           std::string_view(key.indicator), std::string_view(key.item), place(measures_, key.measure),
                           std::string_view(key.measure));
  }

 private:
  using ByName = std::map<std::string, int, std::less<>>;
  static int place(const ByName& names, const std::string& name) {
    const auto found = names.find(name);
    return found == names.end() ? static_cast<int>(names.size()) : found->second;
  }

  ByName parks_, indicators_, measures_;
};

const std::vector<std::string_view>& observation_columns() {
  static const std::vector<std::string_view> columns = {"period", "park",   "indicator", "item",    "measure",    "value",
                                                        "unit",   "source", "status",    "form",    "submission", "file",
                                                        "sheet",  "cell",   "raw",       "raw_unit"};
  return columns;
}

void write_layer(RowWriter& rows, const model::ObservationKey& key, const Layer& layer, const Catalogue& catalogue) {
  const model::Observation& observation = layer.observation;
  if (!observation.value && observation.code.empty()) return;  // nothing was claimed
  const std::string period = to_string(key.period);
  const std::string value = observation.value ? model::plain_decimal(*observation.value) : observation.code;
  const std::string cell = layer.file.empty() ? std::string() : to_string(observation.cell);
  const model::Indicator* indicator = catalogue.indicator(key.indicator);
  const model::Measure* measure = catalogue.measure(key.measure);
  const bool own_unit = measure != nullptr && !measure->unit.empty();
  const std::string_view unit = own_unit               ? std::string_view(measure->unit)
                                : indicator == nullptr ? std::string_view()
                                                       : std::string_view(indicator->unit);
  rows.write({{"period", period},
              {"park", key.park},
              {"indicator", key.indicator},
              {"item", key.item},
              {"measure", key.measure},
              {"value", value, observation.value ? FieldKind::number : FieldKind::text},
              {"unit", unit},
              {"source", observation.source},
              {"status", to_string(layer.status)},
              {"form", layer.form},
              {"submission", layer.submission},
              {"file", layer.file},
              {"sheet", observation.sheet},
              {"cell", cell},
              {"raw", observation.raw, FieldKind::verbatim},
              {"raw_unit", observation.raw_unit}});
}

std::optional<model::Diagnostic> export_observations(const Export& wanted) {
  RowWriter rows(wanted.format, observation_columns());
  const Places places(wanted.catalogue);
  for (const model::Period& period : wanted.periods) {
    model::Diagnostics unsaid;
    const auto table = wanted.knowledge.effective_table(period, unsaid);
    if (!table) return table.failure();
    std::vector<const model::EffectiveValue*> values;
    for (const auto& [key, value] : table->values) values.push_back(&value);
    std::sort(values.begin(), values.end(), [&](const auto* a, const auto* b) { return places.of(a->key) < places.of(b->key); });
    for (const model::EffectiveValue* value : values) {
      const Layer* standing = value->standing();
      for (const Layer& layer : value->layers)
        if (wanted.all || &layer == standing) write_layer(rows, value->key, layer, wanted.catalogue);
    }
  }
  return std::nullopt;
}

// ": accepted by whom, when and why", "" where nobody did.
std::string acceptance(const model::Diagnostic& diagnostic, const Export& wanted) {
  const model::Decision* decision = wanted.knowledge.decided().settling(diagnostic);
  if (decision == nullptr) return "";
  return model::fill(wanted.catalogue.word(wanted.invocation.language, "export.accepted"),
                     {{"by", decision->by}, {"on", to_string(decision->on)}, {"reason", decision->reason}});
}

void write_diagnostic(RowWriter& rows, const model::Diagnostic& diagnostic, const Export& wanted) {
  const std::string cell = diagnostic.cell ? to_string(*diagnostic.cell) : std::string();
  const std::string message =
      model::render_message(diagnostic, wanted.catalogue, wanted.invocation.language) + acceptance(diagnostic, wanted);
  rows.write({{"file", diagnostic.file},
              {"sheet", diagnostic.sheet},
              {"cell", cell},
              {"severity", to_string(diagnostic.severity)},
              {"rule", diagnostic.rule},
              {"message", message},
              {"park", diagnostic.park},
              {"period", diagnostic.period},
              {"indicator", diagnostic.indicator},
              {"measure", diagnostic.measure},
              {"submission", diagnostic.submission}});
}

// Those of a file that could not be read come down to the one that says so.
model::Diagnostics diagnostics_of(const model::Submission& submission, const std::optional<model::Period>& only) {
  const bool unreadable = submission.kind == model::SubmissionKind::unreadable;
  model::Diagnostics result;
  for (const model::Diagnostic& diagnostic : submission.diagnostics) {
    if (unreadable && diagnostic.severity == model::Severity::fatal) return {diagnostic};
    if (!only || diagnostic.period.empty() || diagnostic.period == to_string(*only)) result.push_back(diagnostic);
  }
  return result;
}

// What was said of the submissions as they came, then of each period's figures as they were decided; last, with --all, what a
// person settled of either.
std::optional<model::Diagnostic> export_diagnostics(const Export& wanted) {
  model::Diagnostics settled;
  const auto submissions = wanted.knowledge.submissions(wanted.only, &settled);
  if (!submissions) return submissions.failure();
  RowWriter rows(wanted.format, {"file", "sheet", "cell", "severity", "rule", "message", "park", "period", "indicator", "measure",
                                 "submission"});
  for (const model::Submission& submission : *submissions)
    for (const model::Diagnostic& diagnostic : diagnostics_of(submission, wanted.only))
      write_diagnostic(rows, diagnostic, wanted);
  for (const model::Period& period : wanted.periods) {
    model::Diagnostics decided;
    const auto table = wanted.knowledge.effective_table(period, decided, &settled);
    if (!table) return table.failure();
    attach_explanations(*submissions, decided);
    for (const model::Diagnostic& diagnostic : decided) write_diagnostic(rows, diagnostic, wanted);
  }
  if (!wanted.all) return std::nullopt;
  for (const model::Diagnostic& diagnostic : settled)
    if (!wanted.only || diagnostic.period.empty() || diagnostic.period == to_string(*wanted.only))
      write_diagnostic(rows, diagnostic, wanted);
  return std::nullopt;
}

std::optional<model::Diagnostic> export_submissions(const Export& wanted) {
  const auto submissions = wanted.knowledge.submissions(wanted.only);
  if (!submissions) return submissions.failure();
  RowWriter rows(wanted.format,
                 {"submission", "file", "path", "kind", "form", "park", "period", "reported", "received", "state", "sha256"});
  for (const model::Submission& submission : *submissions) {
    const std::string period = submission.period ? to_string(*submission.period) : std::string();
    const std::string reported = submission.reported ? to_string(*submission.reported) : std::string();
    rows.write({{"submission", submission.id},
                {"file", submission.file},
                {"path", submission.path},
                {"kind", to_string(submission.kind)},
                {"form", submission.form},
                {"park", submission.park},
                {"period", period},
                {"reported", reported},
                {"received", submission.received},
                {"state", to_string(submission.state)},
                {"sha256", submission.sha256}});
  }
  return std::nullopt;
}

int run_export(const ExportOptions& options, const Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  std::optional<model::Period> only;
  if (!options.period.empty()) {
    const auto period = period_argument(options.period);
    if (!period) return console.fail(period.failure());
    only = *period;
  }
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  const auto knowledge = pipeline::Knowledge::gather(**store, catalogue, invocation.as_of);
  if (!knowledge) return console.fail(knowledge.failure());
  const auto known = knowledge->periods();
  if (!known) return console.fail(known.failure());
  const Export wanted{*knowledge,
                      catalogue,
                      invocation,
                      only ? std::vector<model::Period>{*only} : *known,
                      only,
                      options.all,
                      options.format == "jsonl" ? RowFormat::jsonl : RowFormat::csv};
  const auto failed = options.what == "observations"  ? export_observations(wanted)
                      : options.what == "diagnostics" ? export_diagnostics(wanted)
                                                      : export_submissions(wanted);
  return failed ? console.fail(*failed) : kAllWell;
}

}  // namespace

void add_export(CLI::App& app, Invocation& invocation, const Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand("export", console.word("export.help"));
  command->fallthrough();
  command->add_option("WHAT", options->what, console.word("export.what"))
      ->required()
      ->check(CLI::IsMember({"observations", "diagnostics", "submissions"}));
  command->add_option("--period", options->period, console.word("export.period"))->type_name("P");
  command->add_flag("--all", options->all, console.word("export.all"));
  command->add_option("--format", options->format, console.word("export.format"))->check(CLI::IsMember({"csv", "jsonl"}));
  command->callback([&invocation, options] {
    invocation.command = [options](const Catalogue& catalogue, const Invocation& given) {
      return run_export(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
