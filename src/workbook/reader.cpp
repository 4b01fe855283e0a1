#include "workbook/reader.hpp"

#include "workbook/delimited_text.hpp"
#include "workbook/html_table.hpp"
#include "workbook/ods.hpp"
#include "workbook/spreadsheet_ml.hpp"
#include "workbook/xls.hpp"
#include "workbook/xlsx.hpp"

namespace huibiao::workbook {

model::Result<model::Workbook> read(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics) {
  return read(bytes, detect(bytes), limits, diagnostics);
}

model::Result<model::Workbook> read(std::string_view bytes, FileKind kind, const Limits& limits,
                                    model::Diagnostics& diagnostics) {
  const model::Arguments named = {{"kind", "[[" + word_of_kind(kind, bytes) + "]]"}};
  if (bytes.size() > limits.file_bytes) {
    return model::failure("file.limit", {{"limit", "[[limit.file_bytes]]"},
                                         {"found", std::to_string(bytes.size())},
                                         {"expected", std::to_string(limits.file_bytes)}});
  }
  switch (kind) {
    case FileKind::xlsx:
      return read_xlsx(bytes, limits, diagnostics);
    case FileKind::spreadsheet_ml:
      return read_spreadsheet_ml(bytes, limits, diagnostics);
    case FileKind::html:
      return read_html(bytes, limits, diagnostics);
    case FileKind::ods:
      return read_ods(bytes, limits, diagnostics);
    case FileKind::delimited_text:
      return read_delimited_text(bytes, limits, diagnostics);
    case FileKind::xls:
      return read_xls(bytes, limits, diagnostics);
    case FileKind::encrypted:
      return model::failure("file.encrypted", named);
    case FileKind::zip_archive:
    case FileKind::other_archive:
      return model::failure("file.archive", named);
    case FileKind::empty:
      return model::failure("file.empty");
    case FileKind::word:
    case FileKind::pdf:
    case FileKind::ofd:
    case FileKind::picture:
    case FileKind::unknown:
      break;
  }
  return model::failure("file.not-a-workbook", named);
}

model::Result<StreamedWorkbook> read_cells(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics,
                                           const CellSink& sink) {
  if (bytes.size() <= limits.file_bytes && detect(bytes) == FileKind::xlsx)
    return read_xlsx_cells(bytes, limits, diagnostics, sink);
  auto workbook = read(bytes, limits, diagnostics);
  if (!workbook) return workbook.failure();
  StreamedWorkbook streamed{std::move(*workbook)};
  for (std::size_t i = 0; i < streamed.workbook.grids.size(); ++i) {
    model::Grid& grid = streamed.workbook.grids[i];
    if (!grid.cells.empty()) sink(i, grid.name, grid.cells);
    grid.cells = {};
  }
  return streamed;
}

}  // namespace huibiao::workbook
