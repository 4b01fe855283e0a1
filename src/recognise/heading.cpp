#include "recognise/heading.hpp"

#include <algorithm>

#include "model/identity.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;

class HeadingReader {
 public:
  HeadingReader(const Circumstances& circumstances, HeadingTexts& texts)
      : circumstances_(circumstances), texts_(texts), unit_names_(texts.vocabulary().unit_names()) {}

  // A month by itself may be a date, by a format that shows no day.
  void date(const Cell& cell, const model::NumberFormat& format) {
    if (cell.text.size() < 7 || format.code.find_first_of("dD") != std::string::npos) return;
    claim_periods(Place::heading, texts_.of(cell.text.substr(0, 7)), cell.address);
  }

  void cell(const model::Grid& grid, const Cell& cell) {
    if (cell.kind == CellKind::number) {  // "202603" typed as a number
      claim_periods(Place::heading, texts_.of(cell.text), cell.address);
      return;
    }
    if (cell.kind != CellKind::text) return;
    const Saying& saying = texts_.of(cell.text);
    if (!saying.units.empty() && !heading_.unit_line) heading_.unit_line = UnitLine{saying.units, cell.address};
    if (saying.name) {
      claim_named_park(saying.name->empty() ? text_right_of(grid, cell) : *saying.name, cell.address);
    } else {
      claim_mentions(Place::heading, saying, cell.address);
    }
    claim_periods(Place::heading, saying, cell.address);
    take_offices_and_title(saying);
    take_topics(saying);
    if (!saying.topic_unit.empty()) heading_.topic_unit = saying.topic_unit;
    take_sample(saying, cell.address);
    if (saying.unknown_words) heading_.unknown_title = {saying.folded, cell.address};
    heading_.correction |= saying.correction;
  }

  // What the title of the sheet adds to a table that has a title of its own.
  void take_sheet_title(Heading sheet) {
    if (heading_.periods.empty()) heading_.periods = std::move(sheet.periods);
    if (!heading_.unit_line) heading_.unit_line = std::move(sheet.unit_line);
    for (const std::string& source : sheet.sources) add_once(heading_.sources, source);
    heading_.correction |= sheet.correction;
    if (heading_.unknown_title) return;  // what it names may be another indicator, or another measure
    if (heading_.measures.empty()) heading_.measures = std::move(sheet.measures);
    if (!heading_.indicators.empty()) return;
    heading_.indicators = std::move(sheet.indicators);
    heading_.topic_unit = std::move(sheet.topic_unit);
  }

  void footer(const Cell& cell) {
    if (cell.kind != CellKind::text) return;
    const ClosingLine& line = texts_.closing_line(cell.text);
    if (!heading_.reported) heading_.reported = line.filled_on;
    if (line.units) footer_units(cell);
  }

  // A line of units below the table speaks like one above it, and against that one it is a contradiction.
  void footer_units(const Cell& cell) {
    const std::vector<std::string>& units = texts_.of(cell.text).units;
    if (units.empty()) return;
    if (!heading_.unit_line) {
      heading_.unit_line = UnitLine{units, cell.address};
    } else if (units != heading_.unit_line->units) {
      heading_.topic_unit = units.front();
    }
  }

  void sheet(std::string_view name) {
    const Saying& saying = texts_.of(name);
    this->name(Place::sheet, saying);
    take_topics(saying);
  }

  void file(std::string_view name) {
    const Saying saying = texts_.of_file_name(name);
    this->name(Place::file, saying);
    heading_.correction |= saying.correction;
  }

  // A folder gathers many parks' files: it speaks of the period alone.
  void folder(std::string_view name) {
    if (!name.empty()) claim_periods(Place::folder, texts_.of(name), std::nullopt);
  }

  void identity(const model::Workbook& workbook) {
    for (const auto& [key, value] : workbook.properties) {
      if (key == model::kIdentityPeriod) {
        if (const auto period = model::parse_period(value))
          heading_.periods.push_back({Place::identity, *period, value, std::nullopt});
      } else if (key == model::kIdentityPark) {
        heading_.parks.push_back({Place::identity, unit_names_.lookup(value), true, value, std::nullopt});
      }
    }
  }

  void margin(const Margin* margin) {
    if (margin == nullptr) return;
    if (margin->period) heading_.periods.push_back({Place::margin, *margin->period, to_string(*margin->period), std::nullopt});
    if (!margin->park.empty())
      heading_.parks.push_back({Place::margin, unit_names_.lookup(margin->park), true, margin->park, std::nullopt});
  }

  void person() {
    if (circumstances_.period) {
      heading_.periods.push_back({Place::person, *circumstances_.period, model::to_string(*circumstances_.period), std::nullopt});
    }
    if (circumstances_.park) {
      heading_.parks.push_back(
          {Place::person, unit_names_.lookup(*circumstances_.park), true, *circumstances_.park, std::nullopt});
    }
  }

  Heading take() { return std::move(heading_); }

 private:
  static std::string text_right_of(const model::Grid& grid, const Cell& cell) {
    const auto [first, last] = grid.row(cell.address.row);
    const Cell* right = std::find_if(first, last, [&](const Cell& other) { return other.address.column > cell.address.column; });
    return right != last && right->kind == CellKind::text ? text::fold(right->text) : "";
  }

  void name(Place place, const Saying& saying) {
    claim_periods(place, saying, std::nullopt);
    claim_mentions(place, saying, std::nullopt);
    take_offices_and_title(saying);
    take_sample(saying, std::nullopt);
  }

  void take_sample(const Saying& saying, std::optional<CellAddress> cell) {
    if (saying.sample && !heading_.sample) heading_.sample = {saying.folded, cell};
    if (saying.planned && !heading_.planned) heading_.planned = {saying.folded, cell};
  }

  void claim_periods(Place place, const Saying& saying, std::optional<CellAddress> cell) {
    for (const text::PeriodMention& mention : saying.periods) {
      // "January to December" closes with December; the year alone names no month.
      const bool all_months = mention.period.is_year() && mention.cumulative;
      heading_.periods.push_back({place, all_months ? mention.period.closing_month() : mention.period,
                                  saying.folded.substr(mention.offset, mention.length), cell});
      if (place == Place::heading) heading_.cumulative_period |= mention.cumulative;
    }
  }

  void claim_mentions(Place place, const Saying& saying, std::optional<CellAddress> cell) {
    for (const UnitNames::Mention& mention : saying.parks) {
      heading_.parks.push_back({place, {mention.unit}, mention.certain, saying.folded, cell});
    }
  }

  // "Filled in by: NAME", with whatever else stands in the cell behind the name.
  void claim_named_park(const std::string& name, CellAddress cell) {
    if (!name.empty()) heading_.parks.push_back({Place::heading, texts_.parks_named(name), true, name, cell});
  }

  void take_offices_and_title(const Saying& saying) {
    for (const std::string& office : saying.offices) add_once(heading_.sources, office);
    if (!saying.form_title.empty()) heading_.form_title = saying.form_title;
  }

  void take_topics(const Saying& saying) {
    for (const std::string& measure : saying.measures) add_once(heading_.measures, measure);
    heading_.indicators.insert(heading_.indicators.end(), saying.indicators.begin(), saying.indicators.end());
  }

  const Circumstances& circumstances_;
  HeadingTexts& texts_;
  const UnitNames& unit_names_;
  Heading heading_;
};

std::string_view without_extension(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? file : file.substr(0, dot);
}

}  // namespace

std::string_view word_of(Place place) {
  switch (place) {
    case Place::person:
      return "place.person";
    case Place::identity:
      return "place.identity";
    case Place::margin:
      return "place.margin";
    case Place::heading:
      return "place.heading";
    case Place::header:
      return "place.header";
    case Place::sheet:
      return "place.sheet";
    case Place::file:
      return "place.file";
    case Place::folder:
      return "place.folder";
    case Place::reported:
      return "place.reported";
  }
  return "";
}

// What stands in those rows.
void read_rows(const model::Grid& grid, const Table& table, const HeadingRows& rows, const model::Workbook& workbook,
               HeadingReader& reader) {
  for (const Cell& cell : grid.cells) {
    if (cell.address.row < rows.first || cell.address.row >= rows.end) continue;
    if (rows.first > 0 && !table.has_column(cell.address.column)) continue;  // of the table beside it
    if (cell.kind == CellKind::date) {
      reader.date(cell, workbook.formats[cell.format]);
    } else {
      reader.cell(grid, cell);
    }
  }
}

Heading read_heading(const model::Grid& grid, const Table& table, std::uint32_t first_row, const model::Workbook& workbook,
                     const Circumstances& circumstances, HeadingTexts& texts) {
  HeadingReader reader(circumstances, texts);
  read_rows(grid, table, {first_row, table.header_first}, workbook, reader);
  if (table.sheet_title) {
    HeadingReader sheet(circumstances, texts);
    read_rows(grid, table, *table.sheet_title, workbook, sheet);
    reader.take_sheet_title(sheet.take());
  }
  reader.person();
  reader.identity(workbook);
  reader.margin(circumstances.margin(static_cast<std::size_t>(&grid - workbook.grids.data())));
  for (const Cell& cell : grid.cells) {
    if (cell.address.row > table.header_last && cell.address.row <= table.body_last) reader.footer(cell);
  }
  reader.sheet(grid.name);
  reader.file(without_extension(circumstances.file));
  reader.folder(circumstances.folder);
  return reader.take();
}

Heading read_names(const Circumstances& circumstances, HeadingTexts& texts) {
  HeadingReader reader(circumstances, texts);
  reader.person();
  reader.file(without_extension(circumstances.file));
  reader.folder(circumstances.folder);
  return reader.take();
}

}  // namespace huibiao::recognise
