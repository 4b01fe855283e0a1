// The sheets from base variables to points.
#include "report/evaluation_formulas.hpp"
#include "report/evaluation_points.hpp"
#include "report/evaluation_sheets.hpp"

namespace huibiao::report {
namespace {

using Frame = EvaluationFrame;
using model::CellAddress;
using model::EvaluatedUnit;
using SecondLine = EvaluationFrame::SecondLine;

void write_value(const Frame& frame, Sheet& sheet, CellAddress at, const model::EvaluationReading& reading,
                 const model::EvaluatedValue& value) {
  const NoValue no{frame.words("values.missing"), frame.words("values.undefined")};
  const CellOfVariable cell_of = [&](int place) {
    return Frame::cell(*frame.sheets.variables, at.row, Frame::column_of(frame.system.place_of(place)));
  };
  const std::string text = value_formula(reading, cell_of, no);
  if (value.known()) return sheet.formula(at, text, value.value, Frame::figure("#,##0.0000"));
  sheet.formula(at, text, value.state == model::ValueState::missing ? no.missing : no.undefined,
                Frame::figure("").aligned(Align::center));
}

}  // namespace

void write_base_variables(const EvaluationFrame& frame) {
  Sheet& sheet = *frame.sheets.variables;
  const std::size_t count = frame.system.variables.size();
  frame.begin(sheet, "variables.title", "variables.left", {Frame::column_of(count)});
  std::vector<std::string> names;
  for (std::size_t v = 0; v < count; ++v) {
    const std::uint32_t column = Frame::column_of(v);
    const model::Indicator& variable = frame.catalogue.indicators[static_cast<std::size_t>(frame.system.variables[v])];
    names.push_back(frame.words.in(variable.name));
    Frame::write_name(sheet, column, names.back());
    sheet.text({Frame::kUnitRow, column}, variable.unit, Frame::head(Frame::kUnitRow));
    sheet.text({Frame::kWeightRow, column}, variable.id, Frame::head(Frame::kWeightRow));
    frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      const std::optional<double>& value = unit.variables[v];
      sheet.number({row, column}, value, Frame::figure(value ? format_as_filed(*value) : kWholeFormat));
    });
  }
  Frame::fit_names(sheet, names);
}

void write_values(const EvaluationFrame& frame) {
  Sheet& sheet = *frame.sheets.values;
  frame.begin_by_indicator(sheet, "values.title", "values.left", SecondLine::unit);
  for (std::size_t i = 0; i < frame.system.indicators.size(); ++i) {
    const model::EvaluationIndicator& indicator = frame.system.indicators[i];
    const std::uint32_t column = Frame::column_of(i);
    sheet.text({Frame::kWeightRow, column}, frame.words(indicator.lower_is_better ? "settings.lower" : "settings.higher"),
               Frame::head(Frame::kWeightRow));
    frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      write_value(frame, sheet, {row, column}, indicator.readings[indicator.reading], unit.values[i]);
    });
  }
}

void write_compared_with(const EvaluationFrame& frame) {
  Sheet& sheet = *frame.sheets.targets;
  frame.begin_by_indicator(sheet, "targets.title", "targets.left", SecondLine::unit);
  for (std::size_t i = 0; i < frame.system.indicators.size(); ++i) {
    const model::EvaluationIndicator& indicator = frame.system.indicators[i];
    if (!indicator.target) continue;
    frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      write_value(frame, sheet, {row, Frame::column_of(i)}, {"", *indicator.target, std::nullopt}, unit.targets[i]);
    });
  }
}

void write_points(const EvaluationFrame& frame) {
  Sheet& sheet = *frame.sheets.points;
  const Sheet& values = *frame.sheets.values;
  frame.begin_by_indicator(sheet, "points.title", "points.left", SecondLine::points);
  sheet.text({Frame::kWeightRow, Frame::kNameColumn}, frame.words("common.weight"), Frame::head(Frame::kWeightRow));
  for (std::size_t i = 0; i < frame.system.indicators.size(); ++i) {
    const model::EvaluationIndicator& indicator = frame.system.indicators[i];
    const std::uint32_t column = Frame::column_of(i);
    sheet.formula({Frame::kWeightRow, column}, frame.places.weights[i], indicator.weight, Frame::head(Frame::kWeightRow));
    frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      const PointsCells cells{Frame::cell(values, row, column),
                              indicator.target ? Frame::cell(*frame.sheets.targets, row, column) : "",
                              Frame::cell(row, Frame::kRegionColumn), frame.range(values, column), frame.result.bounds[i].given};
      Frame::formula(sheet, {row, column}, points_formula(frame.system, i, cells, frame.places), unit.points[i],
                     kTwoDecimalsFormat);
    });
  }
}

}  // namespace huibiao::report
