#include <algorithm>

#include "extract/ledger_hidden.hpp"
#include "pipeline/ledgers.hpp"
#include "workbook/reader.hpp"

namespace huibiao::pipeline {

recognise::LedgerHeadings& LedgerFiles::headings() {
  if (!headings_) headings_.emplace(catalogue_);
  return *headings_;
}

extract::LedgerHeads& LedgerFiles::heads() {
  if (!heads_) heads_.emplace(catalogue_);
  return *heads_;
}

extract::LedgerSetting LedgerFiles::with_heading(const extract::LedgerSetting& setting,
                                                 const recognise::Circumstances& circumstances, const model::Workbook* workbook) {
  extract::LedgerSetting whole = setting;
  whole.workbook = workbook;
  whole.heading = [this, &circumstances](const model::Workbook& above, extract::LedgerSheet& sheet, std::string& unit_of_line) {
    recognise::LedgerHeading said = headings().read(above, sheet.header, sheet.has_units, circumstances);
    sheet.year = said.year;
    sheet.unit = std::move(said.unit);
    sheet.correction = said.correction;
    if (sheet.held_by.empty()) sheet.held_by = std::move(said.held_by);
    std::move(said.diagnostics.begin(), said.diagnostics.end(), std::back_inserter(sheet.diagnostics));
    unit_of_line = std::move(said.unit_of_line);
  };
  return whole;
}

std::optional<extract::LedgerReading> LedgerFiles::read(const model::Workbook& workbook,
                                                        const recognise::Circumstances& circumstances,
                                                        const extract::LedgerSetting& setting) {
  if (catalogue_.ledgers.empty()) return std::nullopt;
  // Most workbooks are forms: a look at their first rows has to be enough.
  if (std::none_of(workbook.grids.begin(), workbook.grids.end(),
                   [&](const model::Grid& grid) { return heads().find(grid).has_value(); }))
    return std::nullopt;
  extract::LedgerReader reader(catalogue_, heads(), with_heading(setting, circumstances, &workbook));
  for (std::size_t i = 0; i < workbook.grids.size(); ++i)
    if (!workbook.grids[i].cells.empty()) reader.take(i, workbook.grids[i].name, workbook.grids[i].cells);
  extract::LedgerReading reading = reader.finish();
  if (reading.sheets.empty()) return std::nullopt;
  extract::tell_hidden(reading, workbook);
  return reading;
}

std::optional<extract::LedgerReading> LedgerFiles::read(std::string_view bytes, const recognise::Circumstances& circumstances,
                                                        const extract::LedgerSetting& setting, model::Diagnostics& noticed) {
  if (catalogue_.ledgers.empty()) return std::nullopt;
  std::optional<extract::LedgerReading> reading;
  model::Diagnostics said;
  const auto pass = [&](extract::LedgerReader& reader) {
    said.clear();
    return workbook::read_cells(
        bytes, workbook::Limits{}, said,
        [&](std::size_t sheet, std::string_view name, std::span<const model::Cell> cells) { reader.take(sheet, name, cells); });
  };
  // What is handed on while rows are read may be handed on once only.
  const bool hands_on = setting.keep != nullptr || setting.observe != nullptr;
  extract::LedgerSetting first = setting;
  first.keep = nullptr;
  first.observe = nullptr;
  extract::LedgerReader reader(catalogue_, heads(), with_heading(first, circumstances, nullptr));
  const auto streamed = pass(reader);
  if (!streamed) return std::nullopt;
  reading = reader.finish();
  if (reading->sheets.empty()) return std::nullopt;
  if (!streamed->in_order) {  // two cells may stand in one place, which only reading all of it settles
    said.clear();
    const auto whole = workbook::read(bytes, workbook::Limits{}, said);
    if (!whole) return std::nullopt;
    reading = read(*whole, circumstances, setting);
  } else {
    if (hands_on || reader.must_know(streamed->workbook)) {
      extract::LedgerReader again(catalogue_, heads(), with_heading(setting, circumstances, &streamed->workbook));
      if (!pass(again)) return std::nullopt;
      reading = again.finish();
    }
    extract::tell_hidden(*reading, streamed->workbook);
  }
  std::move(said.begin(), said.end(), std::back_inserter(noticed));
  return reading;
}

}  // namespace huibiao::pipeline
