#include "recognise/problem_list.hpp"

#include <algorithm>
#include <map>

#include "model/identity.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellKind;

// A heading may have been put above the list, not much more.
constexpr std::uint32_t kRowsLookedAt = 20;
// Rows below the names that are read. A form has some hundred figures: a longer list is none that was sent out.
constexpr std::uint32_t kMostRows = 5'000;
// Columns of a text that are kept, 2,000 Chinese characters: what is said is stored for good and printed in every list.
constexpr int kLongestText = 4'000;
// Columns of an industry's name: the store keeps names for good too.
constexpr int kLongestItem = 120;

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

// The cells of the list by the columns that the hidden row names.
class Reader {
 public:
  Reader(const model::Grid& grid, std::uint32_t row_of_names) : grid_(grid) {
    const auto [first, last] = grid.row(row_of_names);
    for (const Cell* name = first; name != last; ++name) {
      columns_.try_emplace(name->text, name->address.column);
    }
  }

  std::string text(const char* column, std::uint32_t row) const {
    const auto found = columns_.find(column);
    const Cell* cell = found == columns_.end() ? nullptr : grid_.at({row, found->second});
    return cell == nullptr ? std::string() : text::truncate(cell->text, kLongestText);
  }

 private:
  const model::Grid& grid_;
  std::map<std::string_view, std::uint32_t> columns_;
};

bool is_rule(const model::Catalogue& catalogue, const std::string& id) {
  return std::any_of(catalogue.rule_wordings.begin(), catalogue.rule_wordings.end(),
                     [&](const auto& language) { return language.second.contains(id); });
}

// About nothing, or about a figure that some form asks for.
bool is_known(const model::Catalogue& catalogue, const model::Explanation& explanation) {
  const model::Indicator* indicator = catalogue.indicator(explanation.indicator);
  if (indicator == nullptr) return explanation.indicator.empty() && explanation.item.empty() && explanation.measure.empty();
  const bool known_measure = explanation.measure.empty() || catalogue.measure(explanation.measure) != nullptr;
  const bool may_be_item = explanation.item.empty() || indicator->has_items;
  return known_measure && may_be_item && text::display_width(explanation.item) <= kLongestItem;
}

}  // namespace

std::optional<ProblemList> read_problem_list(const model::Grid& grid, const model::Catalogue& catalogue) {
  const Cell* names = find_text(grid, model::kProblemRule);
  if (names == nullptr) return std::nullopt;
  const std::uint32_t row_of_names = names->address.row;
  const Reader reader(grid, row_of_names);
  ProblemList list;
  const std::uint32_t last = std::min(grid.cells.back().address.row, row_of_names + kMostRows);
  for (std::uint32_t row = row_of_names + 1; row <= last; ++row) {
    if (list.answers.empty()) list.answers = reader.text(model::kProblemSubmission, row);
    model::Explanation explanation;
    explanation.rule = reader.text(model::kProblemRule, row);
    if (!is_rule(catalogue, explanation.rule)) continue;
    explanation.text = in_one_line(reader.text(model::kProblemExplanation, row));
    if (explanation.text.empty()) continue;
    explanation.indicator = reader.text(model::kProblemIndicator, row);
    explanation.item = reader.text(model::kProblemItem, row);
    explanation.measure = reader.text(model::kProblemMeasure, row);
    if (!is_known(catalogue, explanation)) continue;
    explanation.cell = model::parse_cell_address(reader.text(model::kProblemCell, row));
    list.explanations.push_back(std::move(explanation));
  }
  return list;
}

}  // namespace huibiao::recognise
