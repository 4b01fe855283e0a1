// The sheets by unit that are no figures of the form's own table: what is accomplished, funds, warnings, review.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/formulas.hpp"
#include "report/place_book.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::CellRange;
using model::PlaceColumn;

namespace {

constexpr int kAnswerWidth = 12;  // characters in a line of a header
constexpr double kPercent = 100;

// The units of a place, or all.
std::pair<std::size_t, std::size_t> run_of(const model::PlaceAnalysis& analysis, std::optional<std::size_t> place) {
  if (!place) return {0, analysis.units.size()};
  const model::PlaceBlock& block = analysis.places[*place];
  return {block.first, block.first + block.count};
}

// Answers by unit, with how many gave the first code: it says that the thing is done.
class AnswerTable {
 public:
  explicit AnswerTable(const PlaceBook& places)
      : places_(places), words_(places.words), rows_(places.analysis, first_place_row(columns())) {}

  PrintedTable table(Sheet& sheet) const {
    PlaceCells cells;
    cells.of_total = [&](std::optional<std::size_t> place) {
      std::vector<PrintedCell> row;
      for (std::size_t column = 0; column < answers().size(); ++column) row.push_back(done_cell(sheet, column, place));
      return row;
    };
    cells.of_unit = [&](std::size_t unit) { return unit_cells(sheet, unit); };
    return place_table(places_, columns(), cells);
  }

 private:
  const std::vector<model::AnswerColumn>& answers() const { return places_.analysis.answers; }
  const std::string& done(const model::AnswerColumn& column) const { return places_.indicator(column.indicator).codes.front(); }

  std::vector<PrintedColumn> columns() const {
    std::vector<PrintedColumn> all;
    for (const model::AnswerColumn& column : answers())
      all.push_back({"", in_lines(words_.in(places_.indicator(column.indicator).name), kAnswerWidth), Align::center, kWholeFormat,
                     column_width_for(kAnswerWidth), 20});
    all.push_back({"", words_("answers.count"), Align::center, kWholeFormat, 8, 10});
    all.push_back({"", words_("answers.explained"), Align::left, "", 20, 40});
    return all;
  }

  PrintedCell done_cell(const Sheet& sheet, std::size_t column, std::optional<std::size_t> place) const {
    if (!place && !places_.extract.empty()) return number_cell(answers()[column].done);
    const auto [first, end] = run_of(places_.analysis, place);
    const auto& given = answers()[column].answers;
    const auto count = static_cast<double>(
        std::count_if(given.begin() + static_cast<std::ptrdiff_t>(first), given.begin() + static_cast<std::ptrdiff_t>(end),
                      [&](const model::PlaceAnswer& answer) { return answer.code == done(answers()[column]); }));
    const std::uint32_t at = kPlaceLabelColumns + static_cast<std::uint32_t>(column);
    const CellRange range = place ? rows_.units(*place, at) : rows_.below_total(at);
    return formula_cell(fmt::format("COUNTIF({},{})", reference(sheet, range), formula_text(done(answers()[column]))), count);
  }

  std::vector<PrintedCell> unit_cells(const Sheet& sheet, std::size_t unit) const {
    std::vector<PrintedCell> row;
    std::string notes;
    double count = 0;
    bool any = false;
    for (const model::AnswerColumn& column : answers()) {
      const model::PlaceAnswer& answer = column.answers[unit];
      const bool is_done = answer.code == done(column);
      any = any || !answer.code.empty();
      count += is_done ? 1 : 0;
      row.push_back(text_cell(answer.code));
      row.back().shaded = !answer.code.empty() && !is_done;
      if (answer.note.empty()) continue;
      notes += (notes.empty() ? "" : "\n") +
               words_("answers.note", {{"indicator", words_.in(places_.indicator(column.indicator).name)},
                                       {"note", text::printable(answer.note)}});
    }
    const CellRange across{{row_of(unit), kPlaceLabelColumns},
                           {row_of(unit), kPlaceLabelColumns + static_cast<std::uint32_t>(answers().size()) - 1}};
    const std::string given = reference(sheet, across);
    row.push_back(
        formula_cell(fmt::format("IF(COUNTA({0})=0,\"\",COUNTIF({0},{1}))", given, formula_text(done(answers().front()))),
                     any ? std::optional(count) : std::nullopt));
    row.push_back(text_cell(notes));
    return row;
  }

  std::uint32_t row_of(std::size_t unit) const {
    std::size_t place = 0;
    while (place + 1 < places_.analysis.places.size() && places_.analysis.places[place + 1].first <= unit) ++place;
    return rows_.unit(place, unit);
  }

  const PlaceBook& places_;
  const Words& words_;
  PlaceRows rows_;
};

// Funds allotted by whom, together, spent, and the share that is.
class FundsTable {
 public:
  FundsTable(const PlaceBook& places, Sheet& sheet)
      : places_(places),
        words_(places.words),
        sheet_(sheet),
        rows_(places.analysis, first_place_row(columns())),
        totals_(
            places, places.analysis, rows_, [this](const PlaceColumn& column) { return at(column); },
            [](const PlaceColumn&) { return PlaceColumnAt(); }) {
    for (const std::string& id : places.definition.allotted)
      if (const PlaceColumn* column = column_of(id)) allotted_.push_back(column);
    spent_ = column_of(places.definition.spent);
  }

  bool any() const { return !allotted_.empty() && spent_ != nullptr; }

  PrintedTable table() const {
    PlaceCells cells;
    cells.of_total = [&](std::optional<std::size_t> place) { return total_cells(place); };
    cells.of_unit = [&](std::size_t unit) { return unit_cells(unit); };
    return place_table(places_, columns(), cells);
  }

 private:
  const PlaceColumn* column_of(const std::string& id) const {
    for (const PlaceColumn& column : places_.analysis.columns)
      if (column.indicator == id) return &column;
    return nullptr;
  }

  std::vector<PrintedColumn> columns() const {
    std::vector<PrintedColumn> all;
    const auto add = [&](std::string header, const char* format) {
      all.push_back({"", std::move(header), Align::right, format, 12, 30});
    };
    for (const std::string& id : places_.definition.allotted)
      if (column_of(id) != nullptr) add(place_heading(places_, places_.indicator(id)), kTwoDecimalsFormat);
    add(words_("funds.together"), kTwoDecimalsFormat);
    add(place_heading(places_, places_.indicator(places_.definition.spent)), kTwoDecimalsFormat);
    add(words_("funds.share"), kRateFormat);
    return all;
  }

  std::uint32_t together() const { return kPlaceLabelColumns + static_cast<std::uint32_t>(allotted_.size()); }

  PlaceColumnAt at(const PlaceColumn& column) const {
    const auto place = std::find(allotted_.begin(), allotted_.end(), &column);
    if (place == allotted_.end()) return {&sheet_, together() + 1};
    return {&sheet_, kPlaceLabelColumns + static_cast<std::uint32_t>(place - allotted_.begin())};
  }

  std::optional<double> allotted_to(std::size_t unit) const {
    std::optional<double> sum;
    for (const PlaceColumn* column : allotted_)
      if (const auto& value = column->figures[unit].value) sum = sum.value_or(0) + *value;
    return sum;
  }

  static std::optional<double> share(const std::optional<double>& spent, const std::optional<double>& allotted) {
    return spent && allotted && *allotted > 0 ? std::optional(*spent / *allotted * kPercent) : std::nullopt;
  }

  // The share of `spent` in `allotted`, references or formulas.
  PrintedCell share_cell(const std::string& spent, const std::string& allotted, const std::optional<double>& result,
                         bool any_allotted) const {
    const std::string none = words_("sign.no-meaning");
    return formula_cell(fmt::format("IF(AND(ISNUMBER({0}),ISNUMBER({1})),IF(N({1})>0,{0}/{1}*100,{2}),\"\")", spent, allotted,
                                    formula_text(none)),
                        result, any_allotted ? none : "");
  }

  std::vector<PrintedCell> unit_cells(std::size_t unit) const {
    std::vector<PrintedCell> row;
    for (const PlaceColumn* column : allotted_) row.push_back(figure_cell(column->figures[unit].value));
    std::size_t place = 0;
    while (place + 1 < places_.analysis.places.size() && places_.analysis.places[place + 1].first <= unit) ++place;
    const std::uint32_t line = rows_.unit(place, unit);
    const std::string across = to_string(CellRange{{line, kPlaceLabelColumns}, {line, together() - 1}});
    const std::optional<double> sum = allotted_to(unit);
    const std::optional<double>& spent = spent_->figures[unit].value;
    row.push_back(formula_cell(fmt::format("IF(COUNT({0})=0,\"\",SUM({0}))", across), sum));
    row.push_back(figure_cell(spent));
    row.push_back(share_cell(to_string(CellAddress{line, together() + 1}), to_string(CellAddress{line, together()}),
                             share(spent, sum), sum && spent));
    return row;
  }

  std::vector<PrintedCell> total_cells(std::optional<std::size_t> place) const {
    std::vector<PrintedCell> row;
    for (const PlaceColumn* column : allotted_) row.push_back(totals_.value(*column, place));
    std::optional<double> all, both_allotted, both_spent;
    const auto [first, end] = run_of(places_.analysis, place);
    for (std::size_t unit = first; unit < end; ++unit) {
      const std::optional<double> sum = allotted_to(unit);
      const std::optional<double>& spent = spent_->figures[unit].value;
      if (sum) all = all.value_or(0) + *sum;
      if (!sum || !spent) continue;
      both_allotted = both_allotted.value_or(0) + *sum;
      both_spent = both_spent.value_or(0) + *spent;
    }
    if (!place && !places_.extract.empty()) {
      row.push_back(number_cell(place_total()));
      row.push_back(totals_.value(*spent_, place));
      row.push_back(blank_cell());
      return row;
    }
    const auto range = [&](std::uint32_t column) {
      return to_string(place ? rows_.units(*place, column) : rows_.below_total(column));
    };
    std::vector<std::string> masks = {range(together())};
    if (!place) masks.insert(masks.begin(), range(kPlaceNumberColumn));
    row.push_back(formula_cell(common_sum_formula(masks, range(together())), all));
    row.push_back(totals_.value(*spent_, place));
    masks.push_back(range(together() + 1));
    row.push_back(share_cell(common_sum_formula(masks, range(together() + 1)), common_sum_formula(masks, range(together())),
                             share(both_spent, both_allotted), both_allotted.has_value()));
    return row;
  }

  // Of all, in an extract: the sum of the totals, where none of them is left out.
  std::optional<double> place_total() const {
    double sum = 0;
    for (const PlaceColumn* column : allotted_) {
      if (!column->all.value) return std::nullopt;
      sum += *column->all.value;
    }
    return sum;
  }

  const PlaceBook& places_;
  const Words& words_;
  Sheet& sheet_;
  std::vector<const PlaceColumn*> allotted_;
  const PlaceColumn* spent_ = nullptr;
  PlaceRows rows_;
  PlaceTotals totals_;
};

}  // namespace

void write_answers(Sheet& sheet, const PlaceBook& places) {
  print_places(sheet, places, AnswerTable(places).table(sheet), "answers");
}

void write_funds(Sheet& sheet, const PlaceBook& places) {
  const FundsTable funds(places, sheet);
  if (funds.any()) print_places(sheet, places, funds.table(), "funds");
}

void write_place_warnings(Sheet& sheet, const PlaceBook& places) {
  const Words& words = places.words;
  PrintedTable table;
  table.columns = {{"", words("parks.number"), Align::center, kWholeFormat, 5, 8},
                   {"", words("warnings.rule"), Align::left, "", 14, 30},
                   {"", words("parks.city"), Align::left, "", 10, 22},
                   {"", words("parks.name"), Align::left, "", 16, 40},
                   {"", words("warnings.subject"), Align::left, "", 12, 34},
                   {"", words("warnings.reason"), Align::left, "", 40, 90}};
  double number = 0;
  for (const model::PlaceWarning& warning : places.analysis.warnings) {
    const model::WarningRule& rule = places.definition.warnings[warning.rule];
    const model::PlaceUnit& unit = places.analysis.units[warning.unit];
    const std::string subject = warning.indicator.empty() ? "" : words.in(places.indicator(warning.indicator).name);
    model::Arguments arguments = {{"subject", subject}};
    for (const auto& [name, value] : warning.facts) {
      arguments.emplace_back(name, model::plain_decimal(value));
      arguments.emplace_back("abs_" + name, model::plain_decimal(value < 0 ? -value : value));
    }
    PrintedLine& line = table.rows.emplace_back();
    line.cells = {number_cell(++number),      text_cell(rule.name), text_cell(unit.place),
                  text_cell(unit.short_name), text_cell(subject),   text_cell(model::fill(rule.text, arguments))};
  }
  if (table.rows.empty()) table.rows.emplace_back().cells = {blank_cell(), text_cell(words("warnings.none"))};
  print_places(sheet, places, std::move(table), "warnings");
}

}  // namespace huibiao::report
