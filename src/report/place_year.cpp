// The roll-up of a year's quarters: each quarter by place and unit, what they come to, what was accomplished, and how the days
// were kept.
#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/formulas.hpp"
#include "report/identity.hpp"
#include "report/paths.hpp"
#include "report/place_book.hpp"
#include "report/places.hpp"

namespace huibiao::report {
namespace {

using model::PlaceAnalysis;
using model::PlaceColumn;

constexpr const char* kKind = "summary";
constexpr std::size_t kIndicatorsOfPage = 3;
constexpr double kPercent = 100;

// One indicator over the year.
struct Subject {
  const model::Indicator* indicator;
  std::string group;
  std::vector<const PlaceColumn*> quarters;  // by period; null where there is none
  const PlaceColumn* cumulative = nullptr;   // of the last period
};

class Year {
 public:
  Year(Book& book, const PlacesYearReport& report, const PlaceBook& places)
      : book_(book), report_(report), places_(places), words_(places.words), last_(report.periods.back()) {
    for (const PlaceColumn& column : last_.columns) add(column);
  }

  void write() {
    const std::size_t pages = (subjects_.size() + kIndicatorsOfPage - 1) / kIndicatorsOfPage;
    std::vector<Sheet*> sheets;
    for (std::size_t page = 0; page < pages; ++page)
      sheets.push_back(&book_.sheet(words_("year.sheet", {{"n", words_.name("ordinal", std::to_string(page + 1))}})));
    std::vector<std::vector<const Subject*>> of_page(pages);
    for (std::size_t page = 0; page < pages; ++page) {
      std::uint32_t column = kPlaceLabelColumns;
      for (std::size_t each = subjects_.size() * page / pages; each < subjects_.size() * (page + 1) / pages; ++each) {
        of_page[page].push_back(&subjects_[each]);
        for (const PlaceColumn* quarter : subjects_[each].quarters) {
          if (quarter != nullptr) at_[quarter] = {sheets[page], column};
          ++column;
        }
        ++column;
        if (subjects_[each].cumulative != nullptr) at_[subjects_[each].cumulative] = {sheets[page], column++};
      }
    }
    for (std::size_t page = 0; page < pages; ++page) write_page(*sheets[page], of_page[page], page);
    if (!last_.answers.empty()) write_progress(book_.sheet(words_("year.sheet-answers")));
    write_timeliness(book_.sheet(words_("year.sheet-timeliness")));
  }

 private:
  void add(const PlaceColumn& column) {
    const model::Indicator& indicator = places_.indicator(column.indicator);
    const bool cumulative = places_.catalogue.measure(column.measure)->cumulative;
    if (subjects_.empty() || subjects_.back().indicator != &indicator)
      subjects_.push_back({&indicator, column.group, std::vector<const PlaceColumn*>(report_.periods.size()), nullptr});
    Subject& subject = subjects_.back();
    // Funds are cumulative alone: their quarters are what they had come to.
    const bool only = cumulative && places_.is_of_funds(column.indicator);
    if (cumulative && !only) subject.cumulative = &column;
    if (cumulative && !only) return;
    for (std::size_t period = 0; period < report_.periods.size(); ++period)
      subject.quarters[period] = report_.periods[period].find(column.indicator, column.measure);
  }

  // Whether the quarters of the indicator may be added up.
  bool adds_up(const Subject& subject) const {
    return subject.indicator->nature == model::Nature::flow && !places_.is_of_funds(subject.indicator->id);
  }

  std::vector<PrintedColumn> columns_of(const std::vector<const Subject*>& subjects) const {
    std::vector<PrintedColumn> columns;
    for (const Subject* subject : subjects) {
      const std::string heading = place_heading(places_, *subject->indicator);
      const auto add = [&](std::string header) {
        columns.push_back({heading, std::move(header), Align::right, kWholeFormat, 9, 30});
      };
      for (const PlaceAnalysis& period : report_.periods)
        add(words_("year.quarter", {{"n", words_.name("ordinal", std::to_string(period.period.quarter_number()))}}));
      add(words_(adds_up(*subject) ? "year.sum" : "year.end"));
      if (subject->cumulative != nullptr) add(words_("year.cumulative"));
    }
    return columns;
  }

  void write_page(Sheet& sheet, const std::vector<const Subject*>& subjects, std::size_t page) const {
    const std::vector<PrintedColumn> columns = columns_of(subjects);
    const PlaceRows rows(last_, first_place_row(columns));
    std::vector<PlaceTotals> totals;
    const auto locate = [this](const PlaceColumn& column) {
      const auto found = at_.find(&column);
      return found == at_.end() ? PlaceColumnAt() : found->second;
    };
    for (const PlaceAnalysis& period : report_.periods)
      totals.emplace_back(places_, period, rows, locate, [](const PlaceColumn&) { return PlaceColumnAt(); });
    PlaceCells cells;
    cells.of_total = [&](std::optional<std::size_t> place) {
      std::vector<PrintedCell> row;
      for (const Subject* subject : subjects) {
        const std::size_t first = row.size();
        for (std::size_t period = 0; period < totals.size(); ++period) {
          const PlaceColumn* quarter = subject->quarters[period];
          row.push_back(quarter == nullptr ? blank_cell() : totals[period].value(*quarter, place));
        }
        add_up(row, first, *subject, place ? rows.place(*place) : rows.all());
        if (subject->cumulative != nullptr) row.push_back(totals.back().value(*subject->cumulative, place));
      }
      return row;
    };
    cells.of_unit = [&](std::size_t unit) {
      std::vector<PrintedCell> row;
      std::size_t place = 0;
      while (place + 1 < last_.places.size() && last_.places[place + 1].first <= unit) ++place;
      for (const Subject* subject : subjects) {
        const std::size_t first = row.size();
        for (const PlaceColumn* quarter : subject->quarters)
          row.push_back(quarter == nullptr ? blank_cell() : figure_cell(quarter->figures[unit].value));
        add_up(row, first, *subject, rows.unit(place, unit));
        if (subject->cumulative != nullptr) row.push_back(figure_cell(subject->cumulative->figures[unit].value));
      }
      return row;
    };
    print_places(sheet, places_, place_table(places_, columns, cells), "year",
                 {{"page", words_.name("ordinal", std::to_string(page + 1))}});
  }

  // Behind the quarters of one row: their sum, where none is missing and they may be added up; else the last one.
  void add_up(std::vector<PrintedCell>& row, std::size_t first, const Subject& subject, std::uint32_t line) const {
    const std::uint32_t begin = kPlaceLabelColumns + static_cast<std::uint32_t>(first);
    const std::uint32_t end = kPlaceLabelColumns + static_cast<std::uint32_t>(row.size()) - 1;
    const auto quarters = static_cast<std::size_t>(end - begin + 1);
    std::optional<double> sum = 0.0;
    for (std::size_t cell = first; cell < row.size(); ++cell)
      sum = sum && row[cell].number ? std::optional(*sum + *row[cell].number) : std::nullopt;
    PrintedCell cell;
    if (adds_up(subject)) {
      const std::string across = to_string(model::CellRange{{line, begin}, {line, end}});
      cell = formula_cell(fmt::format("IF(COUNT({0})={1},SUM({0}),\"\")", across, quarters), sum);
    } else {
      const PrintedCell& last = row.back();
      const std::string from = to_string(model::CellAddress{line, end});
      cell = formula_cell(fmt::format("IF({0}=\"\",\"\",{0})", from), last.number, last.text);
    }
    cell.format = total_format(*subject.indicator);
    row.push_back(std::move(cell));
  }

  // How many things each unit had accomplished by the end of each quarter.
  void write_progress(Sheet& sheet) const {
    std::vector<PrintedColumn> columns;
    for (const PlaceAnalysis& period : report_.periods)
      columns.push_back({"",
                         words_("year.quarter", {{"n", words_.name("ordinal", std::to_string(period.period.quarter_number()))}}),
                         Align::center, kWholeFormat, 12, 20});
    const PlaceRows rows(last_, first_place_row(columns));
    const auto done = [&](const PlaceAnalysis& period, std::size_t unit) {
      std::optional<double> count;
      for (const model::AnswerColumn& column : period.answers) {
        const std::string& code = column.answers[unit].code;
        if (!code.empty()) count = count.value_or(0) + (code == places_.indicator(column.indicator).codes.front() ? 1 : 0);
      }
      return count;
    };
    PlaceCells cells;
    cells.of_unit = [&](std::size_t unit) {
      std::vector<PrintedCell> row;
      for (const PlaceAnalysis& period : report_.periods) row.push_back(number_cell(done(period, unit)));
      return row;
    };
    cells.of_total = [&](std::optional<std::size_t> place) {
      std::vector<PrintedCell> row;
      for (std::size_t period = 0; period < report_.periods.size(); ++period) {
        const std::uint32_t column = kPlaceLabelColumns + static_cast<std::uint32_t>(period);
        const std::size_t first = place ? last_.places[*place].first : 0;
        const std::size_t end = place ? first + last_.places[*place].count : last_.units.size();
        std::optional<double> sum;
        for (std::size_t unit = first; unit < end; ++unit)
          if (const auto count = done(report_.periods[period], unit)) sum = sum.value_or(0) + *count;
        const std::string range = to_string(place ? rows.units(*place, column) : rows.below_total(column));
        std::vector<std::string> masks = {range};
        if (!place) masks.insert(masks.begin(), to_string(rows.below_total(kPlaceNumberColumn)));
        row.push_back(formula_cell(common_sum_formula(masks, range), sum));
      }
      return row;
    };
    print_places(sheet, places_, place_table(places_, columns, cells), "year-answers",
                 {{"things", std::to_string(last_.answers.size())}});
  }

  void write_timeliness(Sheet& sheet) const {
    std::vector<PrintedColumn> columns;
    for (const char* key : {"year.due", "year.in-time", "year.late", "year.days-late", "year.open", "year.rate"})
      columns.push_back(
          {"", words_(key), Align::right,
           key == std::string_view("year.rate") || key == std::string_view("year.days-late") ? kRateFormat : kWholeFormat, 9,
           14});
    PlaceCells cells;
    cells.of_total = [&](std::optional<std::size_t>) { return std::vector<PrintedCell>(columns.size()); };
    cells.of_unit = [&](std::size_t unit) {
      const auto record = std::find_if(report_.timeliness.begin(), report_.timeliness.end(),
                                       [&](const auto& each) { return each.park == last_.units[unit].name; });
      std::vector<PrintedCell> row;
      if (record == report_.timeliness.end() || record->due == 0) return row;
      for (const int count : {record->due, record->in_time, record->late}) row.push_back(number_cell(count));
      row.push_back(record->late == 0 ? blank_cell()
                                      : number_cell(model::rounded(static_cast<double>(record->days_late) / record->late, 1)));
      row.push_back(number_cell(record->open));
      row.push_back(number_cell(model::rounded(kPercent * record->in_time / record->due, 1)));
      return row;
    };
    print_places(sheet, places_, place_table(places_, columns, cells), "year-timeliness");
  }

  Book& book_;
  const PlacesYearReport& report_;
  const PlaceBook& places_;
  const Words& words_;
  const PlaceAnalysis& last_;
  std::vector<Subject> subjects_;
  std::map<const PlaceColumn*, PlaceColumnAt> at_;
};

}  // namespace

std::string place_year_path(int year, const Words& words) {
  return period_folder(model::Period::whole_year(year), words) + "/" +
         safe_name(words("file.places-year", {{"year", std::to_string(year)}}));
}

model::Result<model::WrittenFile> write_place_year(const PlacesYearReport& report, const model::Catalogue& catalogue,
                                                   const model::PlaceReport& definition, const Words& words,
                                                   const std::filesystem::path& out) {
  const model::Period year = model::Period::whole_year(report.year);
  const std::string path = place_year_path(report.year, words);
  const model::EffectiveTable no_figures;
  const model::MonthAnalysis no_analysis;
  const std::vector<model::Participation> nobody;
  const std::vector<model::Submission> nothing;
  const model::Diagnostics unsaid;
  const MonthlyReport period{year, no_figures, no_analysis, nobody, nothing, unsaid, report.cut_off};
  const PlaceBook places{
      period, report.periods.back(), definition, *catalogue.register_of(definition.register_id), catalogue, words, ""};
  Book book(out / path, {words("font.body"),
                         words("font.heading"),
                         words("year.title", places.arguments()),
                         report.cut_off,
                         {},
                         words("page.footer")});
  write_identity(book, {kKind, "", "", "", to_string(year), ""});
  Year(book, report, places).write();
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kKind, "", to_string(year), ""};
}

}  // namespace huibiao::report
