// The figures by place and unit: a page for each first-level heading of the form, or several where it has many indicators; the
// main figures of all places side by side; and the figures of a year before, which growth of totals is taken of.
#include <algorithm>

#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/place_book.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::PlaceColumn;

namespace {

constexpr std::size_t kIndicatorsOfPage = 4;
constexpr int kHeadingWidth = 16;  // characters in a line of a header

struct Page {
  std::string group;
  std::size_t number = 0, pages = 1;  // of the group
  std::vector<const PlaceColumn*> columns;
};

// Indicators of one heading lie together, as evenly spread over its pages as can be.
std::vector<Page> pages_of(const PlaceBook& places) {
  std::vector<std::pair<std::string, std::vector<std::vector<const PlaceColumn*>>>> groups;  // heading, columns by indicator
  for (const PlaceColumn& column : places.analysis.columns) {
    if (places.is_of_funds(column.indicator)) continue;
    if (groups.empty() || groups.back().first != column.group) groups.push_back({column.group, {}});
    auto& indicators = groups.back().second;
    if (indicators.empty() || indicators.back().front()->indicator != column.indicator) indicators.emplace_back();
    indicators.back().push_back(&column);
  }
  std::vector<Page> pages;
  for (const auto& [group, indicators] : groups) {
    const std::size_t count = (indicators.size() + kIndicatorsOfPage - 1) / kIndicatorsOfPage;
    for (std::size_t page = 0; page < count; ++page) {
      Page& next = pages.emplace_back(Page{group, page, count, {}});
      for (std::size_t each = indicators.size() * page / count; each < indicators.size() * (page + 1) / count; ++each)
        next.columns.insert(next.columns.end(), indicators[each].begin(), indicators[each].end());
    }
  }
  return pages;
}

class Pages {
 public:
  Pages(Book& book, const PlaceBook& places)
      : book_(book),
        places_(places),
        words_(places.words),
        pages_(pages_of(places)),
        rows_(places.analysis, pages_.empty() ? 0 : first_place_row(columns_of(pages_.front()))),
        totals_(
            places, places.analysis, rows_, [this](const PlaceColumn& column) { return at(column, false); },
            [this](const PlaceColumn& column) { return at(column, true); }) {}

  void write() {
    if (pages_.empty()) return;
    Sheet* levels = places_.extract.empty() ? &book_.sheet(words_("sheet.places-values")) : nullptr;
    Sheet* growth = places_.extract.empty() ? &book_.sheet(words_("sheet.places-growth")) : nullptr;
    for (const Page& page : pages_) sheets_.push_back(&book_.sheet(name_of(page)));
    year_ago_ = &book_.sheet(words_("sheet.year-ago"));
    std::uint32_t mirrored = kPlaceLabelColumns;
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      std::uint32_t column = kPlaceLabelColumns;
      for (const PlaceColumn* each : pages_[page].columns) {
        places_of_[each] = {{sheets_[page], column}, {year_ago_, mirrored++}};
        column += each->rate.empty() ? 1 : 2;
      }
    }
    if (levels != nullptr) write_side_by_side(*levels, false);
    if (growth != nullptr) write_side_by_side(*growth, true);
    for (std::size_t page = 0; page < pages_.size(); ++page) write_page(pages_[page], *sheets_[page]);
    write_year_ago();
  }

 private:
  struct At {
    PlaceColumnAt now, year_ago;
  };
  PlaceColumnAt at(const PlaceColumn& column, bool year_ago) const {
    const auto found = places_of_.find(&column);
    if (found == places_of_.end()) return {};
    return year_ago ? found->second.year_ago : found->second.now;
  }

  std::string name_of(const Page& page) const {
    const std::string nth = words_.name("ordinal", std::to_string(page.number + 1));
    const std::string group = page.group.empty() ? words_("places.indicator") : page.group;
    return words_(page.pages > 1 ? "sheet.page-of" : "sheet.page", {{"group", group}, {"n", nth}});
  }

  std::vector<PrintedColumn> columns_of(const Page& page) const {
    std::vector<PrintedColumn> columns;
    for (const PlaceColumn* column : page.columns) {
      const std::string heading = place_heading(places_, places_.indicator(column->indicator));
      columns.push_back({heading, words_.name("short-measure", column->measure), Align::right, kWholeFormat, 9, 30});
      if (!column->rate.empty()) columns.push_back({heading, words_("places.growth"), Align::right, kRateFormat, 8, 12});
    }
    return columns;
  }

  void write_page(const Page& page, Sheet& sheet) const {
    PlaceCells cells;
    cells.of_total = [&](std::optional<std::size_t> place) {
      std::vector<PrintedCell> row;
      for (const PlaceColumn* column : page.columns) {
        row.push_back(totals_.value(*column, place));
        if (!column->rate.empty()) row.push_back(totals_.growth(*column, place));
      }
      return row;
    };
    cells.of_unit = [&](std::size_t unit) {
      std::vector<PrintedCell> row;
      for (const PlaceColumn* column : page.columns) {
        row.push_back(figure_cell(column->figures[unit].value));
        if (!column->rate.empty()) row.push_back(figure_cell(column->figures[unit].growth));
      }
      return row;
    };
    print_places(sheet, places_, place_table(places_, columns_of(page), cells), "page", {{"group", name_of(page)}});
  }

  // The same rows; figures of a place once more agreed on, as on the pages.
  void write_year_ago() const {
    model::PlaceAnalysis before = places_.analysis;
    std::vector<PrintedColumn> columns;
    std::vector<const PlaceColumn*> shown;
    for (const Page& page : pages_)
      for (const PlaceColumn* column : page.columns) {
        columns.push_back({place_heading(places_, places_.indicator(column->indicator)),
                           words_.name("short-measure", column->measure), Align::right, kWholeFormat, 9, 30});
        shown.push_back(column);
      }
    PlaceCells cells;
    cells.of_total = [&](std::optional<std::size_t> place) {
      std::vector<PrintedCell> row;
      for (const PlaceColumn* column : shown)
        row.push_back(place && places_.indicator(column->indicator).of_place ? agreed(*column, *place) : blank_cell());
      return row;
    };
    cells.of_unit = [&](std::size_t unit) {
      std::vector<PrintedCell> row;
      for (const PlaceColumn* column : shown) row.push_back(figure_cell(column->figures[unit].year_ago));
      return row;
    };
    print_places(*year_ago_, places_, place_table(places_, columns, cells), "year-ago");
  }

  PrintedCell agreed(const PlaceColumn& column, std::size_t place) const {
    const model::PlaceBlock& block = places_.analysis.places[place];
    std::optional<double> value;
    bool differs = false;
    for (std::size_t unit = block.first; unit < block.first + block.count; ++unit) {
      const std::optional<double>& own = column.figures[unit].year_ago;
      differs = differs || (own && value && *own != *value);
      if (own) value = own;
    }
    const std::string range = reference(*year_ago_, rows_.units(place, at(column, true).column));
    const std::string differ = words_("places.differ");
    PrintedCell cell =
        formula_cell(fmt::format("IF(COUNT({0})=0,\"\",IF(MAX({0})=MIN({0}),MAX({0}),{1}))", range, formula_text(differ)),
                     differs ? std::nullopt : value, differs ? differ : "");
    cell.format = total_format(places_.indicator(column.indicator));
    return cell;
  }

  // Indicators down, places across; each cell is that of the page. Of a stock the figure itself, else the cumulative one.
  void write_side_by_side(Sheet& sheet, bool growth) const {
    PrintedTable table;
    table.columns = {{"", words_("places.indicator"), Align::left, "", 20, 46},
                     {"", words_("places.unit"), Align::center, "", 8, 12}};
    const char* format = growth ? kRateFormat : kTwoDecimalsFormat;
    table.columns.push_back({"", words_("places.all"), Align::right, format, 9, 30});
    for (const model::PlaceBlock& block : places_.analysis.places)
      table.columns.push_back({"", in_lines(block.place, kHeadingWidth / 2), Align::right, format, 9, 30});
    std::string group;
    for (const PlaceColumn* column : main_columns()) {
      if (growth && column->rate.empty()) continue;
      const model::Indicator& indicator = places_.indicator(column->indicator);
      PrintedLine line;
      line.ruled = !table.rows.empty() && column->group != group;
      group = column->group;
      line.cells = {text_cell(words_.in(indicator.name)), text_cell(growth ? "%" : unit_name(indicator.unit, words_))};
      line.cells.push_back(linked(*column, std::nullopt, growth));
      for (std::size_t place = 0; place < places_.analysis.places.size(); ++place)
        line.cells.push_back(linked(*column, place, growth));
      table.rows.push_back(std::move(line));
    }
    print_places(sheet, places_, std::move(table), growth ? "places-growth" : "places-values");
  }

  PrintedCell linked(const PlaceColumn& column, std::optional<std::size_t> place, bool growth) const {
    PrintedCell cell = growth ? totals_.growth(column, place) : totals_.value(column, place);
    const PlaceColumnAt from = at(column, false);
    cell.formula =
        reference(*from.sheet, model::CellAddress{place ? rows_.place(*place) : rows_.all(), from.column + (growth ? 1 : 0)});
    return cell;
  }

  std::vector<const PlaceColumn*> main_columns() const {
    std::vector<const PlaceColumn*> chosen;
    for (const Page& page : pages_)
      for (const PlaceColumn* column : page.columns) {
        const bool stock = places_.indicator(column->indicator).nature == model::Nature::stock;
        const bool better = places_.catalogue.measure(column->measure)->cumulative != stock;
        if (chosen.empty() || chosen.back()->indicator != column->indicator) {
          chosen.push_back(column);
        } else if (better) {
          chosen.back() = column;
        }
      }
    return chosen;
  }

  Book& book_;
  const PlaceBook& places_;
  const Words& words_;
  std::vector<Page> pages_;
  PlaceRows rows_;
  PlaceTotals totals_;
  std::vector<Sheet*> sheets_;
  Sheet* year_ago_ = nullptr;
  std::map<const PlaceColumn*, At> places_of_;
};

}  // namespace

void write_place_pages(Book& book, const PlaceBook& places) { Pages(book, places).write(); }

}  // namespace huibiao::report
