// The sheet of ranks.
#include <fmt/format.h>

#include "report/evaluation_grades.hpp"
#include "report/evaluation_sheets.hpp"

namespace huibiao::report {
namespace {

using Frame = EvaluationFrame;
using model::EvaluatedUnit;

constexpr double kHeadHeight = 40;   // names of groups are short
constexpr double kRowsOfRank = 1e6;  // more than a sheet has rows below one rank

class RankSheet {
 public:
  explicit RankSheet(const Frame& frame)
      : frame_(frame),
        sheet_(*frame.sheets.ranks),
        groups_(frame.system.groups.size()),
        columns_(rank_columns(frame)),
        grades_(sheet_, frame.system, frame.result, frame.words, Frame::group_column(groups_)) {}

  void write() {
    const bool known_before = !frame_.result.before.empty();
    frame_.begin(sheet_, "ranks.title", "ranks.left", {known_before ? columns_.compared : columns_.before, true});
    sheet_.height(Frame::kNameRow, kHeadHeight);
    write_head();
    frame_.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) { write_unit(row, unit); });
    sheet_.hide_columns(known_before ? columns_.compared : columns_.before, columns_.order);
  }

 private:
  void write_head() {
    const Words& words = frame_.words;
    grades_.write_headers(Frame::kNameRow, Frame::head(Frame::kNameRow));
    const auto name = [&](std::uint32_t column, const std::string& text) {
      sheet_.text({Frame::kNameRow, column}, text, Frame::head(Frame::kNameRow));
    };
    name(Frame::kTotalColumn, words("ranks.total"));
    name(columns_.before, words("ranks.before"));
    name(columns_.change, words("ranks.change"));
    name(columns_.compared, words("ranks.compared"));
    name(columns_.order, words("ranks.order"));
    sheet_.text({Frame::kUnitRow, Frame::kTotalColumn}, words("common.points"), Frame::head(Frame::kUnitRow));
    sheet_.text({Frame::kWeightRow, Frame::kNameColumn}, words("common.weight"), Frame::head(Frame::kWeightRow));
    for (std::size_t g = 0; g < groups_; ++g) {
      const std::uint32_t column = Frame::group_column(g);
      name(column, words.in(frame_.system.groups[g].name));
      sheet_.text({Frame::kUnitRow, column}, words("common.points"), Frame::head(Frame::kUnitRow));
      sheet_.formula({Frame::kWeightRow, column}, frame_.places.group_weights[g], frame_.system.groups[g].weight,
                     Frame::head(Frame::kWeightRow));
    }
  }

  void write_unit(std::uint32_t row, const EvaluatedUnit& unit) {
    const std::string total = Frame::cell(row, Frame::kTotalColumn), rank = Frame::cell(row, Frame::kRankColumn);
    const std::string compared = Frame::cell(row, columns_.compared);
    Frame::write_rank(sheet_, row,
                      fmt::format("IF(ISNUMBER({0}),RANK({0},{1}),\"\")", compared, frame_.range(sheet_, columns_.compared)),
                      unit.rank);
    Frame::formula(sheet_, {row, Frame::kTotalColumn}, frame_.mean_formula(row, sheet_, Frame::group_column(0), groups_),
                   unit.total, kTwoDecimalsFormat);
    for (std::size_t g = 0; g < groups_; ++g) {
      const auto [first, count] = frame_.indicators_of(g);
      Frame::formula(sheet_, {row, Frame::group_column(g)},
                     frame_.mean_formula(row, *frame_.sheets.points, Frame::column_of(first), count), unit.groups[g],
                     kTwoDecimalsFormat);
    }
    grades_.write(row, unit, total, frame_.places.grades);
    if (!frame_.result.before.empty()) write_change(row, unit);
    Frame::formula(sheet_, {row, columns_.compared}, Frame::compared_formula(total), Frame::compared(unit.total), "0.000000000");
    std::optional<double> order;
    if (unit.rank) order = order_of(*unit.rank, row);
    Frame::formula(sheet_, {row, columns_.order}, fmt::format("IF(ISNUMBER({0}),{0}+ROW()/{1:.0f},\"\")", rank, kRowsOfRank),
                   order, "0.000000");
  }

  void write_change(std::uint32_t row, const EvaluatedUnit& unit) {
    const std::string rank = Frame::cell(row, Frame::kRankColumn), before = Frame::cell(row, columns_.before);
    Frame::formula(sheet_, {row, columns_.before},
                   fmt::format("IF(ISNUMBER({0}),{0},\"\")", Frame::cell(*frame_.sheets.before, row, Frame::kRankColumn)),
                   unit.rank_before, "0");
    std::optional<double> moved;
    if (unit.rank && unit.rank_before) moved = *unit.rank_before - *unit.rank;
    Frame::formula(sheet_, {row, columns_.change}, fmt::format("IF(AND(ISNUMBER({0}),ISNUMBER({1})),{1}-{0},\"\")", rank, before),
                   moved, "+0;-0;0");
  }

  const Frame& frame_;
  Sheet& sheet_;
  const std::size_t groups_;
  const RankColumns columns_;
  GradeColumns grades_;
};

}  // namespace

RankColumns rank_columns(const EvaluationFrame& frame) {
  const GradeColumns grades(*frame.sheets.ranks, frame.system, frame.result, frame.words, 0);
  const std::uint32_t first = Frame::group_column(frame.system.groups.size()) + grades.count();
  return {first, first + 1, first + 2, first + 3};
}

double order_of(int rank, std::uint32_t row) { return rank + (row + 1) / kRowsOfRank; }

void write_ranks(const EvaluationFrame& frame) { RankSheet(frame).write(); }

}  // namespace huibiao::report
