#include "report/evaluation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/evaluation_keys.hpp"
#include "report/evaluation_book.hpp"
#include "report/evaluation_formulas.hpp"
#include "report/evaluation_grades.hpp"
#include "report/evaluation_points.hpp"
#include "report/evaluation_records.hpp"
#include "report/evaluation_settings.hpp"
#include "report/layout.hpp"
#include "report/words.hpp"

namespace huibiao::report {
namespace {

using model::CellAddress;
using model::EvaluatedUnit;
using model::EvaluationSystem;

// Every sheet has one unit a row, in the same row; the columns before the figures are the same too.
constexpr std::uint32_t kBannerRow = 2;
constexpr std::uint32_t kNameRow = 3;    // ids and names over the columns
constexpr std::uint32_t kUnitRow = 4;    // units, or shares
constexpr std::uint32_t kWeightRow = 5;  // weights, which formulas use
constexpr std::uint32_t kFirstRow = 6;
constexpr std::uint32_t kRankColumn = 0, kNameColumn = 1, kRegionColumn = 2, kFirstColumn = 3;
constexpr std::uint32_t kTotalColumn = kFirstColumn;  // of the ranks; groups follow
constexpr double kNameHeight = 78;
constexpr double kFigureWidth = 13;

class EvaluationBook {
 public:
  EvaluationBook(const EvaluationReport& report, const model::Catalogue& catalogue, const Words& words, Book& book)
      : system_(report.system),
        result_(report.result),
        catalogue_(catalogue),
        words_(words),
        ranks_(book.sheet(words("sheet.ranks"))),
        points_(book.sheet(words("sheet.points"))),
        values_(book.sheet(words("sheet.values"))),
        variables_(book.sheet(words("sheet.variables"))),
        targets_(has_targets(system_) ? &book.sheet(words("sheet.targets")) : nullptr),
        parts_(is_geometric(system_) ? nullptr : &book.sheet(words("sheet.parts"))),
        gaps_(is_geometric(system_) ? nullptr : &book.sheet(words("sheet.gaps"))),
        records_(system_.asks_for_records() ? &book.sheet(words("sheet.records")) : nullptr),
        settings_(book.sheet(words("sheet.settings"))),
        notes_(book.sheet(words("sheet.notes"))) {
    arguments_ = {{"system", words.in(system_.name)},
                  {"document", system_.document},
                  {"year", std::to_string(result_.year)},
                  {"data_year", std::to_string(result_.data_year)},
                  {"units", std::to_string(result_.units.size())},
                  {"expected", std::to_string(result_.expected)}};
  }

  void draw() {
    std::vector<std::string> ranges;
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) ranges.push_back(range(values_, column_of(i)));
    places_ = write_settings(settings_, system_, result_, ranges, words_);
    write_ranks();
    write_variables();
    write_values();
    if (targets_ != nullptr) write_targets();
    write_points();
    if (parts_ != nullptr) write_parts();
    if (gaps_ != nullptr) write_gaps();
    if (records_ != nullptr) write_reporting_records(*records_, system_, result_, catalogue_, words_, arguments_);
    write_notes_sheet();
  }

  const model::Arguments& arguments() const { return arguments_; }

 private:
  static bool has_targets(const EvaluationSystem& system) {
    return std::any_of(system.indicators.begin(), system.indicators.end(),
                       [](const auto& each) { return each.target.has_value(); });
  }
  // A product has no parts that add up.
  static bool is_geometric(const EvaluationSystem& system) { return system.method.aggregation == model::Aggregation::geometric; }
  static std::uint32_t column_of(std::size_t i) { return kFirstColumn + static_cast<std::uint32_t>(i); }
  std::uint32_t last_row() const { return kFirstRow + static_cast<std::uint32_t>(result_.units.size()) - 1; }
  static std::string cell(std::uint32_t row, std::uint32_t column) { return to_string(CellAddress{row, column}); }
  static std::string cell(const Sheet& sheet, std::uint32_t row, std::uint32_t column) {
    return sheet.prefix() + cell(row, column);
  }
  // All units' cells of that column.
  std::string range(const Sheet& sheet, std::uint32_t column) const {
    return fmt::format("{0}{1}${2}:{1}${3}", sheet.prefix(), model::column_name(column), kFirstRow + 1, last_row() + 1);
  }
  // Cells of one row.
  static std::string across(const Sheet& sheet, std::uint32_t row, std::uint32_t first, std::size_t count, bool fixed_row) {
    return fmt::format("{0}{1}{4}{2}:{3}{4}{2}", sheet.prefix(), model::column_name(first), row + 1,
                       model::column_name(first + static_cast<std::uint32_t>(count) - 1), fixed_row ? "$" : "");
  }

  // The first indicator of the group, and how many it has: they follow each other.
  std::pair<std::size_t, std::size_t> indicators_of(std::size_t group) const {
    std::size_t first = system_.indicators.size(), count = 0;
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      if (system_.group_of(system_.indicators[i]) != group) continue;
      first = std::min(first, i);
      ++count;
    }
    return {first, count};
  }
  std::uint32_t group_column(std::size_t group) const { return kTotalColumn + 1 + static_cast<std::uint32_t>(group); }

  // A cell of the header rows, which lie between a thick rule and a thin one.
  static Style head(std::uint32_t row) {
    if (row == kNameRow) return styles::header().with(&Style::top, Rule::thick);
    return row == kWeightRow ? styles::header().with(&Style::bottom, Rule::thin) : styles::header();
  }
  static Style figure(const std::string& format) { return styles::number().formatted(format); }

  void formula(Sheet& sheet, CellAddress at, const std::string& text, const std::optional<double>& value, const char* format) {
    if (value)
      sheet.formula(at, text, *value, figure(format));
    else
      sheet.formula(at, text, "", figure(format));
  }

  // Title, banner and the columns that every sheet begins with.
  // columns: that are seen.
  void begin(Sheet& sheet, const char* title, const char* left, std::uint32_t columns) {
    write_heading(sheet, {words_(title, arguments_), words_(left, arguments_), words_("common.right", arguments_)}, columns);
    if (!result_.complete() || system_.simulation)
      sheet.text({kBannerRow, 0}, words_("common.simulated", arguments_), styles::body().emboldened());
    for (const std::uint32_t row : {kNameRow, kUnitRow, kWeightRow})
      for (std::uint32_t column = 0; column < columns; ++column) sheet.blank({row, column}, head(row));
    sheet.text({kNameRow, kRankColumn}, words_("common.rank"), head(kNameRow));
    sheet.text({kNameRow, kNameColumn}, words_("common.unit"), head(kNameRow));
    sheet.text({kNameRow, kRegionColumn}, words_("common.region"), head(kNameRow));
    sheet.height(kNameRow, kNameHeight);
    sheet.width(kRankColumn, 6);
    sheet.width(kNameColumn, 24);
    sheet.width(kRegionColumn, 12);
    for (std::uint32_t column = kFirstColumn; column < columns; ++column) sheet.width(column, kFigureWidth);
    for (std::size_t u = 0; u < result_.units.size(); ++u) {
      const EvaluatedUnit& unit = result_.units[u];
      const std::uint32_t row = kFirstRow + static_cast<std::uint32_t>(u);
      if (&sheet != &ranks_) write_rank(sheet, row, cell(ranks_, row, kRankColumn), unit);
      sheet.text({row, kNameColumn}, unit.short_name, styles::body());
      sheet.text({row, kRegionColumn}, region(unit), styles::body());
    }
    close_table(sheet, last_row() + 1, columns);
    sheet.freeze(kFirstRow, kFirstColumn);
    sheet.repeat_rows(kNameRow, kWeightRow);
    sheet.repeat_columns(kFirstColumn);
    sheet.page(Orientation::landscape, columns > 20 ? 4 : 1);
  }

  static void write_rank(Sheet& sheet, std::uint32_t row, const std::string& text, const EvaluatedUnit& unit) {
    const Style style = figure("0").aligned(Align::center);
    if (unit.rank)
      sheet.formula({row, kRankColumn}, text, *unit.rank, style);
    else
      sheet.formula({row, kRankColumn}, text, "", style);
  }

  std::string region(const EvaluatedUnit& unit) const {
    return system_.regions.empty() ? unit.province : words_.in(system_.regions[unit.region].name);
  }

  void begin_by_indicator(Sheet& sheet, const char* title, const char* left) {
    begin(sheet, title, left, column_of(system_.indicators.size()));
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      const model::EvaluationIndicator& indicator = system_.indicators[i];
      sheet.text({kNameRow, column_of(i)}, indicator.id + "\n" + words_.in(indicator.name), head(kNameRow));
      const bool of_values = &sheet == &values_ || &sheet == targets_;
      sheet.text({kUnitRow, column_of(i)}, of_values ? indicator.unit : words_("common.points"), head(kUnitRow));
    }
  }

  template <class Write>
  void each_unit(const Write& write) {
    for (std::size_t u = 0; u < result_.units.size(); ++u) write(kFirstRow + static_cast<std::uint32_t>(u), result_.units[u]);
  }

  // What is there of a row weighed by the row of weights; nothing where too little is there. A geometric mean is 0 where any is.
  std::string mean_formula(std::uint32_t row, const Sheet& sheet, std::uint32_t first, std::size_t count) const {
    const std::string points = across(sheet, row, first, count, false), weights = across(sheet, kWeightRow, first, count, true);
    const std::string present = fmt::format("SUMPRODUCT(ISNUMBER({})*{})", points, weights);
    std::string mean = fmt::format("SUMPRODUCT({},{})/{}", points, weights, present);
    if (is_geometric(system_)) {
      std::string logarithms;
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t column = first + static_cast<std::uint32_t>(i);
        const std::string own = cell(sheet, row, column);
        logarithms += fmt::format("{}IF(ISNUMBER({}),{}*LN({}),0)", i == 0 ? "" : "+", own, cell(sheet, kWeightRow, column), own);
      }
      mean = fmt::format("IF(COUNTIF({},\"<=0\")>0,0,EXP(({})/{}))", points, logarithms, present);
    }
    return fmt::format("IF(OR({0}=0,{0}<{1}*SUM({2})-0.000000001),\"\",{3})", present, places_.least_share, weights, mean);
  }

  void write_ranks() {
    const std::size_t groups = system_.groups.size();
    GradeColumns grades(ranks_, system_, result_, words_, group_column(groups));
    const std::uint32_t before = group_column(groups) + grades.count(), change = before + 1, compared = before + 2;
    begin(ranks_, "ranks.title", "ranks.left", result_.compared ? compared : before);
    grades.write_headers(kNameRow, head(kNameRow));
    ranks_.text({kNameRow, kTotalColumn}, words_("ranks.total"), head(kNameRow));
    ranks_.text({kUnitRow, kTotalColumn}, words_("common.points"), head(kUnitRow));
    ranks_.text({kNameRow, before}, words_("ranks.before"), head(kNameRow));
    ranks_.text({kNameRow, change}, words_("ranks.change"), head(kNameRow));
    ranks_.text({kNameRow, compared}, words_("ranks.compared"), head(kNameRow));
    ranks_.text({kWeightRow, kNameColumn}, words_("common.weight"), head(kWeightRow));
    for (std::size_t g = 0; g < groups; ++g) {
      ranks_.text({kUnitRow, group_column(g)}, words_("common.points"), head(kUnitRow));
      ranks_.text({kNameRow, group_column(g)}, words_.in(system_.groups[g].name), head(kNameRow));
      ranks_.formula({kWeightRow, group_column(g)}, places_.group_weights[g], system_.groups[g].weight, head(kWeightRow));
    }
    const std::string all_compared = range(ranks_, compared);
    each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      const std::string total = cell(row, kTotalColumn), rank = cell(row, kRankColumn);
      const std::string own = cell(row, compared), earlier = cell(row, before);
      write_rank(ranks_, row, fmt::format("IF(ISNUMBER({0}),RANK({0},{1}),\"\")", own, all_compared), unit);
      formula(ranks_, {row, kTotalColumn}, mean_formula(row, ranks_, group_column(0), groups), unit.total, kTwoDecimalsFormat);
      for (std::size_t g = 0; g < groups; ++g) write_group(row, unit, g);
      grades.write(row, unit, total, places_.grades);
      ranks_.number({row, before}, unit.rank_before, figure("0"));
      std::optional<double> moved;
      if (unit.rank && unit.rank_before) moved = *unit.rank_before - *unit.rank;
      formula(ranks_, {row, change}, fmt::format("IF(AND(ISNUMBER({0}),ISNUMBER({1})),{1}-{0},\"\")", rank, earlier), moved,
              "+0;-0;0");
      const double scale = std::pow(10.0, model::kRankDecimals);
      std::optional<double> rounded;
      if (unit.total) rounded = std::round(*unit.total * scale) / scale;
      formula(ranks_, {row, compared}, fmt::format("IF(ISNUMBER({0}),ROUND({0},{1}),\"\")", total, model::kRankDecimals), rounded,
              "0.000000000");
    });
    ranks_.hide_columns(compared, compared);
    if (!result_.compared) ranks_.hide_columns(before, change);
  }

  void write_group(std::uint32_t row, const EvaluatedUnit& unit, std::size_t g) {
    const auto [first, count] = indicators_of(g);
    formula(ranks_, {row, group_column(g)}, mean_formula(row, points_, column_of(first), count), unit.groups[g],
            kTwoDecimalsFormat);
  }

  void write_variables() {
    const auto column = [](std::size_t v) { return kFirstColumn + static_cast<std::uint32_t>(v); };
    begin(variables_, "variables.title", "variables.left", column(system_.variables.size()));
    for (std::size_t v = 0; v < system_.variables.size(); ++v) {
      const model::Indicator& variable = catalogue_.indicators[static_cast<std::size_t>(system_.variables[v])];
      variables_.text({kNameRow, column(v)}, words_.in(variable.name), head(kNameRow));
      variables_.text({kUnitRow, column(v)}, variable.unit, head(kUnitRow));
      variables_.text({kWeightRow, column(v)}, variable.id, head(kWeightRow));
      each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
        const std::optional<double>& value = unit.variables[v];
        variables_.number({row, column(v)}, value, figure(value ? format_as_filed(*value) : kWholeFormat));
      });
    }
  }

  void write_values() {
    begin_by_indicator(values_, "values.title", "values.left");
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      const model::EvaluationIndicator& indicator = system_.indicators[i];
      values_.text({kWeightRow, column_of(i)}, words_(indicator.lower_is_better ? "settings.lower" : "settings.higher"),
                   head(kWeightRow));
      each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
        write_value(values_, {row, column_of(i)}, indicator.readings[indicator.reading], unit.values[i]);
      });
    }
  }

  // What values are compared with, of those indicators that are.
  void write_targets() {
    begin_by_indicator(*targets_, "targets.title", "targets.left");
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      const model::EvaluationIndicator& indicator = system_.indicators[i];
      if (!indicator.target) continue;
      each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
        write_value(*targets_, {row, column_of(i)}, {"", *indicator.target, std::nullopt}, unit.targets[i]);
      });
    }
  }

  void write_value(Sheet& sheet, CellAddress at, const model::EvaluationReading& reading, const model::EvaluatedValue& value) {
    const NoValue no{words_("values.missing"), words_("values.undefined")};
    const CellOfVariable cell_of = [&](int place) {
      return cell(variables_, at.row, kFirstColumn + static_cast<std::uint32_t>(system_.place_of(place)));
    };
    const std::string text = value_formula(reading, cell_of, no);
    if (value.known()) return sheet.formula(at, text, value.value, figure("#,##0.0000"));
    sheet.formula(at, text, value.state == model::ValueState::missing ? no.missing : no.undefined,
                  figure("").aligned(Align::center));
  }

  void write_points() {
    begin_by_indicator(points_, "points.title", "points.left");
    points_.text({kWeightRow, kNameColumn}, words_("common.weight"), head(kWeightRow));
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      points_.formula({kWeightRow, column_of(i)}, places_.weights[i], system_.indicators[i].weight, head(kWeightRow));
      each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
        const PointsCells cells{cell(values_, row, column_of(i)),
                                system_.indicators[i].target ? cell(*targets_, row, column_of(i)) : "", cell(row, kRegionColumn),
                                range(values_, column_of(i)), result_.bounds[i].given};
        formula(points_, {row, column_of(i)}, points_formula(system_, i, cells, places_), unit.points[i], kTwoDecimalsFormat);
      });
    }
  }

  // The points of an indicator within the total.
  void write_parts() {
    begin_by_indicator(*parts_, "parts.title", "parts.left");
    const std::size_t groups = system_.groups.size();
    const std::string group_weights = across(ranks_, kWeightRow, group_column(0), groups, true);
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      const std::size_t g = system_.group_of(system_.indicators[i]);
      const auto [first, count] = indicators_of(g);
      const std::string weights = across(points_, kWeightRow, column_of(first), count, true);
      each_unit([&, first = first, count = count](std::uint32_t row, const EvaluatedUnit& unit) {
        const std::string own = cell(points_, row, column_of(i)), group = cell(ranks_, row, group_column(g));
        const std::string total = cell(ranks_, row, kTotalColumn);
        formula(*parts_, {row, column_of(i)},
                fmt::format("IF(AND(ISNUMBER({0}),ISNUMBER({1}),ISNUMBER({2})),{0}*{3}/SUMPRODUCT(ISNUMBER({4})*{5})*{6}/"
                            "SUMPRODUCT(ISNUMBER({7})*{8}),\"\")",
                            own, group, total, places_.weights[i], across(points_, row, column_of(first), count, false), weights,
                            places_.group_weights[g], across(ranks_, row, group_column(0), groups, false), group_weights),
                unit.parts[i], "0.000");
      });
    }
  }

  // What each indicator adds to the distance from the leader.
  void write_gaps() {
    begin_by_indicator(*gaps_, "gaps.title", "gaps.left");
    const EvaluatedUnit* leader = result_.units.front().rank ? &result_.units.front() : nullptr;
    for (std::size_t i = 0; i < system_.indicators.size(); ++i)
      each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
        const std::string own = cell(*parts_, row, column_of(i));
        const std::string lead = fmt::format("INDEX({},MATCH(1,{},0))", range(*parts_, column_of(i)), range(ranks_, kRankColumn));
        std::optional<double> gap;
        if (leader != nullptr && leader->parts[i] && unit.parts[i]) gap = *unit.parts[i] - *leader->parts[i];
        formula(*gaps_, {row, column_of(i)}, fmt::format("IF(ISNUMBER({0}),IF(ISNUMBER({1}),{0}-{1},\"\"),\"\")", own, lead), gap,
                "+0.000;-0.000;0.000");
      });
  }

  void write_notes_sheet() {
    std::vector<std::pair<std::string, std::string>> notes = {
        {words_("notes.units"), words_(!result_.complete()  ? "notes.incomplete"
                                       : system_.simulation ? "notes.simulated"
                                                            : "notes.complete",
                                       arguments_)},
        {words_("notes.years"), words_("notes.years-text", arguments_)}};
    for (const model::EvaluationNotice& notice : system_.notices)
      notes.emplace_back(words_.name("about", notice.about), words_.in(notice.text));
    notes.emplace_back(words_("notes.formulas"), words_("notes.formulas-text"));
    write_evaluation_notes(notes_, words_("notes.title", arguments_), words_("ranks.left", arguments_), notes);
  }

  const EvaluationSystem& system_;
  const model::EvaluationResult& result_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  Sheet &ranks_, &points_, &values_, &variables_;
  Sheet *targets_, *parts_, *gaps_, *records_;  // null where there is none
  Sheet &settings_, &notes_;
  SettingsPlaces places_;
  model::Arguments arguments_;
};

}  // namespace

model::Result<model::WrittenFile> write_evaluation(const EvaluationReport& report, const model::Catalogue& catalogue,
                                                   std::string_view language, const std::filesystem::path& out) {
  return write_evaluation_book(
      {report.system, report.result.year, report.cut_off, model::kEvaluationDefinition, "file.evaluation"}, catalogue, language,
      out, [&](Book& book, const Words& words) { EvaluationBook(report, catalogue, words, book).draw(); });
}

}  // namespace huibiao::report
