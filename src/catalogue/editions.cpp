// The reader's editions, and what they compare with: the province's published growth, and the year's targets.
#include <algorithm>
#include <array>
#include <span>

#include "catalogue/conditions.hpp"
#include "catalogue/csv_table.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"
#include "model/decimal.hpp"

namespace huibiao::catalogue {
namespace {

using model::Edition;
using model::Phrase;

constexpr std::array<std::string_view, 4> kProvinceColumns = {"period", "indicator", "growth", "basis"};
constexpr std::array<std::string_view, 5> kTargetColumns = {"year", "park", "indicator", "value", "unit"};
constexpr std::array<std::pair<std::string_view, model::ChartDefinition::Kind>, 3> kChartKinds = {
    {{"year-by-year", model::ChartDefinition::Kind::year_by_year},
     {"parks-by-growth", model::ChartDefinition::Kind::parks_by_growth},
     {"shares-of-levels", model::ChartDefinition::Kind::shares_of_levels}}};

constexpr std::string_view kGrowthFacts[] = {"growth"};
constexpr std::string_view kCourseFacts[] = {"now", "before", "points"};
constexpr std::string_view kLeadFacts[] = {"gap"};
constexpr std::string_view kRatioChangeFacts[] = {"points"};

bool among(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class EditionReader {
 public:
  EditionReader(TableReader& top, Loading& loading, Edition& edition)
      : top_(top), catalogue_(loading.catalogue), edition_(edition) {}

  void read() {
    edition_.register_id = top_.text("register");
    if (catalogue_.register_of(edition_.register_id) == nullptr)
      top_.report_unknown("register", edition_.register_id, "register");
    edition_.nominal = top_.texts("nominal");
    edition_.shaded = top_.optional_integer("shaded", 0);
    top_.each("ratio", false, [&](TableReader& reader) {
      edition_.ratios.push_back({reader.text("id"), reader.text("name"), indicator(reader, "numerator", reader.text("numerator")),
                                 indicator(reader, "denominator", reader.text("denominator"))});
    });
    top_.each("total", false, [&](TableReader& reader) {
      edition_.totals.push_back({reader.text("name"), reader.texts("levels")});
    });
    top_.each("page", true, [&](TableReader& reader) { edition_.pages.push_back(indicators(reader)); });
    phrases(top_, "growth", edition_.growth, kGrowthFacts);
    phrases(top_, "course", edition_.course, kCourseFacts);
    phrases(top_, "lead", edition_.lead, kLeadFacts);
    phrases(top_, "ratio_change", edition_.ratio_change, kRatioChangeFacts);
    top_.each("point", true, [&](TableReader& reader) { point(reader); });
    top_.each("balance", false, [&](TableReader& reader) { balance(reader); });
    top_.each("warning", false, [&](TableReader& reader) { warning(reader); });
    top_.each("chart", false, [&](TableReader& reader) { chart(reader); });
  }

 private:
  std::string indicator(TableReader& reader, std::string_view key, std::string id) {
    if (!id.empty() && catalogue_.indicator(id) == nullptr) reader.report_unknown(key, id, "indicator");
    return id;
  }
  std::vector<std::string> indicators(TableReader& reader) {
    std::vector<std::string> ids = reader.texts("indicators");
    for (const std::string& id : ids) indicator(reader, "indicators", id);
    return ids;
  }

  void phrases(TableReader& reader, std::string_view key, std::vector<Phrase>& into, std::span<const std::string_view> facts) {
    reader.each(key, false, [&](TableReader& entry) {
      Phrase phrase;
      phrase.when = read_conditions(entry, [&](const std::string& fact) { return among(facts, fact); });
      phrase.text = entry.text("text");
      into.push_back(std::move(phrase));
    });
  }

  // "growth:operating_revenue", as far as it names something that is there.
  bool is_fact(const std::string& fact) const {
    const std::size_t colon = fact.find(':');
    if (colon == std::string::npos) return among(model::kPlainFacts, fact);
    const std::string_view verb = std::string_view(fact).substr(0, colon);
    const std::string_view about = std::string_view(fact).substr(colon + 1);
    if (among(model::kRatioFacts, verb)) return edition_.ratio(about) != nullptr;
    return among(model::kIndicatorFacts, verb) && catalogue_.indicator(about) != nullptr;
  }

  void point(TableReader& reader) {
    model::Point point;
    point.title = reader.text("title");
    reader.each("sentence", true, [&](TableReader& entry) {
      Phrase sentence;
      sentence.when = read_conditions(entry, [&](const std::string& fact) { return is_fact(fact); });
      sentence.text = entry.text("text");
      for (std::size_t open = sentence.text.find('{'); open != std::string::npos; open = sentence.text.find('{', open + 1)) {
        const std::string name = sentence.text.substr(open + 1, sentence.text.find('}', open) - open - 1);
        if (!is_fact(name)) entry.report_unknown("text", name, "fact");
      }
      point.sentences.push_back(std::move(sentence));
    });
    edition_.points.push_back(std::move(point));
  }

  void balance(TableReader& reader) {
    model::Balance balance{reader.text("title"), reader.optional_text("ratio"), reader.optional_text("indicator")};
    if (!balance.ratio.empty() && edition_.ratio(balance.ratio) == nullptr)
      reader.report_unknown("ratio", balance.ratio, "ratio");
    indicator(reader, "indicator", balance.indicator);
    edition_.balances.push_back(std::move(balance));
  }

  void warning(TableReader& reader) {
    model::WarningRule rule;
    rule.id = reader.text("id");
    rule.name = reader.text("name");
    rule.subjects = reader.texts("subjects");
    for (const std::string& subject : rule.subjects) {
      if (edition_.ratio(subject) == nullptr) indicator(reader, "subjects", subject);
    }
    rule.when = read_conditions(reader, [&](const std::string& fact) { return among(model::kWarningFacts, fact); });
    rule.text = reader.text("text");
    edition_.warnings.push_back(std::move(rule));
  }

  void chart(TableReader& reader) {
    model::ChartDefinition chart;
    const std::string kind = reader.text("kind");
    const auto known =
        std::find_if(kChartKinds.begin(), kChartKinds.end(), [&](const auto& entry) { return entry.first == kind; });
    if (known == kChartKinds.end()) {
      reader.report_unknown("kind", kind, "chart");
    } else {
      chart.kind = known->second;
    }
    chart.title = reader.text("title");
    chart.indicators = indicators(reader);
    edition_.charts.push_back(std::move(chart));
  }

  TableReader& top_;
  const model::Catalogue& catalogue_;
  Edition& edition_;
};

class Lines {
 public:
  Lines(Loading& loading, const SourceFile& file) : loading_(loading), file_(file.path) {}

  void province(const CsvLine& line) {
    line_ = line.line;
    const auto period = model::parse_period(line.fields[0]);
    if (!period) not_allowed("period", line.fields[0], "2026-03");
    const auto growth = number("growth", line.fields[2]);
    if (indicator(line.fields[1]) != nullptr && period && growth)
      loading_.catalogue.province.push_back({*period, line.fields[1], growth->to_double(), line.fields[3]});
  }

  void target(const CsvLine& line) {
    line_ = line.line;
    const auto year = model::parse_period(line.fields[0]);
    if (!year || !year->is_year()) not_allowed("year", line.fields[0], "2026");
    if (!line.fields[1].empty() && !park_known(line.fields[1])) unknown("park", line.fields[1], "reporting-unit");
    const model::Indicator* about = indicator(line.fields[2]);
    const auto value = number("value", line.fields[3]);
    const model::Unit* unit = loading_.catalogue.unit(line.fields[4]);
    const model::Unit* canonical = about == nullptr ? nullptr : loading_.catalogue.unit(about->unit);
    if (about != nullptr && (unit == nullptr || canonical == nullptr || unit->dimension != canonical->dimension))
      return unknown("unit", line.fields[4], "unit");
    if (about == nullptr || !year || !value) return;
    loading_.catalogue.targets.push_back(
        {year->year, line.fields[1], line.fields[2], value->shifted(unit->exponent - canonical->exponent).to_double()});
  }

 private:
  const model::Indicator* indicator(const std::string& id) {
    const model::Indicator* found = loading_.catalogue.indicator(id);
    if (found == nullptr) unknown("indicator", id, "indicator");
    return found;
  }
  bool park_known(const std::string& name) const {
    const auto& registers = loading_.catalogue.registers;
    return std::any_of(registers.begin(), registers.end(), [&](const model::Register& units) {
      return std::any_of(units.units.begin(), units.units.end(), [&](const auto& unit) { return unit.name == name; });
    });
  }
  std::optional<model::Decimal> number(const char* key, const std::string& text) {
    const auto value = model::Decimal::parse(text);
    if (!value) not_allowed(key, text, "12.5");
    return value;
  }
  void not_allowed(const char* key, const std::string& value, const char* allowed) {
    report("catalogue.not-allowed", {{"key", key}, {"value", value}, {"allowed", allowed}});
  }
  void unknown(const char* key, const std::string& value, const std::string& kind) {
    report("catalogue.unknown-reference", {{"key", key}, {"value", value}, {"kind", "[[kind." + kind + "]]"}});
  }
  void report(std::string rule, model::Arguments arguments) {
    model::Diagnostic diagnostic;
    diagnostic.rule = std::move(rule);
    diagnostic.arguments = std::move(arguments);
    diagnostic.file = file_;
    diagnostic.line = line_;
    loading_.diagnostics.push_back(std::move(diagnostic));
  }

  Loading& loading_;
  const std::string& file_;
  int line_ = 0;
};

}  // namespace

void read_edition(TableReader& top, Loading& loading, model::ReportDefinition texts) {
  Edition edition;
  edition.id = texts.id;
  edition.texts = std::move(texts);
  EditionReader(top, loading, edition).read();
  loading.catalogue.editions.push_back(std::move(edition));
}

void read_comparisons(Loading& loading) {
  for (const SourceFile& file : loading.versions("mappings/province.csv")) {
    Lines lines(loading, file);
    for (const CsvLine& line : read_csv(file.bytes, file.path, kProvinceColumns, loading.diagnostics)) lines.province(line);
  }
  for (const SourceFile& file : loading.versions("mappings/targets.csv")) {
    Lines lines(loading, file);
    for (const CsvLine& line : read_csv(file.bytes, file.path, kTargetColumns, loading.diagnostics)) lines.target(line);
  }
}

}  // namespace huibiao::catalogue
