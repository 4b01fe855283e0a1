// The blank forms of a year: a workbook for each park and period, or one for the park's whole year, and an archive for each city.
#include <algorithm>
#include <map>

#include "model/annual.hpp"
#include "model/form_changes.hpp"
#include "model/identity.hpp"
#include "report/archive.hpp"
#include "report/forms.hpp"
#include "report/identity.hpp"
#include "report/instructions_sheet.hpp"
#include "report/paths.hpp"
#include "report/template_form.hpp"

namespace huibiao::report {

using model::Catalogue;
using model::Form;
using model::Period;
using model::ReportingUnit;
using model::WrittenFile;

namespace {

class BlankForms {
 public:
  BlankForms(const TemplateRequest& request, const Catalogue& catalogue, const Words& words, const Words& own_words,
             const std::filesystem::path& out)
      : request_(request), catalogue_(catalogue), words_(words), own_words_(own_words), out_(out) {}

  model::Result<std::vector<WrittenFile>> write() {
    gather();
    for (const auto& [park, copies] : copies_) {
      if (request_.year_workbooks) {
        if (auto failure = write_workbook(copies)) return *failure;
        continue;
      }
      for (const FormCopy& copy : copies)
        if (auto failure = write_workbook({copy})) return *failure;
    }
    if (request_.park.empty())
      if (auto failure = write_archives()) return *failure;
    std::sort(written_.begin(), written_.end(), [](const WrittenFile& a, const WrittenFile& b) { return a.path < b.path; });
    return std::move(written_);
  }

 private:
  // Of each unit that is asked for, what it reports in that year, by period. An annual form is another matter than the year's
  // months: it is written where it is asked for by name.
  void gather() {
    const Form* asked_for = catalogue_.form(request_.form, request_.year);
    if (asked_for != nullptr && is_annual(*asked_for) && !request_.period)
      return gather(*asked_for, Period::whole_year(request_.year));
    for (int month = 1; month <= 12; ++month) {
      const Period period = Period::month(request_.year, month);
      if (request_.period && *request_.period != period) continue;
      for (const Form& form : catalogue_.forms) {
        const bool due = std::find(form.months.begin(), form.months.end(), month) != form.months.end();
        const bool asked = request_.form.empty() || form.id == request_.form;
        if (due && asked && catalogue_.form(form.id, request_.year) == &form) gather(form, period);
      }
    }
  }

  void gather(const Form& form, const Period& period) {
    const model::Register* units = catalogue_.register_of(form.register_id);
    if (units == nullptr) return;
    // Unless a form or a unit is named, a year's blanks are those of the first register, the department's own.
    if (request_.form.empty() && request_.park.empty() && units != &catalogue_.registers.front()) return;
    for (const ReportingUnit& unit : units->units) {
      if (!unit.reports(form.id, period) || units->find(unit.name, period) != &unit) continue;
      if (!request_.park.empty() && unit.name != request_.park) continue;
      copies_[{form.register_id, unit.name}].push_back({form, unit, period, model::kTemplateKind, ""});
    }
  }

  // Of the copy's sheet: the month, and which form where there are two of it.
  std::string sheet_name(const FormCopy& copy, const std::vector<FormCopy>& copies) const {
    if (!request_.year_workbooks) return copy.form.title;
    const auto of_month =
        std::count_if(copies.begin(), copies.end(), [&](const FormCopy& other) { return other.period == copy.period; });
    const std::string month = own_words_("sheet.month", period_arguments(copy.period));
    return of_month == 1 ? month : month + " " + words_.name("form-name", copy.form.id, copy.form.title);
  }

  std::optional<model::Diagnostic> write_workbook(const std::vector<FormCopy>& copies) {
    const FormCopy& first = copies.front();
    const ReportingUnit& park = first.park;
    const bool one_form =
        std::all_of(copies.begin(), copies.end(), [&](const FormCopy& copy) { return &copy.form == &first.form; });
    const bool whole_year = request_.year_workbooks;
    const Period period = whole_year ? Period::whole_year(request_.year) : first.period;
    const std::string name =
        whole_year
            ? safe_name(own_words_("file.year-workbook", {{"park", short_name(park)}, {"year", std::to_string(request_.year)}}))
            : file_name(first, is_annual(first.form) ? "file.template-annual" : "file.template", words_);
    const std::string path = folder() + safe_name(short_name(park)) + "/" + name;
    const model::Date created{request_.year, 1, 1};
    Book book(out_ / path, {words_("font.body"), words_("font.heading"), first.form.title, created});
    write_identity(book, {model::kTemplateKind, one_form ? first.form.id : "",
                          one_form ? std::to_string(first.form.first_year) : "", park.name, to_string(period), ""});
    std::vector<FormSubject> subjects;
    model::Diagnostics changes;
    for (const FormCopy& copy : copies) {
      TemplateForm form(copy, request_.known, catalogue_, own_words_);
      draw_copy(book, sheet_name(copy, copies), copy, form.drawing(), catalogue_, words_);
      if (std::none_of(subjects.begin(), subjects.end(), [&](const FormSubject& other) { return &other.form == &copy.form; })) {
        const model::Diagnostics own = changes_in(catalogue_, copy.form, request_.year);
        changes.insert(changes.end(), own.begin(), own.end());
      }
      subjects.push_back({copy.form, copy.park, copy.period});
    }
    write_instructions(book.sheet(own_words_("sheet.instructions")), subjects, changes, catalogue_, own_words_);
    if (const model::Outcome saved = book.save(); !saved) return saved.failure();
    written_.push_back({path, model::kTemplateKind, one_form ? first.form.id : "", to_string(period), park.name});
    const std::string city = park.city.empty() ? own_words_("file.no-city") : park.city;
    by_city_[city].emplace_back(out_ / path, safe_name(short_name(park)) + "/" + name);
    return std::nullopt;
  }

  // Names within have one folder for each park.
  std::optional<model::Diagnostic> write_archives() {
    const std::string year = std::to_string(request_.year);
    for (const auto& [city, files] : by_city_) {
      const std::string path = folder() + safe_name(own_words_("file.archive", {{"year", year}, {"city", city}}));
      if (const model::Outcome packed = write_archive(out_ / path, files, {request_.year, 1, 1}); !packed)
        return packed.failure();
      written_.push_back({path, kTemplateArchive, request_.form, year, ""});
    }
    return std::nullopt;
  }

  std::string folder() const {
    return safe_name(words_("file.template-folder", {{"year", std::to_string(request_.year)}})) + "/";
  }
  static const std::string& short_name(const ReportingUnit& park) {
    return park.short_name.empty() ? park.name : park.short_name;
  }

  const TemplateRequest& request_;
  const Catalogue& catalogue_;
  const Words& words_;
  const Words& own_words_;
  const std::filesystem::path& out_;
  std::map<std::pair<std::string, std::string>, std::vector<FormCopy>> copies_;  // by register and unit
  std::map<std::string, std::vector<std::pair<std::filesystem::path, std::string>>> by_city_;
  std::vector<WrittenFile> written_;
};

}  // namespace

model::Result<std::vector<WrittenFile>> write_blank_forms(const TemplateRequest& request, const Catalogue& catalogue,
                                                          const Words& words, const Words& own_words,
                                                          const std::filesystem::path& out) {
  return BlankForms(request, catalogue, words, own_words, out).write();
}

}  // namespace huibiao::report
