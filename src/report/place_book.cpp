#include "report/place_book.hpp"

#include <algorithm>

#include "report/paths.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::PlaceUnit;

namespace {

constexpr int kHeadingWidth = 30;  // characters in a line of a header over several columns

}  // namespace

model::Arguments PlaceBook::arguments() const {
  model::Arguments all = period_arguments(report.period);
  const std::string quarter = std::to_string(report.period.quarter_number());
  const auto count = [&](const auto& which) {
    return std::to_string(std::count_if(analysis.units.begin(), analysis.units.end(), which));
  };
  all.emplace_back("quarter", quarter);
  all.emplace_back("n", words.name("ordinal", quarter));
  all.emplace_back("cut_off", to_string(report.cut_off));
  all.emplace_back("place", extract.empty() ? words("places.all") : extract);
  all.emplace_back("expected", count([](const PlaceUnit& unit) { return unit.expected; }));
  all.emplace_back("sent", count([](const PlaceUnit& unit) { return unit.sent; }));
  all.emplace_back("counted", count([](const PlaceUnit& unit) { return unit.sent && unit.awaits.empty(); }));
  all.emplace_back("waiting", count([](const PlaceUnit& unit) { return !unit.awaits.empty(); }));
  return all;
}

bool PlaceBook::is_of_funds(const std::string& indicator_id) const {
  return indicator_id == definition.spent ||
         std::find(definition.allotted.begin(), definition.allotted.end(), indicator_id) != definition.allotted.end();
}

std::string total_format(const model::Indicator& indicator) { return indicator.integer ? kWholeFormat : kTwoDecimalsFormat; }

PrintedCell figure_cell(const std::optional<double>& value) {
  return number_cell(value, value ? format_as_filed(*value) : std::string());
}

std::string place_heading(const PlaceBook& book, const model::Indicator& indicator) {
  return in_lines(book.words("parks.indicator",
                             {{"indicator", book.words.in(indicator.name)}, {"unit", unit_name(indicator.unit, book.words)}}),
                  kHeadingWidth);
}

std::uint32_t first_place_row(const std::vector<PrintedColumn>& columns) {
  PrintedTable table;
  table.columns = columns;
  return first_row_of(table);
}

PrintedTable place_table(const PlaceBook& book, std::vector<PrintedColumn> columns, const PlaceCells& cells) {
  const Words& words = book.words;
  PrintedTable table;
  table.columns = {{"", words("parks.number"), Align::center, kWholeFormat, 5, 8},
                   {"", words("parks.name"), Align::left, "", 16, 40},
                   {"", words("parks.level-name"), Align::center, "", 6, 10}};
  table.columns.insert(table.columns.end(), columns.begin(), columns.end());
  table.columns.push_back({"", words("parks.mark"), Align::center, "", 6, 10});
  const auto add_total = [&](std::string name, std::optional<std::size_t> place) {
    PrintedLine& line = table.rows.emplace_back();
    line.cells = {blank_cell(), text_cell(std::move(name)), blank_cell()};
    for (PrintedCell& cell : cells.of_total(place)) line.cells.push_back(std::move(cell));
    line.bold = line.ruled = true;
  };
  add_total(words("places.total"), std::nullopt);
  double number = 0;
  for (std::size_t place = 0; place < book.analysis.places.size(); ++place) {
    const model::PlaceBlock& block = book.analysis.places[place];
    add_total(words("places.subtotal", {{"place", block.place}, {"count", std::to_string(block.count)}}), place);
    for (std::size_t unit = block.first; unit < block.first + block.count; ++unit) {
      const PlaceUnit& entry = book.analysis.units[unit];
      PrintedLine& line = table.rows.emplace_back();
      line.cells = {number_cell(++number), text_cell(entry.short_name, 1), text_cell(words.name("level", entry.level))};
      for (PrintedCell& cell : cells.of_unit(unit)) line.cells.push_back(std::move(cell));
      line.cells.push_back(mark_cell(!entry.awaits.empty() ? words("places.waiting")
                                     : entry.sent          ? ""
                                                           : words("parks.not-reported")));
    }
  }
  return table;
}

void print_places(Sheet& sheet, const PlaceBook& book, PrintedTable table, const std::string& key, const model::Arguments& more) {
  model::Arguments arguments = book.arguments();
  arguments.insert(arguments.end(), more.begin(), more.end());
  table.notes = book.words.lines(key + ".notes", arguments);
  PrintedSheet printed(sheet, {book.words(key + ".title", arguments), book.words("places.left", arguments),
                               book.words(key + ".right", arguments)});
  printed.add(table);
  printed.finish(Orientation::landscape, 2);
}

}  // namespace huibiao::report
