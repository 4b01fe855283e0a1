// One period and one reporting unit from all that speak of them (rules of the numbers, 3).
#include <algorithm>
#include <set>

#include "recognise/heading.hpp"

namespace huibiao::recognise {
namespace {

using model::CellAddress;

// "[[place.file]] 2026-03; D2 2026-02": [[key]] is worded when the message is.
std::string quote(Place place, const std::optional<CellAddress>& cell, const std::string& text) {
  std::string quoted = "[[";
  quoted += word_of(place);
  quoted += "]]";
  if (cell) quoted += " " + to_string(*cell);
  return quoted + " \"" + text + "\"";
}

template <class Claim>
std::string quote_all(const std::vector<Claim>& claims) {
  std::string all;
  for (const Claim& claim : claims) {
    if (!all.empty()) all += "; ";
    all += quote(claim.place, claim.cell, claim.text);
  }
  return all;
}

void report(model::RecognisedForm& form, std::string rule, model::Severity severity, model::Arguments arguments,
            std::optional<CellAddress> cell, bool holds) {
  if (holds) form.held_by = rule;
  model::Diagnostic diagnostic;
  diagnostic.rule = std::move(rule);
  diagnostic.severity = severity;
  diagnostic.arguments = std::move(arguments);
  diagnostic.cell = cell;
  form.diagnostics.push_back(std::move(diagnostic));
}

// The year of a month that was named without one: of the years that were said alone, else the last such month before the form was
// sent.
std::optional<int> year_for(int month, const std::set<int>& years, const std::optional<model::Date>& reported) {
  if (years.size() == 1) return *years.begin();
  if (!years.empty() || !reported) return std::nullopt;
  return month < reported->month ? reported->year : reported->year - 1;
}

std::vector<PeriodClaim> gap_fillers(const std::vector<PeriodClaim>& claims, const std::optional<model::Date>& reported) {
  std::vector<PeriodClaim> fillers;
  for (const PeriodClaim& claim : claims) {
    if (claim.place == Place::folder && claim.period.year != 0 && !claim.period.is_year()) fillers.push_back(claim);
  }
  if (reported) {
    fillers.push_back({Place::reported, model::Period::month(reported->year, reported->month).previous_month(),
                       to_string(*reported), std::nullopt});
  }
  return fillers;
}

// Several months that neither begin with January nor are a quarter or half a year: which one the form is of is not said.
bool is_odd_range(const model::Period& period) {
  const bool second_half = period.first_month == 7 && period.last_month == 12;
  return !period.is_month() && period.first_month != 1 && !period.is_quarter() && !second_half;
}

}  // namespace

void settle_period(const std::vector<PeriodClaim>& claims, const Heading& heading, model::RecognisedForm& form) {
  std::vector<PeriodClaim> said;  // all that has to agree
  std::set<int> years, folder_years;
  const PeriodClaim* person = nullptr;
  for (const PeriodClaim& claim : claims) {
    if (claim.place == Place::person) person = &claim;
    if (claim.place == Place::folder) {
      if (claim.period.year) folder_years.insert(claim.period.year);
      continue;
    }
    said.push_back(claim);
    if (claim.period.year) years.insert(claim.period.year);
  }
  if (person) {
    form.period = person->period.closing_month();
    for (const PeriodClaim& claim : said) {
      const bool same_month = claim.period.is_year() || claim.period.last_month == form.period->last_month;
      if (!same_month || (claim.period.year && claim.period.year != form.period->year)) {
        report(form, "period.overridden", model::Severity::info,
               {{"period", person->text}, {"claims", quote(claim.place, claim.cell, claim.text)}}, claim.cell, false);
      }
    }
    return;
  }
  std::set<int> months;
  for (const PeriodClaim& claim : said) {
    if (!claim.period.is_year()) months.insert(claim.period.last_month);
  }
  const std::optional<CellAddress> at = said.empty() ? std::nullopt : said.front().cell;
  if (months.size() > 1 || years.size() > 1) {
    // A key is needed to keep the values under while they are held: the first full claim's.
    for (const PeriodClaim& claim : said) {
      if (!form.period && claim.period.year && !claim.period.is_year()) form.period = claim.period.closing_month();
    }
    report(form, "period.contradiction", model::Severity::error, {{"claims", quote_all(said)}}, at, true);
    return;
  }
  const auto unclear =
      std::find_if(said.begin(), said.end(), [](const PeriodClaim& claim) { return is_odd_range(claim.period); });
  if (unclear != said.end()) {
    if (unclear->period.year) form.period = unclear->period.closing_month();
    report(form, "period.range", model::Severity::error, {{"claims", quote(unclear->place, unclear->cell, unclear->text)}},
           unclear->cell, true);
    return;
  }
  if (months.size() == 1) {
    const int month = *months.begin();
    std::optional<int> year = year_for(month, years, std::nullopt);
    if (!year) year = year_for(month, folder_years, heading.reported);
    if (year) {
      form.period = model::Period::month(*year, month);
      return;
    }
  } else {
    const std::vector<PeriodClaim> fillers = gap_fillers(claims, heading.reported);
    std::set<model::Period> candidates;
    for (const PeriodClaim& filler : fillers) {
      if (years.empty() || years.contains(filler.period.year)) candidates.insert(filler.period.closing_month());
    }
    if (candidates.size() == 1) {
      form.period = *candidates.begin();
      report(form, "period.filled-in", model::Severity::warning,
             {{"period", to_string(*form.period)}, {"claims", quote_all(fillers)}}, at, false);
      return;
    }
    if (candidates.size() > 1) {
      report(form, "period.contradiction", model::Severity::error, {{"claims", quote_all(fillers)}}, at, true);
      return;
    }
  }
  report(form, "period.missing", model::Severity::error, {{"claims", quote_all(said)}}, at, true);
}

void settle_year(const std::vector<PeriodClaim>& claims, model::RecognisedForm& form) {
  std::vector<PeriodClaim> said;  // all that has to agree
  std::set<int> years;
  const PeriodClaim* person = nullptr;
  bool other_month = false;
  for (const PeriodClaim& claim : claims) {
    if (claim.place == Place::folder) continue;  // often the time of receipt
    if (claim.place == Place::person) person = &claim;
    said.push_back(claim);
    if (claim.period.year) years.insert(claim.period.year);
    other_month |= claim.period.last_month != 12;
  }
  if (person) {
    form.period = model::Period::whole_year(person->period.year);
    return;
  }
  const std::optional<CellAddress> at = said.empty() ? std::nullopt : said.front().cell;
  if (years.empty()) return report(form, "period.missing", model::Severity::error, {{"claims", quote_all(said)}}, at, true);
  form.period = model::Period::whole_year(*years.begin());
  if (years.size() > 1 || other_month)
    report(form, "period.contradiction", model::Severity::error, {{"claims", quote_all(said)}}, at, true);
}

void settle_both_months(const std::vector<PeriodClaim>& claims, model::RecognisedForm& form) {
  if (!form.held_by.empty() || !form.period || form.period->last_month != 2) return;
  bool both = false, alone = false;
  for (const PeriodClaim& claim : claims) {
    // A template of February is given out where both months may be reported on it, too.
    const bool of_template = claim.place == Place::identity || claim.place == Place::margin;
    if (claim.period.last_month != 2 || claim.place == Place::folder || of_template) continue;
    const bool range = claim.period.first_month == 1;
    if (claim.place == Place::person) {  // what a person says goes before what is written
      both = range;
      alone = !range;
      break;
    }
    both |= range && claim.place != Place::header;  // a column's header may always count from January
    alone |= !range;
  }
  if (both && !alone) form.period->first_month = 1;
}

void settle_park(const std::vector<ParkClaim>& claims, const Vocabulary& vocabulary, model::RecognisedForm& form) {
  for (const ParkClaim& claim : claims) {
    if (claim.place == Place::person && claim.names.size() == 1) {
      form.park = claim.names.front();
      for (const ParkClaim& other : claims) {
        if (std::find(other.names.begin(), other.names.end(), form.park) == other.names.end()) {
          report(form, "park.overridden", model::Severity::info,
                 {{"park", form.park}, {"claims", quote(other.place, other.cell, other.text)}}, other.cell, false);
        }
      }
      return;
    }
  }
  std::optional<std::set<std::string>> agreed;
  bool certain = false;
  for (const ParkClaim& claim : claims) {
    if (claim.names.empty()) {
      std::string nearest, first;
      for (const std::string& name : vocabulary.unit_names().nearest(claim.text, 3)) {
        if (first.empty()) first = name;
        nearest += (nearest.empty() ? "" : ", ") + name;
      }
      report(form, "park.unknown", model::Severity::error, {{"name", claim.text}, {"nearest", nearest}, {"first", first}},
             claim.cell, true);
      continue;
    }
    certain |= claim.certain;
    const std::set<std::string> names(claim.names.begin(), claim.names.end());
    if (!agreed) {
      agreed = names;
      continue;
    }
    std::set<std::string> both;
    std::set_intersection(agreed->begin(), agreed->end(), names.begin(), names.end(), std::inserter(both, both.begin()));
    if (both.empty()) {
      form.park = *agreed->begin();
      report(form, "park.contradiction", model::Severity::error, {{"claims", quote_all(claims)}}, claims.front().cell, true);
      return;
    }
    agreed = std::move(both);
  }
  if (!agreed) {
    if (form.held_by.empty()) report(form, "park.missing", model::Severity::error, {}, std::nullopt, true);
    return;
  }
  form.park = *agreed->begin();
  if (agreed->size() > 1) {
    report(form, "park.ambiguous", model::Severity::error, {{"claims", quote_all(claims)}}, claims.front().cell, true);
  } else if (!certain) {
    report(form, "park.uncertain", model::Severity::error, {{"claims", quote_all(claims)}, {"park", form.park}},
           claims.front().cell, true);
  }
}

}  // namespace huibiao::recognise
