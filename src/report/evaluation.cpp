#include "report/evaluation.hpp"

#include "model/evaluation_keys.hpp"
#include "report/evaluation_book.hpp"
#include "report/evaluation_frame.hpp"
#include "report/evaluation_records.hpp"
#include "report/evaluation_sheets.hpp"
#include "report/evaluation_sources.hpp"

namespace huibiao::report {
namespace {

void write_notes_sheet(const EvaluationFrame& frame) {
  const Words& words = frame.words;
  const model::Arguments& arguments = frame.arguments;
  const char* units = !frame.result.complete()  ? "notes.incomplete"
                      : frame.system.simulation ? "notes.simulated"
                                                : "notes.complete";
  std::vector<std::pair<std::string, std::string>> notes = {{words("notes.units"), words(units, arguments)},
                                                            {words("notes.years"), words("notes.years-text", arguments)}};
  if (frame.sheets.before != nullptr) notes.emplace_back(words("notes.before"), words("notes.before-text", arguments));
  for (const model::EvaluationNotice& notice : frame.system.notices)
    notes.emplace_back(words.name("about", notice.about), words.in(notice.text));
  notes.emplace_back(words("notes.formulas"), words("notes.formulas-text"));
  write_evaluation_notes(*frame.sheets.notes, words("notes.title", arguments), words("ranks.left", arguments), notes);
}

void draw(EvaluationFrame& frame) {
  const EvaluationSheets& sheets = frame.sheets;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < frame.system.indicators.size(); ++i)
    values.push_back(frame.range(*sheets.values, EvaluationFrame::column_of(i)));
  frame.places = write_settings(*sheets.settings, frame.system, frame.result, values, frame.words);
  write_ranks(frame);
  write_base_variables(frame);
  write_values(frame);
  if (sheets.targets != nullptr) write_compared_with(frame);
  write_points(frame);
  if (sheets.before != nullptr) write_year_before(frame);
  if (sheets.parts != nullptr) write_parts(frame);
  if (sheets.gaps != nullptr) write_gaps(frame);
  if (sheets.changes != nullptr) write_changes(frame);
  write_unit_view(frame);
  if (sheets.composition != nullptr) write_composition(frame);
  if (sheets.records != nullptr)
    write_reporting_records(*sheets.records, frame.system, frame.result, frame.catalogue, frame.words, frame.arguments);
  if (sheets.sources != nullptr)
    write_figure_sources(*sheets.sources, frame.system, frame.result, frame.catalogue, frame.words, frame.arguments);
  write_notes_sheet(frame);
}

}  // namespace

model::Result<model::WrittenFile> write_evaluation(const EvaluationReport& report, const model::Catalogue& catalogue,
                                                   std::string_view language, const std::filesystem::path& out) {
  return write_evaluation_book(
      {report.system, report.result.year, report.cut_off, model::kEvaluationDefinition, "file.evaluation"}, catalogue, language,
      out, [&](Book& book, const Words& words) {
        EvaluationFrame frame(report, catalogue, words, book);
        draw(frame);
      });
}

}  // namespace huibiao::report
