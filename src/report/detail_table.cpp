#include "report/detail_table.hpp"

#include <algorithm>

#include "report/units.hpp"
#include "text/text.hpp"

namespace huibiao::report {

namespace {

constexpr double kLeastWidth = 6;
constexpr double kMostWidth = 40;
constexpr std::uint32_t kLinkColor = 0x0563C1;

constexpr const char* kHeaders[] = {"detail.park",  "detail.indicator", "detail.item",   "detail.measure",  "detail.value",
                                    "detail.unit",  "detail.source",    "detail.status", "detail.form",     "detail.file",
                                    "detail.sheet", "detail.cell",      "detail.raw",    "detail.raw-unit", "detail.submission"};
constexpr std::uint32_t kColumns = std::size(kHeaders);
constexpr std::uint32_t kValueColumn = 4;

}  // namespace

DetailTable::DetailTable(Sheet& sheet, const model::Period& period, std::size_t rows, bool linked,
                         const model::Catalogue& catalogue, const Words& words)
    : sheet_(sheet), catalogue_(catalogue), words_(words), rows_(rows), linked_(linked && rows > 0) {
  const model::Arguments arguments = period_arguments(period);
  write_heading(sheet, {words("detail.title", arguments), words("detail.left", arguments), ""}, kColumns);
  std::vector<std::string> headers;
  for (const char* key : kHeaders) headers.push_back(words(key));
  const std::uint32_t last = kHeadingRows + static_cast<std::uint32_t>(rows);
  if (linked_) {
    sheet.table({{kHeadingRows, 0}, {last, kColumns - 1}}, headers);
  } else {
    sheet.filter({{kHeadingRows, 0}, {last, kColumns - 1}});
  }
  write_headers(sheet, kHeadingRows, headers);
  for (std::uint32_t column = 0; column < kColumns; ++column) widths_.fit(column, headers[column] + "  ");
}

void DetailTable::write_texts(std::uint32_t first, std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    sheet_.text({row_, first}, text, body_);
    widths_.fit(first++, text);
  }
}

void DetailTable::add(const model::ObservationKey& key, const model::Layer& layer, const std::optional<CellPlace>& place) {
  const model::Observation& observation = layer.observation;
  const model::Indicator& indicator = *catalogue_.indicator(key.indicator);
  const model::Measure* measure = catalogue_.measure(key.measure);
  const model::Office* office = catalogue_.office(observation.source);
  const model::Form* form = catalogue_.form(layer.form, key.period.year);
  const std::string& unit = measure != nullptr && !measure->unit.empty() ? measure->unit : indicator.unit;
  write_texts(0, {key.park, words_.in(indicator.name), key.item,
                  measure == nullptr ? std::string_view(key.measure.text()) : words_.in(measure->name)});
  const model::CellAddress at{row_, kValueColumn};
  if (observation.value) {
    Style style = styles::number().formatted(format_as_filed(*observation.value));
    if (linked_ && place) {
      sheet_.link(at, *place->sheet, place->cell);
      style.color = kLinkColor;
    }
    sheet_.number(at, *observation.value, style);
    widths_.fit(kValueColumn, *observation.value, decimals_as_filed(*observation.value));
  } else {
    write_texts(kValueColumn, {observation.code});
  }
  const std::string unit_text = unit_name(unit, words_);
  sheet_.text({row_, kValueColumn + 1}, unit_text, body_.indented(1));
  widths_.fit(kValueColumn + 1, unit_text + " ");
  write_texts(kValueColumn + 2, {office == nullptr ? std::string_view(observation.source.text()) : words_.in(office->name),
                                 words_.name("status", std::string(to_string(layer.status))),
                                 form == nullptr ? words_.name("form-name", layer.form) : words_.in(form->name), layer.file,
                                 observation.sheet, layer.file.empty() ? std::string() : to_string(observation.cell),
                                 text::printable(observation.raw), text::printable(observation.raw_unit), layer.submission});
  ++row_;
}

void DetailTable::finish() {
  close_table(sheet_, row_, kColumns);
  widths_.apply(sheet_, kLeastWidth, kMostWidth);
  sheet_.freeze(kHeadingRows + 1, 1);
  sheet_.repeat_rows(0, kHeadingRows);
  sheet_.page(Orientation::landscape);
}

}  // namespace huibiao::report
