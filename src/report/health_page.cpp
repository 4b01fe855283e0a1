#include "report/health_page.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/evaluation_book.hpp"
#include "report/evaluation_grades.hpp"
#include "text/text.hpp"

namespace huibiao::report {
namespace {

constexpr double kPercent = 100;
constexpr int kChartNameWidth = 24;  // display width of an indicator's name beside its bar
constexpr int kRadarLineWidth = 12;
constexpr double kRadarStep = 20;  // its axis ends at a multiple

std::string rate(double share) { return fmt::format("{:.1f}", model::rounded(share * kPercent, 1)); }

// In two lines where it is long: at a space where it has any.
std::string in_two_lines(const std::string& text) {
  if (text::display_width(text) <= kRadarLineWidth) return text;
  const std::size_t space = text.find(' ', text.size() / 2);
  const std::size_t before = text.rfind(' ', text.size() / 2);
  const std::size_t at = space == std::string::npos ? before : space;
  if (at == std::string::npos) return in_lines(text, (text::display_width(text) + 3) / 4 * 2);
  return text.substr(0, at) + "\n" + text.substr(at + 1);
}

std::string cut(const std::string& text, int width) {
  if (text::display_width(text) <= width) return text;
  const std::string first = in_lines(text, width - 1);
  return first.substr(0, first.find('\n')) + "\u2026";
}

// Why there is no total: groups that have too little, and how much of the weight the others have.
std::string why_no_total(const HealthPage& page) {
  std::vector<std::string> groups;
  double all = 0, counted = 0;
  for (std::size_t g = 0; g < page.system().groups.size(); ++g) {
    const model::EvaluationGroup& group = page.system().groups[g];
    all += group.weight;
    if (page.unit().groups[g]) counted += group.weight;
    if (!page.unit().groups[g])
      groups.push_back(page.words("page.group-without",
                                  {{"group", page.words.in(group.name)}, {"share", rate(page.profile().known_weights[g])}}));
  }
  return page.words("page.no-total", {{"groups", fmt::format("{}", fmt::join(groups, page.words("sign.list")))},
                                      {"share", rate(counted / all)},
                                      {"least", rate(page.system().method.least_share)}});
}

std::string rank_before(const HealthPage& page) {
  const model::EvaluatedUnit& unit = page.unit();
  if (!unit.rank_before) return page.words("sign.none");
  const int risen = unit.rank ? *unit.rank_before - *unit.rank : 0;
  const char* key = risen > 0 ? "page.risen" : risen < 0 ? "page.fallen" : unit.rank ? "page.unmoved" : "page.was";
  return page.words(key, {{"rank", std::to_string(*unit.rank_before)}, {"places", std::to_string(std::abs(risen))}});
}

Chart radar_of(HealthLayout& layout, const HealthPage& page) {
  std::vector<std::string> names;
  for (const model::EvaluationGroup& group : page.system().groups) names.push_back(in_two_lines(page.words.in(group.name)));
  const model::CellRange categories = layout.data(names);
  double highest = 0;
  const auto put = [&](std::uint32_t group, std::uint32_t series, const std::optional<double>& points) {
    if (points) highest = std::max(highest, *points);
    layout.number({categories.first.row + group, categories.first.column + 1 + series}, points);
  };
  for (std::uint32_t g = 0; g < names.size(); ++g) {
    put(g, 0, page.unit().groups[g]);
    put(g, 1, page.report.evaluation.profile.groups[g].median);
    put(g, 2, page.report.evaluation.profile.groups[g].best);
  }
  Chart chart{ChartKind::radar, "", {categories, {}}};
  const char* const series[] = {"charts.park", "charts.median", "charts.best"};
  for (std::uint32_t each = 0; each < 3; ++each) {
    const std::uint32_t column = categories.first.column + 1 + each;
    chart.data.series.push_back({page.words(series[each], {{"park", page.unit().short_name}}),
                                 {{categories.first.row, column}, {categories.last.row, column}}});
  }
  chart.lowest = 0;
  chart.highest = std::max(std::ceil(highest / kRadarStep), 1.0) * kRadarStep;
  return chart;
}

// Strengths from the farthest on, then weaknesses up to the farthest.
std::optional<Chart> leads_of(HealthLayout& layout, const HealthPage& page) {
  std::vector<std::size_t> indicators = page.profile().strengths;
  indicators.insert(indicators.end(), page.profile().weaknesses.rbegin(), page.profile().weaknesses.rend());
  if (indicators.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const std::size_t i : indicators) {
    const model::EvaluationIndicator& indicator = page.system().indicators[i];
    names.push_back(cut(indicator.id + " " + page.words.in(indicator.name), kChartNameWidth));
  }
  const model::CellRange categories = layout.data(names);
  for (std::uint32_t row = 0; row < indicators.size(); ++row) {
    const double lead = *page.profile().indicators[indicators[row]].lead;
    layout.number({categories.first.row + row, categories.first.column + (lead > 0 ? 1 : 2)}, lead);
  }
  Chart chart{ChartKind::stacked_bars, "", {categories, {}}};
  for (const std::uint32_t series : {1U, 2U}) {
    const std::uint32_t column = categories.first.column + series;
    chart.data.series.push_back({page.words(series == 1 ? "charts.ahead" : "charts.behind"),
                                 {{categories.first.row, column}, {categories.last.row, column}}});
  }
  return chart;
}

}  // namespace

model::Arguments HealthPage::with(model::Arguments more) const {
  more.insert(more.end(), arguments.begin(), arguments.end());
  return more;
}

HealthCell value_cell(const model::EvaluatedValue& value, const std::optional<double>& beside, const HealthPage& page) {
  if (value.known()) return HealthCell::figure(value.value, figure_format(value.value, beside));
  return HealthCell::words(page.evaluation(value.state == model::ValueState::missing ? "values.missing" : "values.undefined"),
                           Align::right);
}

std::string names_that_fit(const std::vector<std::string>& names, int width, const Words& words) {
  std::string listed;
  for (const std::string& name : names) {
    const std::string longer = listed + (listed.empty() ? "" : words("sign.list")) + name;
    if (!listed.empty() && text::display_width(longer) > width)
      return words("sign.and-others", {{"names", listed}, {"count", std::to_string(names.size())}});
    listed = longer;
  }
  return listed;
}

void write_health_head(HealthLayout& layout, const HealthPage& page) {
  const Words& words = page.words;
  const model::EvaluatedUnit& unit = page.unit();
  layout.heading(
      {words("page.title", {{"park", unit.name}}), words("page.left", page.arguments), words("page.right", page.arguments)});
  const std::string banner = simulation_banner(page.system(), page.result().complete(), page.evaluation, page.arguments);
  if (!banner.empty()) layout.line(banner, HealthLayout::text().emboldened());
  const std::string none = words("sign.none");
  const std::string ranked = std::to_string(page.report.evaluation.profile.totals.known);
  const auto points = [&](const std::optional<double>& total) {
    return total ? HealthCell::figure(*total, kTwoDecimalsFormat) : HealthCell::words(none);
  };
  const std::string region =
      page.system().regions.empty()
          ? unit.province
          : words("page.region", {{"province", unit.province}, {"region", words.in(page.system().regions[unit.region].name)}});
  const std::string rank = unit.rank ? words("page.rank-of", {{"rank", std::to_string(*unit.rank)}, {"ranked", ranked}}) : none;
  const bool graded = !page.system().grades.empty();
  const std::string grade = unit.grade ? words.in(page.system().grades[*unit.grade].name) : page.evaluation("ranks.no-grade");
  layout.facts({{{words("page.place"), HealthCell::words(region)},
                 {words("page.rank"), HealthCell::words(rank)},
                 {words("page.before"), HealthCell::words(rank_before(page))},
                 {words("page.total"), points(unit.total)},
                 graded ? std::pair(words("page.grade"), HealthCell::words(grade))
                        : std::pair(words("page.median"), points(page.report.evaluation.profile.totals.median))}});
  if (!unit.total) layout.line(why_no_total(page), HealthLayout::text().emboldened());
  if (page.system().consequence)
    layout.line(words("page.consequence", {{"text", consequence_word(page.system(), unit, page.evaluation)}}),
                HealthLayout::text());
}

void write_health_groups(HealthLayout& layout, const HealthPage& page) {
  const Words& words = page.words;
  layout.section(words("groups.title"), words("groups.remark"));
  layout.headers({words("table.id"), words("groups.group"), words("groups.weight"), words("groups.own"), words("groups.median"),
                  words("groups.place"), words("groups.best")});
  double all = 0;
  for (const model::EvaluationGroup& group : page.system().groups) all += group.weight;
  const auto line = [&](const std::string& id, const std::string& name, double weight, const std::optional<double>& own,
                        const model::Spread& spread, const std::optional<int>& place, bool bold) {
    const auto cell = [&](const std::optional<double>& points) {
      return points ? HealthCell::figure(*points, kTwoDecimalsFormat) : HealthCell::words(words("sign.none"), Align::right);
    };
    const std::string placed =
        place ? words("table.place-of", {{"place", std::to_string(*place)}, {"known", std::to_string(spread.known)}})
              : words("sign.none");
    layout.row({HealthCell::words(id, Align::center), HealthCell::words(name), HealthCell::figure(weight, kRateFormat), cell(own),
                cell(spread.median), HealthCell::words(placed, Align::right), cell(spread.best)},
               bold);
  };
  for (std::size_t g = 0; g < page.system().groups.size(); ++g) {
    const model::EvaluationGroup& group = page.system().groups[g];
    line(group.id, words.in(group.name), group.weight / all * kPercent, page.unit().groups[g],
         page.report.evaluation.profile.groups[g], page.profile().group_places[g], false);
  }
  line("", words("groups.total"), kPercent, page.unit().total, page.report.evaluation.profile.totals, page.unit().rank, true);
  layout.close();
  constexpr std::size_t kLeastRadar = 3;
  std::optional<Chart> radar;
  if (page.system().groups.size() >= kLeastRadar) radar = radar_of(layout, page);
  std::optional<Chart> leads = leads_of(layout, page);
  const std::string of_leads = words(page.is_geometric() ? "charts.leads-geometric" : "charts.leads");
  layout.charts(words("charts.groups"), std::move(radar), of_leads, std::move(leads));
}

void write_health_foot(HealthLayout& layout, const HealthPage& page) {
  const std::string book = page.evaluation(
      "file.evaluation",
      {{"system", page.words.in(page.system().name)}, {"year", std::to_string(page.result().year)}, {"id", page.system().id}});
  layout.line(page.words("foot.from", page.with({{"book", book}, {"id", page.system().id}})), HealthLayout::small());
  layout.line(page.words(page.system().coefficients.empty() ? "foot.places" : "foot.places-with-coefficients"),
              HealthLayout::small());
}

}  // namespace huibiao::report
