// How good the data of a park are, as far as anything is known of them. What is unknown is said as such. No finding is quoted: it
// may name an enterprise.
#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/health_page.hpp"

namespace huibiao::report {
namespace {

constexpr int kNamesWidth = 165;    // display width of the names in a line
constexpr int kRemarkedWidth = 90;  // … of the indicators that findings are about
constexpr double kPercent = 100;

std::string number(std::size_t count) { return std::to_string(count); }

class Quality {
 public:
  Quality(HealthLayout& layout, const HealthPage& page) : layout_(layout), page_(page), words_(page.words) {}

  void write() {
    layout_.section(words_("quality.title"));
    Style top = HealthLayout::text().with(&Style::top, Rule::thick);
    line(variables(), top);
    line(values());
    const double weight = model::rounded(page_.profile().known_weight * kPercent, 1);
    line(words_("quality.weight", {{"share", fmt::format("{:.1f}", weight)}}));
    const model::UnitFiling* annual = filing_in(page_.report.filings.annual);
    line(annual_forms(annual));
    line(findings("quality.of-year", annual));
    if (page_.system().asks_for_records()) {
      const model::UnitFiling* monthly = filing_in(page_.report.filings.monthly);
      line(records());
      line(findings("quality.of-months", monthly));
    }
    layout_.close();
  }

 private:
  void line(const std::string& text, const Style& style = HealthLayout::text()) { layout_.line(text, style); }

  const model::UnitFiling* filing_in(const model::UnitFilings& filings) const {
    const auto found = filings.find(page_.unit().name);
    return found == filings.end() ? nullptr : &found->second;
  }

  std::string variables() const {
    std::vector<std::string> missing;
    for (std::size_t v = 0; v < page_.system().variables.size(); ++v)
      if (!page_.unit().variables[v]) {
        const auto variable = static_cast<std::size_t>(page_.system().variables[v]);
        missing.push_back(words_.in(page_.catalogue.indicators[variable].name));
      }
    const std::string all = number(page_.system().variables.size());
    if (missing.empty()) return words_("quality.variables-all", {{"count", all}});
    return words_("quality.variables-missing",
                  {{"count", all}, {"missing", number(missing.size())}, {"names", names_that_fit(missing, kNamesWidth, words_)}});
  }

  std::string values() const {
    std::vector<std::string> without;
    for (std::size_t i = 0; i < page_.system().indicators.size(); ++i) {
      const model::EvaluatedValue& value = page_.unit().values[i];
      const model::EvaluationIndicator& indicator = page_.system().indicators[i];
      const bool compared = !indicator.target || page_.unit().targets[i].known();
      if (value.known() && (compared || page_.unit().points[i])) continue;
      const char* why = value.known()                                 ? "quality.nothing-to-compare"
                        : value.state == model::ValueState::undefined ? "quality.undefined"
                                                                      : "quality.missing";
      without.push_back(
          words_("quality.without", {{"id", indicator.id}, {"name", words_.in(indicator.name)}, {"why", words_(why)}}));
    }
    const std::string all = number(page_.system().indicators.size());
    if (without.empty()) return words_("quality.values-all", {{"count", all}});
    return words_("quality.values-missing",
                  {{"count", all}, {"missing", number(without.size())}, {"names", names_that_fit(without, kNamesWidth, words_)}});
  }

  static model::Arguments counts(const model::UnitFiling& filing) {
    const auto text = [](int count) { return std::to_string(count); };
    return {{"forms", text(filing.forms)},    {"questioned", text(filing.questioned)}, {"returned", text(filing.returned)},
            {"held", text(filing.held)},      {"refused", text(filing.refused)},       {"figures", text(filing.figures)},
            {"revised", text(filing.revised)}};
  }

  std::string annual_forms(const model::UnitFiling* filing) const {
    if (filing == nullptr || filing->forms == 0) return words_("quality.no-forms", page_.arguments);
    return words_("quality.forms", page_.with(counts(*filing)));
  }

  std::string findings(const char* whose, const model::UnitFiling* filing) const {
    const std::string about = words_(whose, page_.arguments);
    if (filing == nullptr || (filing->forms == 0 && !filing->has_findings()))
      return words_("quality.findings-unknown", {{"about", about}});
    model::Arguments arguments = {{"about", about},
                                  {"errors", std::to_string(filing->errors)},
                                  {"warnings", std::to_string(filing->warnings)},
                                  {"explained", std::to_string(filing->explained)}};
    if (filing->errors + filing->warnings == 0) return words_("quality.findings-none", arguments);
    std::vector<std::string> names;
    for (const std::string& id : filing->remarked)
      if (const model::Indicator* indicator = page_.catalogue.indicator(id)) names.push_back(words_.in(indicator->name));
    if (names.empty()) return words_("quality.findings", arguments);
    arguments.emplace_back("names", names_that_fit(names, kRemarkedWidth, words_));
    return words_("quality.findings-about", arguments);
  }

  std::string records() const {
    const auto& records = page_.result().records;
    const auto record = std::find_if(records.begin(), records.end(), [&](const model::ReportingRecord& each) {
      return each.unit == page_.unit().name && each.year == page_.result().data_year;
    });
    if (record == records.end()) return words_("quality.no-records", page_.arguments);
    int late = 0, days = 0;
    for (const model::ReportedBatch& batch : record->batches) {
      if (batch.standing.state != model::ReportingState::late) continue;
      ++late;
      days += batch.standing.days_late;
    }
    const model::UnitFiling* filing = filing_in(page_.report.filings.monthly);
    model::Arguments arguments = counts(filing == nullptr ? model::UnitFiling{} : *filing);
    const std::pair<const char*, int> more[] = {{"due", record->due},
                                                {"in_time", record->in_time},
                                                {"late", late},
                                                {"days", days},
                                                {"open", record->due - record->in_time - late},
                                                {"owed", record->owed},
                                                {"missing", record->owed - record->given}};
    for (const auto& [name, count] : more) arguments.emplace_back(name, std::to_string(count));
    return words_("quality.records", page_.with(arguments));
  }

  HealthLayout& layout_;
  const HealthPage& page_;
  const Words& words_;
};

}  // namespace

void write_data_quality(HealthLayout& layout, const HealthPage& page) { Quality(layout, page).write(); }

}  // namespace huibiao::report
