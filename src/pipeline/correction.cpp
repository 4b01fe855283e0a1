#include "pipeline/correction.hpp"

#include <algorithm>

#include "extract/reading.hpp"

namespace huibiao::pipeline {

std::optional<model::Diagnostic> read_correction(const std::string& text, const model::Catalogue& catalogue,
                                                 model::Decision& decision) {
  const model::Indicator& indicator = *catalogue.indicator(decision.key.indicator);
  const model::Measure& measure = *catalogue.measure(decision.key.measure);
  if (indicator.has_items == decision.key.item.empty())
    return model::failure(indicator.has_items ? "usage.item-wanted" : "usage.no-item", {{"indicator", indicator.id}});
  decision.raw = text;
  if (indicator.nature == model::Nature::answer) {
    decision.code = text;
    const bool known = std::find(indicator.codes.begin(), indicator.codes.end(), text) != indicator.codes.end();
    return known ? std::nullopt : std::optional(model::failure("usage.value", {{"found", text}, {"unit", indicator.id}}));
  }
  model::Slot slot;
  slot.indicator = indicator.id;
  slot.measure = measure.id;
  slot.unit = measure.unit.empty() ? indicator.unit : measure.unit;
  model::Cell cell;
  cell.kind = model::CellKind::text;
  cell.text = text;
  const extract::Reading reading = extract::read_figure(cell, {}, slot, indicator, catalogue);
  if (!reading.value || !reading.held_by.empty()) return model::failure("usage.value", {{"found", text}, {"unit", slot.unit}});
  decision.value = reading.value->to_double();
  decision.last_digit_exponent = reading.value->exponent;
  decision.raw_unit = reading.raw_unit;
  return std::nullopt;
}

}  // namespace huibiao::pipeline
