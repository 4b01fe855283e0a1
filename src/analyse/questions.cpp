#include "analyse/questions.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "model/put_right.hpp"

namespace huibiao::analyse {

using model::Comparison;
using model::Diagnostic;
using model::MonthAnalysis;
using model::OpenQuestion;

namespace {

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<double> amount(const Diagnostic& diagnostic, std::string_view name) { return number_in(diagnostic.argument(name)); }

// "12.5%" as 0.125.
std::optional<double> share(const Diagnostic& diagnostic, std::string_view name) {
  const std::string_view text = diagnostic.argument(name);
  if (text.empty() || text.back() != '%') return std::nullopt;
  const std::optional<double> percent = number_in(text.substr(0, text.size() - 1));
  return percent ? std::optional(*percent / 100) : std::nullopt;
}

// Whether the two sides of the check's comparison are amounts of its figure.
bool compares_amounts(const model::Check& check) {
  switch (check.kind) {
    case model::CheckKind::range:
    case model::CheckKind::sign:
    case model::CheckKind::part_whole:
    case model::CheckKind::sum:
    case model::CheckKind::ordering:
    case model::CheckKind::cumulative_chain:
    case model::CheckKind::january:
    case model::CheckKind::equal_across_forms:
      return true;
    default:
      return false;
  }
}

// What the analysis knows of the figure that a diagnostic is about.
struct Subject {
  std::optional<double> value;
  std::optional<double> base;   // the year-ago figure filed with it
  std::optional<double> total;  // of all parks
};

class Weighing {
 public:
  Weighing(const MonthAnalysis& analysis, const model::Catalogue& catalogue) : analysis_(analysis) {
    for (std::size_t park = 0; park < analysis.parks.size(); ++park) parks_.emplace(analysis.parks[park].name, park);
    for (const model::Check& check : catalogue.checks) checks_.emplace(check.id, &check);
  }

  OpenQuestion weigh(const Diagnostic& diagnostic) const {
    OpenQuestion question;
    const auto park = parks_.find(diagnostic.park);
    if (park == parks_.end()) return question;
    if (diagnostic.indicator.empty()) {
      question.impact = largest_share(park->second);
      return question;
    }
    const Subject subject = subject_of(diagnostic, park->second);
    question.filed = subject.value;
    find_expected(diagnostic, subject, question);
    if (question.filed && question.expected) {
      question.at_stake = std::abs(*question.filed - *question.expected);
    } else if (const std::optional<double>& figure = question.filed ? question.filed : subject.base) {
      question.at_stake = std::abs(*figure);
    }
    if (question.at_stake && subject.total && *subject.total != 0)
      question.impact = *question.at_stake / std::abs(*subject.total) * 100;
    return question;
  }

 private:
  std::optional<double> largest_share(std::size_t park) const {
    std::optional<double> largest;
    for (const Comparison& comparison : analysis_.comparisons) {
      if (!comparison.main || comparison.figures.size() != analysis_.parks.size()) continue;
      const std::optional<double>& value = comparison.figures[park].now.value;
      const std::optional<double>& total = comparison.total.level;
      if (value && total && *total != 0) largest = std::max(largest.value_or(0), std::abs(*value) / std::abs(*total) * 100);
    }
    return largest;
  }

  Subject subject_of(const Diagnostic& diagnostic, std::size_t park) const {
    const Comparison* comparison = analysis_.with(diagnostic.indicator, diagnostic.measure);
    const bool of_another_period = !diagnostic.period.empty() && diagnostic.period != to_string(analysis_.period);
    if (comparison == nullptr || of_another_period) return {};
    const bool is_base = comparison->base_measure == diagnostic.measure;
    Subject subject;
    subject.total = is_base ? comparison->total.base_level : comparison->total.level;
    for (const model::ComparedFigure& figure : comparison->figures) {
      if (figure.park != park || figure.item != diagnostic.item) continue;
      subject.value = is_base ? figure.now.base : figure.now.value;
      if (!is_base) subject.base = figure.now.base;
    }
    return subject;
  }

  // From what the check said: the other side, a suggestion, what stood before, or the nearest bound.
  void find_expected(const Diagnostic& diagnostic, const Subject& subject, OpenQuestion& question) const {
    if (const auto left = amount(diagnostic, "left"), right = amount(diagnostic, "right"); left && right) {
      const auto check = checks_.find(diagnostic.rule);
      if (check == checks_.end()) return;
      if (compares_amounts(*check->second)) {
        question.filed = left;
        question.expected = right;
      } else if (check->second->kind == model::CheckKind::ratio_band && question.filed && *left != 0) {
        question.expected = *question.filed * *right / *left;
      }
      return;
    }
    if (const auto proposed = amount(diagnostic, "proposed")) {
      question.filed = proposed;
      question.expected = amount(diagnostic, "stands");
      return;
    }
    if (const auto value = amount(diagnostic, "value")) question.filed = value;
    for (const char* name : {"suggestion", "increment", "stored"})
      if (const auto expected = amount(diagnostic, name)) question.expected = expected;
    if (!question.filed) return;
    std::optional<double> low = amount(diagnostic, "low"), high = amount(diagnostic, "high");
    if (const auto low_growth = share(diagnostic, "low"), high_growth = share(diagnostic, "high");
        low_growth && high_growth && subject.base) {
      low = *subject.base * (1 + *low_growth);
      high = *subject.base * (1 + *high_growth);
    }
    if (low && high) question.expected = std::clamp(*question.filed, std::min(*low, *high), std::max(*low, *high));
  }

  const MonthAnalysis& analysis_;
  std::map<std::string, std::size_t, std::less<>> parks_;
  std::map<std::string, const model::Check*, std::less<>> checks_;
};

}  // namespace

std::vector<OpenQuestion> open_questions(const MonthAnalysis& analysis, const model::Catalogue& catalogue,
                                         const model::Diagnostics& diagnostics, const std::vector<model::Submission>& submissions,
                                         const model::EffectiveTable& table) {
  const Weighing weighing(analysis, catalogue);
  std::map<std::string, std::optional<model::SentAgain>> sent_again;  // nothing: it was answered
  for (const model::Submission& submission : submissions) {
    if (!submission.period || *submission.period != analysis.period) continue;
    const bool answered = is_answered(submission, submissions);
    sent_again.emplace(submission.id, answered ? std::nullopt : std::optional(model::SentAgain(submission, table)));
  }
  std::vector<OpenQuestion> questions;
  for (std::size_t index = 0; index < diagnostics.size(); ++index) {
    const Diagnostic& diagnostic = diagnostics[index];
    if (diagnostic.severity == model::Severity::info) continue;
    const auto carrier = sent_again.find(diagnostic.submission);
    if (carrier != sent_again.end() && (!carrier->second || carrier->second->makes_pointless(diagnostic))) continue;
    questions.push_back(weighing.weigh(diagnostic));
    questions.back().diagnostic = index;
  }
  std::stable_sort(questions.begin(), questions.end(), [&](const OpenQuestion& a, const OpenQuestion& b) {
    if (a.impact != b.impact) return a.impact.value_or(-1) > b.impact.value_or(-1);
    return diagnostics[a.diagnostic].severity > diagnostics[b.diagnostic].severity;
  });
  return questions;
}

}  // namespace huibiao::analyse
