#include "model/catalogue.hpp"

namespace huibiao::model {
namespace {

template <class T>
const T* with_id(const std::vector<T>& entries, std::string_view id) {
  for (const T& entry : entries) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

}  // namespace

const Indicator* Catalogue::indicator(std::string_view id) const { return with_id(indicators, id); }
const Measure* Catalogue::measure(std::string_view id) const { return with_id(measures, id); }
const Unit* Catalogue::unit(std::string_view id) const { return with_id(units, id); }
const Office* Catalogue::office(std::string_view id) const { return with_id(offices, id); }
const Batch* Catalogue::batch(std::string_view id) const { return with_id(batches, id); }
const Register* Catalogue::register_of(std::string_view id) const { return with_id(registers, id); }
const ReportDefinition* Catalogue::report(std::string_view id) const { return with_id(reports, id); }

const Measure* Catalogue::measure_based_on(std::string_view id) const {
  for (const Measure& measure : measures) {
    if (!id.empty() && measure.year_ago == id) return &measure;
  }
  return nullptr;
}

const Measure* Catalogue::rate_of(std::string_view id) const {
  for (const Measure& measure : measures) {
    if (!id.empty() && measure.rate_of == id) return &measure;
  }
  return nullptr;
}

const Measure* Catalogue::words_beside_answer() const {
  for (const Measure& measure : measures) {
    if (measure.words) return &measure;
  }
  return nullptr;
}

const Edition* Catalogue::edition_of(std::string_view register_id) const {
  for (const Edition& edition : editions) {
    if (edition.register_id == register_id) return &edition;
  }
  return nullptr;
}

const PlaceReport* Catalogue::place_report_of(std::string_view register_id) const {
  for (const PlaceReport& report : place_reports) {
    if (report.register_id == register_id) return &report;
  }
  return nullptr;
}

const Register* Catalogue::register_listing(std::string_view unit_name) const {
  for (const Register& listed : registers) {
    for (const ReportingUnit& entry : listed.units)
      if (entry.name == unit_name) return &listed;
  }
  return nullptr;
}

const Unit* Catalogue::natural_unit(std::string_view dimension) const {
  for (const Unit& unit : units) {
    if (unit.natural && unit.dimension == dimension) return &unit;
  }
  return nullptr;
}

const LedgerDefinition* Catalogue::ledger(std::string_view id) const { return with_id(ledgers, id); }

const Wording& Measure::name_in(std::string_view period) const {
  if (of_year.zh.empty()) return name;
  const std::optional<Period> parsed = parse_period(period);
  return parsed && parsed->is_year() ? of_year : name;
}

const Form* Catalogue::form(std::string_view id, int year) const {
  const Form* chosen = nullptr;
  for (const Form& form : forms) {
    if (form.id == id && (chosen == nullptr || form.first_year <= year)) chosen = &form;
  }
  return chosen;
}

std::string_view Catalogue::scope_of(std::string_view indicator, std::string_view park, const Period& period) const {
  const ScopeLine* found = nullptr;
  for (const ScopeLine& line : scope_lines) {
    if (line.indicator != indicator || (!line.park.empty() && line.park != park)) continue;
    if ((line.from && period < *line.from) || (line.to && *line.to < period)) continue;
    if (found == nullptr || found->park.empty() || !line.park.empty()) found = &line;
  }
  return found == nullptr ? std::string_view() : std::string_view(found->scope);
}

std::string_view Catalogue::word(std::string_view language, std::string_view key) const {
  const auto found = words.find(language);
  if (found == words.end()) return key;
  const auto text = found->second.find(key);
  return text == found->second.end() ? key : std::string_view(text->second);
}

}  // namespace huibiao::model
