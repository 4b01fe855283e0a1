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
    : sheet_(sheet),
      catalogue_(catalogue),
      words_(words),
      rows_(rows),
      linked_(linked && rows > 0),
      effective_(words.name("status", std::string(to_string(model::Status::effective)))),
      provisional_(words.name("status", std::string(to_string(model::Status::provisional)))),
      awaiting_(words.name("status", "awaiting", provisional_)) {
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

const std::string& DetailTable::form_name(const std::string& form, int year) {
  if (form != form_ || year != form_year_) {
    form_ = form;
    form_year_ = year;
    const model::Form* definition = catalogue_.form(form, year);
    form_name_ = definition == nullptr ? words_.name("form-name", form) : words_.in(definition->name);
  }
  return form_name_;
}

void DetailTable::write_value(model::CellAddress at, double value, const std::optional<CellPlace>& place) {
  const int decimals = decimals_as_filed(value);
  const auto [entry, added] = looks_.try_emplace(decimals);
  ValueLook& look = entry->second;
  if (added) {
    look.style = styles::number().formatted(format_as_filed(value));
    if (linked_) look.style.color = kLinkColor;
  }
  if (linked_ && place) sheet_.link(at, *place->sheet, place->cell);
  if (linked_ && !place) {
    Style unlinked = look.style;
    unlinked.color = body_.color;
    sheet_.number(at, value, unlinked);
  } else {
    sheet_.number(at, value, look.style);
  }
  if (value < 0 || value > look.largest) {
    widths_.fit(kValueColumn, value, decimals);
    look.largest = std::max(look.largest, value);
  }
}

void DetailTable::add(const model::ObservationKey& key, const model::Layer& layer, const std::optional<CellPlace>& place) {
  const model::Observation& observation = layer.observation;
  const model::Indicator& indicator = *catalogue_.indicator(key.indicator);
  const model::Measure* measure = catalogue_.measure(key.measure);
  const model::Office* office = catalogue_.office(observation.source);
  const std::string& unit = measure != nullptr && !measure->unit.empty() ? measure->unit : indicator.unit;
  write_texts(0, {key.park, words_.in(indicator.name), key.item,
                  measure == nullptr ? std::string_view(key.measure.text()) : words_.in(measure->name)});
  const model::CellAddress at{row_, kValueColumn};
  if (observation.value) {
    write_value(at, *observation.value, place);
  } else {
    write_texts(kValueColumn, {observation.code});
  }
  auto named = units_.find(unit);
  if (named == units_.end()) {
    named = units_.emplace(unit, unit_name(unit, words_)).first;
    widths_.fit(kValueColumn + 1, named->second + " ");
  }
  sheet_.text({row_, kValueColumn + 1}, named->second, unit_style_);
  write_texts(kValueColumn + 2, {office == nullptr ? std::string_view(observation.source.text()) : words_.in(office->name),
                                 status_of(layer), form_name(layer.form, key.period.year), layer.file, observation.sheet,
                                 layer.file.empty() ? std::string() : to_string(observation.cell),
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
