// One row a standing figure, with where it came from: exactly what `export observations` says of the period.
#include <algorithm>
#include <tuple>

#include "report/layout.hpp"
#include "report/summary.hpp"
#include "report/units.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::Layer;
using model::ObservationKey;

namespace {

constexpr double kLeastWidth = 6;
constexpr double kMostWidth = 40;

constexpr const char* kHeaders[] = {"detail.park",  "detail.indicator", "detail.item",   "detail.measure",  "detail.value",
                                    "detail.unit",  "detail.source",    "detail.status", "detail.form",     "detail.file",
                                    "detail.sheet", "detail.cell",      "detail.raw",    "detail.raw-unit", "detail.submission"};
constexpr std::size_t kColumns = std::size(kHeaders);
constexpr std::uint32_t kValueColumn = 4;

template <class Entries, class Id>
std::size_t place_of(const Entries& entries, const Id& is_it) {
  return static_cast<std::size_t>(std::find_if(entries.begin(), entries.end(), is_it) - entries.begin());
}

// Parks in the order of the other sheets, indicators and measures in the catalogue's, items as filed.
auto order_of(const Summary& summary, const ObservationKey& key, const Layer& layer) {
  const auto park = place_of(summary.analysis().parks, [&](const auto& entry) { return entry.name == key.park; });
  const auto indicator = place_of(summary.catalogue.indicators, [&](const auto& entry) { return entry.id == key.indicator; });
  const auto measure = place_of(summary.catalogue.measures, [&](const auto& entry) { return entry.id == key.measure; });
  return std::tuple(park, indicator, key.item.empty() ? 0u : layer.observation.cell.row, key.item, measure);
}

std::vector<std::string> texts_of(const Summary& summary, const ObservationKey& key, const Layer& layer) {
  const Words& words = summary.words;
  const model::Observation& observation = layer.observation;
  const model::Indicator* indicator = summary.catalogue.indicator(key.indicator);
  const model::Measure* measure = summary.catalogue.measure(key.measure);
  const model::Office* office = summary.catalogue.office(observation.source);
  const model::Form* form = summary.catalogue.form(layer.form, key.period.year);
  const std::string& unit = measure != nullptr && !measure->unit.empty() ? measure->unit : indicator->unit;
  return {key.park,
          words.in(indicator->name),
          key.item,
          measure == nullptr ? key.measure.text() : words.in(measure->name),
          observation.code,
          unit_name(unit, words),
          office == nullptr ? observation.source.text() : words.in(office->name),
          words.name("status", std::string(to_string(layer.status))),
          form == nullptr ? words.name("form-name", layer.form) : words.in(form->name),
          layer.file,
          observation.sheet,
          layer.file.empty() ? std::string() : to_string(observation.cell),
          text::printable(observation.raw),
          text::printable(observation.raw_unit),
          layer.submission};
}

}  // namespace

void write_detail(Sheet& sheet, const Summary& summary) {
  const Words& words = summary.words;
  std::vector<std::pair<const ObservationKey*, const Layer*>> rows;
  for (const auto& [key, value] : summary.report.table.values) {
    const Layer* layer = key.period == summary.report.period ? value.standing() : nullptr;
    if (layer == nullptr || (!layer->observation.value && layer->observation.code.empty())) continue;
    if (summary.catalogue.indicator(key.indicator) != nullptr) rows.emplace_back(&key, layer);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    return order_of(summary, *a.first, *a.second) < order_of(summary, *b.first, *b.second);
  });

  const model::Arguments arguments = period_arguments(summary.report.period);
  write_heading(sheet, {words("detail.title", arguments), words("detail.left", arguments), ""}, kColumns);
  std::vector<std::string> headers;
  for (const char* key : kHeaders) headers.push_back(words(key));
  write_headers(sheet, kHeadingRows, headers);
  ColumnWidths widths;
  for (std::uint32_t column = 0; column < kColumns; ++column) widths.fit(column, headers[column] + "  ");

  std::uint32_t row = kHeadingRows + 1;
  const Style body = styles::body();
  for (const auto& [key, layer] : rows) {
    const std::vector<std::string> texts = texts_of(summary, *key, *layer);
    for (std::uint32_t column = 0; column < kColumns; ++column) {
      if (column == kValueColumn && layer->observation.value) {
        const std::string format = format_as_filed(*layer->observation.value);
        sheet.number({row, column}, *layer->observation.value, styles::number().formatted(format));
        widths.fit(column, *layer->observation.value, decimals_as_filed(*layer->observation.value));
      } else {
        sheet.text({row, column}, texts[column], column == kValueColumn + 1 ? body.indented(1) : body);
        widths.fit(column, texts[column] + " ");
      }
    }
    ++row;
  }
  close_table(sheet, row, kColumns);
  widths.apply(sheet, kLeastWidth, kMostWidth);
  sheet.filter({{kHeadingRows, 0}, {std::max(row - 1, kHeadingRows), kColumns - 1}});
  sheet.freeze(kHeadingRows + 1, 1);
  sheet.repeat_rows(0, kHeadingRows);
  sheet.page(Orientation::landscape);
}

}  // namespace huibiao::report
