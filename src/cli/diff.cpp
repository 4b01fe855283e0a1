#include <algorithm>
#include <memory>
#include <tuple>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/intake_summary.hpp"
#include "cli/names.hpp"
#include "model/decimal.hpp"
#include "pipeline/knowledge.hpp"
#include "text/text.hpp"

namespace huibiao::cli {
namespace {

using model::Layer;

// One thing that spoke of the park and period: a received form, an office's table, or a correction by hand.
struct Version {
  std::string submission;
  std::string file;
  std::string state;
  std::optional<model::Date> reported, known;
  int intake = 0;
  int decision = 0;
};

bool before(const Version& a, const Version& b) {
  const auto order = [](const Version& version) {
    return std::tuple(version.known.value_or(model::Date{}), version.intake, version.reported.value_or(model::Date{}),
                      version.decision, std::string_view(version.submission));
  };
  return order(a) < order(b);
}

class Difference {
 public:
  Difference(const model::Catalogue& catalogue, const Invocation& invocation, const Console& console,
             const pipeline::Knowledge& knowledge)
      : catalogue_(catalogue), language_(invocation.language), console_(console), knowledge_(knowledge) {}

  // False where nothing was received.
  bool print(const std::vector<const model::EffectiveValue*>& values, const std::vector<model::Submission>& submissions) {
    collect(values, submissions);
    if (versions_.empty()) return false;
    for (std::size_t i = 0; i < versions_.size(); ++i) print_version(i);
    int differing = 0, same = 0;
    for (const model::EffectiveValue* value : values) print_cell(*value) ? ++differing : ++same;
    console_.line("diff.sum", {{"differing", std::to_string(differing)}, {"same", std::to_string(same)}});
    return true;
  }

 private:
  void collect(const std::vector<const model::EffectiveValue*>& values, const std::vector<model::Submission>& submissions) {
    for (const model::EffectiveValue* value : values)
      for (const Layer& layer : value->layers) {
        if (number_of(layer.submission) != 0) continue;
        Version version{layer.submission, layer.file, "", layer.reported, layer.known, layer.intake, layer.decision};
        for (const model::Submission& submission : submissions)
          if (submission.id == layer.submission) version.state = to_string(submission.state);
        if (layer.file.empty()) version.known = knowledge_.decided().find(layer.decision)->on;
        versions_.push_back(std::move(version));
      }
    std::sort(versions_.begin(), versions_.end(), before);
  }

  // From 1; 0 where it is none of them.
  std::size_t number_of(const std::string& submission) const {
    for (std::size_t i = 0; i < versions_.size(); ++i)
      if (versions_[i].submission == submission) return i + 1;
    return 0;
  }

  void print_version(std::size_t place) const {
    const Version& version = versions_[place];
    const model::Arguments arguments = {{"number", std::to_string(place + 1)},
                                        {"submission", version.submission},
                                        {"file", text::printable(version.file)},
                                        {"reported", version.reported ? to_string(*version.reported) : "-"},
                                        {"known", version.known ? to_string(*version.known) : "-"}};
    if (version.file.empty()) {
      const model::Decision& decision = *knowledge_.decided().find(version.decision);
      model::Arguments by_hand = arguments;
      by_hand.insert(by_hand.end(), {{"by", decision.by}, {"reason", text::printable(decision.reason)}});
      console_.line("diff.by-hand", by_hand);
    } else {
      model::Arguments received = arguments;
      received.emplace_back("state", console_.word("state." + version.state));
      console_.line("diff.version", received);
    }
  }

  std::string figure(const Layer& layer) const {
    const model::Observation& observation = layer.observation;
    const std::string number = observation.value          ? model::plain_decimal(*observation.value)
                               : observation.code.empty() ? text::printable(observation.raw)
                                                          : observation.code;
    const std::string place = layer.file.empty() ? "" : " " + to_string(observation.cell);
    return fmt::format("[{}] {}{} {}", number_of(layer.submission), number, place,
                       console_.word(fmt::format("explain.{}", to_string(layer.status))));
  }

  // Every version's cell, the earlier first, where they do not all say the same.
  bool print_cell(const model::EffectiveValue& value) const {
    std::vector<const Layer*> layers;
    for (const Layer& layer : value.layers) layers.push_back(&layer);
    const bool differ = std::any_of(layers.begin(), layers.end(), [&](const Layer* layer) {
      return layer->observation.value != layers.front()->observation.value ||
             layer->observation.code != layers.front()->observation.code || layer->decision != 0;
    });
    if (!differ) return false;
    std::stable_sort(layers.begin(), layers.end(),
                     [&](const Layer* a, const Layer* b) { return number_of(a->submission) < number_of(b->submission); });
    std::string figures;
    for (const Layer* layer : layers) figures += (figures.empty() ? "" : " -> ") + figure(*layer);
    const model::Indicator* indicator = catalogue_.indicator(value.key.indicator);
    const model::Measure* measure = catalogue_.measure(value.key.measure);
    console_.line("diff.cell", {{"indicator", indicator == nullptr ? value.key.indicator.text() : indicator->name.in(language_)},
                                {"item", value.key.item.empty() ? "" : console_.word("explain.item", {{"item", value.key.item}})},
                                {"measure", measure == nullptr ? value.key.measure.text() : measure->name.in(language_)},
                                {"figures", figures}});
    return true;
  }

  const model::Catalogue& catalogue_;
  const std::string& language_;
  const Console& console_;
  const pipeline::Knowledge& knowledge_;
  std::vector<Version> versions_;
};

// In the order of the catalogue's indicators and measures.
std::vector<const model::EffectiveValue*> values_of(const model::EffectiveTable& table, const std::string& park,
                                                    const model::Catalogue& catalogue) {
  std::vector<const model::EffectiveValue*> values;
  for (const model::Indicator& indicator : catalogue.indicators) {
    std::vector<const model::EffectiveValue*> rows;
    for (const auto& [key, value] : table.values)
      if (key.park == park && key.indicator == indicator.id) rows.push_back(&value);
    const auto place = [&](const model::EffectiveValue* value) {
      return std::find_if(catalogue.measures.begin(), catalogue.measures.end(),
                          [&](const model::Measure& measure) { return measure.id == value->key.measure; });
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const auto* a, const auto* b) {
      return a->key.item != b->key.item ? a->key.item < b->key.item : place(a) < place(b);
    });
    values.insert(values.end(), rows.begin(), rows.end());
  }
  return values;
}

int diff(const std::string& park_name, const std::string& wanted, const model::Catalogue& catalogue,
         const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto park = park_argument(park_name, catalogue);
  if (!park) return console.fail(park.failure());
  const auto period = period_argument(wanted);
  if (!period) return console.fail(period.failure());
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  const auto knowledge = pipeline::Knowledge::gather(**store, catalogue, invocation.as_of);
  if (!knowledge) return console.fail(knowledge.failure());
  const auto submissions = knowledge->submissions(*period);
  if (!submissions) return console.fail(submissions.failure());
  model::Diagnostics unsaid;
  const auto table = knowledge->effective_table(*period, unsaid);
  if (!table) return console.fail(table.failure());
  console.line("diff.heading", {{"park", *park}, {"period", to_string(*period)}});
  if (Difference(catalogue, invocation, console, *knowledge).print(values_of(*table, *park, catalogue), *submissions))
    return kAllWell;
  console.error_line("diff.nothing", {{"park", *park}, {"period", to_string(*period)}});
  return kWrongUsage;
}

}  // namespace

void add_diff(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto park = std::make_shared<std::string>(), period = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("diff", console.word("diff.help"));
  command->fallthrough();
  command->add_option("PARK", *park, console.word("explain.park"))->required();
  command->add_option("PERIOD", *period, console.word("explain.period"))->required();
  command->callback([&invocation, park, period] {
    invocation.command = [park, period](const model::Catalogue& catalogue, const Invocation& given) {
      return diff(*park, *period, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
