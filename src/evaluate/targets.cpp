#include "evaluate/targets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "evaluate/units.hpp"

namespace huibiao::evaluate {
namespace {

using model::CheckOutcome;
using model::EvaluatedValue;
using model::EvaluationSystem;
using model::Expression;
using model::MeasuredList;
using model::MeasuredPart;
using model::MeasuredTarget;
using model::MeasuredUnit;
using model::TargetResult;
using Kind = model::ExpressionKind;

double rounded(double value) {
  const double scale = std::pow(10.0, model::kTargetDecimals);
  return std::round(value * scale) / scale;
}

// What a condition comes to, from what its comparisons do, in order. `next` counts them.
template <class T, class And, class Or>
T joined(const Expression& condition, const std::vector<T>& parts, std::size_t& next, const And& all, const Or& any) {
  if (model::is_comparison(condition.kind)) return parts[next++];
  T result = joined(condition.operands[0], parts, next, all, any);
  for (std::size_t i = 1; i < condition.operands.size(); ++i) {
    const T other = joined(condition.operands[i], parts, next, all, any);
    result = condition.kind == Kind::logical_and ? all(result, other) : any(result, other);
  }
  return result;
}

CheckOutcome outcome_of(const Expression& condition, const std::vector<CheckOutcome>& parts) {
  std::size_t next = 0;
  return joined(condition, parts, next, both, either);
}

std::optional<double> share_of(const Expression& condition, const std::vector<MeasuredPart>& parts) {
  std::vector<double> shares;
  for (const MeasuredPart& part : parts) {
    if (!part.share) return std::nullopt;
    shares.push_back(*part.share);
  }
  std::size_t next = 0;
  return joined(
      condition, shares, next, [](double a, double b) { return std::min(a, b); },
      [](double a, double b) { return std::max(a, b); });
}

CheckOutcome compared(Kind kind, const EvaluatedValue& value, const std::optional<double>& target) {
  if (!value.known() || !target) return CheckOutcome::undecided;
  const double difference = rounded(value.value - *target);
  const bool holds = kind == Kind::greater         ? difference > 0
                     : kind == Kind::greater_equal ? difference >= 0
                     : kind == Kind::less          ? difference < 0
                                                   : difference <= 0;
  return holds ? CheckOutcome::holds : CheckOutcome::broken;
}

// Of a target to stay below, how many percent it is of the value.
std::optional<double> share_of(Kind kind, const EvaluatedValue& value, const EvaluatedValue& target) {
  if (!value.known() || !target.known() || target.value <= 0) return std::nullopt;
  if (kind == Kind::greater || kind == Kind::greater_equal) return 100 * value.value / target.value;
  if (value.value <= 0) return std::nullopt;
  return 100 * target.value / value.value;
}

// Over a list of which so many targets may be missed.
CheckOutcome verdict_of(const MeasuredList& list, int allowed) {
  const long missed = list.count(CheckOutcome::broken);
  if (missed > allowed) return CheckOutcome::broken;
  return missed + list.count(CheckOutcome::undecided) <= allowed ? CheckOutcome::holds : CheckOutcome::undecided;
}

class Measurement {
 public:
  Measurement(const EvaluationSystem& system, const TargetResult& result) : system_(system), result_(result) {}

  // Of the list that its type has in that year; nothing of another type's.
  void measure(MeasuredUnit& unit, std::size_t list, std::size_t year) const {
    const model::TargetList& defined = system_.lists[list];
    if (!unit.types[year] || !model::contains(defined.types, system_.types[*unit.types[year]].id)) return;
    MeasuredList& measured = unit.lists.emplace_back();
    measured.list = list;
    measured.year = year;
    for (std::size_t target = 0; target < system_.targets.size(); ++target)
      if (system_.targets[target].list == defined.id) measured.targets.push_back(of(target, unit, year));
    if (defined.allowed) measured.verdict = verdict_of(measured, *defined.allowed);
  }

 private:
  MeasuredTarget of(std::size_t place, const MeasuredUnit& unit, std::size_t year) const {
    const model::UnitTarget& target = system_.targets[place];
    const Expression& condition = target.condition();
    MeasuredTarget measured;
    measured.target = place;
    std::vector<CheckOutcome> outcomes, on_time;
    for (const Expression* comparison : model::comparisons(condition)) {
      measured.parts.push_back(part(*comparison, target.readings[target.reading], unit, year));
      outcomes.push_back(measured.parts.back().outcome);
      on_time.push_back(measured.parts.back().on_time);
    }
    measured.outcome = outcome_of(condition, outcomes);
    measured.on_time = outcome_of(condition, on_time);
    measured.share = share_of(condition, measured.parts);
    return measured;
  }

  MeasuredPart part(const Expression& comparison, const model::EvaluationReading& reading, const MeasuredUnit& unit,
                    std::size_t year) const {
    const Variables variables = looked_up(system_, unit.variables[year]);
    MeasuredPart part;
    part.value = value_of(comparison.operands[0], reading.defined, variables);
    part.target = value_of(comparison.operands[1], variables);
    part.share = share_of(comparison.kind, part.value, part.target);
    if (part.target.known()) part.outcome = compared(comparison.kind, part.value, part.target.value);
    if (!system_.path) return part;
    start(part, comparison.operands[0], reading.defined, unit);
    part.on_path = on_path(part);
    part.on_time = compared(comparison.kind, part.value, part.on_path);
    return part;
  }

  // The first year before the data's that has a value.
  void start(MeasuredPart& part, const Expression& formula, const std::optional<Expression>& defined,
             const MeasuredUnit& unit) const {
    for (std::size_t year = 0; year + 1 < result_.years.size() && !part.start; ++year) {
      const EvaluatedValue value = value_of(formula, defined, looked_up(system_, unit.variables[year]));
      if (!value.known()) continue;
      part.start = year;
      part.start_value = value.value;
    }
  }

  std::optional<double> on_path(const MeasuredPart& part) const {
    const int last = system_.path->to;
    const double target = part.target.value;
    if (result_.data_year >= last) return target;
    if (!part.start) return std::nullopt;
    if (part.start_value >= target) return target;
    const int first = result_.years[*part.start];
    return rounded(part.start_value + (target - part.start_value) * (result_.data_year - first) / (last - first));
  }

  const EvaluationSystem& system_;
  const TargetResult& result_;
};

// A province's averages and the like: one value of a place and year, whoever supplied it.
class SharedValues {
 public:
  SharedValues(const EvaluationSystem& system, const model::EffectiveTable& table, const model::Catalogue& catalogue,
               TargetResult& result)
      : system_(system), table_(table), catalogue_(catalogue), result_(result) {}

  void fill(VariableValues& values, const model::ReportingUnit& line, int year) {
    for (const model::SharedVariables& shared : system_.shared) {
      const VariableValues& of_place = agreed(shared.column, line.column(shared.column), year);
      for (const int variable : shared.variables) values[system_.place_of(variable)] = of_place[system_.place_of(variable)];
    }
  }

 private:
  const VariableValues& agreed(const std::string& column, const std::string& place, int year) {
    const auto [entry, is_new] = known_.try_emplace({column, place, year});
    if (!is_new) return entry->second;
    VariableValues& values = entry->second;
    values.resize(system_.variables.size());
    std::vector<bool> disagreed(values.size());
    const model::Register* units = catalogue_.register_of(system_.register_id);
    for (const model::ReportingUnit& unit : units->units) {
      if (unit.column(column) != place || !unit.valid_on({year, 12, 31})) continue;
      const VariableValues own = variables_of(system_, unit.name, year, table_, catalogue_);
      for (std::size_t v = 0; v < own.size(); ++v) {
        if (!own[v]) continue;
        if (values[v] && *values[v] != *own[v]) disagreed[v] = true;
        values[v] = own[v];
      }
    }
    for (const model::SharedVariables& shared : system_.shared)
      for (const int variable : shared.variables) {
        const std::size_t v = system_.place_of(variable);
        if (shared.column != column || !disagreed[v]) continue;
        values[v] = std::nullopt;
        result_.disagreed.push_back({variable, year, place});
      }
    return values;
  }

  const EvaluationSystem& system_;
  const model::EffectiveTable& table_;
  const model::Catalogue& catalogue_;
  TargetResult& result_;
  std::map<std::tuple<std::string, std::string, int>, VariableValues> known_;
};

void fill_listed(const EvaluationSystem& system, MeasuredUnit& unit, std::size_t place, int year) {
  if (!system.years_listed || !unit.types[place]) return;
  const model::UnitTyping* typing = system.typing_of(unit.name, {year, 12, 31});
  if (typing != nullptr && typing->from)
    unit.variables[place][system.place_of(*system.years_listed)] = year - typing->from->year;  // full by 31 December
}

// Among the units of the same type that have anything to be ranked by; sets the variable too, unless a rank was supplied.
void rank(const EvaluationSystem& system, TargetResult& result) {
  if (!system.ranking) return;
  const std::size_t last = result.years.size() - 1;
  const auto list = static_cast<std::size_t>(
      std::find_if(system.lists.begin(), system.lists.end(), [&](const auto& each) { return each.id == system.ranking->list; }) -
      system.lists.begin());
  for (MeasuredUnit& unit : result.units) {
    const MeasuredList* measured = unit.measured(list, last);
    if (measured == nullptr) continue;
    if (system.ranking->formula) {
      unit.ranked_by = value_of(*system.ranking->formula, looked_up(system, unit.variables[last]));
      unit.ranked_by.value = rounded(unit.ranked_by.value);
    } else if (measured->count(CheckOutcome::undecided) < static_cast<long>(measured->targets.size())) {
      unit.ranked_by = {model::ValueState::known, static_cast<double>(measured->count(CheckOutcome::holds))};
    }
  }
  for (MeasuredUnit& unit : result.units) {
    std::optional<double>& variable = unit.variables[last][system.place_of(system.ranking->variable)];
    unit.rank_supplied = variable.has_value();
    if (!unit.ranked_by.known()) continue;
    unit.rank = 1 + static_cast<int>(std::count_if(result.units.begin(), result.units.end(), [&](const MeasuredUnit& other) {
                  return other.type() == unit.type() && other.ranked_by.known() && other.ranked_by.value > unit.ranked_by.value;
                }));
    if (!unit.rank_supplied) variable = *unit.rank;
  }
}

CheckOutcome opposite(CheckOutcome outcome) {
  if (outcome == CheckOutcome::undecided) return outcome;
  return outcome == CheckOutcome::holds ? CheckOutcome::broken : CheckOutcome::holds;
}

void add_consequences(const EvaluationSystem& system, MeasuredUnit& unit) {
  const std::size_t last = unit.types.size() - 1;
  for (std::size_t list = 0; list < system.lists.size(); ++list) {
    const auto& defined = system.lists[list].consequence;
    const auto concerned = [&](std::size_t year) {
      return unit.types[year] && model::contains(defined->types, system.types[*unit.types[year]].id);
    };
    if (!defined || !concerned(last)) continue;
    model::MeasuredConsequence& found = unit.consequences.emplace_back();
    found.list = list;
    found.warned = opposite(unit.measured(list, last)->verdict);
    found.removed = found.warned;
    for (std::size_t year = last + 1 - static_cast<std::size_t>(defined->years); year < last; ++year) {
      std::optional<CheckOutcome>& verdict = found.before.emplace_back();
      if (concerned(year)) verdict = unit.measured(list, year)->verdict;
      if (unit.untyped[year]) verdict = CheckOutcome::undecided;
      found.removed = both(found.removed, verdict ? opposite(*verdict) : CheckOutcome::broken);
    }
  }
}

// From the first year that is looked at: where the path begins, or as many years in a row as a consequence asks for.
std::vector<int> years_of(const EvaluationSystem& system, int data_year) {
  int first = data_year;
  for (const model::TargetList& list : system.lists)
    if (list.consequence) first = std::min(first, data_year - list.consequence->years + 1);
  std::vector<int> years;
  if (system.path)
    for (int each = system.path->from; each < data_year && each < system.path->to; ++each) years.push_back(each);
  else
    for (int each = first; each < data_year; ++each) years.push_back(each);
  years.push_back(data_year);
  return years;
}

}  // namespace

TargetResult measure(const EvaluationSystem& system, int year, int data_year, const model::EffectiveTable& table,
                     const model::Catalogue& catalogue) {
  TargetResult result;
  result.year = year;
  result.data_year = data_year;
  result.years = years_of(system, data_year);
  const UnitsOfYear found = units_of(system, data_year, table, catalogue);
  result.expected = found.expected;
  SharedValues shared(system, table, catalogue, result);
  const model::Register* units = catalogue.register_of(system.register_id);
  for (const UnitOfYear& of_year : found.units) {
    const model::ReportingUnit& line = *of_year.line;
    MeasuredUnit& unit = result.units.emplace_back();
    unit.name = line.name;
    unit.short_name = line.short_name.empty() ? line.name : line.short_name;
    for (const int each : result.years) {
      const model::Date end{each, 12, 31};
      const model::ReportingUnit* then = units->find(line.name, model::Period::whole_year(each));
      const bool registered = then != nullptr && then->valid_on(end);
      unit.types.push_back(registered ? system.type_of(line.name, then->level, end) : std::nullopt);
      unit.untyped.push_back(registered && !unit.types.back() && !system.is_typed(line.name));
      unit.variables.push_back(variables_of(system, line.name, each, table, catalogue));
      shared.fill(unit.variables.back(), line, each);
      fill_listed(system, unit, unit.types.size() - 1, each);
    }
  }
  const Measurement measurement(system, result);
  const std::size_t last = result.years.size() - 1;
  const auto measure_lists = [&](bool ranking) {
    for (std::size_t list = 0; list < system.lists.size(); ++list) {
      const model::TargetList& defined = system.lists[list];
      if ((system.ranking && system.ranking->list == defined.id) != ranking) continue;
      const std::size_t first = defined.consequence ? last + 1 - static_cast<std::size_t>(defined.consequence->years) : last;
      for (MeasuredUnit& unit : result.units)
        for (std::size_t each = first; each <= last; ++each) measurement.measure(unit, list, each);
    }
  };
  measure_lists(true);
  rank(system, result);
  measure_lists(false);
  for (MeasuredUnit& unit : result.units) add_consequences(system, unit);
  return result;
}

}  // namespace huibiao::evaluate
