// What each level, city and park adds to every indicator: its share of the total, of the growth, and the percentage points that
// it contributes. Below each indicator the groups are added up again and held against the total.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/layout.hpp"
#include "report/pages.hpp"
#include "report/summary.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Comparison;
using model::Indicator;

namespace {

enum Column : std::uint32_t {
  kName,
  kParks,
  kLevel,
  kShare,
  kBoth,
  kNow,
  kBase,
  kGrowth,
  kOfGrowth,
  kPoints,
  kVerdict,
  kColumns
};

constexpr const char* kHeaders[kColumns] = {"contribution.name",   "contribution.parks",  "contribution.level",
                                            "contribution.share",  "contribution.both",   "contribution.now",
                                            "contribution.base",   "contribution.growth", "contribution.of-growth",
                                            "contribution.points", "contribution.verdict"};
constexpr double kLeastWidth = 12;
constexpr double kMostWidth = 44;
constexpr double kCountWidth = 7;
constexpr double kRateWidth = 9;
constexpr double kVerdictWidth = 8;
constexpr double kHeaderPoints = 40;
constexpr const char* kCountFormat = "#,##0;-#,##0;";  // nothing where there is none
constexpr double kSameSum = 1e-9;                      // of the larger: what is left of adding in another order

// A group's sums as formulas over the figures, and what they come to.
struct Sum {
  std::string name;
  std::string parks, level, both, now, base;
  const model::ComparedTotal* total = nullptr;
};

bool same_sum(double sum, const std::optional<double>& total) {
  return std::abs(sum - total.value_or(0)) <= kSameSum * std::max(1.0, std::abs(total.value_or(0)));
}

// The groups of one indicator.
class Groups {
 public:
  Groups(const Summary& summary, const Comparison& comparison) : summary_(summary), grid_(*summary.now), comparison_(comparison) {
    const int power = printed_unit(*summary.catalogue.indicator(comparison.indicator), summary.catalogue, summary.words).power;
    if (power > 0) scale_ = fmt::format("/1{:0>{}}", "", power);
  }

  Sum all() const { return run(summary_.words("parks.total"), summary_.groups[0], comparison_.total); }

  std::vector<Sum> levels() const {
    std::vector<Sum> sums;
    for (std::size_t block = 0; block < summary_.analysis().blocks.size(); ++block)
      sums.push_back(run(summary_.words.name("level", summary_.analysis().blocks[block].level), summary_.groups[block + 1],
                         comparison_.blocks[block]));
    return sums;
  }

  std::vector<Sum> cities() const {
    std::vector<Sum> sums;
    for (std::size_t city = 0; city < summary_.analysis().cities.size(); ++city)
      sums.push_back(of_city(summary_.analysis().cities[city].city, comparison_.cities[city]));
    return sums;
  }

  // Each park by itself; `totals` outlives the sums.
  std::vector<Sum> parks(const std::vector<model::ComparedTotal>& totals) const {
    std::vector<Sum> sums;
    for (std::size_t park = 0; park < totals.size(); ++park) {
      const model::AnalysedPark& entry = summary_.analysis().parks[park];
      sums.push_back(run(entry.short_name.empty() ? entry.name : entry.short_name, {"", park, 1}, totals[park]));
    }
    return sums;
  }

 private:
  Sum run(std::string name, const FigureGroup& group, const model::ComparedTotal& total) const {
    const std::string values = grid_.values(comparison_, group), bases = grid_.bases(comparison_, group);
    Sum sum{std::move(name), fmt::format("COUNT({})", values), "", "", "", "", &total};
    sum.level = fmt::format("IF(COUNT({0})=0,\"\",SUM({0}){1})", values, scale_);
    sum.both = common_count_formula({values, bases});
    sum.now = common_sum_formula({values, bases}, values, scale_);
    sum.base = common_sum_formula({values, bases}, bases, scale_);
    return sum;
  }

  // A city's parks lie apart: they are told by the column of cities.
  Sum of_city(const std::string& city, const model::ComparedTotal& total) const {
    const FigureGroup& all = summary_.groups[0];
    const std::string values = grid_.values(comparison_, all), bases = grid_.bases(comparison_, all);
    const model::CellRange cities{{grid_.sheet_row(0), kParkCityColumn}, {grid_.sheet_row(grid_.rows()) - 1, kParkCityColumn}};
    const std::string is_city = fmt::format("({}={})", reference(grid_.sheet(), cities), formula_text(city));
    Sum sum{city, fmt::format("SUMPRODUCT({}*ISNUMBER({}))", is_city, values), "", "", "", "", &total};
    sum.level = fmt::format("IF({0}=0,\"\",SUMPRODUCT({1}*ISNUMBER({2}),{2}){3})", sum.parks, is_city, values, scale_);
    const std::string both = fmt::format("{}*ISNUMBER({})*ISNUMBER({})", is_city, values, bases);
    sum.both = fmt::format("SUMPRODUCT({})", both);
    const auto summed = [&](const std::string& range) {
      return fmt::format("IF({}=0,\"\",SUMPRODUCT({},{}){})", sum.both, both, range, scale_);
    };
    sum.now = summed(values);
    sum.base = summed(bases);
    return sum;
  }

  const Summary& summary_;
  const FigureGrid& grid_;
  const Comparison& comparison_;
  std::string scale_;  // "/100000"
};

class ContributionSheet {
 public:
  ContributionSheet(Sheet& sheet, const Summary& summary) : sheet_(sheet), summary_(summary), words_(summary.words) {}

  // A block: the total, its groups, and their sum with the verdict.
  void write(const Comparison& comparison, const Sum& total, const std::vector<Sum>& groups) {
    indicator_ = summary_.catalogue.indicator(comparison.indicator);
    const PrintedUnit unit = printed_unit(*indicator_, summary_.catalogue, words_);
    divisor_ = std::pow(10.0, unit.power);
    format_ = unit.power > 0 ? kTwoDecimalsFormat : kWholeFormat;
    total_row_ = row_;
    blocks_.push_back({row_, (static_cast<double>(groups.size()) + 2) * kPrintedRowPoints});
    total_ = total.total;
    std::fill(std::begin(sums_), std::end(sums_), std::optional<double>());
    Sum titled = total;
    titled.name = words_("parks.indicator", {{"indicator", words_.in(indicator_->name)}, {"unit", unit_name(unit.unit, words_)}});
    write_line(titled, styles::body().emboldened().with(&Style::top, Rule::thin), 0);
    for (const Sum& group : groups) {
      write_line(group, styles::body(), 1);
      add(*group.total);
    }
    write_check();
  }

  void finish(const char* title) {
    model::Arguments arguments = period_arguments(summary_.report.period);
    arguments.emplace_back("cut_off", to_string(summary_.report.cut_off));
    write_heading(sheet_, {words_(title, arguments), words_("contribution.left", arguments), words_("contribution.right")},
                  kColumns);
    std::vector<std::string> headers;
    for (const char* key : kHeaders) headers.push_back(words_(key));
    write_headers(sheet_, kHeadingRows, headers);
    sheet_.height(kHeadingRows, kHeaderPoints);
    close_table(sheet_, row_, kColumns);
    const std::uint32_t end = write_notes(sheet_, row_ + 1, kColumns, words_.lines("contribution.notes"));
    for (const Column column : {kParks, kBoth}) sheet_.width(column, kCountWidth);
    for (const Column column : {kShare, kGrowth, kOfGrowth, kPoints}) sheet_.width(column, kRateWidth);
    sheet_.width(kVerdict, kVerdictWidth);
    double characters = 2 * kCountWidth + 4 * kRateWidth + kVerdictWidth;
    for (const Column column : {kLevel, kNow, kBase}) widths_.fit(column, headers[column]);
    for (const Column column : {kName, kLevel, kNow, kBase}) characters += widths_.width(column, kLeastWidth, kMostWidth);
    widths_.apply(sheet_, kLeastWidth, kMostWidth);
    sheet_.freeze(kHeadingRows + 1, 1);
    sheet_.repeat_rows(0, kHeadingRows);
    if (!blocks_.empty()) blocks_.back().points += (end - row_) * kPrintedRowPoints;  // the notes below it
    print_row_groups(sheet_, Orientation::portrait, blocks_, characters, kHeadingPoints + kHeaderPoints);
    sheet_.print_area({{0, 0}, {end - 1, kColumns - 1}});
  }

  // "not equal" counted over the verdicts of the sheet.
  std::string disagreements() const {
    return fmt::format("COUNTIF({},{})", reference(sheet_, model::CellRange{{kHeadingRows + 1, kVerdict}, {row_, kVerdict}}),
                       formula_text(words_("contribution.differs")));
  }
  bool agrees() const { return agrees_; }

 private:
  std::string at(std::uint32_t row, Column column) const { return to_string(CellAddress{row, column}); }
  std::optional<double> scaled(const std::optional<double>& value) const {
    return value ? std::optional(*value / divisor_) : std::nullopt;
  }

  static std::optional<double> points_of(const model::ComparedTotal& group, const model::ComparedTotal& all) {
    if (!all.change.is_rate() || !group.paired.complete()) return std::nullopt;
    return (*group.paired.value - *group.paired.base) / *all.paired.base * 100;
  }
  static std::optional<double> of_growth(const model::ComparedTotal& group, const model::ComparedTotal& all) {
    if (!points_of(group, all) || *all.paired.value == *all.paired.base) return std::nullopt;
    return (*group.paired.value - *group.paired.base) / (*all.paired.value - *all.paired.base) * 100;
  }
  static std::optional<double> share_of(const model::ComparedTotal& group, const model::ComparedTotal& all) {
    if (!group.level || !all.level || *all.level <= 0) return std::nullopt;
    return *group.level / *all.level * 100;
  }

  void write_line(const Sum& sum, const Style& base, int indent) {
    const Style right = base.aligned(Align::right);
    const Style count = right.formatted(kCountFormat), rate = right.formatted(kRateFormat), money = right.formatted(format_);
    const model::ComparedTotal& own = *sum.total;
    sheet_.text({row_, kName}, sum.name, base.indented(indent));
    widths_.fit(kName, sum.name + (indent > 0 ? "  " : ""));
    sheet_.formula({row_, kParks}, sum.parks, own.parks, count);
    write_result(sheet_, {row_, kLevel}, sum.level, scaled(own.level), "", money);
    sheet_.formula({row_, kBoth}, sum.both, own.paired_parks, count);
    write_result(sheet_, {row_, kNow}, sum.now, scaled(own.paired.value), "", money);
    write_result(sheet_, {row_, kBase}, sum.base, scaled(own.paired.base), "", money);
    for (const auto& [column, value] : {std::pair(kLevel, own.level), {kNow, own.paired.value}, {kBase, own.paired.base}})
      if (value) widths_.fit(column, *value / divisor_, divisor_ > 1 ? 2 : 0);
    write_derived(own, rate);
    sheet_.blank({row_, kVerdict}, base);
    ++row_;
  }

  void write_derived(const model::ComparedTotal& own, const Style& style) {
    const std::string none = formula_text(words_("sign.no-meaning"));
    const std::string level = at(row_, kLevel), now = at(row_, kNow), base = at(row_, kBase);
    const std::string otherwise = own.level ? words_("sign.no-meaning") : "";
    const auto where = [&](const std::string& condition, const std::string& result) {
      return fmt::format("IF(ISNUMBER({}),IF({},{},{}),\"\")", level, condition, result, none);
    };
    const std::string all_level = at(total_row_, kLevel), all_now = at(total_row_, kNow), all_base = at(total_row_, kBase),
                      all_rate = at(total_row_, kGrowth);
    write_result(sheet_, {row_, kShare}, where(fmt::format("N({})>0", all_level), fmt::format("{}/{}*100", level, all_level)),
                 share_of(own, *total_), otherwise, style);
    write_change(sheet_, {row_, kGrowth},
                 where(fmt::format("ISNUMBER({})", now), change_formula(now, base, indicator_->may_be_negative, words_)),
                 own.change, words_, style);
    const std::string both = fmt::format("ISNUMBER({}),ISNUMBER({})", all_rate, now);
    write_result(sheet_, {row_, kOfGrowth},
                 where(fmt::format("AND({},{}<>{})", both, all_now, all_base),
                       fmt::format("({}-{})/({}-{})*100", now, base, all_now, all_base)),
                 of_growth(own, *total_), otherwise, style);
    write_result(sheet_, {row_, kPoints}, where(fmt::format("AND({})", both), fmt::format("({}-{})/{}*100", now, base, all_base)),
                 points_of(own, *total_), otherwise, style);
  }

  void add(const model::ComparedTotal& group) {
    const auto plus = [this](Column column, const std::optional<double>& value) {
      if (value) sums_[column] = sums_[column].value_or(0) + *value;
    };
    plus(kParks, group.parks);
    plus(kLevel, scaled(group.level));
    plus(kShare, share_of(group, *total_));
    plus(kBoth, group.paired_parks);
    plus(kNow, scaled(group.paired.value));
    plus(kBase, scaled(group.paired.base));
    plus(kOfGrowth, of_growth(group, *total_));
    plus(kPoints, points_of(group, *total_));
  }

  // The sums of the groups, and whether each is the total's.
  void write_check() {
    const Style caption = styles::caption();
    sheet_.text({row_, kName}, words_("contribution.sum"), caption.indented(1));
    sheet_.blank({row_, kGrowth}, caption);
    std::string equal;
    bool agrees = true;
    for (const Column column : {kParks, kLevel, kShare, kBoth, kNow, kBase, kOfGrowth, kPoints}) {
      const std::string groups = to_string(model::CellRange{{total_row_ + 1, column}, {row_ - 1, column}});
      const char* format = column == kLevel || column == kNow || column == kBase ? format_
                           : column == kParks || column == kBoth                 ? kWholeFormat
                                                                                 : kRateFormat;
      write_result(sheet_, {row_, column}, fmt::format("IF(COUNT({0})=0,\"\",SUM({0}))", groups), sums_[column], "",
                   caption.aligned(Align::right).formatted(format));
      const std::string own = at(row_, column), total = at(total_row_, column);
      equal += fmt::format("{0}ABS(N({1})-N({2}))<=1E-9*MAX(1,ABS(N({2})))", equal.empty() ? "" : ",", own, total);
      agrees = agrees && same_sum(sums_[column].value_or(0), of_total(column));
    }
    const std::string same = words_("contribution.agrees"), differs = words_("contribution.differs");
    sheet_.formula({row_, kVerdict}, fmt::format("IF(AND({}),{},{})", equal, formula_text(same), formula_text(differs)),
                   agrees ? same : differs, caption.aligned(Align::center));
    agrees_ = agrees_ && agrees;
    ++row_;
  }

  std::optional<double> of_total(Column column) const {
    switch (column) {
      case kParks:
        return total_->parks;
      case kLevel:
        return scaled(total_->level);
      case kShare:
        return share_of(*total_, *total_);
      case kBoth:
        return total_->paired_parks;
      case kNow:
        return scaled(total_->paired.value);
      case kBase:
        return scaled(total_->paired.base);
      case kOfGrowth:
        return of_growth(*total_, *total_);
      case kPoints:
        return points_of(*total_, *total_);
      default:
        return std::nullopt;
    }
  }

  Sheet& sheet_;
  const Summary& summary_;
  const Words& words_;
  ColumnWidths widths_;
  std::uint32_t row_ = kHeadingRows + 1;
  std::vector<RowGroup> blocks_;
  bool agrees_ = true;
  // Of the block at hand.
  const Indicator* indicator_ = nullptr;
  const model::ComparedTotal* total_ = nullptr;
  std::uint32_t total_row_ = 0;
  double divisor_ = 1;
  const char* format_ = kWholeFormat;
  std::optional<double> sums_[kColumns];
};

// What a park by itself comes to, as a total does over its one figure.
model::ComparedTotal alone(const model::ComparedFigure& figure) {
  model::ComparedTotal total;
  total.level = figure.now.value;
  total.parks = figure.now.value ? 1 : 0;
  if (figure.now.complete()) total.paired = figure.now;
  total.paired_parks = figure.now.complete() ? 1 : 0;
  total.change = figure.change;
  return total;
}

}  // namespace

void write_contributions(const ContributionSheets& sheets, Summary& summary) {
  ContributionSheet levels(*sheets.levels, summary), cities(*sheets.cities, summary), parks(*sheets.parks, summary);
  for (const Comparison* comparison : summary.now->comparisons()) {
    if (!comparison->main || !comparison->total.level) continue;
    std::vector<model::ComparedTotal> alones;
    for (const model::ComparedFigure& figure : comparison->figures) alones.push_back(alone(figure));
    const Groups groups(summary, *comparison);
    levels.write(*comparison, groups.all(), groups.levels());
    cities.write(*comparison, groups.all(), groups.cities());
    parks.write(*comparison, groups.all(), groups.parks(alones));
  }
  levels.finish("contribution.levels-title");
  cities.finish("contribution.cities-title");
  parks.finish("contribution.parks-title");
  summary.ties = {fmt::format("{}+{}+{}", levels.disagreements(), cities.disagreements(), parks.disagreements()),
                  levels.agrees() && cities.agrees() && parks.agrees()};
}

}  // namespace huibiao::report
