#include "report/sums.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/formulas.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Comparison;

namespace {

const model::ComparedTotal& total_of(const Comparison& comparison, std::size_t group) {
  return group == 0 ? comparison.total : comparison.blocks[group - 1];
}

double figures_in(const Comparison& comparison, const FigureGroup& group, bool base) {
  const auto first = comparison.figures.begin() + static_cast<std::ptrdiff_t>(group.first);
  return static_cast<double>(std::count_if(
      first, first + static_cast<std::ptrdiff_t>(group.count),
      [&](const model::ComparedFigure& figure) { return (base ? figure.now.base : figure.now.value).has_value(); }));
}

double pairs_in(const Comparison& comparison, const FigureGroup& group) {
  const auto first = comparison.figures.begin() + static_cast<std::ptrdiff_t>(group.first);
  return static_cast<double>(std::count_if(first, first + static_cast<std::ptrdiff_t>(group.count),
                                           [](const model::ComparedFigure& figure) { return figure.now.complete(); }));
}

const Style kSumStyle = styles::number().formatted(kWholeFormat);

}  // namespace

std::uint32_t Sums::row(std::size_t group, Line line) const {
  return grid_.sheet_row(grid_.rows()) + static_cast<std::uint32_t>(group) * kLines + line;
}

std::string Sums::sum(const Comparison& comparison, std::size_t group, bool base) const {
  return reference(grid_.sheet(), CellAddress{row(group, kSum), grid_.column(comparison) + (base ? 1 : 0)});
}

std::string Sums::paired_value(const Comparison& comparison, std::size_t group) const {
  return reference(grid_.sheet(), CellAddress{row(group, kPairedSum), grid_.column(comparison)});
}

std::string Sums::paired_base(const Comparison& comparison, std::size_t group) const {
  return reference(grid_.sheet(), CellAddress{row(group, kPairedSum), grid_.column(comparison) + 1});
}

std::string Sums::paired_count(const Comparison& comparison, std::size_t group) const {
  return reference(grid_.sheet(), CellAddress{row(group, kPairedCount), grid_.column(comparison)});
}

void Sums::write_pair(const Comparison& comparison, std::size_t group, bool base) const {
  Sheet& sheet = grid_.sheet();
  const model::ComparedTotal& total = total_of(comparison, group);
  const std::string values = grid_.values(comparison, groups_[group]);
  const std::string bases = grid_.bases(comparison, groups_[group]);
  const std::string& own = base ? bases : values;
  const std::uint32_t column = grid_.column(comparison) + (base ? 1 : 0);
  write_result(sheet, {row(group, kSum), column}, fmt::format("IF(COUNT({0})=0,\"\",SUM({0}))", own),
               base ? total.base_level : total.level, "", style(groups_[group], kSum));
  sheet.formula({row(group, kCount), column}, fmt::format("COUNT({})", own), figures_in(comparison, groups_[group], base),
                style(groups_[group], kCount));
  write_result(sheet, {row(group, kPairedSum), column}, common_sum_formula({values, bases}, own),
               base ? total.paired.base : total.paired.value, "", style(groups_[group], kPairedSum));
  if (!base) {
    sheet.formula({row(group, kPairedCount), column}, common_count_formula({values, bases}), pairs_in(comparison, groups_[group]),
                  style(groups_[group], kPairedCount));
  } else {
    sheet.blank({row(group, kPairedCount), column}, style(groups_[group], kPairedCount));
  }
}

Style Sums::style(const FigureGroup& group, Line line) const {
  Style style = kSumStyle;
  if (line == kSum) style = style.emboldened().with(&Style::top, Rule::thin);
  if (line == kPairedCount && &group == &groups_.back()) style = style.with(&Style::bottom, Rule::thick);
  return style;
}

void Sums::write(const Words& words, std::uint32_t label_column) const {
  static constexpr const char* kLabels[] = {"sums.sum", "sums.count", "sums.paired-sum", "sums.paired-count"};
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    for (const Line line : {kSum, kCount, kPairedSum, kPairedCount}) {
      const Style label = style(groups_[group], line).aligned(Align::left).formatted("");
      for (std::uint32_t column = 0; column < grid_.first_column(); ++column)
        grid_.sheet().blank({row(group, line), column}, label);
      grid_.sheet().text({row(group, line), label_column}, words(kLabels[line], {{"group", groups_[group].name}}), label);
    }
    for (const Comparison* comparison : grid_.comparisons()) {
      write_pair(*comparison, group, false);
      write_pair(*comparison, group, true);
    }
  }
}

CellAddress CommonSums::address(const Comparison& comparison, Line line, bool base) const {
  return {before_.sheet_row(before_.rows()) + line, before_.column(comparison) + (base ? 1 : 0)};
}

std::string CommonSums::at(const Comparison& comparison, Line line) const {
  return reference(before_.sheet(), address(comparison, line, false));
}

std::string CommonSums::change(const Comparison& comparison) const { return at(comparison, kChange); }
std::string CommonSums::change_before(const Comparison& comparison) const { return at(comparison, kChangeBefore); }
std::string CommonSums::count(const Comparison& comparison) const { return at(comparison, kCount); }

void CommonSums::write(const model::Catalogue& catalogue, const Words& words, std::uint32_t label_column) const {
  static constexpr const char* kLabels[] = {"sums.common-before", "sums.common", "sums.common-count", "sums.common-change-before",
                                            "sums.common-change"};
  const auto style = [](Line line, const char* format) {
    Style result = styles::number().formatted(format);
    if (line == kBefore) result = result.with(&Style::top, Rule::thin);
    if (line == kChange) result = result.with(&Style::bottom, Rule::thick);
    return result;
  };
  Sheet& sheet = before_.sheet();
  for (const Line line : {kBefore, kNow, kCount, kChangeBefore, kChange}) {
    const Style label = style(line, "").aligned(Align::left);
    const std::uint32_t row = before_.sheet_row(before_.rows()) + line;
    for (std::uint32_t column = 0; column < before_.first_column(); ++column) sheet.blank({row, column}, label);
    sheet.text({row, label_column}, words(kLabels[line]), label);
    if (line >= kCount) {
      for (const Comparison* comparison : before_.comparisons()) sheet.blank(address(*comparison, line, true), label);
    }
  }
  for (const Comparison* comparison : before_.comparisons()) {
    const model::ComparedTotal& total = comparison->total;
    const bool may_be_negative = catalogue.indicator(comparison->indicator)->may_be_negative;
    const std::vector<std::string> ranges = {now_.values(*comparison, all_), now_.bases(*comparison, all_),
                                             before_.values(*comparison, all_), before_.bases(*comparison, all_)};
    const auto sum = [&](Line line, bool base, const std::string& summed, const std::optional<double>& result) {
      write_result(sheet, address(*comparison, line, base), common_sum_formula(ranges, summed), result, "",
                   style(line, kWholeFormat));
    };
    sum(kNow, false, ranges[0], total.common.value);
    sum(kNow, true, ranges[1], total.common.base);
    sum(kBefore, false, ranges[2], total.common_before.value);
    sum(kBefore, true, ranges[3], total.common_before.base);
    sheet.formula(address(*comparison, kCount, false), common_count_formula(ranges), total.common_parks,
                  style(kCount, kWholeFormat));
    const auto change = [&](Line line, Line of, const model::Change& result) {
      write_change(sheet, address(*comparison, line, false),
                   change_formula(to_string(address(*comparison, of, false)), to_string(address(*comparison, of, true)),
                                  may_be_negative, words),
                   result, words, style(line, kRateFormat));
    };
    change(kChangeBefore, kBefore, total.common_change_before);
    change(kChange, kNow, total.common_change);
  }
}

}  // namespace huibiao::report
