// Old workbooks written out in a test, record by record, so that it shows what it reads.
#pragma once

#include <bit>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {

// -- compound files
// ----------------------------------------------------------------------------------------------------------------

inline constexpr std::size_t kNone = 0xFFFFFFFF, kEnd = 0xFFFFFFFE;

inline std::string wide(std::string_view ascii) {
  std::string bytes;
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

// UTF-16LE of UTF-8 within the first plane.
inline std::string utf16(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    std::uint32_t c = size == 1 ? lead : lead & (size == 2 ? 0x1Fu : 0x0Fu);
    for (std::size_t i = 1; i < size; ++i) c = c << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
    bytes += number(c, 2);
    at += size;
  }
  return bytes;
}

// A compound file of version 3. Streams below 4,096 bytes lie in the mini stream; `scattered` puts the sectors of the others in
// reverse order.
inline std::string compound_file(const Parts& streams, bool scattered = false) {
  constexpr std::size_t kSector = 512;
  const auto sectors_of = [](std::size_t size) { return (size + kSector - 1) / kSector; };
  std::vector<std::size_t> next;  // the allocation table
  std::string body, mini, directory, mini_table;
  const auto put = [&](std::string bytes, bool backwards) {  // gives the first sector
    const std::size_t count = sectors_of(bytes.size()), first = next.size();
    bytes.resize(count * kSector);
    for (std::size_t i = 0; i < count; ++i) {
      body += bytes.substr((backwards ? count - 1 - i : i) * kSector, kSector);
      next.push_back(backwards ? (i == 0 ? kEnd : first + i - 1) : (i + 1 < count ? first + i + 1 : kEnd));
    }
    return count == 0 ? kEnd : backwards ? first + count - 1 : first;
  };
  const auto entry = [&](std::string_view name, int type, std::size_t right, std::size_t child, std::size_t start,
                         std::size_t size) {
    std::string letters = wide(name);
    const std::size_t length = letters.size() + 2;
    letters.resize(64);
    directory += letters + number(length, 2) + static_cast<char>(type) + '\1' + number(kNone, 4) + number(right, 4) +
                 number(child, 4) + std::string(36, '\0') + number(start, 4) + number(size, 8);
  };
  std::vector<std::size_t> starts;
  for (const auto& [name, bytes] : streams) {
    if (bytes.size() >= 4096) {
      starts.push_back(put(bytes, scattered));
      continue;
    }
    starts.push_back(mini.size() / 64);
    mini += bytes;
    mini.resize((mini.size() + 63) / 64 * 64);
    while (mini_table.size() / 4 + 1 < mini.size() / 64) mini_table += number(mini_table.size() / 4 + 1, 4);
    mini_table += number(kEnd, 4);
  }
  const std::size_t mini_start = put(mini, false);
  entry("Root Entry", 5, kNone, streams.empty() ? kNone : 1, mini_start, mini.size());
  for (std::size_t i = 0; i < streams.size(); ++i) {
    entry(streams[i].first, 2, i + 1 < streams.size() ? i + 2 : kNone, kNone, starts[i], streams[i].second.size());
  }
  while (mini_table.size() % kSector != 0) mini_table += number(kNone, 4);
  const std::size_t mini_table_start = put(mini_table, false);
  const std::size_t directory_start = put(directory, false);
  std::size_t tables = 1;
  while (tables * 128 < next.size() + tables) ++tables;
  const std::size_t first_table = next.size();
  for (std::size_t i = 0; i < tables; ++i) next.push_back(0xFFFFFFFD);
  for (const std::size_t sector : next) body += number(sector, 4);
  while (body.size() % kSector != 0) body += number(kNone, 4);
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + number(0x3E, 2) + number(3, 2) +
                       number(0xFFFE, 2) + number(9, 2) + number(6, 2) + std::string(10, '\0') + number(tables, 4) +
                       number(directory_start, 4) + number(0, 4) + number(4096, 4) +
                       number(mini_table.empty() ? kEnd : mini_table_start, 4) + number(sectors_of(mini_table.size()), 4) +
                       number(kEnd, 4) + number(0, 4);
  for (std::size_t i = 0; i < 109; ++i) header += number(i < tables ? first_table + i : kNone, 4);
  return header + body;
}

// -- records
// -----------------------------------------------------------------------------------------------------------------------

inline std::string biff(std::size_t type, std::string_view data) {
  return number(type, 2) + number(data.size(), 2) + std::string(data);
}

// A string whose characters take two bytes, of a length of that many bytes.
inline std::string unicode(std::string_view text, int length_bytes = 2) {
  const std::string characters = utf16(text);
  return number(characters.size() / 2, length_bytes) + '\1' + characters;
}
// … and one byte each.
inline std::string latin(std::string_view text, int length_bytes = 2) {
  return number(text.size(), length_bytes) + '\0' + std::string(text);
}

inline std::string real(double value) { return number(std::bit_cast<std::uint64_t>(value), 8); }
inline std::string place(std::size_t row, std::size_t column, std::size_t style = 0) {
  return number(row, 2) + number(column, 2) + number(style, 2);
}
inline std::string number_cell(std::size_t row, std::size_t column, double value, std::size_t style = 0) {
  return biff(0x0203, place(row, column, style) + real(value));
}
inline std::string shared_label(std::size_t row, std::size_t column, std::size_t index, std::size_t style = 0) {
  return biff(0x00FD, place(row, column, style) + number(index, 4));
}
// The result is eight bytes: real(), or result_of().
inline std::string formula_cell(std::size_t row, std::size_t column, const std::string& result,
                                std::string_view tokens = "\x1E\1", std::size_t options = 0, std::size_t style = 0) {
  return biff(0x0006, place(row, column, style) + result + number(options, 2) + number(0, 4) + number(tokens.size(), 2) +
                          std::string(tokens));
}
inline std::string result_of(int kind, int value = 0) {
  return number(static_cast<std::size_t>(kind | value << 16), 6) + "\xFF\xFF";
}

// A workbook of BIFF8: fonts 0 to 4 plain and 5 (the fifth) struck out; style 0 plain, others as add_style() says.
class Xls {
 public:
  explicit Xls(std::string records = "") { sheets_.push_back({"Sheet1", std::move(records)}); }

  Xls& global(const std::string& records) { return globals_ += records, *this; }
  Xls& format(std::size_t id, std::string_view code) { return global(biff(0x041E, number(id, 2) + unicode(code))); }
  Xls& style(std::size_t format, std::size_t font = 0) {
    return styles_ += biff(0x00E0, number(font, 2) + number(format, 2) + std::string(16, '\0')), *this;
  }
  // Its strings as they are stored.
  Xls& strings(const std::vector<std::string>& items) {
    std::string data = number(items.size(), 4) + number(items.size(), 4);
    for (const std::string& item : items) data += item;
    return strings_ = biff(0x00FC, data), *this;
  }
  Xls& raw_strings(std::string records) { return strings_ = std::move(records), *this; }
  Xls& sheet(std::string name, std::string records, std::size_t state = 0, std::size_t type = 0) {
    return sheets_.push_back({std::move(name), std::move(records), state, type}), *this;
  }

  std::string stream() const {
    const auto font = [](std::size_t options) {
      return biff(0x0031, number(200, 2) + number(options, 2) + std::string(10, '\0') + latin("Arial", 1));
    };
    std::string before = biff(0x0809, number(0x0600, 2) + number(0x0005, 2) + std::string(12, '\0')) + globals_;
    for (int i = 0; i < 4; ++i) before += font(0);
    before += font(8) + biff(0x00E0, std::string(20, '\0')) + styles_;
    std::string sheets;
    std::size_t offset = before.size() + strings_.size() + 4;
    for (const Sheet& sheet : sheets_) offset += 4 + 6 + unicode(sheet.name, 1).size();
    std::string bodies;
    for (const Sheet& sheet : sheets_) {
      sheets += biff(0x0085,
                     number(offset + bodies.size(), 4) + number(sheet.state, 1) + number(sheet.type, 1) + unicode(sheet.name, 1));
      const std::size_t kind = sheet.type == 2 ? 0x20 : sheet.type == 1 ? 0x40 : 0x10;
      bodies += biff(0x0809, number(0x0600, 2) + number(kind, 2) + std::string(12, '\0')) + sheet.records + biff(0x000A, "");
    }
    return before + sheets + strings_ + biff(0x000A, "") + bodies;
  }
  std::string bytes() const { return compound_file({{"Workbook", stream()}}); }

 private:
  struct Sheet {
    std::string name, records;
    std::size_t state = 0, type = 0;
  };
  std::string globals_, styles_, strings_;
  std::vector<Sheet> sheets_;
};

inline std::string cells_of(const Xls& xls, const Limits& limits = {}) { return cells_of(xls.bytes(), limits); }

}  // namespace huibiao::workbook
