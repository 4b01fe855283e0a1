#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/intake_summary.hpp"
#include "cli/names.hpp"
#include "model/decimal.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/ledger_rows.hpp"
#include "report/enterprises.hpp"
#include "text/text.hpp"

namespace huibiao::cli {

namespace {

using model::Catalogue;
using model::Layer;

struct ExplainOptions {
  std::string period, park, indicator, measure, item;
  std::string enterprises;  // file to write them to; "" where nobody asks
};

// What the command line asks for, in the catalogue's own ids.
struct Question {
  model::Period period;
  std::string park, indicator;
  std::string measure;  // "" for all
  std::string item;     // "" for all
};

model::Result<Question> question_of(const ExplainOptions& options, const Catalogue& catalogue, const std::string& language) {
  const auto period = period_argument(options.period);
  if (!period) return period.failure();
  const auto park = park_argument(options.park, catalogue);
  if (!park) return park.failure();
  const auto indicator = indicator_argument(options.indicator, catalogue, language);
  if (!indicator) return indicator.failure();
  Question question{*period, *park, *indicator, "", options.item};
  if (options.measure.empty()) return question;
  const auto measure = measure_argument(options.measure, catalogue, language);
  if (!measure) return measure.failure();
  question.measure = *measure;
  return question;
}

bool asks_for(const Question& question, const model::ObservationKey& key) {
  return key.period == question.period && key.park == question.park && key.indicator == question.indicator &&
         (question.measure.empty() || key.measure == question.measure) &&
         (question.item.empty() || text::compact(key.item) == text::compact(question.item));
}

class Explanation {
 public:
  Explanation(const Catalogue& catalogue, const Invocation& invocation, const Console& console,
              const pipeline::Knowledge& knowledge, const model::Diagnostics& said, store::Store& store, std::string enterprises)
      : catalogue_(catalogue),
        language_(invocation.language),
        console_(console),
        knowledge_(knowledge),
        said_(said),
        store_(store),
        enterprises_(std::move(enterprises)) {}

  void print(const model::EffectiveValue& value) {
    const Layer* standing = value.standing();
    const model::Measure* measure = catalogue_.measure(value.key.measure);
    console_.line("explain.heading",
                  {{"period", to_string(value.key.period)},
                   {"park", value.key.park},
                   {"indicator", catalogue_.indicator(value.key.indicator)->name.in(language_)},
                   {"item", value.key.item.empty() ? "" : console_.word("explain.item", {{"item", value.key.item}})},
                   {"measure", measure == nullptr ? value.key.measure.text() : measure->name.in(language_)},
                   {"value", standing == nullptr ? console_.word("explain.no-value") : figure(standing->observation)}});
    for (const Layer& layer : value.layers) print(layer, standing);
    print_stored(value);
    const auto ledger = std::find_if(value.layers.begin(), value.layers.end(),
                                     [&](const Layer& layer) { return catalogue_.ledger(layer.form) != nullptr; });
    if (ledger != value.layers.end()) print_ledger(*ledger);
  }

  // Whether a ledger was among the layers.
  bool of_ledger() const { return of_ledger_; }
  // Why the ledger could not be read again, or its enterprises not written.
  const std::optional<model::Diagnostic>& failure() const { return failure_; }

 private:
  // The figure in the canonical unit, or the text that stood there instead.
  std::string figure(const model::Observation& observation) const {
    if (!observation.value) return observation.code.empty() ? text::printable(observation.raw) : observation.code;
    return model::plain_decimal(*observation.value) + " " + catalogue_.indicator(observation.key.indicator)->unit;
  }

  // What is held asks for a decision, unless a form that goes before it stands.
  std::string status_of(const Layer& layer, const Layer* standing) const {
    const bool settled = layer.status == model::Status::held && standing != nullptr && standing->precedence > layer.precedence;
    return console_.word(settled ? "explain.held-below" : fmt::format("explain.{}", to_string(layer.status)));
  }

  void print(const Layer& layer, const Layer* standing) const {
    const model::Observation& observation = layer.observation;
    const model::Office* office = catalogue_.office(observation.source);
    console_.line("explain.layer", {{"status", status_of(layer, standing)},
                                    {"value", figure(observation)},
                                    {"source", office == nullptr ? observation.source.text() : office->name.in(language_)},
                                    {"why", why(layer)}});
    if (layer.file.empty()) return print_decision("explain.by-hand", layer);
    console_.line(
        "explain.place",
        {{"file", text::printable(layer.file)},
         {"sheet", text::printable(observation.sheet)},
         {"cell", to_string(observation.cell)},
         {"raw", text::printable(observation.raw)},
         {"raw_unit", observation.raw_unit.empty()
                          ? ""
                          : console_.word("explain.raw-unit", {{"unit", text::printable(observation.raw_unit)}})},
         {"submission", layer.submission},
         {"reported", layer.reported ? console_.word("explain.reported", {{"date", to_string(*layer.reported)}}) : ""}});
    if (layer.decision != 0) print_decision("explain.accepted", layer);
    for (const model::Diagnostic& diagnostic : said_)
      if (!diagnostic.explanation.empty() && is_about(diagnostic, layer))
        console_.line("explain.explained",
                      {{"message", text::printable(model::render_message(diagnostic, catalogue_, language_))}});
  }

  static bool is_about(const model::Diagnostic& diagnostic, const Layer& layer) {
    const model::ObservationKey& key = layer.observation.key;
    return diagnostic.submission == layer.submission && diagnostic.indicator == key.indicator && diagnostic.item == key.item &&
           diagnostic.measure == key.measure;
  }

  // The rows that made the figure, read once more: their numbers, and no enterprise by name.
  void print_ledger(const Layer& layer) {
    of_ledger_ = true;
    std::vector<report::EnterpriseLine> lines;
    pipeline::EachEnterprise each;
    if (!enterprises_.empty())
      each = [&](const std::string& file, const extract::LedgerRow& row) {
        lines.push_back({file, std::string(row.sheet), row.row + 1, std::string(row.unit), std::string(row.code),
                         std::string(row.enterprise), console_.word(word_of(row)),
                         row.share.amount ? std::optional(row.share.amount->to_double()) : std::nullopt});
      };
    const auto origin = pipeline::ledger_origin(store_, catalogue_, layer, each);
    if (!origin) {
      failure_ = origin.failure();
      return;
    }
    if (!*origin) return;
    console_.line("explain.ledger", {{"expression", (*origin)->aggregate->text}});
    for (const pipeline::LedgerShares& shares : (*origin)->shares)
      console_.line("explain.ledger-rows", {{"file", text::printable(shares.file)},
                                            {"sheet", text::printable(shares.sheet)},
                                            {"first", std::to_string(shares.first_row + 1)},
                                            {"last", std::to_string(shares.last_row + 1)},
                                            {"submission", shares.submission},
                                            {"counted", std::to_string(shares.counted)},
                                            {"not_meant", std::to_string(shares.not_meant)},
                                            {"blank", std::to_string(shares.missing)},
                                            {"unmatched", std::to_string(shares.unmatched)},
                                            {"wrong", std::to_string(shares.wrong)},
                                            {"left_out", std::to_string(shares.left_out)}});
    if (!enterprises_.empty()) write_enterprises(layer, **origin, lines);
  }

  static const char* word_of(const extract::LedgerRow& row) {
    using Kind = extract::LedgerShare::Kind;
    if (row.left_out) return "enterprises.left-out";
    switch (row.share.kind) {
      case Kind::counted:
        return "enterprises.counted";
      case Kind::missing:
        return "enterprises.blank";
      case Kind::unmatched:
        return "enterprises.unmatched";
      case Kind::wrong:
        return "enterprises.wrong";
      case Kind::not_meant:
        break;
    }
    return "enterprises.not-meant";
  }

  void write_enterprises(const Layer& layer, const pipeline::LedgerOrigin& origin,
                         const std::vector<report::EnterpriseLine>& lines) {
    const auto date = knowledge_.latest_date();
    if (!date) {
      failure_ = date.failure();
      return;
    }
    const model::ObservationKey& key = layer.observation.key;
    report::EnterpriseWords words;
    words.restricted = console_.word("enterprises.restricted");
    words.title = console_.word("enterprises.title", {{"period", to_string(key.period)},
                                                      {"park", key.park},
                                                      {"indicator", catalogue_.indicator(key.indicator)->name.in(language_)}});
    words.subtitle =
        console_.word("enterprises.subtitle", {{"expression", origin.aggregate->text}, {"value", figure(layer.observation)}});
    for (const char* header : {"file", "sheet", "row", "unit", "code", "enterprise", "part", "amount"})
      words.headers.push_back(console_.word(fmt::format("enterprises.{}", header)));
    words.body_face = console_.word("enterprises.body-face");
    words.heading_face = console_.word("enterprises.heading-face");
    if (const auto written = report::write_enterprises(std::filesystem::u8path(enterprises_), lines, words, *date); !written) {
      failure_ = written.failure();
      return;
    }
    console_.line("enterprises.written", {{"count", std::to_string(lines.size())}, {"file", enterprises_}});
  }

  // Who decided it, when and why.
  void print_decision(const char* word, const Layer& layer) const {
    const model::Decision* decision = knowledge_.decided().find(layer.decision);
    if (decision == nullptr) return;
    console_.line(word, {{"by", text::printable(decision->by)},
                         {"on", to_string(decision->on)},
                         {"reason", text::printable(decision->reason)},
                         {"raw", text::printable(decision->raw)},
                         {"submission", layer.submission}});
  }

  // Beside a year-ago figure as filed: what stood for those months when they were this year's.
  void print_stored(const model::EffectiveValue& value) const {
    const model::Measure* now = catalogue_.measure_based_on(value.key.measure);
    if (now == nullptr) return;
    model::ObservationKey key = value.key;
    key.period = key.period.year_ago();
    key.measure = now->id;
    model::Diagnostics unsaid;
    const auto table = knowledge_.effective_table(key.period, unsaid);
    const Layer* stored = table ? table->standing(key) : nullptr;
    const Layer* filed = value.standing();
    if (stored == nullptr) return;
    console_.line("explain.stored",
                  {{"period", to_string(key.period)},
                   {"value", figure(stored->observation)},
                   {"file", text::printable(stored->file)},
                   {"cell", stored->file.empty() ? "" : to_string(stored->observation.cell)},
                   {"difference", filed == nullptr ? "" : restated_by(filed->observation, stored->observation)}});
  }

  // By how much the figure as filed differs from what was stored a year ago; "" where it does not, or nobody can say.
  std::string restated_by(const model::Observation& filed, const model::Observation& stored) const {
    const double now = filed.value.value_or(0), before = stored.value.value_or(0);
    if (!filed.value || before == 0 || now == before) return "";
    return console_.word("explain.restated", {{"share", fmt::format("{:+.1f}%", 100 * (now / before - 1))}});
  }

  // What was said of that layer, when it was taken in or when it was decided, where its rule said something; else the rule's own
  // words.
  std::string why(const Layer& layer) const {
    const model::Diagnostic* best = nullptr;
    int closest = 0;
    for (const model::Diagnostic& diagnostic : said_) {
      const int closeness = closeness_of(diagnostic, layer);
      if (closeness > closest) best = &diagnostic;
      closest = std::max(closest, closeness);
    }
    model::Diagnostic wording;
    wording.rule = layer.reason;
    return text::printable(model::render_message(best == nullptr ? wording : *best, catalogue_, language_));
  }

  // 0 where the diagnostic is about something else: one that is said once may stand for a whole item, or a whole sheet.
  static int closeness_of(const model::Diagnostic& diagnostic, const Layer& layer) {
    const model::Observation& observation = layer.observation;
    if (diagnostic.rule != layer.reason) return 0;
    const bool of_submission = diagnostic.submission == layer.submission;
    if (of_submission && diagnostic.sheet == observation.sheet && diagnostic.cell == observation.cell) return 4;
    const bool of_row = diagnostic.indicator == observation.key.indicator && diagnostic.item == observation.key.item;
    if (of_row && diagnostic.measure == observation.key.measure) return 3;
    if (of_row) return 2;
    return of_submission && diagnostic.indicator.empty() ? 1 : 0;
  }

  const Catalogue& catalogue_;
  const std::string& language_;
  const Console& console_;
  const pipeline::Knowledge& knowledge_;
  const model::Diagnostics& said_;  // of the park and period
  store::Store& store_;
  std::string enterprises_;  // file to write them to
  bool of_ledger_ = false;
  std::optional<model::Diagnostic> failure_;
};

int run_explain(const ExplainOptions& options, const Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto question = question_of(options, catalogue, invocation.language);
  if (!question) return console.fail(question.failure());
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  const auto knowledge = pipeline::Knowledge::gather(**store, catalogue, invocation.as_of);
  if (!knowledge) return console.fail(knowledge.failure());
  const auto submissions = knowledge->submissions(question->period);
  if (!submissions) return console.fail(submissions.failure());
  model::Diagnostics said;
  for (const model::Submission& submission : *submissions)
    said.insert(said.end(), submission.diagnostics.begin(), submission.diagnostics.end());
  const auto table = knowledge->effective_table(question->period, said);
  if (!table) return console.fail(table.failure());

  attach_explanations(*submissions, said);
  said.erase(std::remove_if(said.begin(), said.end(), [&](const auto& diagnostic) { return diagnostic.park != question->park; }),
             said.end());
  Explanation explanation(catalogue, invocation, console, *knowledge, said, **store, options.enterprises);
  bool found = false;
  for (const model::Measure& measure : catalogue.measures)  // the form's order, not that of the ids
    for (const auto& [key, value] : table->values) {
      if (key.measure != measure.id || !asks_for(*question, key)) continue;
      explanation.print(value);
      found = true;
    }
  if (explanation.failure()) return console.fail(*explanation.failure());
  if (found && !options.enterprises.empty() && !explanation.of_ledger())
    return console.fail(model::failure("usage.no-ledger",
                                       {{"indicator", catalogue.indicator(question->indicator)->name.in(invocation.language)}}));
  if (found) return kAllWell;
  console.error_line("explain.nothing", {{"period", to_string(question->period)},
                                         {"park", question->park},
                                         {"indicator", catalogue.indicator(question->indicator)->name.in(invocation.language)}});
  return kWrongUsage;
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation, const Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", console.word("explain.help"));
  command->fallthrough();
  command->add_option("PERIOD", options->period, console.word("explain.period"))->required();
  command->add_option("PARK", options->park, console.word("explain.park"))->required();
  command->add_option("INDICATOR", options->indicator, console.word("explain.indicator"))->required();
  command->add_option("MEASURE", options->measure, console.word("explain.measure"));
  command->add_option("ITEM", options->item, console.word("explain.which-item"));
  command->add_option("--enterprises", options->enterprises, console.word("explain.enterprises"))->type_name("FILE");
  command->callback([&invocation, options] {
    invocation.command = [options](const Catalogue& catalogue, const Invocation& given) {
      return run_explain(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
