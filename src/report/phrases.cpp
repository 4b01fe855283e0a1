#include "report/phrases.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/decimal.hpp"

namespace huibiao::report {

using model::Change;
using model::ComparedFigure;
using model::Comparison;

namespace {

constexpr std::size_t kNamesInText = 5;
constexpr std::size_t kLargest = 3;
constexpr const char* kFalling = "falling";

std::string percent(double value) { return printed_number(std::abs(value), 1); }

// "A, B, C", or the first few and how many there are.
std::string list_of(const std::vector<std::string>& names, const Reader& reader) {
  const std::size_t shown = std::min(names.size(), kNamesInText);
  const std::string list =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), reader.words("sign.list")));
  if (names.size() <= shown) return list;
  return reader.own("points.and-more", {{"names", list}, {"count", std::to_string(names.size())}});
}

}  // namespace

std::string printed_number(double value, int decimals) {
  const double printed = model::rounded(value, decimals);
  return fmt::format("{:.{}f}", printed == 0 ? 0.0 : printed, decimals);
}

const model::ProvinceGrowth* province_growth(const Reader& reader, const std::string& indicator) {
  for (const model::ProvinceGrowth& entry : reader.catalogue.province) {
    if (entry.indicator == indicator && entry.period.closing_month() == reader.report.period.closing_month()) return &entry;
  }
  return nullptr;
}

const Fact& Facts::operator()(const std::string& name) {
  const auto found = known_.find(name);
  return found == known_.end() ? known_.emplace(name, find(name)).first->second : found->second;
}

std::optional<std::string> Facts::say(const model::Phrase& sentence) {
  if (!model::all_hold(sentence.when, [&](std::string_view name) { return (*this)(std::string(name)).number; }))
    return std::nullopt;
  std::string text;
  for (std::size_t start = 0; start < sentence.text.size();) {
    const std::size_t open = std::min(sentence.text.find('{', start), sentence.text.size());
    text.append(sentence.text, start, open - start);
    if (open == sentence.text.size()) break;
    const std::size_t close = std::min(sentence.text.find('}', open), sentence.text.size() - 1);
    const Fact& fact = (*this)(sentence.text.substr(open + 1, close - open - 1));
    if (fact.text.empty()) return std::nullopt;
    text += fact.text;
    start = close + 1;
  }
  return text;
}

Fact Facts::find(const std::string& name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos) return plain(name);
  const std::string verb = name.substr(0, colon);
  const std::string about = name.substr(colon + 1);
  if (reader_.edition.ratio(about) != nullptr) {
    const model::ComparedRatio* ratio = reader_.analysis().ratio(about);
    return ratio == nullptr || !reader_.prints_ratio(about) ? Fact() : of_ratio(verb, *ratio);
  }
  const Comparison* comparison = reader_.analysis().main_of(about);
  if (comparison == nullptr || !reader_.is_printed(about)) return {};
  return of_indicator(verb, *comparison);
}

Fact Facts::plain(const std::string& name) {
  const double expected = reader_.expected();
  if (name == "missing") {
    const std::vector<std::string> missing = reader_.missing();
    return {static_cast<double>(missing.size()), list_of(missing, reader_)};
  }
  if (name == "coverage") {
    if (expected == 0) return {};
    const double share = model::rounded(reader_.reported() / expected * 100, 1);
    return {share, percent(share)};
  }
  if (name == "expected") return {expected, std::to_string(reader_.expected())};
  if (name == "reported") return {static_cast<double>(reader_.reported()), std::to_string(reader_.reported())};
  for (const auto& [key, text] : reader_.arguments()) {
    if (key == name) return {std::nullopt, text};
  }
  return {};
}

Fact Facts::growth(const Change& change) {
  if (!change.is_rate()) return {std::nullopt, reader_.own.name("change-text", std::string(to_string(change.kind)), "")};
  const double rate = model::rounded(change.percent, 1);
  const model::Phrase* phrase = model::first_that_fits(reader_.edition.growth, [&](std::string_view name) {
    return name == "growth" ? std::optional<double>(rate) : std::nullopt;
  });
  if (phrase == nullptr) return {rate, ""};
  return {rate, model::fill(phrase->text, {{"rate", percent(rate)}, {"times", percent(rate / 100)}})};
}

Fact Facts::course(const Comparison& comparison) {
  const model::ComparedTotal& total = comparison.total;
  if (!total.points || !comparison.previous) return {};
  const double now = model::rounded(total.common_change.percent, 1);
  const double before = model::rounded(total.common_change_before.percent, 1);
  const model::Phrase* phrase =
      model::first_that_fits(reader_.edition.course, [&](std::string_view name) -> std::optional<double> {
        if (name == "now") return now;
        if (name == "before") return before;
        if (name == "points") return *total.points;
        return std::nullopt;
      });
  if (phrase == nullptr) return {total.points, ""};
  return {total.points,
          model::fill(phrase->text, {{"points", percent(*total.points)}, {"previous", reader_.months_of(*comparison.previous)}})};
}

Fact Facts::largest(const Comparison& comparison) {
  std::vector<const ComparedFigure*> figures;
  for (const ComparedFigure& figure : comparison.figures) {
    if (figure.contribution && model::rounded(*figure.contribution, 1) > 0) figures.push_back(&figure);
  }
  std::stable_sort(figures.begin(), figures.end(),
                   [](const ComparedFigure* a, const ComparedFigure* b) { return *a->contribution > *b->contribution; });
  figures.resize(std::min(figures.size(), kLargest));
  std::vector<std::string> names;
  for (const ComparedFigure* figure : figures) {
    names.push_back(reader_.own("points.contribution", {{"park", reader_.analysis().parks[figure->park].short_name},
                                                        {"points", printed_number(*figure->contribution, 1)}}));
  }
  return {static_cast<double>(names.size()), list_of(names, reader_)};
}

// Parks of which a rule on falling months warns.
Fact Facts::falling(const std::string& indicator) {
  std::vector<std::string> names;
  for (const model::EarlyWarning& warning : reader_.analysis().warnings) {
    const auto& when = reader_.edition.warnings[warning.rule].when;
    const bool about = std::any_of(when.begin(), when.end(), [](const auto& condition) { return condition.fact == kFalling; });
    if (about && warning.subject == indicator) names.push_back(reader_.analysis().parks[warning.park].short_name);
  }
  return {static_cast<double>(names.size()), list_of(names, reader_)};
}

Fact Facts::province(const Comparison& comparison, bool lead) {
  const model::ProvinceGrowth* published = province_growth(reader_, comparison.indicator);
  if (published == nullptr) return {};
  if (!lead) return growth({model::ChangeKind::rate, published->growth});
  if (!comparison.total.change.is_rate()) return {};
  const double gap = model::rounded(model::rounded(comparison.total.change.percent, 1) - model::rounded(published->growth, 1), 1);
  const model::Phrase* phrase = model::first_that_fits(
      reader_.edition.lead, [&](std::string_view name) { return name == "gap" ? std::optional<double>(gap) : std::nullopt; });
  return {gap, phrase == nullptr ? "" : model::fill(phrase->text, {{"gap", percent(gap)}})};
}

Fact Facts::of_indicator(const std::string& verb, const Comparison& comparison) {
  const model::Indicator& indicator = *reader_.catalogue.indicator(comparison.indicator);
  const model::ComparedTotal& total = comparison.total;
  if (verb == "value") {
    const std::optional<double> value = reader_.printed(indicator, total.level);
    if (!value) return {};
    const int decimals = reader_.format_of(indicator) == kWholeFormat ? 0 : 2;
    return {value, printed_number(*value, decimals) + reader_.unit_of(indicator)};
  }
  if (verb == "growth") return growth(total.change);
  if (verb == "course") return course(comparison);
  if (verb == "month") {
    const Comparison* month = reader_.prints_month() ? reader_.month_of(indicator) : nullptr;
    return month == nullptr ? Fact() : growth(month->total.change);
  }
  if (verb == "growing") return {static_cast<double>(total.growing_parks), std::to_string(total.growing_parks)};
  if (verb == "growing_share") {
    if (total.paired_parks == 0) return {};
    const double share = model::rounded(100.0 * total.growing_parks / total.paired_parks, 1);
    return {share, percent(share)};
  }
  if (verb == "largest") return largest(comparison);
  if (verb == "falling") return falling(comparison.indicator);
  return province(comparison, verb == "lead");
}

Fact Facts::of_ratio(const std::string& verb, const model::ComparedRatio& ratio) {
  const model::RatioValue& total = ratio.total;
  if (verb == "ratio") {
    if (!total.now) return {};
    return {model::rounded(*total.now, 1), printed_number(*total.now, 1)};
  }
  if (!total.points) return {};
  const model::Phrase* phrase = model::first_that_fits(reader_.edition.ratio_change, [&](std::string_view name) {
    return name == "points" ? std::optional<double>(*total.points) : std::nullopt;
  });
  return {total.points, phrase == nullptr ? "" : model::fill(phrase->text, {{"points", percent(*total.points)}})};
}

}  // namespace huibiao::report
