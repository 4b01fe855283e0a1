#include <algorithm>

#include "model/decimal.hpp"
#include "report/layout.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

constexpr std::uint32_t kFirstYearColumn = 4;

}  // namespace

void TargetVariables::write() {
  const Words& words = context_.words;
  const model::TargetResult& result = context_.result;
  std::vector<std::string> headers = {words("common.unit"), words("table.name"), words("variables.id"),
                                      words("table.measured-in")};
  std::vector<double> widths = {20, 40, 38, 10};
  for (const int year : result.years) {
    headers.push_back(std::to_string(year));
    widths.push_back(11);
  }
  begin_target_sheet(sheet_, context_, words("variables.title", context_.arguments), words("variables.left"), headers, widths);
  std::uint32_t row = kTargetHeaderRow + 1;
  for (std::size_t unit = 0; unit < result.units.size(); ++unit) {
    const model::MeasuredUnit& measured = result.units[unit];
    std::vector<int> asked;
    for (const model::MeasuredTarget& target : measured.targets)
      model::add_variables(context_.system.targets[target.target].condition, asked);
    for (const int variable : asked) {
      const model::Indicator& indicator = context_.catalogue.indicators[static_cast<std::size_t>(variable)];
      const auto edged = [&](const Style& style) {
        return variable == asked.front() ? style.with(&Style::top, Rule::thin) : style;
      };
      sheet_.text({row, 0}, measured.short_name, edged(styles::body()));
      sheet_.text({row, 1}, words.in(indicator.name), edged(styles::body()));
      sheet_.text({row, 2}, indicator.id, edged(styles::body()));
      sheet_.text({row, 3}, indicator.unit, edged(styles::body().aligned(Align::center)));
      for (std::size_t year = 0; year < result.years.size(); ++year) {
        const std::optional<double>& value = measured.variables[year][context_.system.place_of(variable)];
        sheet_.number({row, kFirstYearColumn + static_cast<std::uint32_t>(year)}, value,
                      edged(styles::number().formatted(value ? format_as_filed(*value) : kWholeFormat)));
      }
      rows_[{unit, variable}] = row++;
    }
  }
  close_table(sheet_, row, static_cast<std::uint32_t>(headers.size()));
  sheet_.page(Orientation::landscape);
}

std::string TargetVariables::cell(std::size_t unit, std::size_t year, int variable) const {
  return fixed_cell(sheet_, rows_.at({unit, variable}), kFirstYearColumn + static_cast<std::uint32_t>(year));
}

}  // namespace huibiao::report
