#include "recognise/problem_list.hpp"

#include <algorithm>

#include "model/identity.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellKind;

// A heading may have been put above the list, not much more.
constexpr std::uint32_t kRowsLookedAt = 20;

const Cell* find_text(const model::Grid& grid, std::string_view wanted) {
  for (const Cell& cell : grid.cells) {
    if (cell.address.row >= kRowsLookedAt) return nullptr;
    if (cell.kind == CellKind::text && cell.text == wanted) return &cell;
  }
  return nullptr;
}

// In one line, else as written; "" where there are no words in it.
std::string in_one_line(const std::string& written) {
  std::string line;
  for (const char letter : written) {
    const bool white = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    if (!white) line += letter;
    if (white && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return text::compact(line).empty() ? std::string() : line;
}

// The cells of one row by the columns that the hidden row names.
class Reader {
 public:
  Reader(const model::Grid& grid, const Cell& names) : grid_(grid), row_of_names_(names.address.row) {}

  std::string text(const char* column, std::uint32_t row) const {
    const auto [first, last] = grid_.row(row_of_names_);
    const Cell* name = std::find_if(first, last, [&](const Cell& cell) { return cell.text == column; });
    const Cell* cell = name == last ? nullptr : grid_.at({row, name->address.column});
    return cell == nullptr ? std::string() : std::string(cell->text);
  }

 private:
  const model::Grid& grid_;
  std::uint32_t row_of_names_;
};

}  // namespace

std::optional<ProblemList> read_problem_list(const model::Grid& grid) {
  const Cell* names = find_text(grid, model::kProblemRule);
  if (names == nullptr) return std::nullopt;
  const Reader reader(grid, *names);
  ProblemList list;
  const std::uint32_t last = grid.cells.back().address.row;
  for (std::uint32_t row = names->address.row + 1; row <= last; ++row) {
    if (list.answers.empty()) list.answers = reader.text(model::kProblemSubmission, row);
    model::Explanation explanation;
    explanation.rule = reader.text(model::kProblemRule, row);
    explanation.text = in_one_line(reader.text(model::kProblemExplanation, row));
    if (explanation.rule.empty() || explanation.text.empty()) continue;
    explanation.indicator = reader.text(model::kProblemIndicator, row);
    explanation.item = reader.text(model::kProblemItem, row);
    explanation.measure = reader.text(model::kProblemMeasure, row);
    explanation.cell = model::parse_cell_address(reader.text(model::kProblemCell, row));
    list.explanations.push_back(std::move(explanation));
  }
  return list;
}

}  // namespace huibiao::recognise
