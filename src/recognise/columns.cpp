#include "recognise/columns.hpp"

#include <algorithm>
#include <map>
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

// Whose growth a column is that does not say it: by the level it stands behind.
class BareGrowth {
 public:
  BareGrowth(std::vector<ValueColumn>& columns, const model::Catalogue& catalogue) : columns_(columns), catalogue_(catalogue) {}

  void settle() {
    bool open = false;
    for (const ValueColumn& column : columns_) {
      if (!is_bare(column)) continue;
      const ValueColumn* level = level_before(column);
      open |= !level;
      if (level) levels_[&column] = level;
    }
    // A level without a rate, and the rates of two behind the next one, or only one: whose it is, is not said.
    for (const ValueColumn& level : columns_)
      open |= is_level(level) && rates_of(level) == 0 && (shares_twice(level) || stands_before_bare(level));
    if (open) return;
    for (ValueColumn& column : columns_) {
      if (const auto found = levels_.find(&column); found != levels_.end())
        column.measure = catalogue_.rate_of(found->second->measure)->id;
    }
  }

 private:
  static bool is_bare(const ValueColumn& column) { return column.column->rate && column.measure.empty(); }
  bool is_level(const ValueColumn& column) const {
    return !column.column->rate && !column.measure.empty() && catalogue_.rate_of(column.measure);
  }
  const ValueColumn* level_before(const ValueColumn& column) const {
    const ValueColumn* level = nullptr;
    for (const ValueColumn& other : columns_) {
      if (&other == &column) return level;
      if (is_level(other) && same_subject(*other.column, *column.column)) level = &other;
    }
    return nullptr;
  }
  std::size_t rates_of(const ValueColumn& level) const {
    const std::string_view rate = catalogue_.rate_of(level.measure)->id;
    return static_cast<std::size_t>(std::count_if(columns_.begin(), columns_.end(), [&](const ValueColumn& column) {
      if (!column.column->rate || !same_subject(*level.column, *column.column)) return false;
      const auto found = levels_.find(&column);
      return column.measure == rate || (found != levels_.end() && found->second->measure == level.measure);
    }));
  }
  bool stands_before_bare(const ValueColumn& level) const {
    return std::any_of(levels_.begin(), levels_.end(),
                       [&](const auto& one) { return one.second > &level && same_subject(*one.second->column, *level.column); });
  }
  // Another level of the same subject has two columns of growth behind it.
  bool shares_twice(const ValueColumn& level) const {
    return std::any_of(levels_.begin(), levels_.end(), [&](const auto& one) {
      if (!same_subject(*one.second->column, *level.column)) return false;
      return std::count_if(levels_.begin(), levels_.end(), [&](const auto& other) { return other.second == one.second; }) > 1;
    });
  }

  std::vector<ValueColumn>& columns_;
  const model::Catalogue& catalogue_;
  std::map<const ValueColumn*, const ValueColumn*> levels_;  // behind which each stands
};

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
                                       const model::Catalogue& catalogue, std::vector<ColumnLeftOut>& left_out,
                                       const std::vector<Column>& growths) {
  std::vector<ValueColumn> columns;
  for (const Column& column : table.columns) {
    const auto growth =
        std::find_if(growths.begin(), growths.end(), [&](const Column& other) { return other.index == column.index; });
    if (growth != growths.end()) {
      const model::Measure* rate = catalogue.rate_of(growth->measure);
      columns.push_back({&*growth, rate ? model::Name(rate->id) : model::Name(), false});
      continue;
    }
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
  BareGrowth(columns, catalogue).settle();
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
