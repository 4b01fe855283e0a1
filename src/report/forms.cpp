// Each park's official form with its standing figures, the offices' rows included.
#include "report/forms.hpp"

#include <algorithm>

#include "report/form_copy.hpp"
#include "report/paths.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::Catalogue;
using model::Form;
using model::FormColumn;
using model::FormTable;
using model::Indicator;
using model::Layer;
using model::ObservationKey;
using model::Period;
using model::ReportingUnit;
using model::WrittenFile;

namespace {

constexpr const char* kFilled = "filled-form";

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
    return with_status([](const Layer& layer) { return layer.status == model::Status::provisional && layer.awaits.empty(); });
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

}  // namespace huibiao::report
