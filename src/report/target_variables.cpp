#include "report/layout.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

constexpr std::uint32_t kFirstYearColumn = 4;

}  // namespace

// Of all its lists, in the order of the catalogue.
std::vector<int> TargetVariables::asked_by(const model::MeasuredUnit& unit) const {
  std::vector<int> asked;
  for (const model::MeasuredList& list : unit.lists)
    for (const model::MeasuredTarget& target : list.targets) {
      const model::UnitTarget& defined = context_.system.targets[target.target];
      model::add_variables(defined.readings[defined.reading], asked);
    }
  const auto& ranking = context_.system.ranking;
  if (ranking && ranking->formula && !unit.lists.empty()) model::add_variables(*ranking->formula, asked);
  return asked;
}

void TargetVariables::write(const TargetOverview& overview) {
  const Words& words = context_.words;
  const model::TargetResult& result = context_.result;
  std::vector<std::string> headers = {words("common.unit"), words("table.name"), words("variables.id"),
                                      words("table.measured-in")};
  std::vector<double> widths = {20, 44, 38, 10};
  for (const int year : result.years) {
    headers.push_back(std::to_string(year));
    widths.push_back(13);
  }
  begin_target_sheet(sheet_, context_, words("variables.title", context_.arguments), words("variables.left"), headers, widths);
  std::uint32_t row = kTargetHeaderRow + 1;
  for (std::size_t unit = 0; unit < result.units.size(); ++unit) {
    const model::MeasuredUnit& measured = result.units[unit];
    const std::vector<int> asked = asked_by(measured);
    for (const int variable : asked) {
      const model::Indicator& indicator = context_.variable(variable);
      const auto edged = [&](const Style& style) {
        return variable == asked.front() ? style.with(&Style::top, Rule::thin) : style;
      };
      sheet_.text({row, 0}, measured.short_name, edged(styles::body()));
      sheet_.text({row, 1}, words.in(indicator.name), edged(styles::body()));
      sheet_.text({row, 2}, indicator.id, edged(styles::body()));
      sheet_.text({row, 3}, indicator.unit, edged(styles::body().aligned(Align::center)));
      for (std::size_t year = 0; year < result.years.size(); ++year)
        write_year(row, unit, year, variable, overview, edged(styles::number()));
      rows_[{unit, variable}] = row++;
    }
  }
  close_table(sheet_, row, static_cast<std::uint32_t>(headers.size()));
  sheet_.page(Orientation::landscape);
}

// As filed, but for a rank that nobody supplied: that is the overview's.
void TargetVariables::write_year(std::uint32_t row, std::size_t unit, std::size_t year, int variable,
                                 const TargetOverview& overview, const Style& style) {
  const model::MeasuredUnit& measured = context_.result.units[unit];
  const std::optional<double>& value = measured.variables[year][context_.system.place_of(variable)];
  const model::CellAddress at{row, kFirstYearColumn + static_cast<std::uint32_t>(year)};
  const Style figure = style.formatted(value ? format_as_filed(*value) : kWholeFormat);
  const bool ranked = context_.system.ranking && context_.system.ranking->variable == variable && !measured.rank_supplied;
  const std::string rank = ranked && year == context_.last_year() ? overview.rank_cell(unit) : "";
  if (rank.empty())
    sheet_.number(at, value, figure);
  else if (measured.rank)
    sheet_.formula(at, rank, *measured.rank, figure);
  else
    sheet_.formula(at, rank, "", figure);
}

std::string TargetVariables::cell(std::size_t unit, std::size_t year, int variable) const {
  return fixed_cell(sheet_, rows_.at({unit, variable}), kFirstYearColumn + static_cast<std::uint32_t>(year));
}

}  // namespace huibiao::report
