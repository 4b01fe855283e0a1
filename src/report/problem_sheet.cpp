#include "report/problem_sheet.hpp"

#include "model/identity.hpp"
#include "report/layout.hpp"
#include "text/text.hpp"

namespace huibiao::report {

namespace {

constexpr std::uint32_t kNamesRow = kHeadingRows;  // hidden: by it the list is read again
constexpr std::uint32_t kHeaderRow = kNamesRow + 1;
constexpr std::uint32_t kColumns = 8;
constexpr std::uint32_t kExplanationColumn = 7;
constexpr double kWidths[kColumns] = {5, 11, 22, 15, 36, 32, 6, 30};
constexpr std::uint32_t kAnswerFill = 0xE2EFDA;
constexpr const char* kHeaders[kColumns] = {"problems.number", "problems.cell",     "problems.indicator", "problems.reported",
                                            "problems.found",  "problems.expected", "problems.severity",  "problems.explanation"};

// The hidden columns, right of the others.
constexpr const char* kHidden[] = {model::kProblemSubmission, model::kProblemRule,    model::kProblemIndicator,
                                   model::kProblemItem,       model::kProblemMeasure, model::kProblemCell};
constexpr std::uint32_t kFirstHidden = kColumns + 1;

Style boxed(Style style) {
  style.top = style.bottom = style.left = style.right = Rule::thin;
  return style;
}

void write_names(Sheet& sheet) {
  sheet.text({kNamesRow, kExplanationColumn}, model::kProblemExplanation, styles::caption());
  std::uint32_t column = kFirstHidden;
  for (const char* name : kHidden) sheet.text({kNamesRow, column++}, name, styles::caption());
  sheet.hide_row(kNamesRow);
  sheet.hide_columns(kFirstHidden, column - 1);
}

void write_key(Sheet& sheet, std::uint32_t row, const model::Diagnostic& diagnostic) {
  const std::string cell = diagnostic.cell ? to_string(*diagnostic.cell) : std::string();
  std::uint32_t column = kFirstHidden;
  for (const std::string* part :
       {&diagnostic.submission, &diagnostic.rule, &diagnostic.indicator, &diagnostic.item, &diagnostic.measure, &cell})
    sheet.text({row, column++}, *part, styles::caption());
}

void write_problem(Sheet& sheet, std::uint32_t row, const AskedProblem& problem) {
  const std::vector<std::string> texts = {std::to_string(row - kHeaderRow),
                                          problem.cells,
                                          problem.subject,
                                          problem.reported,
                                          problem.found,
                                          problem.expected,
                                          problem.severity,
                                          text::printable(problem.diagnostic->explanation)};
  for (std::uint32_t column = 0; column < kColumns; ++column) {
    Style style = boxed(styles::body());
    style.wrap = true;
    if (column == 0 || column + 2 == kColumns) style = style.aligned(Align::center);
    if (column == kExplanationColumn) style = style.tinted(kAnswerFill);
    sheet.text({row, column}, texts[column], style);
  }
  sheet.height(row, wrapped_height(texts, kWidths));
  write_key(sheet, row, *problem.diagnostic);
}

}  // namespace

void write_problems(Sheet& sheet, const std::vector<AskedProblem>& problems, const ProblemHeading& heading, const Words& words) {
  const model::Arguments arguments = {{"form", heading.form}, {"park", heading.park}, {"period", heading.period}};
  write_heading(sheet, {words("problems.title"), words("problems.left", arguments), ""}, kColumns);
  write_names(sheet);
  std::vector<std::string> headers;
  for (const char* header : kHeaders) headers.push_back(words(header));
  for (std::uint32_t column = 0; column < kColumns; ++column) {
    sheet.width(column, kWidths[column]);
    sheet.text({kHeaderRow, column}, headers[column], boxed(styles::header().emboldened()));
  }
  sheet.height(kHeaderRow, wrapped_height(headers, kWidths));
  std::uint32_t row = kHeaderRow + 1;
  for (const AskedProblem& problem : problems) write_problem(sheet, row++, problem);
  row = write_notes(sheet, row, kColumns, words.lines("problems.notes"));
  sheet.freeze(kHeaderRow + 1, 0);
  sheet.repeat_rows(kHeaderRow, kHeaderRow);
  sheet.page(Orientation::landscape);
  sheet.print_area({{0, 0}, {row - 1, kColumns - 1}});
}

}  // namespace huibiao::report
