// The sheets of a reader's edition that speak for the whole: the main points and the main indicators.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/phrases.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::Comparison;
using model::Indicator;

namespace {

constexpr double kTextColumn = 76;  // characters: the width of a page in portrait
constexpr double kWideInLine = 52;  // display width of a line of the text in that column
constexpr double kTextLinePoints = 22;
constexpr int kTextHalfPoints = 28;
constexpr int kSubtitleHalfPoints = 21;
constexpr double kPercent = 100;

class PointsPage {
 public:
  PointsPage(Sheet& sheet, const Reader& reader) : sheet_(sheet), reader_(reader), facts_(reader) {}

  void write() {
    const model::Arguments arguments = reader_.arguments();
    Style title = styles::title();
    title.wrap = true;
    line(reader_.own("points.title", arguments), title, 40);
    Style subtitle = styles::caption().aligned(Align::center);
    subtitle.half_points = kSubtitleHalfPoints;
    line(reader_.own(reader_.report.flash ? "points.subtitle-flash" : "points.subtitle", arguments), subtitle, 24);
    for (const model::Point& point : reader_.edition.points) write_point(point);
    for (const std::string& note : reader_.own.lines("points.notes", arguments)) line(note, styles::caption(), 15);
    sheet_.width(0, kTextColumn);
    sheet_.page(Orientation::portrait, 1, 1);
    sheet_.print_area({{0, 0}, {row_ - 1, 0}});
  }

 private:
  void line(const std::string& text, const Style& style, double points) {
    sheet_.text({row_, 0}, text, style);
    sheet_.height(row_++, points);
  }

  void write_point(const model::Point& point) {
    std::string text;
    for (const model::Phrase& sentence : point.sentences) text += facts_.say(sentence).value_or("");
    if (text.empty()) return;
    Style heading = styles::body();
    heading.face = Face::heading;
    heading.half_points = kTextHalfPoints;
    line(reader_.own("points.heading", {{"n", reader_.words.name("ordinal", std::to_string(++number_))}, {"title", point.title}}),
         heading, kTextLinePoints + 4);
    Style body = styles::body();
    body.face = Face::text;
    body.half_points = kTextHalfPoints;
    body.wrap = true;
    const std::string paragraph = reader_.own("points.paragraph", {{"text", text}});
    line(paragraph, body, 6 + kTextLinePoints * std::ceil(text::display_width(paragraph) / kWideInLine));
  }

  Sheet& sheet_;
  const Reader& reader_;
  Facts facts_;
  std::uint32_t row_ = 0;
  int number_ = 0;
};

}  // namespace

void write_points(Sheet& sheet, const Reader& reader) { PointsPage(sheet, reader).write(); }

namespace {

class IndicatorsTable {
 public:
  explicit IndicatorsTable(const Reader& reader) : reader_(reader), analysis_(reader.analysis()), own_(reader.own) {
    for (const Indicator* indicator : reader.indicators) {
      const Comparison* main = analysis_.main_of(indicator->id);
      stocks_ = stocks_ || reader.is_stock(*indicator);
      if (main == nullptr || reader.is_stock(*indicator)) continue;
      if (main->previous && previous_ && *main->previous != *previous_) several_ = true;
      if (main->previous && !previous_) previous_ = main->previous;
      province_ = province_ || province_growth(reader, indicator->id) != nullptr;
    }
    month_ = reader.prints_month() || stocks_;
  }

  PrintedTable table() {
    add_columns();
    bool tinted = false;
    for (const Indicator* indicator : reader_.indicators) {
      table_.rows.push_back(indicator_row(*indicator));
      table_.rows.back().tinted = tinted = !tinted;
    }
    bool first = true;
    for (const model::ComparedRatio& ratio : analysis_.ratios) {
      const model::Ratio& definition = *reader_.edition.ratio(ratio.id);
      if (!ratio.total.now || !reader_.prints_ratio(ratio.id)) continue;
      table_.rows.push_back(ratio_row(ratio, definition));
      table_.rows.back().ruled = first;
      first = false;
    }
    table_.notes = notes();
    return std::move(table_);
  }

 private:
  void add_columns() {
    model::Arguments arguments = reader_.arguments();
    const std::string previous = several_ || !previous_ ? own_("indicators.previous") : reader_.months_of(*previous_);
    arguments.emplace_back("before", previous);
    auto& columns = table_.columns;
    columns.push_back({"", own_("indicators.indicator"), Align::left, "", 20, 48});
    columns.push_back({"", own_("indicators.unit"), Align::center, "", 6, 12});
    columns.push_back({"", own_("indicators.parks"), Align::center, kWholeFormat, 6, 10});
    columns.push_back({"", own_("indicators.cumulative", arguments), Align::right, kTwoDecimalsFormat, 12, 30});
    columns.push_back({"", own_("indicators.growth"), Align::right, kRateFormat, 8, 16});
    if (previous_) columns.push_back({"", own_("indicators.points", arguments), Align::right, kPointsFormat, 10, 16});
    if (month_) {
      columns.push_back({"", own_(reader_.prints_month() ? "indicators.month" : "indicators.month-end", arguments), Align::right,
                         kTwoDecimalsFormat, 11, 30});
      columns.push_back({"", own_("indicators.growth"), Align::right, kRateFormat, 8, 16});
    }
    for (const model::LevelBlock& block : analysis_.blocks) {
      columns.push_back({own_("indicators.levels"), reader_.words.name("level", block.level), Align::right, kRateFormat, 8, 16});
    }
    columns.push_back({"", own_("indicators.growing"), Align::right, kRateFormat, 8, 12});
    if (province_) columns.push_back({"", own_("indicators.province"), Align::right, kRateFormat, 8, 12});
    columns.push_back({"", own_("indicators.mark"), Align::center, "", 8, 16});
  }

  PrintedCell no_meaning() const { return text_cell(reader_.words("sign.no-meaning")); }

  void add_month(PrintedLine& row, const Indicator& indicator) const {
    if (!month_) return;
    const Comparison* month = reader_.month_of(indicator);
    const bool printed = month != nullptr && (reader_.prints_month() || reader_.is_stock(indicator));
    if (!printed) {
      row.cells.resize(row.cells.size() + 2);
      return;
    }
    row.cells.push_back(number_cell(reader_.printed(indicator, month->total.level), reader_.format_of(indicator)));
    row.cells.push_back(reader_.growth_cell(month->total.change));
  }

  PrintedLine indicator_row(const Indicator& indicator) const {
    const Comparison& main = *analysis_.main_of(indicator.id);
    const model::ComparedTotal& total = main.total;
    const bool stock = reader_.is_stock(indicator);
    PrintedLine row;
    row.cells.push_back(
        indicator_cell(indicator, reader_.catalogue.form(analysis_.form, reader_.report.period.year), reader_.words, own_));
    row.cells.push_back(text_cell(reader_.unit_of(indicator)));
    row.cells.push_back(number_cell(total.parks));
    row.cells.push_back(stock ? no_meaning()
                              : number_cell(reader_.printed(indicator, total.level), reader_.format_of(indicator)));
    row.cells.push_back(stock ? no_meaning() : reader_.growth_cell(total.change));
    if (previous_)
      row.cells.push_back(stock || !total.points ? (total.level ? no_meaning() : blank_cell()) : number_cell(total.points));
    add_month(row, indicator);
    for (const model::ComparedTotal& block : main.blocks) row.cells.push_back(reader_.growth_cell(block.change));
    row.cells.push_back(total.paired_parks == 0
                            ? blank_cell()
                            : number_cell(model::rounded(kPercent * total.growing_parks / total.paired_parks, 1)));
    if (province_) {
      const model::ProvinceGrowth* published = province_growth(reader_, indicator.id);
      row.cells.push_back(published == nullptr ? blank_cell() : number_cell(published->growth));
    }
    row.cells.push_back(mark_cell(mark_of(indicator, main)));
    return row;
  }

  std::string mark_of(const Indicator& indicator, const Comparison& main) const {
    std::vector<std::string> marks;
    if (std::any_of(main.figures.begin(), main.figures.end(), [](const auto& figure) { return figure.provisional; }))
      marks.push_back(own_("mark.provisional"));
    const model::Unit* unit = reader_.catalogue.unit(indicator.unit);
    const auto& nominal = reader_.edition.nominal;
    if (unit != nullptr && main.total.change.is_rate() &&
        std::find(nominal.begin(), nominal.end(), unit->dimension) != nominal.end())
      marks.push_back(own_("mark.nominal"));
    return fmt::format("{}", fmt::join(marks, " "));
  }

  PrintedLine ratio_row(const model::ComparedRatio& ratio, const model::Ratio& definition) const {
    PrintedLine row;
    row.cells = {text_cell(definition.name), text_cell("%"), number_cell(ratio.total_parks),
                 number_cell(model::rounded(*ratio.total.now, 1), kRateFormat), number_cell(ratio.total.points, kPointsFormat)};
    row.cells.resize(table_.columns.size() - 1);
    row.cells.push_back(mark_cell(own_("mark.points")));
    return row;
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> notes = own_.lines("indicators.notes", reader_.arguments());
    const std::vector<std::string> missing = reader_.missing();
    if (!missing.empty() && static_cast<int>(missing.size()) < reader_.expected()) {
      notes.push_back(own_("indicators.missing", {{"names", fmt::format("{}", fmt::join(missing, reader_.words("sign.list")))}}));
    }
    return notes;
  }

  const Reader& reader_;
  const model::MonthAnalysis& analysis_;
  const Words& own_;
  PrintedTable table_;
  std::optional<model::Period> previous_;
  bool several_ = false;  // rows look back on different periods
  bool stocks_ = false;
  bool month_ = false;
  bool province_ = false;
};

}  // namespace

void write_indicators(Sheet& sheet, const Reader& reader) {
  const model::Arguments arguments = reader.arguments();
  PrintedSheet printed(sheet, {reader.own("indicators.title", arguments), reader.own("indicators.left", arguments),
                               reader.own("indicators.right", arguments)});
  printed.add(IndicatorsTable(reader).table());
  printed.finish(Orientation::landscape, 1);
}

}  // namespace huibiao::report
