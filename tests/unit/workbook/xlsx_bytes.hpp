// Workbooks written out in a test, part by part, so that it shows what it reads; and what was read as lines of text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/workbook.hpp"
#include "workbook/reader.hpp"

namespace huibiao::workbook {

inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, text

inline std::string number(std::size_t value, int width) {
  std::string bytes;
  for (; width > 0; --width, value >>= 8) bytes += static_cast<char>(value & 0xFF);
  return bytes;
}

// A deflate stream of blocks that are stored as they are (RFC 1951, 3.2.4).
inline std::string deflated(std::string_view text) {
  constexpr std::size_t kBlock = 65'535;
  std::string bytes;
  do {
    const std::string_view block = text.substr(0, kBlock);
    text.remove_prefix(block.size());
    bytes += number(text.empty() ? 1 : 0, 1) + number(block.size(), 2) + number(~block.size(), 2) + std::string(block);
  } while (!text.empty());
  return bytes;
}

enum class ZipStyle { stored, deflated, zip64 };

// A zip, every entry written in that style.
class ZipBytes {
 public:
  explicit ZipBytes(const Parts& parts, ZipStyle style = ZipStyle::stored) {
    const bool wide = style == ZipStyle::zip64;
    const std::size_t in_64 = 0xFFFFFFFF;
    std::string directory;
    for (const auto& [name, text] : parts) {
      const std::string packed = style == ZipStyle::deflated ? deflated(text) : text;
      const std::string before = number(20, 2) + number(0, 2) + number(style == ZipStyle::deflated ? 8 : 0, 2) + number(0, 4) +
                                 number(crc32(text), 4) + number(wide ? in_64 : packed.size(), 4) +
                                 number(wide ? in_64 : text.size(), 4) + number(name.size(), 2);
      const std::string sizes = number(text.size(), 8) + number(packed.size(), 8);
      const std::string local_extra = wide ? number(1, 2) + number(16, 2) + sizes : "";
      const std::string extra = wide ? number(1, 2) + number(24, 2) + sizes + number(bytes_.size(), 8) : "";
      directory += "PK\1\2" + number(20, 2) + before + number(extra.size(), 2) + number(0, 10) +
                   number(wide ? in_64 : bytes_.size(), 4) + name + extra;
      bytes_ += "PK\3\4" + before + number(local_extra.size(), 2) + name + local_extra + packed;
    }
    directory_offset_ = bytes_.size();
    bytes_ += directory;
    const std::size_t end64 = bytes_.size();
    if (wide) {
      bytes_ += "PK\6\6" + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) + number(parts.size(), 8) +
                number(parts.size(), 8) + number(directory.size(), 8) + number(directory_offset_, 8);
      bytes_ += "PK\6\7" + number(0, 4) + number(end64, 8) + number(1, 4);
    }
    bytes_ += "PK\5\6" + number(0, 4) + number(wide ? 0xFFFF : parts.size(), 2) + number(wide ? 0xFFFF : parts.size(), 2) +
              number(wide ? in_64 : directory.size(), 4) + number(wide ? in_64 : directory_offset_, 4) + number(0, 2);
  }

  const std::string& bytes() const { return bytes_; }
  std::size_t directory_offset() const { return directory_offset_; }

 private:
  std::string bytes_;
  std::size_t directory_offset_ = 0;
};

inline constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/relationships";

// A workbook of one sheet, Sheet1, in the usual places; every part can be replaced.
class Xlsx {
 public:
  explicit Xlsx(std::string_view sheet_data = "") {
    rows(sheet_data);
    set("_rels/.rels", relations({{"rId1", "officeDocument", "xl/workbook.xml"}}));
    set("xl/_rels/workbook.xml.rels", relations({{"rId1", "worksheet", "worksheets/sheet1.xml"},
                                                 {"rId2", "sharedStrings", "sharedStrings.xml"},
                                                 {"rId3", "styles", "styles.xml"}}));
    book(R"(<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>)");
    strings("");
    styles("", R"(<xf numFmtId="0" fontId="0"/>)");
  }

  struct Relation {
    std::string_view id, kind, target;
  };
  static std::string relations(const std::vector<Relation>& all, std::string_view space = kRelations) {
    std::string text = "<Relationships xmlns=\"" + std::string(kPackage) + "\">";
    for (const Relation& relation : all) {
      text += "<Relationship Id=\"" + std::string(relation.id) + "\" Type=\"" + std::string(space) + "/" +
              std::string(relation.kind) + "\" Target=\"" + std::string(relation.target) + "\"/>";
    }
    return text + "</Relationships>";
  }

  Xlsx& set(const std::string& name, std::string text) {
    for (auto& part : parts_) {
      if (part.first == name) return part.second = std::move(text), *this;
    }
    parts_.emplace_back(name, std::move(text));
    return *this;
  }
  Xlsx& add(const std::string& name, std::string text) { return parts_.emplace_back(name, std::move(text)), *this; }
  Xlsx& remove(const std::string& name) {
    std::erase_if(parts_, [&](const auto& part) { return part.first == name; });
    return *this;
  }
  static std::string root(std::string_view name, std::string_view inner) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<" + std::string(name) + " xmlns=\"" +
           std::string(kMain) + "\" xmlns:r=\"" + std::string(kRelations) + "\">" + std::string(inner) + "</" +
           std::string(name) + ">";
  }
  Xlsx& book(std::string_view inner) { return set("xl/workbook.xml", root("workbook", inner)); }
  Xlsx& sheet(std::string_view inner) { return set("xl/worksheets/sheet1.xml", root("worksheet", inner)); }
  Xlsx& rows(std::string_view inner) { return sheet("<sheetData>" + std::string(inner) + "</sheetData>"); }
  Xlsx& strings(std::string_view items) { return set("xl/sharedStrings.xml", root("sst", items)); }
  // Font 1 is struck out.
  Xlsx& styles(std::string_view formats, std::string_view cell_styles) {
    return set("xl/styles.xml",
               root("styleSheet", "<numFmts>" + std::string(formats) +
                                      "</numFmts><fonts><font><b/></font><font><strike/></font></fonts><cellXfs>" +
                                      std::string(cell_styles) + "</cellXfs>"));
  }

  const Parts& parts() const { return parts_; }
  std::string bytes(ZipStyle style = ZipStyle::stored) const { return ZipBytes(parts_, style).bytes(); }

 private:
  Parts parts_;
};

// One line a diagnostic: "error cell.no-number Sheet1 A1 found=x".
inline std::string shown(const model::Diagnostics& diagnostics) {
  std::string lines;
  for (const model::Diagnostic& diagnostic : diagnostics) {
    lines += std::string(to_string(diagnostic.severity)) + " " + diagnostic.rule;
    if (!diagnostic.sheet.empty()) lines += " " + diagnostic.sheet;
    if (diagnostic.cell) lines += " " + to_string(*diagnostic.cell);
    for (const auto& [name, value] : diagnostic.arguments) lines += " " + name + "=" + value;
    lines += "\n";
  }
  return lines;
}

// One line a cell: "A1 number 12.5", with what else is known of it behind.
inline std::string shown(const model::Grid& grid) {
  std::string lines;
  for (const model::Cell& cell : grid.cells) {
    lines += to_string(cell.address) + " " + std::string(to_string(cell.kind));
    if (!cell.text.empty()) lines += " " + std::string(cell.text);
    if (cell.from_formula) lines += " (formula)";
    if (cell.external_link) lines += " (external)";
    if (cell.partly_struck) lines += " (partly struck)";
    if (cell.wholly_struck) lines += " (struck)";
    lines += "\n";
  }
  return lines;
}

// The cells of the first sheet and what was said; or why it was refused.
inline std::string cells_of(const std::string& bytes, const Limits& limits = {}) {
  model::Diagnostics diagnostics;
  const auto workbook = read(bytes, limits, diagnostics);
  if (!workbook) return shown(model::Diagnostics{workbook.failure()});
  return (workbook->grids.empty() ? "no sheet\n" : shown(workbook->grids.front())) + shown(diagnostics);
}
inline std::string cells_of(const Xlsx& xlsx, const Limits& limits = {}) { return cells_of(xlsx.bytes(), limits); }

}  // namespace huibiao::workbook
