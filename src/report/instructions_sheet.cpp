#include "report/instructions_sheet.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/annual.hpp"
#include "model/identity.hpp"
#include "report/layout.hpp"
#include "text/text.hpp"

namespace huibiao::report {

namespace {

constexpr std::uint32_t kMostRows = 60;  // on one page
constexpr std::uint32_t kColumns = 6;
constexpr double kWidths[kColumns] = {32, 9, 14, 14, 11, 62};
constexpr double kLinePoints = 18;
constexpr int kHeadingHalfPoints = 24;

Style boxed(Style style) {
  style.top = style.bottom = style.left = style.right = Rule::thin;
  style.wrap = true;
  return style;
}

class InstructionsSheet {
 public:
  InstructionsSheet(Sheet& sheet, const std::vector<FormSubject>& subjects, const model::Catalogue& catalogue, const Words& words)
      : sheet_(sheet), subjects_(subjects), catalogue_(catalogue), words_(words) {}

  void write(const model::Diagnostics& changes) {
    for (std::uint32_t column = 0; column < kColumns; ++column) sheet_.width(column, kWidths[column]);
    sheet_.text({0, kColumns}, model::kMarginSheet, styles::caption().formatted(";;;"));
    write_heading(sheet_, {words_("instructions.title"), subjects_.front().park.name, ""}, kColumns);
    row_ = kHeadingRows;
    write_changes(changes);
    write_deadlines();
    section("instructions.rules");
    for (const std::string& line : words_.lines("instructions.notes")) paragraph(line);
    write_indicators();
    sheet_.page(Orientation::landscape, 1, row_ > kMostRows ? 0 : 1);
    sheet_.print_area({{0, 0}, {row_ - 1, kColumns - 1}});
    sheet_.protect();
  }

 private:
  void section(const char* key) {
    Style style = styles::body().emboldened();
    style.half_points = kHeadingHalfPoints;
    sheet_.text({row_, 0}, words_(key), style);
    sheet_.height(row_++, kLinePoints + 8);
  }

  void paragraph(const std::string& text) {
    Style style = styles::body();
    style.wrap = true;
    sheet_.merge({{row_, 0}, {row_, kColumns - 1}}, text, style);
    double width = 0;
    for (const double one : kWidths) width += one;
    sheet_.height(row_++, wrapped_height({text}, &width));
  }

  void table_row(const std::vector<std::string>& texts, bool header) {
    for (std::uint32_t column = 0; column < kColumns; ++column) {
      Style style = boxed(header ? styles::header() : styles::body());
      if (!header && column > 0 && column + 1 < kColumns) style = style.aligned(Align::center);
      sheet_.text({row_, column}, texts[column], style);
    }
    sheet_.height(row_++, wrapped_height(texts, kWidths));
  }

  void write_changes(const model::Diagnostics& changes) {
    if (changes.empty()) return;
    section("instructions.changes");
    for (std::size_t i = 0; i < changes.size(); ++i)
      paragraph(fmt::format("{}. {}", i + 1, render_message(changes[i], catalogue_, words_.language())));
  }

  // Each batch of the park's own rows, of each period.
  void write_deadlines() {
    section("instructions.deadlines");
    for (const FormSubject& subject : subjects_) {
      std::string dates;
      for (const model::Batch& batch : catalogue_.batches) {
        if (!is_owed(subject.form, batch.id)) continue;
        const model::Date due = due_date(catalogue_.schedule, subject.period, batch);
        if (!dates.empty()) dates += words_("instructions.deadline-and");
        dates += words_("instructions.due", {{"batch", batch.name.in(words_.language())},
                                             {"year", std::to_string(due.year)},
                                             {"month", std::to_string(due.month)},
                                             {"day", std::to_string(due.day)}});
      }
      if (dates.empty()) continue;  // an annual form has none
      paragraph(words_("instructions.deadline", {{"year", std::to_string(subject.period.year)},
                                                 {"month", std::to_string(subject.period.last_month)},
                                                 {"form", subject.form.name.in(words_.language())},
                                                 {"dates", dates}}));
    }
  }

  bool is_owed(const model::Form& form, const std::string& batch) const {
    for (const model::FormTable& table : form.tables)
      for (const model::FormRow& row : table.rows) {
        const model::Indicator* indicator = catalogue_.indicator(row.indicator);
        if (row.source == "park" && indicator != nullptr && indicator->batch == batch) return true;
      }
    return false;
  }

  void write_indicators() {
    section("instructions.indicators");
    table_row({words_("instructions.indicator"), words_("instructions.unit"), words_("instructions.scope"),
               words_("instructions.source"), words_("instructions.batch"), words_("instructions.explanation")},
              true);
    std::set<std::string> written;
    for (const FormSubject& subject : subjects_)
      for (const model::FormTable& table : subject.form.tables)
        for (const model::FormRow& row : table.rows)
          if (const model::Indicator* indicator = catalogue_.indicator(row.indicator);
              indicator != nullptr && written.insert(indicator->id).second)
            write_indicator(subject, row, *indicator);
  }

  void write_indicator(const FormSubject& subject, const model::FormRow& row, const model::Indicator& indicator) {
    const std::string_view language = words_.language();
    const std::string_view scope_id = catalogue_.scope_of(indicator.id, subject.park.name, subject.period);
    const auto scope = std::find_if(catalogue_.scopes.begin(), catalogue_.scopes.end(),
                                    [&](const model::Scope& known) { return known.id == scope_id; });
    const model::Batch* batch = catalogue_.batch(indicator.batch);
    const model::Office* office = catalogue_.office(row.source);
    std::string explanation = indicator.explanation.in(language);
    const auto also = [&](const std::string& text) { explanation += text; };
    if (indicator.nature == model::Nature::stock && !is_annual(indicator)) also(words_("instructions.stock"));
    if (indicator.may_be_negative) also(words_("instructions.may-be-negative"));
    if (!indicator.may_be_blank_in.empty())
      also(words_("instructions.may-be-blank", {{"months", fmt::format("{}", fmt::join(indicator.may_be_blank_in, ", "))}}));
    table_row({indicator.name.in(language), row.unit.empty() ? subject.form.unit_line : row.unit,
               scope == catalogue_.scopes.end() ? "" : scope->name.in(language),
               office == nullptr ? row.source : office->name.in(language),
               batch == nullptr || row.source != "park" ? "" : batch->name.in(language), explanation},
              false);
  }

  Sheet& sheet_;
  const std::vector<FormSubject>& subjects_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  std::uint32_t row_ = 0;
};

}  // namespace

void write_instructions(Sheet& sheet, const std::vector<FormSubject>& subjects, const model::Diagnostics& changes,
                        const model::Catalogue& catalogue, const Words& words) {
  InstructionsSheet(sheet, subjects, catalogue, words).write(changes);
}

}  // namespace huibiao::report
