#include "recognise/columns.hpp"

#include <algorithm>
#include <set>

namespace huibiao::recognise {
namespace {

// Amounts and counts in the indicator's own unit, not rates of growth.
bool holds_levels(const model::Catalogue& catalogue, std::string_view id) {
  const model::Measure* measure = catalogue.measure(id);
  return measure && measure->unit.empty();
}

// Columns about the same thing: one indicator, one unit.
bool same_subject(const Column& a, const Column& b) {
  const auto indicator = [](const Column& column) {
    return column.indicators.empty() ? nullptr : column.indicators.front().indicator;
  };
  return indicator(a) == indicator(b) && a.parks == b.parks;
}

// "2026", not "January to December".
bool names_year_alone(const text::PeriodMention& mention) { return mention.period.is_year() && !mention.cumulative; }

bool says_current_in_words(const Table& table, const Column& column, const std::string& current, const std::string& cumulative) {
  bool says = false;
  for (const Column& other : table.columns) {
    if (&other == &column || !same_subject(other, column)) continue;
    if (other.measure == cumulative) return false;
    says |= other.measure == current;
  }
  return says;
}

// Words and periods taken together; nothing where the column is of another time.
std::optional<std::string> measure_of(const Table& table, const Column& column, const model::Period& period,
                                      const std::string& table_measure, const model::Catalogue& catalogue) {
  if (column.periods.empty()) {
    if (!column.measure.empty()) return column.measure;
    return column.year_ago || column.cumulative ? level_measure(catalogue, column.cumulative, column.year_ago) : table_measure;
  }
  const model::Measure* said = catalogue.measure(column.measure);
  if (said && !holds_levels(catalogue, said->id)) return column.measure;
  bool cumulative = column.cumulative || (said && said->cumulative);
  bool year_ago = column.year_ago || (said && catalogue.measure_based_on(said->id) != nullptr);
  for (const text::PeriodMention& mention : column.periods) {
    if (mention.period.year != 0 && mention.period.year != period.year) {
      if (mention.period.year != period.year - 1) return std::nullopt;
      year_ago = true;
    }
    if (names_year_alone(mention)) continue;
    const bool range = mention.period.first_month != mention.period.last_month;
    if (mention.period.last_month != period.last_month || (range && mention.period.first_month != 1)) return std::nullopt;
    cumulative |= mention.cumulative || (mention.period.first_month == 1 && mention.period.last_month > 1);
  }
  // In January "January" beside "this month" is the cumulative.
  const bool one_month = !said && !cumulative && period.last_month == 1;
  if (one_month &&
      says_current_in_words(table, column, level_measure(catalogue, false, year_ago), level_measure(catalogue, true, year_ago))) {
    cumulative = true;
  }
  return level_measure(catalogue, cumulative, year_ago);
}

// "The same period a year ago" beside the cumulative is the cumulative's, where it is there twice or nothing but the cumulative
// is there; where it then stands elsewhere, it says no measure at all.
void settle_by_neighbour(std::vector<ValueColumn>& columns, const model::Catalogue& catalogue) {
  const std::string current = level_measure(catalogue, false, false), cumulative = level_measure(catalogue, true, false);
  const std::string bare = level_measure(catalogue, false, true), whole = level_measure(catalogue, true, true);
  const std::vector<std::string>& month_by_name = catalogue.lexicon["month_by_name"];
  const auto says = [&](const ValueColumn& column, const std::string& measure) {
    return [&column, &measure](const ValueColumn& other) {
      return other.measure == measure && same_subject(*column.column, *other.column);
    };
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ValueColumn& column = columns[i];
    if (column.measure != bare || !column.column->periods.empty() || contains_any(column.column->text, month_by_name)) continue;
    if (std::any_of(columns.begin(), columns.end(), says(column, whole))) continue;
    if (std::none_of(columns.begin(), columns.end(), says(column, cumulative))) continue;
    const bool twice = std::count_if(columns.begin(), columns.end(), says(column, bare)) > 1;
    const bool month_there = std::any_of(columns.begin(), columns.end(), says(column, current));
    if (!twice && month_there) continue;
    const bool beside = i > 0 && says(column, cumulative)(columns[i - 1]);
    if (beside) {
      column.measure = whole;
      column.neighbour = twice ? ValueColumn::Neighbour::beside : ValueColumn::Neighbour::alone;
    } else if (!month_there) {
      column.measure = {};
    }
  }
}

}  // namespace

std::string level_measure(const model::Catalogue& catalogue, bool cumulative, bool year_ago) {
  for (const model::Measure& measure : catalogue.measures) {
    const bool base = catalogue.measure_based_on(measure.id) != nullptr;
    if ((base || !measure.year_ago.empty()) && base == year_ago && measure.cumulative == cumulative) return measure.id;
  }
  return "";
}

std::vector<PeriodClaim> period_claims(const Table& table) {
  std::vector<PeriodClaim> claims;
  std::set<int> months;
  for (const Column& column : table.columns) {
    for (const text::PeriodMention& mention : column.periods) {
      const bool of_whole_year = mention.period.is_year() && (mention.period.year != 0 || column.year_ago);
      if (of_whole_year || names_year_alone(mention) || mention.period.first_month != 1 || mention.period.last_month == 1)
        continue;
      if (!months.insert(mention.period.last_month).second) continue;
      model::Period month = mention.period.is_year() ? mention.period.closing_month() : mention.period;
      month.year = 0;  // a column of the year before names its own year
      claims.push_back({Place::header, month, column.text, column.cell});
    }
  }
  if (months.size() > 1) claims.clear();
  return claims;
}

std::vector<ValueColumn> value_columns(const Table& table, const model::Period& period, const std::string& table_measure,
                                       const model::Catalogue& catalogue, std::vector<ColumnLeftOut>& left_out) {
  std::vector<ValueColumn> columns;
  for (const Column& column : table.columns) {
    if (!column.holds_values()) continue;
    auto measure = measure_of(table, column, period, table_measure, catalogue);
    if (!measure) {
      left_out.push_back({&column, "drift.column-other-period"});
    } else if (!measure->empty() && !holds_levels(catalogue, *measure)) {
      left_out.push_back({&column, "drift.column-rate"});
    } else {
      columns.push_back({&column, std::move(*measure), false});
    }
  }
  settle_by_neighbour(columns, catalogue);
  for (ValueColumn& column : columns) {
    for (const ValueColumn& other : columns) {
      if (column.column == other.column || column.measure != other.measure || !same_subject(*column.column, *other.column))
        continue;
      column.duplicate = column.column->header != Header::value || !column.column->measure.empty();
    }
  }
  return columns;
}

}  // namespace huibiao::recognise
