// The answer to a park: the official form with what it wrote, what is wrong marked, and the list of problems to be filled in.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/identity.hpp"
#include "model/put_right.hpp"
#include "report/form_copy.hpp"
#include "report/forms.hpp"
#include "report/paths.hpp"
#include "report/place.hpp"
#include "report/problem_sheet.hpp"
#include "report/returned_figures.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Severity;
using model::Submission;
using model::SubmissionState;
using model::WrittenFile;

namespace {

constexpr std::uint32_t kErrorFill = 0xF8CBAD;
constexpr std::uint32_t kWarningFill = 0xFFF2CC;

class ReturnedForm {
 public:
  ReturnedForm(const ReturnedFigures& figures, const FormCopy& copy, const model::Catalogue& catalogue, const Words& words)
      : figures_(figures), copy_(copy), catalogue_(catalogue), words_(words) {
    for (const Problem& problem : figures.problems())
      for (const FigurePlace& place : problem.places) {
        const auto [mark, fresh] = marks_.try_emplace(place, problem.diagnostic->severity);
        if (!fresh) mark->second = std::max(mark->second, problem.diagnostic->severity);
      }
  }

  FormDrawing drawing() {
    FormDrawing drawing;
    drawing.notes = words_.lines("returned.form-notes");
    const std::vector<std::string> foreign = figures_.foreign_units(copy_.form);
    if (!foreign.empty())
      drawing.notes.push_back(
          words_("returned.converted", {{"units", fmt::format("{}", fmt::join(foreign, words_("sign.list")))}}));
    drawing.rows_of = [this](const model::FormTable& table) {
      return rows_with_items(table, [this](const std::string& indicator) { return figures_.items_of(indicator); });
    };
    drawing.write_value = [this](Sheet& sheet, CellAddress at, const PrintedRow& row, const model::FormColumn& column,
                                 const Style& style) { write_value(sheet, at, row, column, style); };
    drawing.write_label = [this](Sheet& sheet, CellAddress at, const PrintedRow& row, const model::FormColumn&,
                                 const Style& style) { write_label(sheet, at, row, style); };
    drawing.finish = [this](Book& book, Sheet& form) {
      write_comments(form);
      write_problems(book.sheet(words_("sheet.problems")), asked(),
                     {copy_.form.title, copy_.park.name, copy_.period_open ? "" : words_.period(copy_.period)}, words_);
    };
    return drawing;
  }

 private:
  const std::string& unit_of(const model::FormRow& row) const { return row.unit.empty() ? copy_.form.unit_line : row.unit; }

  // Notes where the figure stands in the copy, and how it is to look.
  Style marked(const FigurePlace& place, CellAddress at, const Style& style) {
    cells_.emplace(place, at);
    const auto mark = marks_.find(place);
    if (mark == marks_.end()) return style;
    return style.tinted(mark->second == Severity::warning ? kWarningFill : kErrorFill);
  }

  void write_value(Sheet& sheet, CellAddress at, const PrintedRow& row, const model::FormColumn& column, const Style& style) {
    const FigurePlace place{indicator_of(*row.row, column), row.item, column.measure};
    const Style look = marked(place, at, style);
    if (row.row->star && row.item.empty()) return sheet.blank(at, look.formatted(kWholeFormat));
    const ReturnedFigures::Written written = figures_.written(place, unit_of(*row.row));
    if (written.value) return sheet.number(at, *written.value, look.formatted(format_as_filed(*written.value)));
    if (written.text.empty()) return sheet.blank(at, look.formatted(kWholeFormat));
    sheet.text(at, text::printable(written.text), look);
  }

  void write_label(Sheet& sheet, CellAddress at, const PrintedRow& row, const Style& style) {
    const Style look = marked({row.row->indicator, row.item, ""}, at, style);
    sheet.text(at, label_with_item(row.row->label, row.item, catalogue_.lexicon["star_signs"]), look);
  }

  void write_comments(Sheet& form) const {
    std::map<CellAddress, std::string> comments;
    for (const Problem& problem : figures_.problems()) {
      const AskedProblem asked = this->asked(problem);
      const std::string said =
          words_("returned.comment", {{"severity", asked.severity}, {"found", asked.found}, {"expected", asked.expected}});
      for (const FigurePlace& place : problem.places) {
        const auto cell = cells_.find(place);
        if (cell == cells_.end()) continue;
        std::string& comment = comments[cell->second];
        comment += (comment.empty() ? "" : "\n") + said;
      }
    }
    for (const auto& [cell, comment] : comments) form.comment(cell, comment);
  }

  std::vector<AskedProblem> asked() const {
    std::vector<AskedProblem> all;
    for (const Problem& problem : figures_.problems()) all.push_back(asked(problem));
    return all;
  }

  AskedProblem asked(const Problem& problem) const {
    const model::Diagnostic& diagnostic = *problem.diagnostic;
    const model::WordedMessage message = word_for_filer(without_addresses(diagnostic), catalogue_, words_.language());
    AskedProblem asked{&diagnostic, cells_of(problem), subject_of(diagnostic, catalogue_, words_), reported(problem), "", "", ""};
    asked.found = text::printable(message.found);
    asked.expected = text::printable(message.expected);
    if (!message.action.empty()) asked.expected += (asked.expected.empty() ? "" : "\n") + text::printable(message.action);
    asked.severity = words_.name("severity", std::string(to_string(diagnostic.severity)));
    return asked;
  }

  // In the copy, or, of what the official form has no cell for, in the received file.
  std::string cells_of(const Problem& problem) const {
    std::vector<std::string> cells;
    for (const FigurePlace& place : problem.places)
      if (const auto cell = cells_.find(place); cell != cells_.end()) cells.push_back(to_string(cell->second));
    if (cells.size() > kCellsListed) {
      const std::string count = std::to_string(cells.size());
      cells.resize(kCellsListed);
      return words_("returned.more-cells",
                    {{"cells", fmt::format("{}", fmt::join(cells, words_("sign.list")))}, {"count", count}});
    }
    if (!cells.empty()) return fmt::format("{}", fmt::join(cells, words_("sign.list")));
    const std::string place = place_in_file(*problem.diagnostic);
    return place.empty() ? place : words_("returned.original-place", {{"place", place}});
  }

  std::string reported(const Problem& problem) const {
    if (!problem.places.empty()) {
      const model::FormRow* row = copy_.form.row_of(std::get<0>(problem.places.front()));
      const std::string stood = figures_.as_it_stood(problem.places.front(), row == nullptr ? std::string() : unit_of(*row));
      if (!stood.empty()) return text::printable(stood);
    }
    return text::printable(problem.diagnostic->argument("text"));
  }

  // " (C7)" behind a figure means a cell of the received file, which the copy has elsewhere.
  static model::Diagnostic without_addresses(model::Diagnostic diagnostic) {
    for (auto& [name, value] : diagnostic.arguments) {
      if (name != "figures") continue;
      for (std::size_t open = 0; (open = value.find(" (", open)) != std::string::npos;) {
        const std::size_t close = value.find(')', open);
        if (close == std::string::npos) break;
        if (model::parse_cell_address(std::string_view(value).substr(open + 2, close - open - 2)))
          value.erase(open, close + 1 - open);
        else
          open = close;
      }
    }
    return diagnostic;
  }

  static constexpr std::size_t kCellsListed = 4;

  const ReturnedFigures& figures_;
  const FormCopy& copy_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  std::map<FigurePlace, Severity> marks_;     // the worst that is said of it
  std::map<FigurePlace, CellAddress> cells_;  // in the copy
};

bool park_is_certain(const Submission& submission) {
  return std::none_of(submission.diagnostics.begin(), submission.diagnostics.end(), [](const model::Diagnostic& diagnostic) {
    return diagnostic.severity >= Severity::error && diagnostic.rule.starts_with("park.");
  });
}

// How many of the unit's submissions of this form and period came before it: what is written of one never takes another's name.
std::size_t place_among(const Submission& submission, const std::vector<Submission>& submissions) {
  const auto order = [](const Submission& one) { return std::tie(one.intake, one.reported, one.path, one.id); };
  return static_cast<std::size_t>(std::count_if(submissions.begin(), submissions.end(), [&](const Submission& other) {
    return other.kind == submission.kind && other.form == submission.form && other.park == submission.park &&
           other.period == submission.period && order(other) < order(submission);
  }));
}

}  // namespace

model::Result<std::vector<WrittenFile>> write_returned_forms(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                             const Words& words, const std::filesystem::path& out) {
  std::vector<WrittenFile> written;
  const std::string folder = period_folder(report.period, words) + "/" + safe_name(words("file.returned-folder")) + "/";
  for (const Submission& submission : report.submissions) {
    if (submission.kind != model::SubmissionKind::form || submission.period != report.period) continue;
    if (!park_is_certain(submission) || is_answered(submission, report.submissions) || came_after_closing(submission)) continue;
    const model::Form* form = catalogue.form(submission.form, report.period.year);
    const model::Register* units = form == nullptr ? nullptr : catalogue.register_of(form->register_id);
    const model::ReportingUnit* unit = units == nullptr ? nullptr : units->find(submission.park, report.period);
    if (unit == nullptr) continue;
    const ReturnedFigures figures(submission, report, catalogue, words);
    if (!figures.anything_open()) continue;
    const FormCopy copy{
        *form, *unit, report.period, model::kReturnedKind, submission.id, submission.state == SubmissionState::held};
    const std::size_t earlier = place_among(submission, report.submissions);
    const std::string nth = earlier == 0 ? "" : words("file.returned-nth", {{"n", std::to_string(earlier + 1)}});
    const std::string when = copy.period_open ? "" : printed_period(copy, words);
    ReturnedForm returned(figures, copy, catalogue, words);
    auto file = write_copy(copy, folder + file_name(copy, "file.returned", words, {{"when", when}, {"nth", nth}}),
                           returned.drawing(), report.cut_off, catalogue, words, out);
    if (!file) return file.failure();
    written.push_back(std::move(*file));
  }
  return written;
}

}  // namespace huibiao::report
