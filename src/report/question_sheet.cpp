// Everything that is asked about the period's figures, the one that weighs most first, with what was said to it.
#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/formulas.hpp"
#include "report/layout.hpp"
#include "report/place.hpp"
#include "report/summary.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Comparison;
using model::Diagnostic;
using model::OpenQuestion;

namespace {

enum Column : std::uint32_t {
  kNumber,
  kPark,
  kSubject,
  kFiled,
  kExpected,
  kAtStake,
  kTotal,
  kImpact,
  kSeverity,
  kQuestion,
  kExplanation,
  kFile,
  kColumns
};
constexpr const char* kHeaders[kColumns] = {
    "quality.number",  "quality.park",     "quality.indicator", "questions.filed", "questions.expected",    "questions.at-stake",
    "questions.total", "questions.impact", "quality.severity",  "quality.message", "questions.explanation", "quality.file"};
constexpr double kWidths[kColumns] = {5, 20, 18, 13, 13, 13, 15, 8, 9, 44, 22, 26};
constexpr double kHeaderPoints = 34;

class QuestionSheet {
 public:
  QuestionSheet(Sheet& sheet, const Summary& summary) : sheet_(sheet), summary_(summary), words_(summary.words) {}

  void write() {
    std::vector<std::string> headers;
    for (const char* key : kHeaders) headers.push_back(words_(key));
    write_headers(sheet_, kHeadingRows, headers);
    sheet_.height(kHeadingRows, kHeaderPoints);
    for (std::uint32_t column = 0; column < kColumns; ++column) sheet_.width(column, kWidths[column]);
    for (const OpenQuestion& question : summary_.report.questions) write(question);
    if (summary_.report.questions.empty()) sheet_.text({row_++, kPark}, words_("questions.none"), styles::body());
    close_table(sheet_, row_, kColumns);
    const std::uint32_t end = write_notes(sheet_, row_ + 1, kColumns, words_.lines("questions.notes"));
    const model::Arguments arguments = period_arguments(summary_.report.period);
    write_heading(sheet_, {words_("questions.title", arguments), words_("questions.left", arguments), ""}, kColumns);
    sheet_.freeze(kHeadingRows + 1, kSubject + 1);
    sheet_.repeat_rows(0, kHeadingRows);
    sheet_.page(Orientation::landscape);
    sheet_.print_area({{0, 0}, {end - 1, kColumns - 1}});
  }

 private:
  void write(const OpenQuestion& question) {
    const Diagnostic& diagnostic = summary_.report.diagnostics[question.diagnostic];
    std::vector<std::string> texts(kColumns);
    texts[kNumber] = std::to_string(row_ - kHeadingRows);
    texts[kPark] = park_of(diagnostic);
    texts[kSubject] = subject_of(diagnostic, summary_.catalogue, words_);
    texts[kSeverity] = severity_of(diagnostic);
    Diagnostic unexplained = diagnostic;  // the explanation has a column of its own
    unexplained.explanation.clear();
    texts[kQuestion] = text::printable(render_message(unexplained, summary_.catalogue, words_.language()));
    texts[kExplanation] = text::printable(diagnostic.explanation);
    texts[kFile] = text::printable(diagnostic.file);
    if (const std::string place = place_in_file(diagnostic); !place.empty()) texts[kFile] += "\n" + place;
    for (std::uint32_t column = 0; column < kColumns; ++column) {
      Style style = styles::body();
      style.wrap = column > 0;
      if (column == kNumber || column == kSeverity) style = style.aligned(Align::center);
      sheet_.text({row_, column}, texts[column], style);
    }
    write_numbers(question, diagnostic);
    sheet_.height(row_, wrapped_height(texts, kWidths));
    ++row_;
  }

  static Style figure(double value) { return styles::number().formatted(format_as_filed(model::rounded(value, 6))); }

  void write_numbers(const OpenQuestion& question, const Diagnostic& diagnostic) {
    const auto at = [this](Column column) { return to_string(CellAddress{row_, column}); };
    if (question.filed) sheet_.number({row_, kFiled}, *question.filed, figure(*question.filed));
    if (question.expected) sheet_.number({row_, kExpected}, *question.expected, figure(*question.expected));
    const Style rate = styles::number().formatted(kRateFormat);
    const std::string total = total_of(diagnostic);
    if (question.at_stake && question.filed) {
      const std::string formula =
          question.expected ? fmt::format("ABS({}-{})", at(kFiled), at(kExpected)) : fmt::format("ABS({})", at(kFiled));
      sheet_.formula({row_, kAtStake}, formula, *question.at_stake, figure(*question.at_stake));
    } else if (question.at_stake) {
      sheet_.number({row_, kAtStake}, *question.at_stake, figure(*question.at_stake));
    }
    if (!question.impact) return;
    if (total.empty()) return sheet_.number({row_, kImpact}, *question.impact, rate);
    sheet_.formula({row_, kTotal}, total, total_value(diagnostic), figure(total_value(diagnostic)));
    sheet_.formula({row_, kImpact}, fmt::format("{}/ABS({})*100", at(kAtStake), at(kTotal)), *question.impact, rate);
  }

  const Comparison* comparison_of(const Diagnostic& diagnostic) const {
    return summary_.analysis().with(diagnostic.indicator, diagnostic.measure);
  }
  double total_value(const Diagnostic& diagnostic) const {
    const Comparison& comparison = *comparison_of(diagnostic);
    const bool base = comparison.base_measure == diagnostic.measure;
    return (base ? comparison.total.base_level : comparison.total.level).value_or(0);
  }
  // The cell below the figures in which all parks' are added up; "" where there is none.
  std::string total_of(const Diagnostic& diagnostic) const {
    const Comparison* comparison = comparison_of(diagnostic);
    if (comparison == nullptr) return "";
    const bool base = comparison->base_measure == diagnostic.measure;
    if (summary_.now->holds(*comparison)) return summary_.sums->sum(*comparison, 0, base);
    if (summary_.items && summary_.items->holds(*comparison)) return summary_.item_sums->sum(*comparison, 0, base);
    return "";
  }

  std::string park_of(const Diagnostic& diagnostic) const {
    for (const model::AnalysedPark& park : summary_.analysis().parks)
      if (park.name == diagnostic.park && !park.short_name.empty()) return park.short_name;
    return diagnostic.park;
  }

  std::string severity_of(const Diagnostic& diagnostic) const {
    const std::string severity = words_.name("severity", std::string(to_string(diagnostic.severity)));
    return diagnostic.explanation.empty() ? severity : words_("quality.explained", {{"severity", severity}});
  }

  Sheet& sheet_;
  const Summary& summary_;
  const Words& words_;
  std::uint32_t row_ = kHeadingRows + 1;
};

}  // namespace

void write_questions(Sheet& sheet, const Summary& summary) { QuestionSheet(sheet, summary).write(); }

}  // namespace huibiao::report
