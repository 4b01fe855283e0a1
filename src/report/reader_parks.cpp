// The sheets of a reader's edition by park: four indicators a page, and the efforts and effects of each.
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/marks.hpp"
#include "report/reader.hpp"

namespace huibiao::report {

using model::ComparedFigure;
using model::Comparison;
using model::Indicator;

namespace {

class ParkPage {
 public:
  ParkPage(const Reader& reader, const std::vector<std::string>& indicators) : reader_(reader), own_(reader.own) {
    for (const std::string& id : indicators) subjects_.push_back({reader.catalogue.indicator(id), reader.analysis().main_of(id)});
  }

  PrintedTable table() {
    add_columns();
    const model::MonthAnalysis& analysis = reader_.analysis();
    add_total(own_("parks.total", reader_.arguments()), [](const Comparison& main) { return main.total; });
    for (std::size_t index = 0; index < reader_.edition.totals.size(); ++index) {
      add_total(reader_.edition.totals[index].name, [&](const Comparison& main) { return main.part_totals[index]; });
    }
    for (std::size_t block = 0; block < analysis.blocks.size(); ++block) {
      const model::LevelBlock& level = analysis.blocks[block];
      const model::Arguments arguments = {{"level", reader_.words.name("level", level.level)},
                                          {"count", std::to_string(level.count)}};
      add_total(own_("parks.subtotal", arguments), [&](const Comparison& main) { return main.blocks[block]; });
      table_.rows.back().opens = true;
      for (std::size_t index = 0; index < level.count; ++index) add_park(level, level.first + index, index + 1);
    }
    table_.notes = own_.lines("parks.notes", {{"shaded", std::to_string(reader_.edition.shaded)}});
    return std::move(table_);
  }

 private:
  struct Subject {
    const Indicator* indicator;
    const Comparison* main;
  };

  void add_columns() {
    table_.columns = park_columns(reader_);
    for (const Subject& subject : subjects_) {
      const std::string spanning = own_("parks.indicator", {{"indicator", reader_.words.in(subject.indicator->name)},
                                                            {"unit", reader_.unit_of(*subject.indicator)}});
      const bool stock = reader_.is_stock(*subject.indicator);
      table_.columns.push_back({spanning, own_(stock ? "parks.month-end" : "parks.cumulative"), Align::right,
                                reader_.format_of(*subject.indicator), 10, 30});
      table_.columns.push_back({spanning, own_("parks.growth"), Align::right, kRateFormat, 7, 12});
      table_.columns.push_back({spanning, own_("parks.rank"), Align::center, kWholeFormat, 5, 8});
      table_.columns.push_back({spanning, own_("parks.moved"), Align::center, "", 6.5, 8});
    }
    table_.columns.push_back({"", own_("parks.mark"), Align::center, "", 6, 14});
  }

  template <class TotalOf>
  void add_total(const std::string& name, const TotalOf& total_of) {
    PrintedLine row;
    row.bold = row.ruled = true;
    row.cells = {blank_cell(), text_cell(name), blank_cell()};
    for (const Subject& subject : subjects_) {
      const model::ComparedTotal& total = total_of(*subject.main);
      row.cells.push_back(number_cell(reader_.printed(*subject.indicator, total.level)));
      row.cells.push_back(reader_.growth_cell(total.change));
      row.cells.resize(row.cells.size() + 2);
    }
    table_.rows.push_back(std::move(row));
  }

  void add_park(const model::LevelBlock& level, std::size_t park, std::size_t number) {
    PrintedLine row;
    row.ruled = number == 1;
    row.cells = park_cells(reader_, park, number);
    bool provisional = false;
    for (const Subject& subject : subjects_) {
      const ComparedFigure& figure = subject.main->figures[park];
      provisional = provisional || figure.provisional;
      const std::size_t first = row.cells.size();
      row.cells.push_back(number_cell(reader_.printed(*subject.indicator, figure.now.value)));
      row.cells.push_back(reader_.growth_cell(figure.change));
      row.cells.push_back(figure.rank ? number_cell(*figure.rank) : blank_cell());
      row.cells.push_back(text_cell(moved(figure)));
      if (!is_among_last(*subject.main, level, figure)) continue;
      for (std::size_t at = first; at < row.cells.size(); ++at) row.cells[at].shaded = true;
    }
    row.cells.push_back(mark_cell(marks_of(reader_.report, reader_.words, park, provisional)));
    table_.rows.push_back(std::move(row));
  }

  std::string moved(const ComparedFigure& figure) const {
    if (!figure.rank || !figure.rank_before) return "";
    const int by = *figure.rank_before - *figure.rank;
    if (by == 0) return reader_.words("sign.no-meaning");
    return own_(by > 0 ? "parks.up" : "parks.down", {{"by", std::to_string(std::abs(by))}});
  }

  // The last ones by growth of the level: so many ranked ones are not better than it.
  bool is_among_last(const Comparison& main, const model::LevelBlock& level, const ComparedFigure& figure) const {
    if (!figure.rank || reader_.edition.shaded == 0) return false;
    int ranked = 0, behind = 0;
    for (std::size_t park = level.first; park < level.first + level.count; ++park) {
      const std::optional<int>& rank = main.figures[park].rank;
      if (!rank) continue;
      ++ranked;
      if (*rank > *figure.rank) ++behind;
    }
    return ranked > 2 * reader_.edition.shaded && behind < reader_.edition.shaded;
  }

  const Reader& reader_;
  const Words& own_;
  std::vector<Subject> subjects_;
  PrintedTable table_;
};

}  // namespace

void write_park_page(Sheet& sheet, const Reader& reader, const std::vector<std::string>& indicators, std::size_t page) {
  model::Arguments arguments = reader.arguments();
  arguments.emplace_back("n", reader.words.name("ordinal", std::to_string(page + 1)));
  PrintedSheet printed(
      sheet, {reader.own("parks.title", arguments), reader.own("parks.left", arguments), reader.own("parks.right", arguments)});
  printed.add(ParkPage(reader, indicators).table());
  printed.finish(Orientation::landscape, 2);
}

namespace {

class BalancesTable {
 public:
  explicit BalancesTable(const Reader& reader) : reader_(reader), own_(reader.own) {
    for (const model::Balance& balance : reader.edition.balances) {
      const model::ComparedRatio* ratio = reader.prints_ratio(balance.ratio) ? reader.analysis().ratio(balance.ratio) : nullptr;
      const Comparison* main = reader.is_printed(balance.indicator) ? reader.analysis().main_of(balance.indicator) : nullptr;
      const bool known = ratio != nullptr ? ratio->total.now.has_value() : main != nullptr && main->total.level.has_value();
      if (known) {
        subjects_.push_back({&balance, ratio, main});
      } else {
        missing_.push_back(balance.title);
      }
    }
  }

  PrintedTable table() {
    table_.columns = park_columns(reader_);
    for (const Subject& subject : subjects_) add_columns(subject);
    table_.columns.push_back({"", own_("parks.mark"), Align::center, "", 6, 14});
    const model::MonthAnalysis& analysis = reader_.analysis();
    PrintedLine total;
    total.bold = total.ruled = true;
    total.cells = {blank_cell(), text_cell(own_("parks.total", reader_.arguments())), blank_cell()};
    for (const Subject& subject : subjects_) {
      if (subject.ratio != nullptr) {
        add_ratio(total, subject.ratio->total, std::nullopt);
      } else {
        add_figure(total, subject, subject.main->total.level, subject.main->total.change, std::nullopt);
      }
    }
    table_.rows.push_back(std::move(total));
    for (std::size_t block = 0; block < analysis.blocks.size(); ++block) add_block(block);
    table_.notes = own_.lines("balances.notes");
    if (!missing_.empty()) {
      table_.notes.push_back(
          own_("balances.missing", {{"names", fmt::format("{}", fmt::join(missing_, reader_.words("sign.list")))}}));
    }
    if (analysis.progress.empty()) table_.notes.push_back(own_("balances.no-targets", reader_.arguments()));
    return std::move(table_);
  }

 private:
  struct Subject {
    const model::Balance* balance;
    const model::ComparedRatio* ratio;
    const Comparison* main;
  };

  void add_columns(const Subject& subject) {
    const std::string& title = subject.balance->title;
    if (subject.ratio != nullptr) {
      table_.columns.push_back({title, own_("balances.share"), Align::right, kRateFormat, 9, 14});
      table_.columns.push_back({title, own_("balances.points"), Align::right, kPointsFormat, 12, 16});
    } else {
      const Indicator& indicator = *reader_.catalogue.indicator(subject.balance->indicator);
      table_.columns.push_back({title, reader_.unit_of(indicator), Align::right, reader_.format_of(indicator), 9, 30});
      table_.columns.push_back({title, own_("indicators.growth"), Align::right, kRateFormat, 9, 14});
    }
    table_.columns.push_back({title, own_("parks.rank"), Align::center, kWholeFormat, 6, 8});
  }

  void add_ratio(PrintedLine& row, const model::RatioValue& value, const std::optional<int>& rank) const {
    row.cells.push_back(value.now ? number_cell(model::rounded(*value.now, 1)) : blank_cell());
    row.cells.push_back(number_cell(value.points));
    row.cells.push_back(rank ? number_cell(*rank) : blank_cell());
  }

  void add_figure(PrintedLine& row, const Subject& subject, const std::optional<double>& value, const model::Change& change,
                  const std::optional<int>& rank) const {
    row.cells.push_back(number_cell(reader_.printed(*reader_.catalogue.indicator(subject.balance->indicator), value)));
    row.cells.push_back(reader_.growth_cell(change));
    row.cells.push_back(rank ? number_cell(*rank) : blank_cell());
  }

  void add_block(std::size_t block) {
    const model::LevelBlock& level = reader_.analysis().blocks[block];
    PrintedLine subtotal;
    subtotal.bold = subtotal.ruled = subtotal.opens = true;
    subtotal.cells = {blank_cell(),
                      text_cell(own_("parks.subtotal", {{"level", reader_.words.name("level", level.level)},
                                                        {"count", std::to_string(level.count)}})),
                      blank_cell()};
    for (const Subject& subject : subjects_) {
      if (subject.ratio != nullptr) {
        add_ratio(subtotal, subject.ratio->blocks[block], std::nullopt);
      } else {
        const model::ComparedTotal& total = subject.main->blocks[block];
        add_figure(subtotal, subject, total.level, total.change, std::nullopt);
      }
    }
    table_.rows.push_back(std::move(subtotal));
    for (std::size_t park = level.first; park < level.first + level.count; ++park) {
      PrintedLine row;
      row.ruled = park == level.first;
      row.cells = park_cells(reader_, park, park - level.first + 1);
      bool provisional = false;
      for (const Subject& subject : subjects_) {
        if (subject.ratio != nullptr) {
          add_ratio(row, subject.ratio->parks[park], subject.ratio->ranks[park]);
          const model::Ratio& ratio = *reader_.edition.ratio(subject.ratio->id);
          for (const std::string& id : {ratio.numerator, ratio.denominator})
            provisional = provisional || reader_.analysis().main_of(id)->figures[park].provisional;
        } else {
          const ComparedFigure& figure = subject.main->figures[park];
          add_figure(row, subject, figure.now.value, figure.change, figure.rank);
          provisional = provisional || figure.provisional;
        }
      }
      row.cells.push_back(mark_cell(marks_of(reader_.report, reader_.words, park, provisional)));
      table_.rows.push_back(std::move(row));
    }
  }

  const Reader& reader_;
  const Words& own_;
  std::vector<Subject> subjects_;
  std::vector<std::string> missing_;
  PrintedTable table_;
};

// The year's targets, one row a park and indicator.
PrintedTable progress_table(const Reader& reader) {
  const Words& own = reader.own;
  PrintedTable table;
  table.columns = {{"", own("parks.number"), Align::center, kWholeFormat, 5, 8},
                   {"", own("parks.name"), Align::left, "", 12, 48},
                   {"", own("progress.indicator"), Align::left, "", 6, 40},
                   {"", own("progress.target"), Align::right, kTwoDecimalsFormat, 9, 30},
                   {"", own("progress.reached"), Align::right, kTwoDecimalsFormat, 9, 30},
                   {"", own("progress.percent"), Align::right, kRateFormat, 9, 14},
                   {"", own("progress.ahead"), Align::right, kPointsFormat, 12, 18}};
  const double due = model::rounded(reader.report.period.last_month / 12.0 * 100, 1);
  double number = 0;
  for (const model::Progress& progress : reader.analysis().progress) {
    const Indicator& indicator = *reader.catalogue.indicator(progress.indicator);
    const auto& parks = reader.analysis().parks;
    const auto park = std::find_if(parks.begin(), parks.end(), [&](const auto& entry) { return entry.name == progress.park; });
    PrintedLine row;
    row.cells = {number_cell(++number), text_cell(park == parks.end() ? own("progress.all") : park->short_name, 1),
                 text_cell(reader.words.in(indicator.name)),
                 number_cell(reader.printed(indicator, progress.target), reader.format_of(indicator)),
                 number_cell(reader.printed(indicator, progress.reached), reader.format_of(indicator))};
    if (progress.percent) {
      const double percent = model::rounded(*progress.percent, 1);
      row.cells.push_back(number_cell(percent));
      row.cells.push_back(number_cell(model::rounded(percent - due, 1)));
    }
    table.rows.push_back(std::move(row));
  }
  table.notes = own.lines("progress.notes", {{"due", fmt::format("{:.1f}", due)}});
  return table;
}

}  // namespace

void write_balances(Sheet& sheet, const Reader& reader) {
  const model::Arguments arguments = reader.arguments();
  PrintedSheet printed(sheet, {reader.own("balances.title", arguments), reader.own("balances.left", arguments),
                               reader.own("balances.right", arguments)});
  printed.add(BalancesTable(reader).table());
  printed.finish(Orientation::landscape, 2);
}

void write_progress(Sheet& sheet, const Reader& reader) {
  const model::Arguments arguments = reader.arguments();
  PrintedSheet printed(sheet, {reader.own("progress.title", arguments), reader.own("balances.left", arguments),
                               reader.own("indicators.right", arguments)});
  printed.add(progress_table(reader));
  printed.finish(Orientation::landscape, 2);
}

}  // namespace huibiao::report
