// The sheet of the year before.
#include <algorithm>

#include <fmt/format.h>

#include "report/evaluation_sheets.hpp"

namespace huibiao::report {
namespace {

using Frame = EvaluationFrame;
using model::EvaluatedUnit;
using SecondLine = EvaluationFrame::SecondLine;

class YearBeforeSheet {
 public:
  explicit YearBeforeSheet(const Frame& frame)
      : frame_(frame), sheet_(*frame.sheets.before), compared_(column_of(frame.system.indicators.size())) {
    for (const EvaluatedUnit& unit : frame.result.units) units_.push_back(frame.result.before_of(unit));
    for (const EvaluatedUnit& then : frame.result.before)
      if (std::find(units_.begin(), units_.end(), &then) == units_.end()) gone_.push_back(&then);
    units_.insert(units_.end(), gone_.begin(), gone_.end());
  }

  void write() {
    frame_.begin(sheet_, "before.title", "before.left", {compared_, true, gone_});
    write_head();
    for (std::size_t place = 0; place < units_.size(); ++place) write_unit(Frame::row_of(place), units_[place]);
    sheet_.hide_columns(compared_, compared_);
  }

 private:
  std::uint32_t column_of(std::size_t indicator) const { return YearBeforeColumns::indicator(frame_, indicator); }

  void write_head() {
    const Words& words = frame_.words;
    const Style name = Frame::head(Frame::kNameRow), unit = Frame::head(Frame::kUnitRow), weight = Frame::head(Frame::kWeightRow);
    sheet_.text({Frame::kWeightRow, Frame::kNameColumn}, words("common.weight"), weight);
    sheet_.text({Frame::kNameRow, YearBeforeColumns::kTotal}, words("ranks.total"), name);
    sheet_.text({Frame::kUnitRow, YearBeforeColumns::kTotal}, words("common.points"), unit);
    sheet_.text({Frame::kNameRow, compared_}, words("ranks.compared"), name);
    for (std::size_t g = 0; g < frame_.system.groups.size(); ++g) {
      const std::uint32_t column = YearBeforeColumns::group(g);
      sheet_.text({Frame::kNameRow, column}, words.in(frame_.system.groups[g].name), name);
      sheet_.text({Frame::kUnitRow, column}, words("common.points"), unit);
      sheet_.formula({Frame::kWeightRow, column}, frame_.places.group_weights[g], frame_.system.groups[g].weight, weight);
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < frame_.system.indicators.size(); ++i) {
      names.push_back(frame_.name_of(i));
      frame_.write_indicator_head(sheet_, column_of(i), i, SecondLine::points);
      sheet_.formula({Frame::kWeightRow, column_of(i)}, frame_.places.weights[i], frame_.system.indicators[i].weight, weight);
    }
    Frame::fit_names(sheet_, names);
  }

  // then: null where nothing is known of it.
  void write_unit(std::uint32_t row, const EvaluatedUnit* then) {
    const auto known = [&](auto member) { return then == nullptr ? std::nullopt : then->*member; };
    const std::string total = Frame::cell(row, YearBeforeColumns::kTotal), compared = Frame::cell(row, compared_);
    const std::size_t groups = frame_.system.groups.size();
    Frame::write_rank(sheet_, row,
                      fmt::format("IF(ISNUMBER({0}),RANK({0},{1}),\"\")", compared,
                                  Frame::range(sheet_, compared_, Frame::row_of(units_.size()) - 1)),
                      known(&EvaluatedUnit::rank));
    Frame::formula(sheet_, {row, YearBeforeColumns::kTotal},
                   frame_.mean_formula(row, sheet_, YearBeforeColumns::group(0), groups), known(&EvaluatedUnit::total),
                   kTwoDecimalsFormat);
    for (std::size_t g = 0; g < groups; ++g) {
      const auto [first, count] = frame_.indicators_of(g);
      Frame::formula(sheet_, {row, YearBeforeColumns::group(g)}, frame_.mean_formula(row, sheet_, column_of(first), count),
                     then == nullptr ? std::nullopt : then->groups[g], kTwoDecimalsFormat);
    }
    for (std::size_t i = 0; i < frame_.system.indicators.size(); ++i)
      sheet_.number({row, column_of(i)}, then == nullptr ? std::nullopt : then->points[i], Frame::figure(kTwoDecimalsFormat));
    Frame::formula(sheet_, {row, compared_}, Frame::compared_formula(total), Frame::compared(known(&EvaluatedUnit::total)),
                   "0.000000000");
  }

  const Frame& frame_;
  Sheet& sheet_;
  const std::uint32_t compared_;
  std::vector<const EvaluatedUnit*> units_;  // by row; null where nothing is known of the unit
  std::vector<const EvaluatedUnit*> gone_;   // that are not evaluated any more, below the others
};

}  // namespace

void write_year_before(const EvaluationFrame& frame) { YearBeforeSheet(frame).write(); }

}  // namespace huibiao::report
