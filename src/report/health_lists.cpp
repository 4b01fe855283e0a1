// What puts a park ahead of the median and what behind, and its targets.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/health_page.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

using model::CheckOutcome;

constexpr const char* kLeadFormat = "+0.00;-0.00;0.00";
constexpr std::size_t kNearestTargets = 6;
constexpr int kUndecidedWidth = 90;  // display width of their names

// Id, name and unit, which every table of indicators begins with.
std::vector<HealthCell> begun(const std::string& id, const std::string& name, const std::string& unit) {
  return {HealthCell::words(id, Align::center), HealthCell::words(name), HealthCell::words(unit, Align::center)};
}
std::vector<HealthCell> begun(const HealthPage& page, std::size_t i) {
  const model::EvaluationIndicator& indicator = page.system().indicators[i];
  return begun(indicator.id, page.words.in(indicator.name), indicator.unit);
}

HealthCell nothing(const HealthPage& page) { return HealthCell::words(page.words("sign.none"), Align::right); }

HealthCell share_cell(const std::optional<double>& share, const HealthPage& page) {
  return share ? HealthCell::figure(*share, kTwoDecimalsFormat) : nothing(page);
}

HealthCell outcome_cell(CheckOutcome outcome, const HealthPage& page) {
  const char* key = outcome == CheckOutcome::holds    ? "targets.met"
                    : outcome == CheckOutcome::broken ? "targets.missed"
                                                      : "targets.open";
  return HealthCell::words(page.words(key), Align::right);
}

void write_leads(HealthLayout& layout, const HealthPage& page, const std::vector<std::size_t>& indicators, const char* title,
                 const char* none, const std::string& remark) {
  const Words& words = page.words;
  layout.section(words(title), remark);
  if (indicators.empty()) return layout.line(words(page.unit().total ? none : "leads.no-total"), HealthLayout::text());
  layout.headers({words("table.id"), words("table.name"), words("table.unit"), words("table.own"), words("table.median"),
                  words("table.place"), words("leads.lead")});
  for (const std::size_t i : indicators) {
    const model::IndicatorSpread& spread = page.report.evaluation.profile.indicators[i];
    const model::IndicatorStanding& standing = page.profile().indicators[i];
    std::vector<HealthCell> cells = begun(page, i);
    const model::EvaluatedValue& value = page.unit().values[i];
    cells.push_back(value_cell(value, spread.values.median, page));
    const std::optional<double> beside = value.known() ? std::optional(value.value) : std::nullopt;
    cells.push_back(spread.values.median ? HealthCell::figure(*spread.values.median, figure_format(*spread.values.median, beside))
                                         : nothing(page));
    cells.push_back(HealthCell::words(
        words("table.place-of", {{"place", std::to_string(*standing.place)}, {"known", std::to_string(spread.points.known)}}),
        Align::right));
    cells.push_back(HealthCell::figure(*standing.lead, kLeadFormat));
    layout.row(cells);
  }
  layout.close();
}

// Indicators of the system itself that have targets.
void write_own_targets(HealthLayout& layout, const HealthPage& page) {
  const Words& words = page.words;
  layout.section(words("targets.title"), words("targets.remark"));
  layout.headers({words("table.id"), words("table.name"), words("table.unit"), words("table.own"), words("targets.target"),
                  words("targets.share"), words("targets.outcome")});
  for (const model::ComparedIndicator& compared : page.profile().compared) {
    const model::EvaluatedValue &value = page.unit().values[compared.indicator],
                                &target = page.unit().targets[compared.indicator];
    const auto number = [](const model::EvaluatedValue& known) {
      return known.known() ? std::optional(known.value) : std::nullopt;
    };
    std::vector<HealthCell> cells = begun(page, compared.indicator);
    cells.push_back(value_cell(value, number(target), page));
    cells.push_back(value_cell(target, number(value), page));
    cells.push_back(share_cell(compared.share, page));
    cells.push_back(outcome_cell(compared.outcome, page));
    layout.row(cells);
  }
  layout.close();
}

// The comparison that a missed target is missed by: the one that its share is of.
std::size_t deciding_part(const model::MeasuredTarget& target) {
  std::size_t found = target.parts.size();
  for (std::size_t part = 0; part < target.parts.size(); ++part) {
    if (target.parts[part].outcome != CheckOutcome::broken) continue;
    if (target.share && target.parts[part].share == target.share) return part;
    found = std::min(found, part);
  }
  return found == target.parts.size() ? 0 : found;
}

// A park held against another system's targets.
class NamedTargets {
 public:
  NamedTargets(HealthLayout& layout, const HealthPage& page, const MeasuredTargets& measured)
      : layout_(layout),
        page_(page),
        system_(measured.system),
        context_{system_, measured.result, page.catalogue, page.words, page.arguments} {}

  void write() {
    const Words& words = page_.words;
    layout_.section(words("targets.named", {{"system", words.in(system_.name)}}), words("targets.named-remark"));
    const auto& units = context_.result.units;
    const auto unit = std::find_if(units.begin(), units.end(), [&](const auto& each) { return each.name == page_.unit().name; });
    if (unit == units.end()) return layout_.line(words("targets.no-data", page_.arguments), HealthLayout::text());
    if (!unit->type()) return layout_.line(words("targets.no-type"), HealthLayout::text());
    for (const model::MeasuredList& list : unit->lists)
      if (list.year == context_.last_year()) write(list, words.in(system_.types[*unit->type()].name));
  }

 private:
  void write(const model::MeasuredList& list, const std::string& type) {
    const Words& words = page_.words;
    const auto count = [&](CheckOutcome outcome) { return std::to_string(list.count(outcome)); };
    std::vector<const model::MeasuredTarget*> missed;
    std::vector<std::string> open;
    for (const model::MeasuredTarget& target : list.targets) {
      if (target.outcome == CheckOutcome::broken) missed.push_back(&target);
      if (target.outcome == CheckOutcome::undecided) open.push_back(words.in(system_.targets[target.target].name));
    }
    layout_.line(words("targets.counts", {{"type", type},
                                          {"list", words.in(system_.lists[list.list].name)},
                                          {"targets", std::to_string(list.targets.size())},
                                          {"met", count(CheckOutcome::holds)},
                                          {"missed", count(CheckOutcome::broken)},
                                          {"open", count(CheckOutcome::undecided)}}),
                 HealthLayout::text());
    if (!open.empty())
      layout_.line(words("targets.open-names", {{"names", names_that_fit(open, kUndecidedWidth, words)}}), HealthLayout::text());
    if (missed.empty()) return;
    std::stable_sort(missed.begin(), missed.end(),
                     [](const auto* a, const auto* b) { return a->share.value_or(-1) > b->share.value_or(-1); });
    missed.resize(std::min(missed.size(), kNearestTargets));
    layout_.headers({words("table.id"), words("targets.nearest"), words("table.unit"), words("table.own"),
                     words("targets.target"), words("targets.share"), words("targets.distance")});
    for (const model::MeasuredTarget* target : missed) write(*target);
    layout_.close();
  }

  void write(const model::MeasuredTarget& target) {
    const model::UnitTarget& defined = system_.targets[target.target];
    const std::size_t part = deciding_part(target);
    const model::MeasuredPart& measured = target.parts[part];
    const model::Expression& comparison = *model::comparisons(defined.condition())[part];
    const std::string own = page_.words.in(defined.name), of_part = name_of(defined, comparison, context_);
    const std::string name = target.parts.size() == 1 ? own : page_.words("targets.part", {{"target", own}, {"part", of_part}});
    std::vector<HealthCell> cells = begun(defined.id, name, unit_of(defined, comparison, context_));
    const auto number = [](const model::EvaluatedValue& known) {
      return known.known() ? std::optional(known.value) : std::nullopt;
    };
    cells.push_back(value_cell(measured.value, number(measured.target), page_));
    cells.push_back(value_cell(measured.target, number(measured.value), page_));
    cells.push_back(share_cell(measured.share, page_));
    const bool both = measured.value.known() && measured.target.known();
    const double distance = both ? measured.value.value - measured.target.value : 0;
    cells.push_back(both ? HealthCell::figure(distance, signed_figure_format(distance)) : nothing(page_));
    layout_.row(cells);
  }

  HealthLayout& layout_;
  const HealthPage& page_;
  const model::EvaluationSystem& system_;
  const TargetContext context_;
};

// For a system without targets: what the median asks for.
void write_needs(HealthLayout& layout, const HealthPage& page) {
  const Words& words = page.words;
  const model::UnitProfile& profile = page.profile();
  layout.section(words("needs.title"), words("needs.remark"));
  if (profile.weaknesses.empty())
    return layout.line(words(page.unit().total ? "needs.none" : "leads.no-total"), HealthLayout::text());
  layout.headers({words("table.id"), words("table.name"), words("table.unit"), words("needs.now"), words("needs.value"),
                  words("needs.distance"), words("needs.gain")});
  for (std::size_t place = 0; place < profile.weaknesses.size(); ++place) {
    const std::size_t i = profile.weaknesses[place];
    const model::EvaluatedValue& now = page.unit().values[i];
    const model::ValueForMedian& need = profile.needs[place];
    std::vector<HealthCell> cells = begun(page, i);
    cells.push_back(value_cell(now, need.value, page));
    if (need.value) {
      const double distance = *need.value - now.value;
      cells.push_back(HealthCell::figure(*need.value, figure_format(*need.value, now.value)));
      cells.push_back(HealthCell::figure(distance, signed_figure_format(distance)));
      cells.push_back(HealthCell::figure(*need.gain, kLeadFormat));
    } else {
      cells.insert(cells.end(), 3, nothing(page));
    }
    layout.row(cells);
  }
  layout.close();
}

}  // namespace

void write_strengths_and_weaknesses(HealthLayout& layout, const HealthPage& page) {
  const char* remark = page.is_geometric() ? "leads.remark-geometric" : "leads.remark";
  write_leads(layout, page, page.profile().strengths, "leads.strengths", "leads.no-strengths", page.words(remark));
  write_leads(layout, page, page.profile().weaknesses, "leads.weaknesses", "leads.no-weaknesses", "");
}

void write_health_targets(HealthLayout& layout, const HealthPage& page) {
  const bool own = !page.profile().compared.empty();
  if (own) write_own_targets(layout, page);
  if (page.report.measured != nullptr) NamedTargets(layout, page, *page.report.measured).write();
  if (!own && page.report.measured == nullptr) write_needs(layout, page);
}

}  // namespace huibiao::report
