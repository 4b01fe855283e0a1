// Each park's official form with its standing figures, the offices' rows included, and the blank forms of a year.
#include "report/forms.hpp"

#include <algorithm>

#include "report/form_copy.hpp"
#include "report/paths.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::Catalogue;
using model::Form;
using model::FormColumn;
using model::FormRow;
using model::FormTable;
using model::Indicator;
using model::Layer;
using model::ObservationKey;
using model::Period;
using model::ReportingUnit;
using model::WrittenFile;

namespace {

constexpr const char* kFilled = "filled-form";
constexpr const char* kTemplate = "template";

// The figures of one park in one period, as its form asks for them.
class FilledForm {
 public:
  FilledForm(const MonthlyReport& report, const Catalogue& catalogue, const FormCopy& copy)
      : report_(report), catalogue_(catalogue), copy_(copy) {}

  const Layer* figure(const std::string& indicator, const std::string& item, const std::string& measure) const {
    return report_.table.standing({copy_.period, copy_.park.name, indicator, item, measure});
  }

  bool any() const {
    return with_status([](const Layer&) { return true; });
  }
  bool any_provisional() const {
    return with_status([](const Layer& layer) { return layer.status == model::Status::provisional; });
  }

  std::vector<PrintedRow> rows_of(const FormTable& table) const {
    return rows_with_items(table, [this](const std::string& indicator) { return items_of(indicator); });
  }

  void write_value(Sheet& sheet, model::CellAddress at, const PrintedRow& row, const FormColumn& column,
                   const Style& style) const {
    const std::string& id = indicator_of(*row.row, column);
    const Layer* layer = figure(id, row.item, column.measure);
    if (layer == nullptr || (row.row->star && row.item.empty())) return sheet.blank(at, style.formatted(kWholeFormat));
    if (!layer->observation.code.empty()) return sheet.text(at, layer->observation.code, style);
    if (!layer->observation.value) return sheet.blank(at, style.formatted(kWholeFormat));
    const std::string& unit = row.row->unit.empty() ? copy_.form.unit_line : row.row->unit;
    const Indicator* indicator = catalogue_.indicator(id);
    const double value =
        indicator == nullptr ? *layer->observation.value : in_unit(*layer->observation.value, indicator->unit, unit, catalogue_);
    sheet.number(at, value, style.formatted(format_as_filed(value)));
  }

 private:
  // The comparisons list a park's items in order.
  std::vector<std::string> items_of(const std::string& indicator) const {
    std::vector<std::string> items;
    for (const model::Comparison& comparison : report_.analysis.comparisons) {
      if (comparison.indicator != indicator) continue;
      for (const model::ComparedFigure& figure : comparison.figures) {
        if (report_.analysis.parks[figure.park].name == copy_.park.name) items.push_back(figure.item);
      }
      return items;
    }
    return items;
  }

  template <class Condition>
  bool with_status(const Condition& condition) const {
    auto value = report_.table.values.lower_bound(ObservationKey{copy_.period, copy_.park.name, "", "", ""});
    for (; value != report_.table.values.end(); ++value) {
      if (value->first.period != copy_.period || value->first.park != copy_.park.name) return false;
      const Layer* layer = value->second.standing();
      if (layer != nullptr && copy_.form.row_of(value->first.indicator) != nullptr && condition(*layer)) return true;
    }
    return false;
  }

  const MonthlyReport& report_;
  const Catalogue& catalogue_;
  const FormCopy& copy_;
};

std::vector<PrintedRow> blank_rows(const FormTable& table) {
  std::vector<PrintedRow> rows;
  for (const FormRow& row : table.rows) rows.push_back({&row, ""});
  return rows;
}

void write_blank(Sheet& sheet, model::CellAddress at, const PrintedRow&, const FormColumn&, const Style& style) {
  Style open = style.formatted(kWholeFormat);
  open.unlocked = true;
  sheet.blank(at, open);
}

}  // namespace

model::Result<std::vector<WrittenFile>> write_filled_forms(const MonthlyReport& report, const Catalogue& catalogue,
                                                           const Words& words, const std::filesystem::path& out) {
  std::vector<WrittenFile> written;
  const Form& form = *catalogue.form(report.analysis.form, report.period.year);
  const model::Register& parks = *catalogue.register_of(form.register_id);
  const std::string folder = period_folder(report.period, words) + "/" + safe_name(words("file.filled-folder")) + "/";
  for (const model::AnalysedPark& park : report.analysis.parks) {
    const ReportingUnit* unit = parks.find(park.name, report.period);
    if (unit == nullptr) continue;
    const FormCopy copy{form, *unit, report.period, kFilled, ""};
    const FilledForm filled(report, catalogue, copy);
    if (!filled.any()) continue;
    FormDrawing drawing;
    if (filled.any_provisional()) drawing.notes.push_back(words("form.provisional"));
    drawing.rows_of = [&](const FormTable& table) { return filled.rows_of(table); };
    drawing.write_value = [&](Sheet& sheet, model::CellAddress at, const PrintedRow& row, const FormColumn& column,
                              const Style& style) { filled.write_value(sheet, at, row, column, style); };
    auto file = write_copy(copy, folder + file_name(copy, "file.filled", words), drawing, report.cut_off, catalogue, words, out);
    if (!file) return file.failure();
    written.push_back(std::move(*file));
  }
  return written;
}

model::Result<std::vector<WrittenFile>> write_blank_forms(const TemplateRequest& request, const Catalogue& catalogue,
                                                          const Words& words, const std::filesystem::path& out) {
  std::vector<WrittenFile> written;
  const std::string folder = safe_name(words("file.template-folder", {{"year", std::to_string(request.year)}})) + "/";
  const model::Date created{request.year, 1, 1};
  const FormDrawing blank{{}, blank_rows, write_blank, {}, {}};
  for (const Form& form : catalogue.forms) {
    if (catalogue.form(form.id, request.year) != &form || (!request.form.empty() && form.id != request.form)) continue;
    const model::Register* units = catalogue.register_of(form.register_id);
    if (units == nullptr) continue;
    for (const int month : form.months) {
      const Period period = Period::month(request.year, month);
      if (request.period && *request.period != period) continue;
      for (const ReportingUnit& unit : units->units) {
        if (!unit.reports(form.id, period) || units->find(unit.name, period) != &unit) continue;
        if (!request.park.empty() && unit.name != request.park) continue;
        const FormCopy copy{form, unit, period, kTemplate, ""};
        const std::string park_folder = safe_name(unit.short_name.empty() ? unit.name : unit.short_name) + "/";
        auto file = write_copy(copy, folder + park_folder + file_name(copy, "file.template", words), blank, created, catalogue,
                               words, out);
        if (!file) return file.failure();
        written.push_back(std::move(*file));
      }
    }
  }
  std::sort(written.begin(), written.end(), [](const WrittenFile& a, const WrittenFile& b) { return a.path < b.path; });
  return written;
}

}  // namespace huibiao::report
