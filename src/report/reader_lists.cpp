// The sheets of a reader's edition that list: dominant industries, early warnings, who has reported.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/phrases.hpp"

namespace huibiao::report {

using model::Concentration;
using model::Participation;

namespace {

constexpr double kPercent = 100;

PrintedTable industries_by_park(const Reader& reader) {
  const Words& own = reader.own;
  const model::MonthAnalysis& analysis = reader.analysis();
  const model::Indicator& indicator = *reader.catalogue.indicator(analysis.concentrated);
  std::size_t most = 0;
  for (const Concentration& park : analysis.concentrations) most = std::max(most, park.industries.size());
  PrintedTable table;
  table.columns = {{"", own("parks.number"), Align::center, kWholeFormat, 5, 8},
                   {"", own("parks.name"), Align::left, "", 12, 48}};
  for (std::size_t place = 0; place < most; ++place) {
    const std::string spanning = own("industries.nth", {{"n", reader.words.name("ordinal", std::to_string(place + 1))}});
    table.columns.push_back({spanning, own("industries.name"), Align::left, "", 12, 26});
    table.columns.push_back({spanning, own("industries.value"), Align::right, reader.format_of(indicator), 9, 30});
    table.columns.push_back({spanning, own("industries.share"), Align::right, kRateFormat, 7, 12});
  }
  table.columns.push_back({"", own("industries.cr3"), Align::right, kRateFormat, 8, 12});
  table.columns.push_back({"", own("industries.points"), Align::right, kPointsFormat, 9, 14});
  double number = 0;
  for (const Concentration& park : analysis.concentrations) {
    PrintedLine row;
    row.cells = {number_cell(++number), text_cell(analysis.parks[park.park].short_name)};
    for (std::size_t place = 0; place < most; ++place) {
      if (place >= park.industries.size()) {
        row.cells.resize(row.cells.size() + 3);
        continue;
      }
      const model::IndustryShare& industry = park.industries[place];
      row.cells.push_back(text_cell(industry.item, 1));
      row.cells.push_back(number_cell(reader.printed(indicator, industry.value)));
      row.cells.push_back(number_cell(model::rounded(industry.share, 1)));
    }
    const double cr3 = model::rounded(park.cr3, 1);
    row.cells.push_back(number_cell(cr3));
    if (park.cr3_before) row.cells.push_back(number_cell(model::rounded(cr3 - model::rounded(*park.cr3_before, 1), 1)));
    table.rows.push_back(std::move(row));
  }
  table.notes =
      own.lines("industries.notes", {{"whole", reader.words.in(reader.catalogue.indicator(analysis.concentrated_whole)->name)}});
  return table;
}

// The same industry in several parks.
PrintedTable parks_by_industry(const Reader& reader) {
  struct Industry {
    double value = 0;
    std::optional<double> paired, base;
    std::vector<std::string> parks;
  };
  const Words& own = reader.own;
  const model::MonthAnalysis& analysis = reader.analysis();
  const model::Indicator& indicator = *reader.catalogue.indicator(analysis.concentrated);
  std::map<std::string, Industry> industries;
  for (const model::ComparedFigure& figure : analysis.main_of(analysis.concentrated)->figures) {
    if (!figure.now.value) continue;
    Industry& industry = industries[figure.item];
    industry.value += *figure.now.value;
    industry.parks.push_back(analysis.parks[figure.park].short_name);
    if (!figure.now.base) continue;
    industry.paired = industry.paired.value_or(0) + *figure.now.value;
    industry.base = industry.base.value_or(0) + *figure.now.base;
  }
  std::vector<std::pair<std::string, Industry>> ordered(industries.begin(), industries.end());
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.second.value > b.second.value; });
  PrintedTable table;
  table.columns = {{"", own("parks.number"), Align::center, kWholeFormat, 5, 8},
                   {"", own("industries.industry"), Align::left, "", 12, 48},
                   {"", own("industries.parks-with"), Align::left, "", 12, 70},
                   {"", own("industries.value"), Align::right, reader.format_of(indicator), 9, 30},
                   {"", own("indicators.growth"), Align::right, kRateFormat, 7, 12},
                   {"", own("industries.count"), Align::center, kWholeFormat, 6, 10}};
  double number = 0;
  for (const auto& [name, industry] : ordered) {
    PrintedLine row;
    row.cells = {number_cell(++number), text_cell(name),
                 text_cell(fmt::format("{}", fmt::join(industry.parks, reader.words("sign.list")))),
                 number_cell(reader.printed(indicator, industry.value))};
    row.cells.push_back(industry.base && *industry.base > 0
                            ? number_cell(model::rounded((*industry.paired / *industry.base - 1) * kPercent, 1))
                            : text_cell(reader.words("sign.no-meaning")));
    row.cells.push_back(number_cell(static_cast<double>(industry.parks.size())));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

void write_industries(Sheet& sheet, const Reader& reader) {
  const model::Arguments arguments = reader.arguments();
  PrintedSheet printed(sheet, {reader.own("industries.title", arguments), reader.own("industries.left", arguments),
                               reader.own("industries.right", arguments)});
  printed.add(industries_by_park(reader));
  printed.finish(Orientation::landscape, 2);
}

void write_parks_by_industry(Sheet& sheet, const Reader& reader) {
  const model::Arguments arguments = reader.arguments();
  PrintedSheet printed(sheet, {reader.own("industries.across", arguments), reader.own("industries.left", arguments),
                               reader.own("industries.right", arguments)});
  printed.add(parks_by_industry(reader));
  printed.finish(Orientation::landscape, 2);
}

void write_warnings(Sheet& sheet, const Reader& reader) {
  const Words& own = reader.own;
  const model::MonthAnalysis& analysis = reader.analysis();
  PrintedTable table;
  table.columns = {{"", own("parks.number"), Align::center, kWholeFormat, 5, 8},
                   {"", own("warnings.rule"), Align::left, "", 14, 30},
                   {"", own("parks.name"), Align::left, "", 12, 30},
                   {"", own("warnings.level"), Align::center, "", 8, 12},
                   {"", own("warnings.subject"), Align::left, "", 12, 34},
                   {"", own("warnings.reason"), Align::left, "", 40, 90}};
  double number = 0;
  std::optional<std::size_t> rule_before;
  for (const model::EarlyWarning& warning : analysis.warnings) {
    const model::WarningRule& rule = reader.edition.warnings[warning.rule];
    const model::Ratio* ratio = reader.edition.ratio(warning.subject);
    if (!reader.is_printed(warning.subject) && !reader.prints_ratio(warning.subject)) continue;
    const std::string subject =
        ratio != nullptr ? ratio->name : reader.words.in(reader.catalogue.indicator(warning.subject)->name);
    model::Arguments arguments = reader.arguments();
    arguments.emplace_back("subject", subject);
    for (const auto& [name, value] : warning.facts) {
      const bool whole = value == static_cast<double>(static_cast<long long>(value)) && name == "falling";
      arguments.emplace_back(name, printed_number(value, whole ? 0 : 1));
      arguments.emplace_back("abs_" + name, printed_number(value < 0 ? -value : value, 1));
    }
    const model::AnalysedPark& park = analysis.parks[warning.park];
    PrintedLine row;
    row.ruled = rule_before && *rule_before != warning.rule;
    rule_before = warning.rule;
    row.cells = {number_cell(++number),      text_cell(rule.name),
                 text_cell(park.short_name), text_cell(reader.words.name("level", park.level)),
                 text_cell(subject),         text_cell(model::fill(rule.text, arguments))};
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) {
    PrintedLine none;
    none.cells = {blank_cell(), text_cell(own("warnings.none"))};
    table.rows.push_back(std::move(none));
  }
  table.notes = own.lines("warnings.notes");
  const model::Arguments arguments = reader.arguments();
  PrintedSheet printed(sheet, {own("warnings.title", arguments), own("warnings.left", arguments), ""});
  printed.add(table);
  printed.finish(Orientation::landscape, 3);
}

namespace {

class ReportingTable {
 public:
  explicit ReportingTable(const Reader& reader) : reader_(reader), own_(reader.own) {
    for (const model::Batch& batch : reader.catalogue.batches) {
      const auto& entries = reader.report.participation;
      const auto due = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.batch == batch.id; });
      if (due != entries.end()) batches_.push_back({&batch, due->due});
    }
  }

  PrintedTable table() {
    table_.columns = park_columns(reader_);
    for (const Due& due : batches_) {
      const std::string spanning = own_("reporting.batch", {{"batch", reader_.words.in(due.batch->name)}, {"due", day(due.day)}});
      table_.columns.push_back({spanning, own_("reporting.state"), Align::center, "", 10, 16});
      table_.columns.push_back({spanning, own_("reporting.day"), Align::center, "", 9, 16});
      table_.columns.push_back({spanning, own_("reporting.complete"), Align::right, kRateFormat, 9, 12});
      table_.columns.push_back({spanning, own_("reporting.in-time"), Align::center, "", 9, 14});
      table_.columns.push_back({spanning, own_("reporting.rate"), Align::right, kRateFormat, 9, 12});
    }
    double number = 0;
    for (std::size_t park = 0; park < reader_.analysis().parks.size(); ++park) {
      if (!reader_.analysis().parks[park].expected) continue;
      PrintedLine row;
      row.cells = park_cells(reader_, park, static_cast<std::size_t>(++number));
      row.cells[1].indent = 0;
      for (const Due& due : batches_) add(row, reader_.analysis().parks[park].name, *due.batch);
      table_.rows.push_back(std::move(row));
    }
    table_.notes = own_.lines("reporting.notes");
    return std::move(table_);
  }

  // "Production: 66 of 67 reported, 3 of them late".
  std::string counts() const {
    std::vector<std::string> texts;
    for (const Due& due : batches_) {
      int expected = 0, complete = 0, late = 0;
      for (const Participation& entry : reader_.report.participation) {
        if (entry.batch != due.batch->id) continue;
        ++expected;
        if (entry.state == model::ReportingState::reported || entry.state == model::ReportingState::late) ++complete;
        if (entry.state == model::ReportingState::late) ++late;
      }
      texts.push_back(own_("reporting.count", {{"batch", reader_.words.in(due.batch->name)},
                                               {"expected", std::to_string(expected)},
                                               {"complete", std::to_string(complete)},
                                               {"late", std::to_string(late)}}));
    }
    return fmt::format("{}", fmt::join(texts, own_("reporting.between")));
  }

 private:
  struct Due {
    const model::Batch* batch;
    model::Date day;
  };

  std::string day(const model::Date& date) const {
    return own_("reporting.month-day", {{"month", std::to_string(date.month)}, {"day", std::to_string(date.day)}});
  }

  void add(PrintedLine& row, const std::string& park, const model::Batch& batch) const {
    const auto& entries = reader_.report.participation;
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [&](const auto& each) { return each.park == park && each.batch == batch.id; });
    if (entry == entries.end()) {
      row.cells.resize(row.cells.size() + 5);
      return;
    }
    PrintedCell state = text_cell(reader_.words.name("state", key_of(entry->state)));
    if (entry->days_late > 0)
      state.text = own_("reporting.late", {{"state", state.text}, {"days", std::to_string(entry->days_late)}});
    state.shaded = entry->state == model::ReportingState::missing || entry->state == model::ReportingState::partly ||
                   entry->state == model::ReportingState::late;
    row.cells.push_back(std::move(state));
    row.cells.push_back(entry->reported ? text_cell(day(*entry->reported)) : blank_cell());
    row.cells.push_back(
        entry->owed == 0
            ? blank_cell()
            : number_cell(model::rounded(kPercent * (entry->owed - static_cast<int>(entry->missing.size())) / entry->owed, 1)));
    const auto& records = reader_.report.timeliness;
    const auto record = std::find_if(records.begin(), records.end(),
                                     [&](const auto& each) { return each.park == park && each.batch == batch.id; });
    if (record == records.end() || record->due == 0) {
      row.cells.resize(row.cells.size() + 2);
      return;
    }
    row.cells.push_back(text_cell(fmt::format("{}/{}", record->in_time, record->due)));
    row.cells.push_back(number_cell(model::rounded(kPercent * record->in_time / record->due, 1)));
  }

  static std::string key_of(model::ReportingState state) {
    std::string key(to_string(state));
    std::replace(key.begin(), key.end(), '-', '_');
    return key;
  }

  const Reader& reader_;
  const Words& own_;
  std::vector<Due> batches_;
  PrintedTable table_;
};

}  // namespace

void write_reporting(Sheet& sheet, const Reader& reader) {
  const model::Arguments arguments = reader.arguments();
  ReportingTable table(reader);
  PrintedSheet printed(sheet,
                       {reader.own("reporting.title", arguments), table.counts(), reader.own("reporting.right", arguments)});
  printed.add(table.table());
  printed.finish(Orientation::landscape, 2);
}

}  // namespace huibiao::report
