#include <algorithm>

#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"
#include "text/text.hpp"

namespace huibiao::catalogue {
namespace {

// Each spelling of a unit belongs to one unit only.
class Spellings {
 public:
  void add(TableReader& reader, const std::string& unit, const std::string& text) {
    const auto [at, fresh] = owners_.emplace(text::fold(text), unit);
    if (fresh || at->second == unit) return;
    reader.report("catalogue.alias-of-two", {{"value", text}, {"first", at->second}, {"second", unit}}, reader.line());
  }

 private:
  std::map<std::string, std::string> owners_;
};

model::Nature nature_of(TableReader& reader) {
  const std::string text = reader.text("nature");
  if (text == "flow" || text.empty()) return model::Nature::flow;
  if (text == "stock") return model::Nature::stock;
  if (text == "ratio") return model::Nature::ratio;
  if (text == "answer") return model::Nature::answer;
  if (text == "undecided") return model::Nature::undecided;
  reader.report("catalogue.not-allowed",
                {{"key", "nature"}, {"value", text}, {"allowed", "flow, stock, ratio, answer, undecided"}},
                reader.line_of("nature"));
  return model::Nature::flow;
}

std::vector<int> months_of(TableReader& reader) {
  if (!reader.contains("may_be_blank_in")) return {};
  std::vector<int> months = reader.integers("may_be_blank_in");
  for (const int month : months)
    if (month < 1 || month > 12)
      reader.report("catalogue.not-allowed", {{"key", "may_be_blank_in"}, {"value", std::to_string(month)}, {"allowed", "1-12"}},
                    reader.line_of("may_be_blank_in"));
  return months;
}

void read_indicator(TableReader& reader, Definitions& ids, model::Catalogue& catalogue, bool annual = false) {
  model::Indicator indicator;
  indicator.id = reader.text("id");
  indicator.name = reader.wording("name");
  indicator.nature = nature_of(reader);
  const bool answer = indicator.nature == model::Nature::answer;
  indicator.unit = answer ? reader.optional_text("unit") : reader.text("unit");
  indicator.may_be_negative = reader.flag("may_be_negative");
  indicator.integer = reader.flag("integer");
  indicator.of_place = reader.flag("of_place");
  indicator.dash_is_answer = reader.flag("dash_is_answer");
  indicator.has_items = reader.flag("has_items");
  const bool undecided = indicator.nature == model::Nature::undecided;
  if (!annual) indicator.batch = undecided ? reader.optional_text("batch") : reader.text("batch");
  indicator.codes = reader.texts("codes");
  indicator.numerator = reader.optional_text("numerator");
  indicator.denominator = reader.optional_text("denominator");
  indicator.may_be_blank_in = months_of(reader);
  if (reader.contains("explanation")) indicator.explanation = reader.wording("explanation");
  reader.check_known("unit", indicator.unit, "unit", catalogue.unit(indicator.unit));
  reader.check_known("batch", indicator.batch, "batch", catalogue.batch(indicator.batch));
  if (answer && indicator.codes.empty()) reader.report("catalogue.missing-key", {{"key", "codes"}}, reader.line());
  ids.define(reader, indicator.id);
  catalogue.indicators.push_back(std::move(indicator));
}

void read_measure(TableReader& reader, Definitions& ids, model::Catalogue& catalogue) {
  model::Measure measure;
  measure.id = reader.text("id");
  measure.name = reader.wording("name");
  if (reader.contains("of_year")) measure.of_year = reader.wording("of_year");
  measure.aliases = reader.texts("aliases");
  measure.year_ago = reader.optional_text("year_ago");
  measure.unit = reader.optional_text("unit");
  measure.rate_of = reader.optional_text("rate_of");
  measure.words = reader.flag("words");
  reader.check_known("rate_of", measure.rate_of, "measure", catalogue.measure(measure.rate_of));
  reader.check_known("unit", measure.unit, "unit", catalogue.unit(measure.unit));
  measure.cumulative = reader.flag("cumulative");
  measure.may_be_blank_in = months_of(reader);
  ids.define(reader, measure.id);
  catalogue.measures.push_back(std::move(measure));
}

model::Unit read_unit(TableReader& reader, Definitions& ids) {
  model::Unit unit;
  unit.id = reader.text("id");
  unit.dimension = reader.text("dimension");
  unit.exponent = reader.integer("exponent");
  unit.natural = reader.flag("natural");
  unit.aliases = reader.texts("aliases");
  ids.define(reader, unit.id);
  return unit;
}

void read_office(TableReader& reader, Definitions& ids, model::Catalogue& catalogue) {
  model::Office office;
  office.id = reader.text("id");
  office.name = reader.wording("name");
  office.aliases = reader.texts("aliases");
  office.indicators = reader.texts("indicators");
  for (const std::string& indicator : office.indicators) {
    if (catalogue.indicator(indicator) == nullptr) reader.report_unknown("indicators", indicator, "indicator");
  }
  ids.define(reader, office.id);
  catalogue.offices.push_back(std::move(office));
}

// The last entry of a list has an id that no entry before it has: what is shared, or another form's, is not defined again.
template <class Entries>
void check_new(TableReader& reader, std::string_view kind, const Entries& entries) {
  const std::string& id = entries.back().id;
  const bool known = std::any_of(entries.begin(), entries.end() - 1, [&](const auto& entry) { return entry.id == id; });
  if (known)
    reader.report("catalogue.defined-elsewhere", {{"kind", "[[kind." + std::string(kind) + "]]"}, {"value", id}}, reader.line());
}

// A ratio of sums is percent, of two indicators of one dimension.
void check_parts(TableReader& form, const model::Indicator& indicator, const model::Catalogue& catalogue) {
  if (indicator.numerator.empty() && indicator.denominator.empty()) return;
  const auto dimension = [&](const std::string& unit) { return catalogue.unit(unit) ? catalogue.unit(unit)->dimension : ""; };
  const model::Indicator* above = catalogue.indicator(indicator.numerator);
  const model::Indicator* below = catalogue.indicator(indicator.denominator);
  if (above == nullptr) return form.report_unknown("numerator", indicator.numerator, "indicator", form.line());
  if (below == nullptr) return form.report_unknown("denominator", indicator.denominator, "indicator", form.line());
  if (indicator.nature == model::Nature::ratio && dimension(indicator.unit) == model::kPercent &&
      dimension(above->unit) == dimension(below->unit))
    return;
  form.report("catalogue.not-allowed", {{"key", "numerator"}, {"value", indicator.id}, {"allowed", "[[kind.ratio-of-sums]]"}},
              form.line());
}

}  // namespace

void read_own_definitions(TableReader& form, Loading& loading, std::set<std::string, std::less<>>& own) {
  model::Catalogue& catalogue = loading.catalogue;
  Definitions units("unit"), indicators("indicator"), measures("measure"), offices("office");
  const auto known = static_cast<std::ptrdiff_t>(catalogue.indicators.size());
  form.each("unit", false, [&](TableReader& reader) {
    catalogue.units.push_back(read_unit(reader, units));
    check_new(reader, "unit", catalogue.units);
  });
  form.each("measure", false, [&](TableReader& reader) {
    read_measure(reader, measures, catalogue);
    check_new(reader, "measure", catalogue.measures);
    const std::string& base = catalogue.measures.back().year_ago;
    reader.check_known("year_ago", base, "measure", catalogue.measure(base));
  });
  // A form that is due in no month is of whole years: its figures are in no batch.
  const bool annual = form.contains("months") && form.integers("months").empty();
  form.each("indicator", false, [&](TableReader& reader) {
    read_indicator(reader, indicators, catalogue, annual);
    check_new(reader, "indicator", catalogue.indicators);
    own.insert(catalogue.indicators.back().id);
  });
  form.each("office", false, [&](TableReader& reader) {
    read_office(reader, offices, catalogue);
    check_new(reader, "office", catalogue.offices);
  });
  for (auto indicator = catalogue.indicators.begin() + known; indicator != catalogue.indicators.end(); ++indicator)
    check_parts(form, *indicator, catalogue);
}

void read_units(Loading& loading) {
  loading.with_table("mappings/units.toml", [&](TableReader& top) {
    Definitions ids("unit");
    Definitions naturals("natural-unit");
    Spellings spellings;
    top.each("unit", true, [&](TableReader& reader) {
      model::Unit unit = read_unit(reader, ids);
      if (unit.natural) naturals.define(reader, unit.dimension);
      spellings.add(reader, unit.id, unit.id);
      for (const std::string& alias : unit.aliases) spellings.add(reader, unit.id, alias);
      loading.catalogue.units.push_back(std::move(unit));
    });
  });
}

void read_indicators(Loading& loading) {
  loading.with_table("templates/indicators.toml", [&](TableReader& top) {
    Definitions indicators("indicator");
    Definitions measures("measure");
    top.each("indicator", true, [&](TableReader& reader) { read_indicator(reader, indicators, loading.catalogue); });
    std::vector<std::pair<std::string, int>> bases;  // a base may be defined below the measure that names it
    top.each("measure", true, [&](TableReader& reader) {
      read_measure(reader, measures, loading.catalogue);
      bases.emplace_back(loading.catalogue.measures.back().year_ago, reader.line_of("year_ago"));
    });
    for (const auto& [base, line] : bases) {
      if (!base.empty() && loading.catalogue.measure(base) == nullptr) top.report_unknown("year_ago", base, "measure", line);
    }
  });
}

void read_offices(Loading& loading) {
  loading.with_table("mappings/offices.toml", [&](TableReader& top) {
    Definitions ids("office");
    top.each("office", true, [&](TableReader& reader) { read_office(reader, ids, loading.catalogue); });
  });
}

}  // namespace huibiao::catalogue
