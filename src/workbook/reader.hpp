// Bytes to a workbook. What a file is, its first bytes decide, never its name. The only room that knows zip, XML and BIFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "model/result.hpp"
#include "model/workbook.hpp"

namespace huibiao::workbook {

enum class FileKind {
  xlsx,  // also xlsm, xltx: an OOXML workbook in a zip
  xls,   // also et: a CFB file with a Workbook or Book stream
  ods,
  delimited_text,  // csv, txt
  spreadsheet_ml,  // Excel 2003 XML
  html,
  zip_archive,    // a zip that is none of the above
  encrypted,      // a CFB file with EncryptedPackage, a zip with encrypted entries; read() finds an xls with FILEPASS
  other_archive,  // rar, 7z, gz …
  word,           // docx, doc, wps
  pdf,
  ofd,
  picture,
  empty,  // no bytes at all
  unknown,
};

// "xlsx", "ods", … as messages and exports name it.
std::string_view to_string(FileKind kind);

// Never fails and never reads past the bytes.
FileKind detect(std::string_view bytes);
// The catalogue's word for what a file is, more exactly than its kind where that is known: "filekind.pdf", "archive.rar".
std::string word_of_kind(FileKind kind, std::string_view bytes);

// What a workbook may cost before it is refused (each limit is named in its message).
struct Limits {
  std::size_t file_bytes = 256u << 20;
  std::size_t entries = 10'000;               // parts of a zip
  std::size_t part_bytes = 2'000u << 20;      // one part inflated
  std::size_t inflated_bytes = 4'000u << 20;  // all parts inflated
  std::size_t ratio = 1'100;                  // inflated to packed, of a part (deflate cannot exceed 1032)
  std::size_t cells = 20'000'000;
  std::size_t repeated_cells = 2'000'000;  // of ods: written once for several places
  std::size_t string_bytes = 1'000u << 20;
  std::size_t nesting = 64;  // elements
  std::size_t sheets = 1'024;

  friend bool operator==(const Limits&, const Limits&) = default;
};

// Reads a workbook of any format that is supported. Not supported or broken: a failure whose rule says which ("file.pdf",
// "file.truncated", "file.encrypted", "file.limit", "file.damaged", "file.format-not-read" …) with arguments part, found,
// expected, limit as they apply. Oddities that lose nothing are appended to diagnostics. Thread-safe.
model::Result<model::Workbook> read(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics);
// The same, of bytes that detect() said to be of that kind.
model::Result<model::Workbook> read(std::string_view bytes, FileKind kind, const Limits& limits, model::Diagnostics& diagnostics);

// Takes cells of one sheet (from 0, as in Workbook::grids), never none. They and their texts last until it returns.
using CellSink = std::function<void(std::size_t sheet, std::string_view name, std::span<const model::Cell> cells)>;

struct StreamedWorkbook {
  model::Workbook workbook;  // its grids without their cells
  bool in_order = true;      // every cell lay behind the one before it on its sheet
};

// As read(), but the cells are handed on, sheet by sheet and as they stand in the file, instead of being kept: an .xlsx of any
// size costs the memory of its packed bytes, its shared strings and a window. Where `in_order` is false two cells may stand in
// one place, and only read() settles which. A failure may come after cells have been handed on: nothing of the file is sound
// then.
model::Result<StreamedWorkbook> read_cells(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics,
                                           const CellSink& sink);

}  // namespace huibiao::workbook
