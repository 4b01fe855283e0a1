// Who has sent what, and what was approved: by place on the first page, by unit on the sheet of the review.
#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/formulas.hpp"
#include "report/place_book.hpp"

namespace huibiao::report {

using model::Participation;
using model::PlaceUnit;

namespace {

constexpr double kPercent = 100;

// What the first page counts, in its order.
struct Count {
  const char* key;
  bool (*of)(const PlaceUnit&);
};
constexpr Count kCounts[] = {
    {"cover.expected", [](const PlaceUnit& unit) { return unit.expected; }},
    {"cover.reported", [](const PlaceUnit& unit) { return unit.sent; }},
    {"cover.counted", [](const PlaceUnit& unit) { return unit.sent && unit.awaits.empty(); }},
    {"cover.waiting", [](const PlaceUnit& unit) { return !unit.awaits.empty(); }},
    {"cover.missing", [](const PlaceUnit& unit) { return unit.expected && !unit.sent; }},
};

class ReviewTable {
 public:
  explicit ReviewTable(const PlaceBook& places) : places_(places), words_(places.words) {}

  PrintedTable table() const {
    PrintedTable table;
    table.columns = {{"", words_("parks.number"), Align::center, kWholeFormat, 5, 8},
                     {"", words_("parks.city"), Align::left, "", 10, 22},
                     {"", words_("parks.name"), Align::left, "", 16, 40},
                     {"", words_("review.batch"), Align::center, "", 9, 14},
                     {"", words_("review.due"), Align::center, "", 10, 14},
                     {"", words_("review.state"), Align::center, "", 9, 16},
                     {"", words_("review.day"), Align::center, "", 10, 14},
                     {"", words_("review.complete"), Align::right, kRateFormat, 8, 12},
                     {"", words_("review.approval"), Align::left, "", 16, 44},
                     {"", words_("review.rate"), Align::right, kRateFormat, 8, 12}};
    double number = 0;
    for (const PlaceUnit& unit : places_.analysis.units)
      for (const Participation& entry : places_.report.participation)
        if (entry.park == unit.name) table.rows.push_back(line_of(unit, entry, ++number));
    return table;
  }

 private:
  PrintedLine line_of(const PlaceUnit& unit, const Participation& entry, double number) const {
    PrintedLine line;
    const model::Batch* batch = places_.catalogue.batch(entry.batch);
    PrintedCell state = text_cell(words_.name("state", std::string(to_string(entry.state))));
    if (entry.days_late > 0)
      state.text = words_("quality.days-late", {{"state", state.text}, {"days", std::to_string(entry.days_late)}});
    state.shaded = entry.state != model::ReportingState::reported && entry.state != model::ReportingState::not_due;
    line.cells = {number_cell(number),
                  text_cell(unit.place),
                  text_cell(unit.short_name),
                  text_cell(batch == nullptr ? entry.batch : words_.in(batch->name)),
                  text_cell(to_string(entry.due)),
                  std::move(state),
                  text_cell(entry.reported ? to_string(*entry.reported) : ""),
                  number_cell(complete(entry)),
                  approval(unit, entry),
                  number_cell(rate(entry))};
    return line;
  }

  static std::optional<double> complete(const Participation& entry) {
    if (entry.owed == 0) return std::nullopt;
    return model::rounded(kPercent * (entry.owed - static_cast<int>(entry.missing.size())) / entry.owed, 1);
  }

  PrintedCell approval(const PlaceUnit& unit, const Participation& entry) const {
    if (!unit.sent) return blank_cell();
    const model::ApprovalLevel* level = places_.units.approval(entry.awaits);
    const model::ReportingUnit* registered = places_.units.find(unit.name, places_.report.period);
    if (level == nullptr || registered == nullptr) return text_cell(words_("review.passed"));
    PrintedCell cell = text_cell(words_("review.waits", {{"office", level->approver_of(*registered)}}));
    cell.shaded = true;
    return cell;
  }

  std::optional<double> rate(const Participation& entry) const {
    for (const model::Timeliness& record : places_.report.timeliness)
      if (record.park == entry.park && record.batch == entry.batch && record.due > 0)
        return model::rounded(kPercent * record.in_time / record.due, 1);
    return std::nullopt;
  }

  const PlaceBook& places_;
  const Words& words_;
};

}  // namespace

void write_review(Sheet& sheet, const PlaceBook& places) { print_places(sheet, places, ReviewTable(places).table(), "review"); }

void write_place_cover(Sheet& sheet, const PlaceBook& places) {
  const Words& words = places.words;
  const model::PlaceAnalysis& analysis = places.analysis;
  PrintedTable table;
  table.columns = {{"", words("parks.city"), Align::left, "", 26, 40}};
  for (const Count& count : kCounts) table.columns.push_back({"", words(count.key), Align::center, kWholeFormat, 14, 20});
  const auto counted = [&](const Count& count, std::size_t first, std::size_t units) {
    const auto begin = analysis.units.begin() + static_cast<std::ptrdiff_t>(first);
    return static_cast<double>(std::count_if(begin, begin + static_cast<std::ptrdiff_t>(units), count.of));
  };
  PrintedLine total;
  total.bold = true;
  total.cells = {text_cell(words("places.together"))};
  const std::uint32_t first = first_row_of(table) + 1;
  for (std::uint32_t column = 0; column < std::size(kCounts); ++column) {
    const model::CellRange below{{first, column + 1},
                                 {first + static_cast<std::uint32_t>(analysis.places.size()) - 1, column + 1}};
    total.cells.push_back(
        formula_cell(fmt::format("SUM({})", to_string(below)), counted(kCounts[column], 0, analysis.units.size())));
  }
  table.rows.push_back(std::move(total));
  for (const model::PlaceBlock& block : analysis.places) {
    PrintedLine& line = table.rows.emplace_back();
    line.ruled = &block == &analysis.places.front();
    line.cells = {text_cell(block.place, 1)};
    for (const Count& count : kCounts) line.cells.push_back(number_cell(counted(count, block.first, block.count)));
  }
  print_places(sheet, places, std::move(table), "cover");
}

}  // namespace huibiao::report
