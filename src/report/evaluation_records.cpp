#include "report/evaluation_records.hpp"

#include "report/evaluation_book.hpp"
#include "report/layout.hpp"
#include "text/text.hpp"

namespace huibiao::report {
namespace {

constexpr std::uint32_t kColumns = 10;
constexpr double kWidths[kColumns] = {24, 12, 30, 12, 12, 12, 12, 9, 9, 70};

std::string date(const std::optional<model::Date>& day) { return day ? to_string(*day) : ""; }

}  // namespace

void write_reporting_records(Sheet& sheet, const model::EvaluationSystem& system, const model::EvaluationResult& result,
                             const model::Catalogue& catalogue, const Words& words, const model::Arguments& arguments) {
  write_heading(sheet, {words("records.title", arguments), words("records.left", arguments), ""}, kColumns);
  write_banner(sheet, simulation_banner(system, result.complete(), words, arguments));
  std::uint32_t row = kHeadingRows + 1;
  write_headers(sheet, row++,
                {words("common.unit"), words("records.period"), words("records.form"), words("records.batch"),
                 words("records.due"), words("records.reported"), words("records.state"), words("records.owed"),
                 words("records.missing"), words("records.forms")});
  for (std::uint32_t column = 0; column < kColumns; ++column) sheet.width(column, kWidths[column]);
  sheet.freeze(row, 1);
  sheet.repeat_rows(row - 1, row - 1);
  for (const model::ReportingRecord& record : result.records) {
    const model::EvaluatedUnit* unit = result.find(record.unit);
    if (unit == nullptr || record.year != result.data_year) continue;
    for (const model::ReportedBatch& reported : record.batches) {
      const model::Participation& standing = reported.standing;
      const bool first = &reported == &record.batches.front();
      const auto edged = [&](Style style) { return first ? style.with(&Style::top, Rule::thin) : style; };
      const model::Form* form = catalogue.form(standing.form, standing.period.year);
      const model::Batch* batch = catalogue.batch(standing.batch);
      std::string forms;
      for (const model::SentForm& sent : reported.forms)
        forms += (forms.empty() ? "" : "\n") +
                 words("records.sent", {{"file", text::printable(sent.file)},
                                        {"submission", sent.submission},
                                        {"received", sent.received},
                                        {"state", words.name("submission", std::string(to_string(sent.state)))}});
      const std::vector<std::string> texts = {unit->short_name,
                                              to_string(standing.period),
                                              form == nullptr ? standing.form : words.in(form->name),
                                              batch == nullptr ? standing.batch : words.in(batch->name),
                                              to_string(standing.due),
                                              date(standing.reported),
                                              words.name("state", std::string(to_string(standing.state))),
                                              "",
                                              "",
                                              forms};
      Style style = edged(styles::body());
      style.wrap = true;
      for (std::uint32_t column = 0; column < kColumns; ++column) sheet.text({row, column}, texts[column], style);
      const Style whole = edged(styles::number().formatted("0"));
      sheet.number({row, 7}, standing.owed, whole);
      sheet.number({row, 8}, static_cast<double>(standing.missing.size()), whole);
      sheet.height(row++, wrapped_height(texts, kWidths));
    }
  }
  close_table(sheet, row, kColumns);
  sheet.page(Orientation::landscape);
}

}  // namespace huibiao::report
