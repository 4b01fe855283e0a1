#include "report/evaluation_settings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/evaluation_book.hpp"
#include "report/layout.hpp"

namespace huibiao::report {
namespace {

using model::CellAddress;
using model::EvaluationBounds;
using model::EvaluationIndicator;

constexpr std::uint32_t kColumns = 16;
constexpr std::uint32_t kFirstWords = 11;  // column: from there on a second page
constexpr double kWidths[kColumns] = {22, 22, 40, 16, 10, 8, 8, 10, 12, 12, 14, 12, 46, 50, 22, 34};

class SettingsSheet {
 public:
  SettingsSheet(Sheet& sheet, const model::EvaluationSystem& system, const model::EvaluationResult& result,
                const std::vector<std::string>& value_ranges, const Words& words)
      : sheet_(sheet), system_(system), result_(result), value_ranges_(value_ranges), words_(words) {}

  SettingsPlaces write() {
    for (std::uint32_t column = 0; column < kColumns; ++column) sheet_.width(column, kWidths[column]);
    write_heading(sheet_, {words_("settings.title"), words_("settings.left"), ""}, kFirstWords);
    row_ = kHeadingRows;
    write_method();
    if (!system_.coefficients.empty()) write_coefficients();
    if (!system_.grades.empty()) write_grades();
    write_groups();
    write_indicators();
    sheet_.repeat_columns(1);
    sheet_.page(Orientation::landscape, 2);
    sheet_.page_breaks({}, {kFirstWords});
    return std::move(places_);
  }

 private:
  std::string at(std::uint32_t row, std::uint32_t column) const {
    return fmt::format("{}${}${}", sheet_.prefix(), model::column_name(column), row + 1);
  }
  std::string across(std::uint32_t row, std::uint32_t first, std::uint32_t last) const {
    return fmt::format("{0}${1}${2}:${3}${2}", sheet_.prefix(), model::column_name(first), row + 1, model::column_name(last));
  }

  static Style setting() { return styles::number().tinted(kSettingFill); }

  void section(const std::vector<std::string>& headers) {
    ++row_;
    write_headers(sheet_, row_++, headers);
  }

  std::string number(const char* key, double value) {
    sheet_.text({row_, 0}, words_(key), styles::body());
    sheet_.number({row_, 1}, value, setting());
    return at(row_++, 1);
  }

  void choice(const char* key, const std::string& text) {
    sheet_.text({row_, 0}, words_(key), styles::body());
    sheet_.text({row_++, 1}, text, styles::body());
  }

  void write_method() {
    const model::EvaluationMethod& method = system_.method;
    section({words_("settings.setting"), words_("settings.value")});
    choice("settings.normalisation", words_(name_of(method.normalisation)));
    choice("settings.aggregation",
           words_(method.aggregation == model::Aggregation::geometric ? "settings.geometric" : "settings.arithmetic"));
    choice("settings.bounds", words_(method.bounds == model::BoundsFrom::years ? "settings.of-years" : "settings.of-year"));
    choice("settings.missing",
           words_(method.missing == model::MissingPoints::zero ? "settings.missing-zero" : "settings.missing-excluded"));
    places_.lowest = number("settings.lowest", method.lowest);
    places_.highest = number("settings.highest", method.highest);
    places_.all_alike = number("settings.all-alike", method.all_alike);
    if (method.cap)
      places_.cap = number("settings.cap", *method.cap);
    else
      choice("settings.cap", words_("settings.no-cap"));
    places_.least_share = number("settings.least-share", method.least_share);
    const auto& all = system_.indicators;
    if (std::none_of(all.begin(), all.end(), [&](const EvaluationIndicator& each) {
          return system_.normalisation_of(each) == model::Normalisation::steps;
        }))
      return;
    places_.equal = number("settings.equal", method.steps.equal);
    places_.step = number("settings.step", method.steps.step);
    places_.step_points = number("settings.step-points", method.steps.points);
  }

  static const char* name_of(model::Normalisation normalisation) {
    switch (normalisation) {
      case model::Normalisation::rank:
        return "settings.by-rank";
      case model::Normalisation::target:
        return "settings.by-target";
      case model::Normalisation::steps:
        return "settings.by-steps";
      default:
        return "settings.by-range";
    }
  }

  void write_grades() {
    section({words_("settings.grade"), words_("settings.least")});
    for (const model::EvaluationGrade& grade : system_.grades) {
      sheet_.text({row_, 0}, words_.in(grade.name), styles::body());
      if (&grade == &system_.grades.back()) {
        sheet_.text({row_++, 1}, words_("settings.rest"), styles::body().aligned(Align::right));
        continue;
      }
      sheet_.number({row_, 1}, grade.least, setting());
      places_.grades.push_back(at(row_++, 1));
    }
  }

  void write_coefficients() {
    std::vector<std::string> headers = {words_("settings.coefficient")};
    for (const model::EvaluationRegion& region : system_.regions) headers.push_back(words_.in(region.name));
    section(headers);
    const auto last = static_cast<std::uint32_t>(system_.regions.size());
    places_.region_names = across(row_ - 1, 1, last);
    for (const model::EvaluationCoefficient& coefficient : system_.coefficients) {
      sheet_.text({row_, 0}, words_.in(coefficient.name), styles::body());
      for (std::uint32_t region = 0; region < last; ++region)
        sheet_.number({row_, region + 1}, coefficient.by_region[region], setting());
      places_.coefficients.push_back(across(row_++, 1, last));
    }
  }

  void write_groups() {
    section({words_("settings.group"), words_("settings.weight"), words_("settings.name")});
    for (const model::EvaluationGroup& group : system_.groups) {
      sheet_.text({row_, 0}, group.id, styles::body());
      sheet_.number({row_, 1}, group.weight, setting());
      sheet_.text({row_, 2}, words_.in(group.name), styles::body());
      places_.group_weights.push_back(at(row_++, 1));
    }
  }

  void write_indicators() {
    section({words_("settings.indicator"), words_("settings.group"), words_("settings.name"), words_("settings.unit"),
             words_("settings.direction"), words_("settings.weight"), words_("settings.known"), words_("settings.share"),
             words_("settings.low"), words_("settings.high"), words_("settings.coefficient"), words_("settings.reading"),
             words_("settings.formula"), words_("settings.note"), words_("settings.normalisation"), words_("settings.target")});
    first_ = row_;
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) write_indicator(i);
  }

  void write_indicator(std::size_t i) {
    const EvaluationIndicator& indicator = system_.indicators[i];
    Style text = styles::body();
    text.wrap = true;
    const model::EvaluationCoefficient* coefficient = system_.coefficient(indicator.coefficient);
    const model::EvaluationReading& reading = indicator.readings[indicator.reading];
    sheet_.text({row_, 0}, indicator.id, text);
    sheet_.text({row_, 1}, indicator.group, text);
    sheet_.text({row_, 2}, words_.in(indicator.name), text);
    sheet_.text({row_, 3}, indicator.unit, text);
    sheet_.text({row_, 4}, words_(indicator.lower_is_better ? "settings.lower" : "settings.higher"), text);
    sheet_.number({row_, 5}, indicator.weight, setting());
    places_.weights.push_back(at(row_, 5));
    sheet_.text({row_, 6}, words_(indicator.weight_assumed ? "settings.assumed" : "settings.published"), text);
    write_share(i);
    write_bounds(i);
    sheet_.text({row_, 10}, coefficient == nullptr ? "" : words_.in(coefficient->name), text);
    sheet_.text({row_, 11}, reading.id.empty() ? "" : words_.name("reading", reading.id), text);
    const std::string formula = indicator.judged ? words_("settings.judged") : to_string(reading.formula);
    sheet_.text({row_, 12}, formula, text);
    sheet_.text({row_, 13}, words_.in(indicator.note), text);
    const std::string target = indicator.target ? to_string(*indicator.target) : "";
    sheet_.text({row_, 14}, words_(name_of(system_.normalisation_of(indicator))), text);
    sheet_.text({row_, 15}, target, text);
    sheet_.height(row_, std::max(wrapped_height({words_.in(indicator.name)}, kWidths + 2),
                                 wrapped_height({formula, words_.in(indicator.note),
                                                 words_(name_of(system_.normalisation_of(indicator))), target},
                                                kWidths + 12)));
    ++row_;
  }

  // Its weight in the total, in percent, where nothing is missing.
  void write_share(std::size_t i) {
    const auto place_in = [&](const std::string& group) {
      return first_ +
             static_cast<std::uint32_t>(std::find_if(system_.indicators.begin(), system_.indicators.end(),
                                                     [&](const EvaluationIndicator& each) { return each.group == group; }) -
                                        system_.indicators.begin());
    };
    const EvaluationIndicator& indicator = system_.indicators[i];
    double own = 0, all = 0;
    std::uint32_t count = 0;
    for (const EvaluationIndicator& each : system_.indicators) {
      if (each.group != indicator.group) continue;
      own += each.weight;
      ++count;
    }
    for (const model::EvaluationGroup& group : system_.groups) all += group.weight;
    const std::uint32_t first = place_in(indicator.group);
    const std::string& group = places_.group_weights[system_.group_of(indicator)];
    std::string groups;
    for (const std::string& each : places_.group_weights) groups += (groups.empty() ? "" : ",") + each;
    sheet_.formula({row_, 7},
                   fmt::format("100*{0}/SUM({1})*F{2}/SUM(F${3}:F${4})", group, groups, row_ + 1, first + 1, first + count),
                   100 * system_.groups[system_.group_of(indicator)].weight / all * indicator.weight / own,
                   styles::number().formatted("0.0000"));
  }

  void write_bounds(std::size_t i) {
    const EvaluationBounds& bounds = result_.bounds[i];
    const auto write = [&](std::uint32_t column, const char* function, const std::optional<double>& value,
                           const std::optional<double>& other) {
      const Style style = styles::number().formatted(kTwoDecimalsFormat);
      if (bounds.given) return sheet_.number({row_, column}, value, setting().formatted(kTwoDecimalsFormat));
      std::string all = value_ranges_[i];
      if (other) all += "," + model::plain_decimal(*other);
      const std::string formula = fmt::format("IF(COUNT({0})=0,\"\",{1}({0}))", all, function);
      if (value)
        sheet_.formula({row_, column}, formula, *value, style);
      else
        sheet_.formula({row_, column}, formula, "", style);
    };
    write(8, "MIN", bounds.low, bounds.other_low);
    write(9, "MAX", bounds.high, bounds.other_high);
    places_.lows.push_back(at(row_, 8));
    places_.highs.push_back(at(row_, 9));
  }

  Sheet& sheet_;
  const model::EvaluationSystem& system_;
  const model::EvaluationResult& result_;
  const std::vector<std::string>& value_ranges_;
  const Words& words_;
  SettingsPlaces places_;
  std::uint32_t row_ = 0;
  std::uint32_t first_ = 0;  // of the indicators
};

}  // namespace

SettingsPlaces write_settings(Sheet& sheet, const model::EvaluationSystem& system, const model::EvaluationResult& result,
                              const std::vector<std::string>& value_ranges, const Words& words) {
  return SettingsSheet(sheet, system, result, value_ranges, words).write();
}

}  // namespace huibiao::report
